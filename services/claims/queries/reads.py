"""One read for each screen."""

import base64
import datetime as dt
from collections import Counter
from collections.abc import Iterable
from uuid import UUID

from sqlmodel import Session

from services.claims import store
from services.claims.domain.access import authorize
from services.claims.domain.draft import DriveLine, ExpenseLine, Line, TripPlan, title
from services.claims.domain.drives import known_drives
from services.claims.domain.employment import Employment
from services.claims.domain.inputs import Inputs, finished_under
from services.claims.domain.rates import RatePack
from services.claims.domain.reminders import reminder
from services.claims.domain.representation import Participant as TookPart
from services.claims.domain.rules import Rules
from services.claims.domain.settlement import OpenAdvance
from services.claims.domain.usual import known_trips, usual_purposes, usual_trip
from services.claims.queries.views import live_view, submitted_view, summary_view
from services.claims.review import filled_draft, rules_begun_with, settlement, summary, used_receipts
from services.claims.schemas import (
    ClaimList,
    ClaimState,
    ClaimView,
    CodeList,
    CodeView,
    DimensionView,
    Driven,
    ExchangeRate,
    KindView,
    Known,
    KnownDrive,
    KnownTrip,
    MyEmployment,
    Participant,
    UsualPurposes,
    UsualTrip,
)
from services.claims.store.claims import StoredClaim, Summary
from shared.contracts.values import TextValue
from shared.identity import Actor
from shared.refusal import Refusal, Refused
from shared.text import Text

PURPOSES_MAX = 20
USUAL_PURPOSES_MAX = 4
PLACES_MAX = 30
"""Offered as one types; some of the latest also before."""
CODES_MAX = 50
PARTICIPANTS_MAX = 12
DRIVES_MAX = 6
TRIPS_MAX = 4
LATEST_MAX = 60
"""Lines and claims that are looked at for what the person has said before."""


def claim(session: Session, claim_id: UUID, rules: Rules, actor: Actor, now: dt.datetime) -> ClaimView:
    """A claim: for its owner as it stands, for everybody else as it was submitted."""
    stored = store.claims.claim(session, claim_id)
    if stored is None:
        raise Refused(Refusal("not-found"))
    if refusal := authorize(actor, "read", stored.claim):
        raise Refused(refusal)
    return view(session, stored, rules, now, is_owner=actor.person_id == stored.claim.person_id)


def view(session: Session, stored: StoredClaim, rules: Rules, now: dt.datetime, is_owner: bool = True) -> ClaimView:
    """The claim's present view."""
    of_claim = stored.claim
    employment = store.known.employment(session, of_claim.employment_id)
    if of_claim.is_editable and is_owner:
        assert employment is not None, "employments are never forgotten"
        return live_view(session, stored, employment, store.claims.lines(session, of_claim.id), rules, now)
    submitted = store.history.submission(session, of_claim.id, of_claim.version)
    return submitted_view(session, stored, submitted, employment, rules, now, is_owner)


def claims(
    session: Session,
    rules: Rules,
    actor: Actor,
    now: dt.datetime,
    state: ClaimState | None,
    cursor: str | None,
    limit: int,
) -> ClaimList:
    """The person's own, latest change first."""
    states = [state] if state else []
    found = store.claims.claims_of(session, actor.person_id, states, _opened(cursor), limit + 1)
    page = found[:limit]
    summaries, reminders = _summaries(session, page, rules, now)
    return ClaimList(
        claims=[
            summary_view(stored, summaries[stored.claim.id], reminders.get(stored.claim.id), rules, now)
            for stored in page
        ],
        next=_closed(page[-1]) if len(found) > limit else None,
    )


def _summaries(
    session: Session, page: list[StoredClaim], rules: Rules, now: dt.datetime
) -> tuple[dict[UUID, Summary], dict[UUID, Text]]:
    """As submitted; what its owner has is worked out, as on its own screen, with what the owner is reminded of."""
    reminders: dict[UUID, Text] = {}
    summaries = {one.claim.id: one.summary for one in page if one.summary and not one.claim.is_editable}
    open_claims = [one for one in page if one.claim.id not in summaries]
    lines = store.claims.lines_of_claims(session, [one.claim.id for one in open_claims])
    employments: dict[UUID, Employment | None] = {}
    advances: dict[UUID, list[OpenAdvance]] = {}
    for one in open_claims:
        employment_id = one.claim.employment_id
        if employment_id not in employments:
            employments[employment_id] = store.known.employment(session, employment_id)
            advances[employment_id] = store.advances.open_of(session, employment_id)
        employment = employments[employment_id]
        receipts = store.known.receipts(session, used_receipts(lines[one.claim.id]), one.claim.person_id)
        draft = filled_draft(one, lines[one.claim.id], receipts, rules)
        inputs = Inputs(one.claim.person_id, draft, receipts, employment.agreement if employment else None)
        worked, _ = finished_under(inputs, rules_begun_with(session, one.claim, rules), rules)
        summaries[one.claim.id] = summary(draft, settlement(draft, worked, advances[employment_id]), title(draft))
        if one.claim.state == "draft" and (remind := reminder(draft, rules.receipt_age_days_max, now)):
            reminders[one.claim.id] = remind
    return summaries, reminders


def _closed(last: StoredClaim) -> str:
    text = f"{last.updated_at.isoformat()} {last.claim.id}"
    return base64.urlsafe_b64encode(text.encode()).decode()


