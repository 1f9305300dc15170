"""A claim as it stands while its owner has it: the lines filled from the receipts, what they are worth, what the checks find."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from sqlmodel import Session

from services.claims import store
from services.claims.domain.amounts import Worth, complete_trip, is_abroad
from services.claims.domain.booked import Booked, asked_codings, booked_lines
from services.claims.domain.checks import Finding, Situation, check
from services.claims.domain.checks.situation import Elsewhere
from services.claims.domain.claim import Claim
from services.claims.domain.coding import CodingPlan
from services.claims.domain.draft import Draft, DriveLine, ExpenseLine, Line
from services.claims.domain.employment import Employment
from services.claims.domain.exchange import QuotedRate
from services.claims.domain.filled import filled
from services.claims.domain.inputs import Inputs, finished_under
from services.claims.domain.long_stay import LOOKED_BACK_DAYS, OtherTrip
from services.claims.domain.receipt import Receipt
from services.claims.domain.rules import Rules
from services.claims.domain.settlement import OpenAdvance, Settlement, settle
from services.claims.domain.submission import answered_before
from services.claims.domain.trip import stockholm
from services.claims.store.claims import StoredClaim, Summary

DRIVES_MAX = 200
"""Latest lines without a receipt that are looked at for what the person usually drives."""


@dataclass(frozen=True)
class Review:
    """Everything that a view or a submission of the claim needs. `rates_version`: of those that it was worked out with."""

    inputs: Inputs
    rates_version: str
    employment: Employment
    worth: Worth
    booked: Mapping[UUID, Booked]
    plan: CodingPlan
    findings: tuple[Finding, ...]
    settlement: Settlement

    @property
    def draft(self) -> Draft:
        return self.inputs.draft

    @property
    def receipts(self) -> Mapping[UUID, Receipt]:
        return self.inputs.receipts


def review(
    session: Session,
    stored: StoredClaim,
    employment: Employment,
    lines: Sequence[Line],
    rules: Rules,
    now: dt.datetime,
) -> Review:
    """Looks at other claims of the person, advances and the coding plan only for what this one has."""
    owner = stored.claim
    receipts = store.known.receipts(session, used_receipts(lines), owner.person_id)
    draft = filled_draft(stored, lines, receipts, rules)
    inputs = Inputs(owner.person_id, draft, receipts, employment.agreement)
    worked, rules = finished_under(inputs, rules_begun_with(session, owner, rules), rules)
    advances = store.advances.open_of(session, owner.employment_id) if worked.total_ore > 0 else ()
    settled = settlement(draft, worked, advances)
    is_booked = draft.expenses or worked.amounts
    plan = store.coding.plan(session, asked_codings(draft, receipts, employment.coding)) if is_booked else CodingPlan()
    booked = booked_lines(draft, receipts, employment.coding, plan)
    situation = Situation(
        draft=draft,
        worth=worked,
        rules=rules,
        asked_at=now,
        coding=employment.coding,
        booked=booked,
        coding_plan=plan,
        receipts=receipts,
        typed_amounts=frozenset(
            line.id for line in lines if isinstance(line, ExpenseLine) and line.amount_ore is not None
        ),
        typed_dates=frozenset(line.id for line in lines if line.date is not None),
        advance_ore=settled.advance_ore,
        employers_cards=store.known.employers_cards(session, owner.person_id) if receipts else frozenset(),
        exchange_offers=_exchange_offers(session, draft, receipts),
        elsewhere=_elsewhere(session, owner, draft, receipts, rules),
        other_trips=_other_trips(session, owner, draft),
        has_approver=employment.likely_approver is not None,
        administrators=() if employment.likely_approver else tuple(store.known.administrators(session)),
        home=employment.home,
        workplace=employment.workplace,
        drives_elsewhere=_drives_elsewhere(session, owner, draft),
    )
    findings = _with_earlier_answers(session, owner, check(situation))
    return Review(inputs, rules.rates.version, employment, worked, booked, plan, findings, settled)


def _with_earlier_answers(session: Session, owner: Claim, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """A claim that came back or was taken back is not asked again what it has answered."""
    if not owner.version or all(one.level != "warn" for one in findings):
        return findings
    told = store.history.submission(session, owner.id, owner.version).document
    before = [
        Finding(
            check=one.check,
            level=one.level,
            text=one.text.text(),
            line_id=UUID(one.line_id) if one.line_id else None,
            reason=one.reason,
        )
        for one in told.findings
    ]
    return answered_before(findings, before)


def settlement(draft: Draft, worked: Worth, advances: Sequence[OpenAdvance]) -> Settlement:
    """What becomes of what it is worth, while these advances are open."""
    days = [amount.date for amount in worked.amounts]
    last_day = max(days, default=None)
    is_trip = draft.kind == "trip"
    return settle(worked.total_ore, worked.employers_ore, advances, is_trip, last_day, draft.private_ore)


def rules_begun_with(session: Session, claim: Claim, rules: Rules) -> Rules:
    """From its first submission on, a claim keeps its rates."""
    if claim.rules_version in (None, rules.rates.version):
        return rules
    return replace(rules, rates=store.packs.pack(session, claim.rules_version))


def used_receipts(lines: Sequence[Line]) -> set[UUID]:
    return {line.receipt_id for line in lines if isinstance(line, ExpenseLine) and line.receipt_id}


def filled_draft(stored: StoredClaim, lines: Sequence[Line], receipts: Mapping[UUID, Receipt], rules: Rules) -> Draft:
    """What the claim says: typed, and read wherever nothing is typed."""
    all_filled = tuple(_filled(line, receipts, rules) for line in lines)
    return Draft(stored.claim.id, stored.claim.kind, stored.trip, all_filled)


def _filled(line: Line, receipts: Mapping[UUID, Receipt], rules: Rules) -> Line:
    if not isinstance(line, ExpenseLine) or line.receipt_id is None:
        return line
    return filled(line, receipts.get(line.receipt_id), rules.kinds)


def _exchange_offers(session: Session, draft: Draft, receipts: Mapping[UUID, Receipt]) -> dict[UUID, QuotedRate]:
    """Looked up only for what is in another currency: to work it out, or to hold the kronor that were typed against."""
    offers: dict[UUID, QuotedRate] = {}
    for line in draft.expenses:
        receipt = receipts.get(line.receipt_id) if line.receipt_id else None
        if receipt and receipt.fields.currency and line.date and is_abroad(line, receipts):
            rate = store.exchange.latest(session, receipt.fields.currency, line.date)
            offers |= {line.id: rate} if rate else {}
    return offers


def _elsewhere(
    session: Session, owner: Claim, draft: Draft, receipts: Mapping[UUID, Receipt], rules: Rules
) -> tuple[Elsewhere, ...]:
    expenses = draft.expenses
    if not expenses:
        return ()
    dates = [line.date for line in expenses if line.date is not None]
    earlier = {one.likeness.duplicate_of for one in receipts.values() if one.likeness.duplicate_of}
    found = store.claims.lines_elsewhere(session, owner, sorted(used_receipts(expenses) | earlier), dates)
    others = store.known.receipts(session, used_receipts([one.line for one in found]) - set(receipts), owner.person_id)
    known = {**receipts, **others}
    lines = ((one.number, _filled(one.line, known, rules)) for one in found)
    return tuple(
        Elsewhere(number, line, known.get(line.receipt_id) if line.receipt_id else None)
        for number, line in lines
        if isinstance(line, ExpenseLine)
    )


def _drives_elsewhere(session: Session, owner: Claim, draft: Draft) -> tuple[DriveLine, ...]:
    if not draft.drives and draft.kind != "trip":
        return ()
    return tuple(line for _, line in store.claims.latest_drives(session, owner.person_id, DRIVES_MAX, owner.id))


def _other_trips(session: Session, owner: Claim, draft: Draft) -> tuple[OtherTrip, ...]:
    trip = complete_trip(draft.trip)
    if trip is None:
        return ()
    looked_back = trip.start - dt.timedelta(days=LOOKED_BACK_DAYS)
    return tuple(store.claims.other_trips(session, owner, looked_back, trip.end))


def summary(draft: Draft, settled: Settlement, title: str) -> Summary:
    """What a list shows of it."""
    plan = draft.trip
    trip_dates = [stockholm(moment).date() for moment in (plan.start, plan.end) if moment] if plan else []
    dates = [*trip_dates, *(line.date for line in draft.lines if line.date is not None)]
    return Summary(
        title=title,
        total_ore=settled.total_ore,
        pay_ore=settled.pay_ore,
        first_date=min(dates, default=None),
        last_date=max(dates, default=None),
        receipt_ids=tuple(line.receipt_id for line in draft.expenses if line.receipt_id),
    )
