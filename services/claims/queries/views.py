"""A claim as its screens show it."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import assert_never
from uuid import UUID

from sqlmodel import Session

from services.claims import document, store
from services.claims.domain import ahead as steps_ahead
from services.claims.domain import representation
from services.claims.domain.claim import Claim
from services.claims.domain.draft import DriveLine, ExpenseLine, Line, TripPlan, title
from services.claims.domain.employment import Employment
from services.claims.domain.rules import Rules
from services.claims.domain.settlement import Settlement
from services.claims.review import Review, review
from services.claims.schemas import (
    Ahead,
    BookedOn,
    ClaimSummary,
    ClaimView,
    DriveView,
    ExchangeRate,
    ExpenseView,
    LineView,
    Part,
    Participant,
    Representation,
    Step,
)
from services.claims.store.claims import StoredClaim, Summary
from services.claims.store.history import Submitted
from services.claims.trip_schemas import Assignment, DayMeals, Night, Stay, TripView
from shared.contracts.claims import TripFacts
from shared.contracts.values import TextValue, VatRow
from shared.money import Ore
from shared.text import Text


def live_view(
    session: Session, stored: StoredClaim, employment: Employment, lines: Sequence[Line], rules: Rules, now: dt.datetime
) -> ClaimView:
    """The claim while its owner has it: worked out anew each time, so that it is never behind its receipts."""
    return view_of_review(session, stored, review(session, stored, employment, lines, rules, now), rules, now)


def view_of_review(
    session: Session, stored: StoredClaim, reviewed: Review, rules: Rules, now: dt.datetime
) -> ClaimView:
    """The same, from a review that is already there."""
    worth, claim, employment = reviewed.worth, stored.claim, reviewed.employment
    booked_on = _booked_on(reviewed)
    settled = document.settlement(reviewed.settlement)
    paid_on = steps_ahead.pay_day(claim, settled.pay_ore, rules, now)
    return ClaimView(
        id=claim.id,
        number=claim.number,
        kind=claim.kind,
        title=title(reviewed.draft),
        state=claim.state,
        version=claim.version,
        employment_id=claim.employment_id,
        editable=claim.is_editable,
        trip=_trip_view(stored),
        lines=[_line_view(line, booked_on) for line in reviewed.draft.lines],
        amounts=document.claim_lines(reviewed),
        remarks=[TextValue.of(remark) for remark in worth.remarks],
        findings=[document.finding(found) for found in reviewed.findings],
        total_ore=worth.total_ore,
        tax_free_ore=worth.tax_free_ore,
        taxable_ore=worth.taxable_ore,
        settlement=settled,
        approver_name=_approver_name(claim, employment),
        pay_day=paid_on,
        timeline=_timeline(session, claim),
        ahead=_ahead(claim, settled.pay_ore, paid_on, reader_is_owner=True),
        returned=document.remark(claim.remark) if claim.state == "returned" and claim.remark else None,
        receipt_versions={receipt.id: receipt.version for receipt in reviewed.receipts.values()},
        rates_version=reviewed.rates_version if claim.version else None,
    )


def submitted_view(
    session: Session,
    stored: StoredClaim,
    submitted: Submitted,
    employment: Employment | None,
    rules: Rules,
    now: dt.datetime,
    reader_is_owner: bool,
) -> ClaimView:
    """The claim as it was submitted, whatever has changed since."""
    claim, told = stored.claim, submitted.document
    settled = told.settlement or document.settlement(Settlement(told.total_ore))
    paid_on = steps_ahead.pay_day(claim, settled.pay_ore, rules, now)
    return ClaimView(
        id=claim.id,
        number=claim.number,
        kind=claim.kind,
        title=told.title,
        state=claim.state,
        version=claim.version,
        employment_id=claim.employment_id,
        editable=claim.is_editable and reader_is_owner,
        trip=_trip_view(stored) if reader_is_owner else _told_trip_view(told.trip, claim.version),
        lines=[_line_view(line, {}) for line in submitted.lines],
        amounts=list(told.lines),
        remarks=[TextValue.of(remark) for remark in submitted.remarks],
        findings=list(told.findings),
        total_ore=told.total_ore,
        tax_free_ore=sum(line.tax_free_ore for line in told.lines),
        taxable_ore=sum(line.taxable_ore for line in told.lines),
        settlement=settled,
        approver_name=_approver_name(claim, employment),
        pay_day=paid_on,
        timeline=_timeline(session, claim),
        ahead=_ahead(claim, settled.pay_ore, paid_on, reader_is_owner),
        returned=document.remark(claim.remark) if claim.state == "returned" and claim.remark else None,
    )


def summary_view(
    stored: StoredClaim, summary: Summary, reminder: Text | None, rules: Rules, now: dt.datetime
) -> ClaimSummary:
    """A row of the owner's list."""
    claim = stored.claim
    pay_ore = summary.total_ore if summary.pay_ore is None else summary.pay_ore
    return ClaimSummary(
        id=claim.id,
        number=claim.number,
        employment_id=claim.employment_id,
        kind=claim.kind,
        title=summary.title,
        state=claim.state,
        version=claim.version,
        total_ore=summary.total_ore,
        pay_ore=pay_ore,
        updated_at=stored.updated_at,
        first_date=summary.first_date,
        last_date=summary.last_date,
        receipt_ids=list(summary.receipt_ids),
        ahead=_ahead(claim, pay_ore, steps_ahead.pay_day(claim, pay_ore, rules, now), reader_is_owner=True),
        returned=document.remark(claim.remark) if claim.state == "returned" and claim.remark else None,
        reminder=TextValue.of(reminder) if reminder else None,
    )


