"""Claims and their approved lines."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Exists, func
from sqlmodel import Session, col, select

from services.payroll_export.domain.claim import Claim
from services.payroll_export.domain.line import Employee, ExportLine
from services.payroll_export.domain.mapping import PayCode
from services.payroll_export.domain.ready import ApprovedLine
from services.payroll_export.schemas import Derivation
from services.payroll_export.store.batches import pay_code
from services.payroll_export.store.tables import (
    BatchLineRow,
    BatchRow,
    ClaimRow,
    EmploymentRow,
    LineRow,
    PersonRow,
)
from shared.money import Ore

BATCH_PAY_ORE = col(BatchLineRow.effect) * col(BatchLineRow.amount_ore)
"""What a sealed row adds to the pay."""


@dataclass(frozen=True)
class Open:
    """The claims that are in and not wholly exported: what came in, less what lies in batches."""

    claims: int
    lines: int
    amount_ore: Ore


def claim(session: Session, claim_id: UUID) -> Claim | None:
    row = session.get(ClaimRow, claim_id, with_for_update=True)
    return Claim(**{name: getattr(row, name) for name in Claim.__dataclass_fields__}) if row else None


def save_claim(session: Session, saved: Claim) -> None:
    session.merge(ClaimRow(**vars(saved)))
    session.flush()


def add_lines(session: Session, lines: Sequence[tuple[ApprovedLine, Derivation]], employment_id: UUID) -> None:
    """The lines of one approved claim, each with why its amount is what it is."""
    for one, derivation in lines:
        line = one.line
        session.add(
            LineRow(
                id=UUID(line.id),
                claim_id=one.claim_id,
                claim_number=line.claim_number,
                employment_id=employment_id,
                employee_number=line.employee_number,
                person_id=one.person_id,
                person_name=one.employee.name,
                approver_id=one.approver_id,
                type=line.type,
                date=line.date.isoformat(),
                quantity=line.quantity,
                unit_price_ore=line.unit_price_ore,
                amount_ore=line.amount_ore,
                vat_ore=line.vat_ore,
                text=line.text,
                dimensions={str(number): code for number, code in line.dimensions.items()},
                route=line.route,
                reverses=UUID(line.reverses) if line.reverses else None,
                derivation=derivation.model_dump(mode="json"),
            )
        )
    session.flush()


def derivations(session: Session, line_ids: Collection[UUID]) -> Mapping[UUID, Derivation]:
    """Why the amounts of these lines are what they are."""
    rows = session.exec(select(LineRow.id, LineRow.derivation).where(col(LineRow.id).in_(line_ids)))
    return {line_id: Derivation.model_validate(derivation) for line_id, derivation in rows}


def waiting(session: Session) -> list[Claim]:
    """Claims that wait for a decision, oldest first."""
    rows = session.exec(select(ClaimRow).where(ClaimRow.state == "waiting").order_by(col(ClaimRow.told_at)))
    return [Claim(**{name: getattr(row, name) for name in Claim.__dataclass_fields__}) for row in rows]


def open_lines(session: Session) -> list[ApprovedLine]:
    """Approved lines for payroll in no live batch, each with the employee number and name that directory knows now, else those approved.

    A line that takes another back carries the codes that the other was sealed with.
    """
    rows = session.exec(
        select(LineRow, EmploymentRow.employee_number, PersonRow.name)
        .outerjoin(EmploymentRow, col(EmploymentRow.id) == col(LineRow.employment_id))
        .outerjoin(PersonRow, col(PersonRow.id) == col(EmploymentRow.person_id))
        .where(~_in_live_batch(), col(LineRow.route) == "payroll")
        .order_by(col(LineRow.id))
    ).all()
    codes = _sealed_codes(session, {row.reverses for row, _, _ in rows if row.reverses})
    return [
        _approved_line(row, number or row.employee_number, name or row.person_name, codes) for row, number, name in rows
    ]


def live_reversals(session: Session, lines: Sequence[ApprovedLine]) -> tuple[list[ApprovedLine], dict[str, int]]:
    """What is sealed already of that which these lines take back: other reversals of it, and line → number of its batch."""
    taken_back = {UUID(one.line.reverses) for one in lines if one.line.reverses}
    if not taken_back:
        return [], {}
    sealed = (
        select(LineRow, BatchRow.number)
        .join(BatchLineRow, col(BatchLineRow.source_line_id) == col(LineRow.id))
        .join(BatchRow, col(BatchRow.id) == col(BatchLineRow.batch_id))
        .where(col(BatchLineRow.voided_at).is_(None))
        .where(col(LineRow.reverses).in_(taken_back) | col(LineRow.id).in_(taken_back))
    )
    rows = session.exec(sealed).all()
    others = [_approved_line(row, row.employee_number, row.person_name, {}) for row, _ in rows if row.reverses]
    return others, {str(row.id): number for row, number in rows}


def open_claims(session: Session) -> Open:
    """Counted from the claims as they came in and the batches as they lie, not from the lines that wait for a batch."""
    in_batch = (
        select(BatchLineRow.claim_id, func.count().label("lines"), func.sum(BATCH_PAY_ORE).label("amount_ore"))
        .where(col(BatchLineRow.voided_at).is_(None))
        .group_by(col(BatchLineRow.claim_id))
        .subquery()
    )
    left = col(ClaimRow.lines) - func.coalesce(in_batch.c.lines, 0)
    amount = col(ClaimRow.total_ore) - func.coalesce(in_batch.c.amount_ore, 0)
    row = session.exec(
        select(func.count(), func.coalesce(func.sum(left), 0), func.coalesce(func.sum(amount), 0))
        .select_from(ClaimRow)
        .outerjoin(in_batch, in_batch.c.claim_id == ClaimRow.id)
        .where((col(ClaimRow.state) == "waiting") | ((col(ClaimRow.state) == "approved") & (left != 0)))
    ).one()
    return Open(int(row[0]), int(row[1]), int(row[2]))


def wholly_exported(session: Session, claim_ids: Collection[UUID]) -> Mapping[UUID, Ore]:
    """Those of the claims whose lines all lie in live batches, with what they add to the pay."""
    rows = session.exec(
        select(BatchLineRow.claim_id, func.sum(BATCH_PAY_ORE), ClaimRow.lines)
        .join(ClaimRow, col(ClaimRow.id) == col(BatchLineRow.claim_id))
        .where(col(BatchLineRow.voided_at).is_(None), col(BatchLineRow.claim_id).in_(claim_ids))
        .group_by(col(BatchLineRow.claim_id), col(ClaimRow.lines))
        .having(func.count() == col(ClaimRow.lines))
    )
    return {claim_id: int(amount_ore) for claim_id, amount_ore, _ in rows}


def _in_live_batch() -> Exists:
    return (
        select(BatchLineRow.place)
        .where(col(BatchLineRow.source_line_id) == col(LineRow.id), col(BatchLineRow.voided_at).is_(None))
        .exists()
    )


def _sealed_codes(session: Session, line_ids: Collection[UUID]) -> Mapping[UUID, PayCode]:
    if not line_ids:
        return {}
    rows = session.exec(
        select(BatchLineRow).where(
            col(BatchLineRow.source_line_id).in_(line_ids), col(BatchLineRow.voided_at).is_(None)
        )
    )
    return {row.source_line_id: pay_code(row) for row in rows}


def _approved_line(row: LineRow, number: str, name: str, codes: Mapping[UUID, PayCode]) -> ApprovedLine:
    line = ExportLine(
        id=str(row.id),
        claim_number=row.claim_number,
        employee_number=number,
        type=row.type,
        date=date.fromisoformat(row.date),
        quantity=row.quantity,
        unit_price_ore=row.unit_price_ore,
        amount_ore=row.amount_ore,
        vat_ore=row.vat_ore,
        text=row.text,
        dimensions={int(dimension): code for dimension, code in row.dimensions.items()},
        route=row.route,  # type: ignore[arg-type]  # written from the same type
        reverses=str(row.reverses) if row.reverses else None,
        frozen_mapping=codes.get(row.reverses) if row.reverses else None,
    )
    return ApprovedLine(line, row.claim_id, Employee(number, name, None), row.person_id, row.approver_id)
