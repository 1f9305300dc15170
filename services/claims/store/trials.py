"""Trials of other rates, and the submissions that they are made on."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import Text, cast, func, insert, update
from sqlmodel import Session, col, select

from services.claims.store.tables import ClaimRow, PersonRow, SubmissionRow, TrialRow, table_of

State = Literal["running", "done", "cancelled", "failed"]
Submission = tuple[bytes, str, str]
"""Claim, what it was worked out from, and its lines, as the text that is kept: cheap to hand to another process."""
TRIALS = table_of(TrialRow)


@dataclass(frozen=True)
class Trial:
    """`asked` and `result` in the words of the schemas. `looked_at`: when it last told how far it is."""

    id: UUID
    asked: Mapping[str, Any]
    by: UUID
    state: State
    total: int
    done: int
    result: Mapping[str, Any] | None
    looked_at: dt.datetime


def add(session: Session, trial_id: UUID, asked: Mapping[str, Any], by: UUID, total: int, now: dt.datetime) -> None:
    values = {"id": trial_id, "asked": dict(asked), "by": by, "state": "running", "total": total, "done": 0}
    session.execute(insert(TRIALS), {**values, "at": now, "looked_at": now})


def trial(session: Session, trial_id: UUID) -> Trial | None:
    row = session.get(TrialRow, trial_id)
    if row is None:
        return None
    return Trial(
        row.id,
        row.asked,
        row.by,
        row.state,  # type: ignore[arg-type]  # written from the same type
        row.total,
        row.done,
        row.result,
        row.looked_at,
    )


def come_to(session: Session, trial_id: UUID, done: int, now: dt.datetime) -> bool:
    """How far it is; False when somebody has cancelled it."""
    still = update(TRIALS).where(TRIALS.c.id == trial_id, TRIALS.c.state == "running").values(done=done, looked_at=now)
    return session.execute(still.returning(TRIALS.c.id)).first() is not None


def end(
    session: Session, trial_id: UUID, state: State, now: dt.datetime, result: Mapping[str, Any] | None = None
) -> None:
    """What is no longer running stays as it ended."""
    ended = update(TRIALS).where(TRIALS.c.id == trial_id, TRIALS.c.state == "running")
    session.execute(ended.values(state=state, looked_at=now, result=dict(result) if result else None))
    session.expire_all()


def _of_period(first: dt.date, last: dt.date) -> tuple[Any, ...]:
    """The latest submission of every claim that was not turned down, with days in the period."""
    return (
        SubmissionRow.version == ClaimRow.version,
        ClaimRow.state != "rejected",
        col(ClaimRow.removed_at).is_(None),
        col(SubmissionRow.last_date) >= first.isoformat(),
        col(SubmissionRow.first_date) <= last.isoformat(),
    )


def count(session: Session, first: dt.date, last: dt.date) -> int:
    query = select(func.count()).select_from(SubmissionRow).join(ClaimRow, col(ClaimRow.id) == SubmissionRow.claim_id)
    return session.exec(query.where(*_of_period(first, last))).one()


def page(session: Session, first: dt.date, last: dt.date, after: UUID | None, limit: int) -> list[Submission]:
    """The next of them, by claim."""
    inputs, lines = cast(SubmissionRow.inputs, Text), cast(SubmissionRow.lines, Text)
    query = select(SubmissionRow.claim_id, inputs, lines).join(ClaimRow, col(ClaimRow.id) == SubmissionRow.claim_id)
    query = query.where(*_of_period(first, last))
    if after is not None:
        query = query.where(col(SubmissionRow.claim_id) > after)
    return [
        (claim_id.bytes, of_claim, its_lines)
        for claim_id, of_claim, its_lines in session.exec(query.order_by(col(SubmissionRow.claim_id)).limit(limit))
    ]


def names(session: Session, person_ids: Collection[UUID]) -> dict[UUID, str]:
    """Of the people whose claims differ most."""
    query = select(PersonRow.id, PersonRow.name).where(col(PersonRow.id).in_(person_ids))
    return dict(session.exec(query).all())


def titles(session: Session, claim_ids: Collection[UUID]) -> dict[UUID, tuple[str, str]]:
    """Number and title of the claims that differ most."""
    query = select(ClaimRow.id, ClaimRow.number, ClaimRow.summary).where(col(ClaimRow.id).in_(claim_ids))
    return {
        claim_id: (number or "", str((summary or {}).get("title", "")))
        for claim_id, number, summary in session.exec(query)
    }
