"""What administrators make of the rates: change, and undo."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Session

from services.claims import store
from services.claims.domain.access import authorize_rates
from services.claims.domain.pack import (
    AGREEMENT,
    FOREIGN,
    RateChange,
    apply,
    refuse_again,
    refuse_far_off,
    refuse_in_use,
)
from services.claims.domain.rates import Name, RatePack, in_force
from services.claims.domain.rules import Rules
from services.claims.domain.series import FORMS, figures_of, key_of, rows_of
from services.claims.queries.rates import change_view
from services.claims.rates_schemas import NewRateChange, RateChangeView
from services.claims.rulebook import pack_of
from services.claims.store.rate_changes import Before, StoredChange
from shared.contracts.claims import AgreementsChanged
from shared.contracts.event import Hint
from shared.identity import Actor
from shared.ids import new_id
from shared.messaging.outbox import emit, hint
from shared.refusal import Refusal, Refused, accept, require


def put_change(
    session: Session, change_id: UUID, given: NewRateChange, shipped: Rules, actor: Actor, now: datetime
) -> RateChangeView:
    """Change a rate; the same again gives the same answer."""
    require(authorize_rates(actor))
    store.rate_changes.lock(session)
    change = change_of(change_id, given)
    made = store.rate_changes.change(session, change_id)
    if made is not None:
        require(refuse_again(made.change, change, made.undone_at is not None))
        return change_view(made)
    pack = pack_of(session, shipped.rates)
    accept(apply(pack, [change]))
    before = _before(pack, change)
    require(refuse_far_off(change, before.figures if before else {}, given.confirmed))
    touched = store.rate_changes.claims_with_days(session, change.valid_from, change.valid_to)
    require(refuse_in_use(change, touched, given.confirmed))
    name = store.known.person_name(session, actor.person_id) or ""
    stored = StoredChange(change, before, now, actor.person_id, name)
    store.rate_changes.add(session, stored)
    if change.series == AGREEMENT:
        tell_agreements(session, shipped.rates, actor.person_id, now)
    _tell(session, change_id, actor)
    return change_view(stored)


def undo_change(session: Session, change_id: UUID, shipped: Rules, actor: Actor, now: datetime) -> None:
    """Take a change back; refused when a later one would no longer fit. Again changes nothing."""
    require(authorize_rates(actor))
    store.rate_changes.lock(session)
    made = store.rate_changes.change(session, change_id)
    if made is None:
        raise Refused(Refusal("not-found"))
    if made.undone_at is None:
        accept(apply(shipped.rates, [one for one in store.rate_changes.in_force(session) if one.id != change_id]))
        store.rate_changes.undo(session, change_id, store.known.person_name(session, actor.person_id) or "", now)
        if made.change.series == AGREEMENT:
            tell_agreements(session, shipped.rates, actor.person_id, now)
        _tell(session, change_id, actor)


def change_of(change_id: UUID, given: NewRateChange) -> RateChange:
    """The change in the domain's words."""
    said = {name: value for name, value in given if name not in ("confirmed", "name")}
    return RateChange(id=change_id, name=Name(sv=given.name.sv, en=given.name.en) if given.name else None, **said)


def _before(pack: RatePack, change: RateChange) -> Before | None:
    """What held on the first day of the change, or was the last before it."""
    if change.series == AGREEMENT:
        return None
    if change.series == FOREIGN:
        return _listed_before(pack, change)
    form = FORMS[change.series]
    rows = [one for one in rows_of(pack, change.series, change.agreement) or () if key_of(one, form) == change.key]
    earlier = [one for one in rows if one.valid_from < change.valid_from]
    row = in_force(rows, change.valid_from) or max(earlier, key=lambda one: one.valid_from, default=None)
    return Before(figures_of(row, form), row.valid_from, row.valid_to, row.source) if row else None


def _listed_before(pack: RatePack, change: RateChange) -> Before | None:
    """The same countries in that year's list, or else in the year's before."""
    for year in (change.valid_from.year, change.valid_from.year - 1):
        listed = [one for one in pack.per_diem_foreign if one.year == year and one.country in change.figures]
        if listed:
            amounts = {one.country: one.whole_day_ore for one in listed}
            days = (change.valid_from.replace(year=year), change.valid_from.replace(year=year, month=12, day=31))
            return Before(amounts, *days, listed[0].source)
    return None


def tell_agreements(session: Session, shipped: RatePack, actor_id: UUID | None, now: datetime) -> None:
    """Tell which agreements there are, all of them."""
    names = tuple(sorted(one.id for one in pack_of(session, shipped).agreements))
    emit(session, AgreementsChanged(id=new_id(), occurred_at=now, actor_id=actor_id, agreements=names))


def _tell(session: Session, change_id: UUID, actor: Actor) -> None:
    told = Hint(service="claims", thing="rates", id=change_id, version=1, state="changed", concerns=(actor.person_id,))
    hint(session, told)
