"""A claim in the words of its contract: what is told to the other services, and shown."""

import dataclasses
import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from services.claims.domain import representation as domain
from services.claims.domain import settlement as domain_settlement
from services.claims.domain.amount import Amount
from services.claims.domain.checks import Finding
from services.claims.domain.claim import Claim, Remark
from services.claims.domain.coding import COST_CENTRE, Coding
from services.claims.domain.derivation import Step, again
from services.claims.domain.draft import Draft, title
from services.claims.domain.line import Reason
from services.claims.domain.receipt import Fields, PrivatePart, Receipt, Vat
from services.claims.domain.submission import checks_passed
from services.claims.review import Review
from shared.contracts import approvals, receipts, values
from shared.contracts.claims import (
    AssignmentFacts,
    ClaimDocument,
    ClaimLine,
    Evidence,
    Participant,
    Representation,
    SettledAdvance,
    Settlement,
    StayFacts,
    TripFacts,
)


def claim_document(submitted: Claim, review: Review, findings: Sequence[Finding], now: dt.datetime) -> ClaimDocument:
    """The whole of a claim that is submitted now. `findings` with the person's reasons."""
    employment, plan = review.employment, review.draft.trip
    trip = None
    if submitted.kind == "trip":
        assert plan is not None and plan.start is not None and plan.end is not None, "a check stops it before"
        trip = TripFacts(
            destination=plan.destination,
            purpose=plan.purpose,
            start=plan.start,
            end=plan.end,
            over_50_km=plan.over_50_km,
            stays=tuple(StayFacts(**vars(stay)) for stay in plan.stays),
            assignment=AssignmentFacts(**vars(plan.assignment)) if plan.assignment else None,
        )
    lines = claim_lines(review)
    assert submitted.number is not None
    rows = [reason for amount in review.worth.amounts for reason in amount.reasons if reason.step]
    assert all(row.amount_ore == again((row.step,)) for row in rows if row.step), "the print gives what is paid"
    return ClaimDocument(
        claim_id=submitted.id,
        number=submitted.number,
        version=submitted.version,
        kind=submitted.kind,
        title=title(review.draft),
        person_id=submitted.person_id,
        person_name=employment.person_name,
        employment_id=employment.id,
        employee_number=employment.employee_number,
        unit_id=employment.unit_id,
        unit_name=employment.unit_name,
        trip=trip,
        lines=tuple(lines),
        findings=tuple(finding(_at_its_amount(one, review.draft)) for one in findings),
        checks_passed=checks_passed(review.draft, findings),
        total_ore=sum(line.amount_ore for line in lines),
        settlement=settlement(review.settlement),
        rules_version=review.rates_version,
        submitted_at=now,
    )


def _at_its_amount(found: Finding, draft: Draft) -> Finding:
    """Of a receipt that is divided, what stands beside it is told beside its first part that is paid."""
    divided = [
        part.id for line in draft.expenses if line.id == found.line_id for part in line.parts if not part.is_private
    ]
    return dataclasses.replace(found, line_id=divided[0]) if divided else found


def claim_lines(review: Review) -> list[ClaimLine]:
    """The amounts of the draft, with their receipts and their cost coding."""
    return [_claim_line(amount, review) for amount in review.worth.amounts]


def _claim_line(amount: Amount, review: Review) -> ClaimLine:
    known = review.receipts
    booked = review.booked.get(amount.booked_as) if amount.booked_as else None
    coding = booked.coding if booked else review.employment.coding
    return ClaimLine(
        id=amount.id,
        type=amount.type,
        date=amount.date,
        title=values.TextValue.of(amount.title),
        amount_ore=amount.amount_ore,
        tax_free_ore=amount.tax_free_ore,
        taxable_ore=amount.taxable_ore,
        quantity=amount.quantity,
        unit_price_ore=amount.unit_price_ore,
        distance_hm=amount.distance_hm,
        vat=tuple(map(_vat_row, amount.vat)),
        reasons=tuple(map(_reason, amount.reasons)),
        source=values.TextValue.of(amount.source) if amount.source else None,
        note=amount.note,
        evidence=_evidence(amount.receipt_id, known.get(amount.receipt_id)) if amount.receipt_id else None,
        representation=_representation(amount.representation) if amount.representation else None,
        paid_with="employer_card" if amount.is_employers else "own",
        dimensions=dict(coding),
        dimension_names=code_names(coding, review),
    )


