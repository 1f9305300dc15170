"""Which submitted claims show which receipts."""

from collections.abc import Sequence
from uuid import UUID

from sqlmodel import Session, col, delete, select

from services.receipts.domain.access import Use
from services.receipts.store.tables import UsedReceiptRow, UseRow


def uses_of(session: Session, receipt_id: UUID) -> list[Use]:
    """Submitted claims that name the receipt."""
    naming = select(UsedReceiptRow.claim_id).where(UsedReceiptRow.receipt_id == receipt_id)
    rows: Sequence[UseRow] = session.exec(select(UseRow).where(col(UseRow.claim_id).in_(naming))).all()
    return [Use(row.claim_id, row.person_id, row.approver_id, (receipt_id,), row.told_at) for row in rows]


def use(session: Session, claim_id: UUID) -> Use | None:
    row = session.exec(select(UseRow).where(UseRow.claim_id == claim_id).with_for_update()).first()
    if row is None:
        return None
    names = session.exec(select(UsedReceiptRow.receipt_id).where(UsedReceiptRow.claim_id == claim_id)).all()
    return Use(row.claim_id, row.person_id, row.approver_id, tuple(names), row.told_at)


def save_use(session: Session, saved: Use, known: bool) -> None:
    """Insert what is told about a claim, or replace what was `known`."""
    row = session.get_one(UseRow, saved.claim_id) if known else UseRow(claim_id=saved.claim_id, told_at=saved.told_at)
    row.person_id, row.approver_id, row.told_at = saved.person_id, saved.approver_id, saved.told_at
    session.add(row)
    session.exec(delete(UsedReceiptRow).where(col(UsedReceiptRow.claim_id) == saved.claim_id))
    session.flush()
    session.add_all(UsedReceiptRow(claim_id=saved.claim_id, receipt_id=one) for one in sorted({*saved.receipt_ids}))
    session.flush()
