"""Advances that were paid, and which claim settles how much of each."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from uuid import UUID

from sqlmodel import Session, col, delete, select

from services.payroll_export.store.tables import AdvanceRow, AdvanceUseRow
from shared.contracts.claims import ClaimDocument


def advance(session: Session, advance_id: UUID) -> AdvanceRow | None:
    return session.get(AdvanceRow, advance_id, with_for_update=True)


def save(session: Session, saved: AdvanceRow) -> None:
    session.merge(saved)
    session.flush()


def latest(session: Session, limit: int) -> list[AdvanceRow]:
    """The latest paid first, without those that were taken back."""
    query = select(AdvanceRow).where(AdvanceRow.amount_ore > 0)
    return list(session.exec(query.order_by(col(AdvanceRow.paid_on).desc(), col(AdvanceRow.id).desc()).limit(limit)))


def uses(session: Session, advance_ids: Collection[UUID]) -> Mapping[UUID, list[AdvanceUseRow]]:
    """By advance, what claims settle of it."""
    found: dict[UUID, list[AdvanceUseRow]] = defaultdict(list)
    query = select(AdvanceUseRow).where(col(AdvanceUseRow.advance_id).in_(advance_ids))
    for row in session.exec(query.order_by(col(AdvanceUseRow.claim_number))):
        found[row.advance_id].append(row)
    return found


def settle(session: Session, document: ClaimDocument) -> None:
    """This version of the claim settles these, instead of what an earlier one did; a later one that is known holds."""
    query = select(AdvanceUseRow.version).where(AdvanceUseRow.claim_id == document.claim_id)
    if any(version > document.version for version in session.exec(query)):
        return
    free(session, document.claim_id, document.version)
    for one in document.settlement.advances if document.settlement else ():
        session.add(
            AdvanceUseRow(
                claim_id=document.claim_id,
                advance_id=one.advance_id,
                version=document.version,
                claim_number=document.number,
                amount_ore=one.amount_ore,
            )
        )
    session.flush()


def free(session: Session, claim_id: UUID, version: int) -> None:
    """Up to that version the claim settles nothing: it came back, or was turned down."""
    session.exec(
        delete(AdvanceUseRow).where(col(AdvanceUseRow.claim_id) == claim_id, col(AdvanceUseRow.version) <= version)
    )
