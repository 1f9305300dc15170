"""The rates as the administrator's page shows them."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from uuid import UUID

from sqlmodel import Session

from services.claims import store
from services.claims.domain.access import authorize_rates
from services.claims.domain.rates import OTHER_COUNTRIES, Dated, RatePack, in_force
from services.claims.domain.rules import Rules
from services.claims.domain.series import AGREED_FORMS, STATE_FORMS, Form, figures_of, key_of, rows_of
from services.claims.rates_schemas import (
    AgreementName,
    CountryAmount,
    CountryList,
    RateAgreement,
    RateChanges,
    RateChangeView,
    RateRow,
    Rates,
    RateSeries,
    UnknownAgreement,
)
from services.claims.store.rate_changes import StoredChange, of_change
from shared.identity import Actor
from shared.refusal import Refusal, Refused, require


def rates(session: Session, on: dt.date, rules: Rules, actor: Actor) -> Rates:
    """What holds on the day, and on the New Year's Day that follows it."""
    require(authorize_rates(actor))
    pack, new_year = rules.rates, dt.date(on.year + 1, 1, 1)
    changes = store.rate_changes.all_changes(session)
    followed = Counter(store.known.agreements_followed(session))
    series = list(_series(pack, on, new_year, changes))
    abroad = [_abroad(pack, year) for year in (on.year, new_year.year)]
    known = {one.id for one in pack.agreements}
    has_list = any(one.country == OTHER_COUNTRIES for one in abroad[1].countries)
    return Rates(
        version=pack.version,
        on=on,
        next_year=new_year.year,
        series=series,
        abroad=abroad,
        agreements=[
            RateAgreement(id=one.id, name=AgreementName(**vars(one.name)), employments=followed[one.id])
            for one in pack.agreements
        ],
        unknown_agreements=[
            UnknownAgreement(id=agreement, employments=count)
            for agreement, count in sorted(followed.items())
            if agreement not in known
        ],
        missing=sum(one.now is not None and one.next is None for one in series) + (not has_list),
    )


def changes(session: Session, actor: Actor) -> RateChanges:
    """Every change ever made, newest first."""
    require(authorize_rates(actor))
    return RateChanges(changes=[change_view(one) for one in reversed(store.rate_changes.all_changes(session))])


def change(session: Session, change_id: UUID, actor: Actor) -> RateChangeView:
    """One of them."""
    require(authorize_rates(actor))
    made = store.rate_changes.change(session, change_id)
    if made is None:
        raise Refused(Refusal("not-found"))
    return change_view(made)


def _series(pack: RatePack, on: dt.date, new_year: dt.date, changes: Sequence[StoredChange]) -> Iterator[RateSeries]:
    of_state = [(series, "", form) for series, form in STATE_FORMS.items()]
    agreed = [(series, one.id, form) for one in pack.agreements for series, form in AGREED_FORMS.items()]
    for series, agreement, form in (*of_state, *agreed):
        rows = rows_of(pack, series, agreement) or ()
        for key in dict.fromkeys(key_of(row, form) for row in rows) or _first_keys(pack, form):
            of_key = [row for row in rows if key_of(row, form) == key]
            now, following = in_force(of_key, on), in_force(of_key, new_year)
            yield RateSeries(
                series=series,
                agreement=agreement,
                key=key,
                units=dict(form.figures),
                now=_row(now, form, of_change(changes, series, agreement, key, now.valid_from)) if now else None,
                next=_row(following, form, of_change(changes, series, agreement, key, following.valid_from))
                if following
                else None,
            )


def _first_keys(pack: RatePack, form: Form) -> list[str]:
    """An agreement's series that has no figures yet is offered for every vehicle."""
    return list(dict.fromkeys(one.vehicle for one in pack.mileage)) if form.key == "vehicle" else [""]


def _row(row: Dated, form: Form, change_id: object) -> RateRow:
    return RateRow.model_validate(
        {
            "figures": figures_of(row, form),
            "valid_from": row.valid_from,
            "valid_to": row.valid_to,
            "source": row.source,
            "verified": row.verified,
            "note": row.note,
            "change_id": change_id,
        }
    )


def _abroad(pack: RatePack, year: int) -> CountryList:
    listed = sorted((one for one in pack.per_diem_foreign if one.year == year), key=lambda one: one.country)
    return CountryList(
        year=year,
        countries=[CountryAmount(country=one.country, whole_day_ore=one.whole_day_ore) for one in listed],
        sources=list(dict.fromkeys(one.source for one in listed)),
        notes=list(dict.fromkeys(one.note for one in listed if one.verified and one.note)),
    )


def change_view(stored: StoredChange) -> RateChangeView:
    """A row of the history."""
    made, before = stored.change, stored.before
    return RateChangeView.model_validate(
        {
            **vars(made),
            "figures": dict(made.figures),
            "name": vars(made.name) if made.name else None,
            "before": {**vars(before), "figures": dict(before.figures), "verified": True} if before else None,
            "at": stored.at,
            "by_name": stored.by_name,
            "undone_at": stored.undone_at,
            "undone_by_name": stored.undone_by_name,
        }
    )