def _opened(cursor: str | None) -> tuple[dt.datetime, UUID] | None:
    """Where the page before ended. Refuses a cursor that is not ours."""
    if cursor is None:
        return None
    try:
        at, claim_id = base64.urlsafe_b64decode(cursor).decode().split(" ")
        moment = dt.datetime.fromisoformat(at)
        if moment.tzinfo is None:
            raise ValueError("a time without zone")
        return moment.astimezone(dt.UTC), UUID(claim_id)
    except (ValueError, OverflowError) as error:  # also an instant before the year 1 or after 9999
        raise Refused(Refusal("invalid-input", field="cursor")) from error


def kinds(rules: Rules) -> list[KindView]:
    """The catalogue of kinds of expense, in the order they are offered."""
    return [
        KindView(
            id=kind.id,
            text=TextValue(id=kind.text_id),
            icon=kind.icon,
            representation=kind.representation,
            fields=list(kind.fields),
            words={"sv": list(kind.words.sv), "en": list(kind.words.en)},
        )
        for kind in rules.kinds.values()
    ]


def rates(session: Session, version: str, rules: Rules) -> RatePack:
    """The rates that drafts are worked out with now, or that a claim began with; the phone works out by the same ones."""
    if version == rules.rates.version:
        return rules.rates
    kept = store.packs.found(session, version)
    if kept is None:
        raise Refused(Refusal("not-found"))
    return kept


def known(session: Session, rules: Rules, actor: Actor) -> Known:
    """What is known of the person, so that it is not asked."""
    name = store.known.person_name(session, actor.person_id)
    if name is None:
        raise Refused(Refusal("not-found"))
    lines = store.claims.latest_lines(session, actor.person_id, LATEST_MAX)
    drives = [line for line in lines if isinstance(line, DriveLine)]  # what is noted on a receipt is about that receipt
    trips = [one.trip for one in store.claims.claims_of(session, actor.person_id, [], None, LATEST_MAX) if one.trip]
    for_trips, for_drives = [plan.purpose for plan in trips], [drive.purpose for drive in drives]
    return Known(
        person_id=actor.person_id,
        name=name,
        given_name=store.known.given_name(session, actor.person_id) or name,
        employments=[_my_employment(one) for one in store.known.employments_of(session, actor.person_id)],
        purposes=_distinct([*for_trips, *for_drives])[:PURPOSES_MAX],
        usual_purposes=UsualPurposes(
            trip=list(usual_purposes(for_trips, USUAL_PURPOSES_MAX)),
            drive=list(usual_purposes(for_drives, USUAL_PURPOSES_MAX)),
        ),
        dimensions=[DimensionView(number=number, name=one) for number, one in store.coding.dimensions(session)],
        places=_distinct([*(plan.destination for plan in trips), *_driven(drives)])[:PLACES_MAX],
        participants=_participants(lines),
        together=_together(lines),
        drives=[KnownDrive(**vars(one)) for one in known_drives(drives, DRIVES_MAX)],
        driven=[
            Driven(
                claim_id=claim_id, **{name: getattr(line, name) for name in Driven.model_fields if name != "claim_id"}
            )
            for claim_id, line in store.claims.latest_drives(session, actor.person_id, LATEST_MAX)
        ],
        trips=[KnownTrip.model_validate(one, from_attributes=True) for one in known_trips(trips, TRIPS_MAX)],
        trip=_usual(trips),
        receipt_age_days_max=rules.receipt_age_days_max,
        rates_version=rules.rates.version,
    )


def _usual(trips: Iterable[TripPlan]) -> UsualTrip | None:
    usual = usual_trip(trips)
    return UsualTrip.model_validate(usual, from_attributes=True) if usual else None


def _driven(drives: Iterable[DriveLine]) -> Iterable[str]:
    for drive in drives:
        yield from (drive.to_place, drive.from_place)


def _participants(lines: Iterable[Line]) -> list[Participant]:
    often = Counter(one for took_part in _took_part(lines) for one in took_part)
    return [Participant(**vars(one)) for one, _ in often.most_common(PARTICIPANTS_MAX)]


def _together(lines: Iterable[Line]) -> list[Participant]:
    several = next((took_part for took_part in _took_part(lines) if len(took_part) > 1), ())
    return [Participant(**vars(one)) for one in several]


def _took_part(lines: Iterable[Line]) -> Iterable[tuple[TookPart, ...]]:
    said = (line.representation for line in lines if isinstance(line, ExpenseLine))
    return (one.participants for one in said if one)


def _distinct(words: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(stripped for word in words if (stripped := word.strip())))


def _my_employment(employment: Employment) -> MyEmployment:
    return MyEmployment.model_validate(
        {
            "id": employment.id,
            "employee_number": employment.employee_number,
            "title": employment.title,
            "unit_name": employment.unit_name,
            "home": employment.home,
            "workplace": employment.workplace,
            "vehicle": employment.vehicle,
            "agreement": employment.agreement,
            "approver_name": employment.likely_approver,
        }
    )


def exchange_rate(session: Session, currency: str, day: dt.date) -> ExchangeRate:
    """The latest on or before the day."""
    rate = store.exchange.latest(session, currency, day)
    if rate is None:
        raise Refused(Refusal("no-exchange-rate", {"currency": currency, "date": day.isoformat()}, field="date"))
    return ExchangeRate(**vars(rate))


def codes(session: Session, dimension: str, search: str, on: dt.date) -> CodeList:
    """Codes of the dimension that can be booked on that day and hold every word that is searched for."""
    found = store.coding.open_codes(session, dimension, search.split(), on, CODES_MAX + 1)
    return CodeList(
        codes=[CodeView(dimension=one.dimension, code=one.code, name=one.name) for one in found[:CODES_MAX]],
        more=len(found) > CODES_MAX,
    )
