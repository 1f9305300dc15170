"""Advances as payroll_export tells them, and which claim settles how much of each."""

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import func, insert
from sqlmodel import Session, col, delete, select

from services.claims.domain.settlement import OpenAdvance, SettledAdvance
from services.claims.store.tables import AdvanceRow, AdvanceUseRow, table_of


def told_at(session: Session, advance_id: UUID) -> dt.datetime | None:
    """When payroll_export said what is kept."""
    row = session.get(AdvanceRow, advance_id, with_for_update=True)
    return row.told_at if row else None


def save(
    session: Session, advance_id: UUID, employment_id: UUID, amount_ore: int, paid_on: dt.date, told_at: dt.datetime
) -> None:
    session.merge(
        AdvanceRow(
            id=advance_id,
            employment_id=employment_id,
            amount_ore=amount_ore,
            paid_on=paid_on.isoformat(),
            told_at=told_at,
        )
    )
    session.flush()


def hold(session: Session, employment_id: UUID) -> None:
    """Nobody else settles the employment's advances until this transaction is over."""
    session.exec(select(AdvanceRow.id).where(AdvanceRow.employment_id == employment_id).with_for_update()).all()


def open_of(session: Session, employment_id: UUID) -> list[OpenAdvance]:
    """What of each advance no claim has settled, where something is left."""
    used = func.coalesce(func.sum(AdvanceUseRow.amount_ore), 0)
    query = (
        select(AdvanceRow, used)
        .outerjoin(AdvanceUseRow, col(AdvanceUseRow.advance_id) == AdvanceRow.id)
        .where(AdvanceRow.employment_id == employment_id)
        .group_by(col(AdvanceRow.id))
        .having(col(AdvanceRow.amount_ore) > used)
    )
    return [
        OpenAdvance(row.id, row.amount_ore - int(used_ore), dt.date.fromisoformat(row.paid_on))
        for row, used_ore in session.exec(query)
    ]


def settle(session: Session, claim_id: UUID, settled: Sequence[SettledAdvance]) -> None:
    """This claim settles these, instead of what it did before."""
    free(session, claim_id)
    for one in settled:
        session.execute(insert(table_of(AdvanceUseRow)), {"claim_id": claim_id, **vars(one)})


def free(session: Session, claim_id: UUID) -> None:
    """This claim settles nothing: it is back with its owner, or turned down."""
    session.exec(delete(AdvanceUseRow).where(col(AdvanceUseRow.claim_id) == claim_id))