def _approver_name(claim: Claim, employment: Employment | None) -> str | None:
    """As approvals said; before that, who manages the unit."""
    if claim.approver is not None:
        return claim.approver.name
    return employment.likely_approver if employment else None


def _ahead(claim: Claim, pay_ore: Ore, paid_on: dt.date | None, reader_is_owner: bool) -> list[Ahead]:
    return [
        Ahead(text=TextValue.of(step.text), you=step.is_owners and reader_is_owner, since=step.since)
        for step in steps_ahead.ahead(claim, pay_ore, paid_on)
    ]


def _timeline(session: Session, claim: Claim) -> list[Step]:
    if claim.version == 0:  # nothing happened yet that anybody else would know
        return []
    return [
        Step(
            text=TextValue(id=step.text_id, parameters=step.parameters),
            at=step.at,
            by=step.by,
            remark=document.remark(step.remark) if step.remark else None,
        )
        for step in store.history.steps(session, claim.id)
    ]


def _told_trip_view(trip: TripFacts | None, version: int) -> TripView | None:
    """The trip as it was handed in: what its owner changes afterwards is nobody else's yet. Meals stand in the amounts' reasons."""
    return TripView(base_version=version, version=version, **trip.model_dump()) if trip else None


def _trip_view(stored: StoredClaim) -> TripView | None:
    plan: TripPlan | None = stored.trip
    if plan is None:
        return None
    return TripView(
        base_version=stored.trip_version,
        version=stored.trip_version,
        destination=plan.destination,
        purpose=plan.purpose,
        start=plan.start,
        end=plan.end,
        over_50_km=plan.over_50_km,
        meals=[DayMeals(**vars(day)) for day in plan.meals],
        nights=[Night(**vars(night)) for night in plan.nights],
        stays=[Stay(**vars(stay)) for stay in plan.stays],
        assignment=Assignment(**vars(plan.assignment)) if plan.assignment else None,
    )


def _booked_on(reviewed: Review) -> dict[UUID, list[BookedOn]]:
    """In words, by id of the line or of its part."""
    return {
        one: [
            BookedOn(
                dimension=dimension,
                dimension_name=reviewed.plan.dimensions.get(dimension, ""),
                code=booked.coding[dimension],
                name=name,
                whence=booked.whence[dimension],
            )
            for dimension, name in document.code_names(booked.coding, reviewed).items()
        ]
        for one, booked in reviewed.booked.items()
    }


def _line_view(line: Line, booked_on: Mapping[UUID, list[BookedOn]]) -> LineView:
    match line:
        case ExpenseLine():
            vat = [VatRow(rate=row.rate, net_ore=row.net_ore, vat_ore=row.vat_ore) for row in line.vat]
            exchange = ExchangeRate(**vars(line.exchange)) if line.exchange else None
            return ExpenseView(
                **{
                    **vars(line),
                    "vat": vat,
                    "exchange": exchange,
                    "representation": _representation(line.representation),
                    "parts": [Part(**vars(part)) for part in line.parts],
                },
                base_version=line.version,
                booked_on=booked_on.get(line.id, []),
                parts_booked_on={
                    part.id: booked_on[part.id] for part in line.parts if part.id in booked_on and not part.is_private
                },
            )
        case DriveLine():
            return DriveView(**vars(line), base_version=line.version)
        case _:
            assert_never(line)


def _representation(said: representation.Representation | None) -> Representation | None:
    if said is None:
        return None
    people = [Participant(**vars(one)) for one in said.participants]
    return Representation(form=said.form, participants=people, alcohol_ore=said.alcohol_ore)
