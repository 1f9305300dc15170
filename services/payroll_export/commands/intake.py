"""What other services' events make happen: claims that wait and lines that are approved, people and units."""

from datetime import datetime

from sqlmodel import Session

from services.payroll_export.domain.claim import Claim, follow
from services.payroll_export.domain.line import ADVANCE_SETTLEMENT, PRIVATE_SHARE, Employee, ExportLine
from services.payroll_export.domain.mapping import REFUND_OF
from services.payroll_export.domain.ready import ApprovedLine, goes_to_payroll
from services.payroll_export.schemas import Derivation
from services.payroll_export.store import advances, claims, register
from shared.contracts.approvals import ClaimApproved, ClaimAssigned, ClaimRejected, ClaimReleased, ClaimReturned
from shared.contracts.claims import ClaimLine
from shared.contracts.directory import PersonChanged, UnitChanged
from shared.contracts.event import Hint
from shared.contracts.values import Reason, TextValue
from shared.ids import derived_id
from shared.messaging.outbox import hint
from shared.money import Ore
from shared.texts.formatting import catalogue, format_text


def note_waiting(session: Session, event: ClaimAssigned, now: datetime) -> None:
    """A claim waits, and for whom."""
    _follow(
        session,
        Claim(
            id=event.claim_id,
            version=event.version,
            state="waiting",
            told_at=event.occurred_at,
            number=event.number,
            person_name=event.person_name,
            approver_id=event.approver_id,
            approver_name=event.approver_name,
            total_ore=event.total_ore,
        ),
    )


def take_in(session: Session, event: ClaimApproved, now: datetime) -> None:
    """An approved claim: each of its lines that goes to payroll, as it was decided."""
    document = event.claim
    lines = [
        (_line(event, line), _derivation(line))
        for line in document.lines
        if goes_to_payroll(line.type, line.amount_ore)
    ]
    lines += _settlements(event)
    to_payroll = [one.line for one, _ in lines if one.line.route == "payroll"]
    told = Claim(
        id=document.claim_id,
        version=document.version,
        state="approved",
        told_at=event.occurred_at,
        number=document.number,
        person_name=document.person_name,
        approver_id=event.approver_id,
        approver_name=event.approver_name,
        total_ore=sum(line.pay_ore for line in to_payroll),
        lines=len(to_payroll),
    )
    if _follow(session, told):
        claims.add_lines(session, lines, document.employment_id)


def close(session: Session, event: ClaimReturned | ClaimRejected | ClaimReleased, now: datetime) -> None:
    """A claim that nobody waits for any more, and that is not paid: the advances that it settled are open again."""
    advances.free(session, event.claim_id, event.version)
    _follow(session, Claim(id=event.claim_id, version=event.version, state="closed", told_at=event.occurred_at))


def change_person(session: Session, event: PersonChanged, now: datetime) -> None:
    """The person's name, roles and employee numbers."""
    numbers = {employment.id: employment.employee_number for employment in event.employments}
    register.save_person(session, event.person_id, event.name, event.roles, numbers, event.occurred_at)


def change_unit(session: Session, event: UnitChanged, now: datetime) -> None:
    """The unit's name, by which its cost centre is known in the file."""
    register.save_unit(session, event.unit_id, event.name, event.cost_centre, event.occurred_at)


def _follow(session: Session, told: Claim) -> bool:
    """Whether the event changed anything; then the payroll desk looks again."""
    claim = follow(claims.claim(session, told.id), told)
    if claim is None:
        return False
    claims.save_claim(session, claim)
    hint(
        session,
        Hint(
            service="payroll_export",
            thing="claim",
            id=claim.id,
            version=claim.version,
            state=claim.state,
            concerns=register.payroll_staff(session),
        ),
    )
    return True


def _line(event: ClaimApproved, line: ClaimLine) -> ApprovedLine:
    document = event.claim
    is_refund = line.amount_ore < 0 and line.reverses is None
    sign = -1 if is_refund else 1
    return ApprovedLine(
        line=ExportLine(
            id=str(line.id),
            claim_number=document.number,
            employee_number=document.employee_number,
            type=f"{REFUND_OF}{line.type}" if is_refund else line.type,
            date=line.date,
            quantity=line.quantity,
            unit_price_ore=line.unit_price_ore,
            amount_ore=sign * line.amount_ore,
            vat_ore=sign * sum(row.vat_ore for row in line.vat),
            text=_pay_slip_text(line),
            dimensions={int(dimension): code for dimension, code in line.dimensions.items()},
            route="company_card" if line.paid_with == "employer_card" else "payroll",
            reverses=str(line.reverses) if line.reverses else None,
        ),
        claim_id=document.claim_id,
        employee=Employee(document.employee_number, document.person_name, None),
        person_id=document.person_id,
        approver_id=event.approver_id,
    )


def _derivation(line: ClaimLine) -> Derivation:
    """The reasons name rates and what decided them; the title of a drive may name a client's address, and is left out."""
    title = line.title if line.distance_hm is None else TextValue(id="amount.drive.no-places")
    return Derivation(title=title, taxable_ore=line.taxable_ore, reasons=list(line.reasons), source=line.source)


def _settlements(event: ClaimApproved) -> list[tuple[ApprovedLine, Derivation]]:
    """What the claim settles of advances, and what is private of what the employer's card paid: drawn from what is paid.

    The ids follow from the claim, so that it is drawn once.
    """
    settled = event.claim.settlement
    if settled is None:
        return []
    drawn = [
        _drawn(event, f"{ADVANCE_SETTLEMENT}:{one.advance_id}", ADVANCE_SETTLEMENT, one.amount_ore)
        for one in settled.advances
    ]
    if settled.private_ore:
        drawn.append(_drawn(event, PRIVATE_SHARE, PRIVATE_SHARE, settled.private_ore))
    return drawn


def _drawn(event: ClaimApproved, name: str, line_type: str, amount_ore: Ore) -> tuple[ApprovedLine, Derivation]:
    document = event.claim
    line = ExportLine(
        id=str(derived_id(document.claim_id, name)),
        claim_number=document.number,
        employee_number=document.employee_number,
        type=line_type,
        date=max((line.date for line in document.lines), default=document.submitted_at.date()),
        quantity=None,
        unit_price_ore=None,
        amount_ore=amount_ore,
        vat_ore=0,
        text="",
        dimensions={},
        route="payroll",
    )
    employee = Employee(document.employee_number, document.person_name, None)
    what = TextValue(id=f"payroll.drawn.{line_type}", parameters={"number": document.number})
    return (
        ApprovedLine(line, document.claim_id, employee, document.person_id, event.approver_id),
        Derivation(title=what, taxable_ore=0, reasons=[Reason(text=what, amount_ore=-amount_ore)], source=None),
    )


def _pay_slip_text(line: ClaimLine) -> str:
    """What a receipt is called. Nothing for drives and days: their titles may name a client's address, and the pay type says enough."""
    if line.evidence is None or line.title.id not in catalogue("sv"):
        return ""
    return format_text(line.title.text(), "sv")
