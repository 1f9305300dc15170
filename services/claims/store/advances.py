"""Advances as payroll_export tells them, and which claim settles how much of each."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from sqlalchemy import func, insert
from sqlmodel import Session, col, delete, select

from services.claims.domain.settlement import OpenAdvance, SettledAdvance
from services.claims.store.tables import AdvanceRow, AdvanceUseRow, ClaimRow, table_of
from shared.contracts.payroll_export import AdvanceChanged
from shared.money import Ore


def told_at(session: Session, advance_id: UUID) -> dt.datetime | None:
    """When payroll_export said what is kept."""
    row = session.get(AdvanceRow, advance_id, with_for_update=True)
    return row.told_at if row else None


def save(session: Session, told: AdvanceChanged) -> None:
    session.merge(
        AdvanceRow(
            id=told.advance_id,
            employment_id=told.employment_id,
            amount_ore=told.amount_ore,
            paid_on=told.paid_on.isoformat(),
            purpose=told.purpose,
            told_at=told.occurred_at,
        )
    )
    session.flush()


def hold(session: Session, employment_id: UUID) -> None:
    """Nobody else settles the employment's advances until this transaction is over."""
    session.exec(select(AdvanceRow.id).where(AdvanceRow.employment_id == employment_id).with_for_update()).all()


def open_of(session: Session, employment_id: UUID) -> list[OpenAdvance]:
    """What of each advance no claim has settled, where something is left."""
    advances = of_employments(session, [employment_id])
    used_ore = _used(session, [one.id for one in advances]) if advances else {}
    left = ((row, row.amount_ore - used_ore.get(row.id, 0)) for row in advances)
    return [OpenAdvance(row.id, open_ore, dt.date.fromisoformat(row.paid_on)) for row, open_ore in left if open_ore > 0]


def _used(session: Session, advance_ids: Collection[UUID]) -> Mapping[UUID, Ore]:
    """By advance, how much of it claims settle."""
    used = select(AdvanceUseRow.advance_id, func.sum(AdvanceUseRow.amount_ore)).group_by(col(AdvanceUseRow.advance_id))
    found = session.exec(used.where(col(AdvanceUseRow.advance_id).in_(advance_ids)))
    return {advance_id: int(used_ore) for advance_id, used_ore in found}


def of_employments(session: Session, employment_ids: Collection[UUID]) -> list[AdvanceRow]:
    """The latest paid first, without those that were taken back."""
    query = select(AdvanceRow).where(col(AdvanceRow.employment_id).in_(employment_ids), AdvanceRow.amount_ore > 0)
    return list(session.exec(query.order_by(col(AdvanceRow.paid_on).desc(), col(AdvanceRow.id).desc())))


def uses(session: Session, advance_ids: Collection[UUID]) -> Mapping[UUID, list[tuple[AdvanceUseRow, str]]]:
    """By advance, what claims settle of it, each with the claim's number."""
    found: defaultdict[UUID, list[tuple[AdvanceUseRow, str]]] = defaultdict(list)
    query = select(AdvanceUseRow, ClaimRow.number).join(ClaimRow, col(ClaimRow.id) == col(AdvanceUseRow.claim_id))
    rows = session.exec(query.where(col(AdvanceUseRow.advance_id).in_(advance_ids)).order_by(col(ClaimRow.number)))
    for row, number in rows:
        found[row.advance_id].append((row, number or ""))
    return found


def settle(session: Session, claim_id: UUID, settled: Sequence[SettledAdvance]) -> None:
    """This claim settles these, instead of what it did before."""
    free(session, claim_id)
    for one in settled:
        session.execute(insert(table_of(AdvanceUseRow)), {"claim_id": claim_id, **vars(one)})


def free(session: Session, claim_id: UUID) -> None:
    """This claim settles nothing: it is back with its owner, or turned down."""
    session.exec(delete(AdvanceUseRow).where(col(AdvanceUseRow.claim_id) == claim_id))