def _reason(reason: Reason) -> values.Reason:
    return values.Reason(
        text=values.TextValue.of(reason.text),
        amount_ore=reason.amount_ore,
        step=_step(reason.step) if reason.step else None,
    )


def _step(step: Step) -> values.Step:
    operands = tuple(values.Figure(**vars(figure)) for figure in step.operands)
    return values.Step(op=step.op, operands=operands, result_ore=step.result_ore)


def code_names(coding: Coding, review: Review) -> dict[str, str]:
    """By dimension, what a person calls the code. The cost centre of an organisation without a plan is the employment's unit."""
    names = review.plan.names(coding)
    own = review.employment.coding.get(COST_CENTRE)
    if names.get(COST_CENTRE) == own and review.employment.unit_name:
        names[COST_CENTRE] = review.employment.unit_name
    return names


def _representation(said: domain.Representation) -> Representation:
    people = tuple(Participant(name=one.name, organisation=one.organisation) for one in said.participants)
    return Representation(form=said.form, participants=people, alcohol_ore=said.alcohol_ore)


def settlement(settled: domain_settlement.Settlement) -> Settlement:
    advances = tuple(SettledAdvance(**vars(one)) for one in settled.advances)
    return Settlement(
        employers_ore=settled.employers_ore,
        private_ore=settled.private_ore,
        advances=advances,
        pay_ore=settled.pay_ore,
    )


def _evidence(receipt_id: UUID, receipt: Receipt | None) -> Evidence:
    if receipt is None:
        return Evidence(receipt_id=receipt_id, read=None)
    read = _receipt_fields(receipt.read) if receipt.read else None
    return Evidence(receipt_id=receipt_id, read=read, corrected=receipt.corrected)


def _receipt_fields(fields: Fields) -> receipts.ReceiptFields:
    vat = None if fields.vat is None else tuple(map(_vat_row, fields.vat))
    private = None
    if fields.private_parts is not None:
        private = tuple(receipts.PrivatePart(**vars(part)) for part in fields.private_parts)
    return receipts.ReceiptFields(**{**vars(fields), "vat": vat, "private_parts": private})


def _vat_row(row: Vat) -> values.VatRow:
    return values.VatRow(rate=row.rate, net_ore=row.net_ore, vat_ore=row.vat_ore)


def fields_of(told: receipts.ReceiptFields) -> Fields:
    """What a receipt says, from the contract: as much of it as a claim is judged by. A refund is below nothing, however it is printed."""
    vat = None if told.vat is None else tuple(Vat(**dict(row)) for row in told.vat)
    private = None if told.private_parts is None else tuple(PrivatePart(**dict(part)) for part in told.private_parts)
    said = {field.name: getattr(told, field.name) for field in dataclasses.fields(Fields)}
    total = -abs(told.total) if told.is_refund and told.total else told.total
    return Fields(**{**said, "total": total, "vat": vat, "private_parts": private})


def finding(found: Finding) -> values.Finding:
    return values.Finding(
        check=found.check,
        level=found.level,
        text=values.TextValue.of(found.text),
        line_id=str(found.line_id) if found.line_id else None,
        field=found.field,
        mend=found.mend,
        reason=found.reason,
    )


def remark(decided: Remark) -> approvals.Remark:
    return approvals.Remark(reason=decided.reason, line_id=decided.line_id, field=decided.field, words=decided.words)


def remark_of(told: approvals.Remark) -> Remark:
    """Why a claim came back, from the contract."""
    return Remark(told.reason, told.line_id, told.field, told.words)
