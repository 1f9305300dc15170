"""How receipts were read, over time: what the report for administrators counts."""

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import func
from sqlmodel import Session, col, select

from services.receipts.domain.fields import FIELD_NAMES, FieldName
from services.receipts.domain.report import FieldOutcome, Outcome
from services.receipts.store.tables import ReceiptRow, UsedReceiptRow, UseRow

OUTCOMES_MAX = 5_000
"""Receipts that are looked at one by one, the newest: enough for every figure, and a second's work."""


def counts_by_day(session: Session, since: dt.date) -> list[tuple[str, str | None, int]]:
    """Day as ISO text, problem (None: read), and how many."""
    counted = select(ReceiptRow.read_on, ReceiptRow.problem, func.count()).where(
        col(ReceiptRow.read_on) >= since.isoformat()
    )
    rows = session.exec(
        counted.group_by(col(ReceiptRow.read_on), col(ReceiptRow.problem)).order_by(col(ReceiptRow.read_on))
    )
    return [(day or "", problem, count) for day, problem, count in rows]


def queue(session: Session) -> tuple[int, dt.datetime | None]:
    """How many receipts are being read or wait for it, and since when the oldest does."""
    waiting = select(func.count(), func.min(func.coalesce(ReceiptRow.asked_at, ReceiptRow.added_at)))
    count, oldest = session.exec(waiting.where(ReceiptRow.state == "reading")).one()
    return count, dt.datetime.fromisoformat(oldest) if isinstance(oldest, str) else oldest


def outcomes(session: Session, since: dt.date) -> list[Outcome]:
    """What became of the newest readings since that day."""
    columns = (
        ReceiptRow.id,
        ReceiptRow.person_id,
        ReceiptRow.read_at,
        ReceiptRow.read,
        ReceiptRow.sure,
        ReceiptRow.corrected,
        ReceiptRow.said,
    )
    wanted = select(*columns).where(col(ReceiptRow.read_on) >= since.isoformat(), col(ReceiptRow.read).is_not(None))  # type: ignore[call-overload]
    rows: Sequence[Any] = session.exec(wanted.order_by(col(ReceiptRow.read_at).desc()).limit(OUTCOMES_MAX)).all()
    handed_in = _handed_in(session, since)
    return [_outcome(row, row.id in handed_in) for row in rows]


def _handed_in(session: Session, since: dt.date) -> set[UUID]:
    """Receipts that a submitted claim of their own owner shows."""
    used = (
        select(ReceiptRow.id)
        .join(UsedReceiptRow, col(UsedReceiptRow.receipt_id) == col(ReceiptRow.id))
        .join(UseRow, col(UseRow.claim_id) == col(UsedReceiptRow.claim_id))
    )
    own = used.where(col(UseRow.person_id) == col(ReceiptRow.person_id), col(ReceiptRow.read_on) >= since.isoformat())
    return set(session.exec(own))


def _outcome(row: Any, is_handed_in: bool) -> Outcome:
    sure: Mapping[str, Mapping[str, Any]] = {one["field"]: one for one in row.sure}
    spoken_of = {name for name in FIELD_NAMES if row.read.get(name) is not None or name in row.corrected}
    fields = tuple(_field(name, row, sure.get(name, {})) for name in FIELD_NAMES if name in spoken_of)
    return Outcome(row.id, row.person_id, row.read_at, is_handed_in or bool(row.corrected), fields)


def _field(name: FieldName, row: Any, sure: Mapping[str, Any]) -> FieldOutcome:
    read = row.read.get(name)
    holds = row.said.get(name) if name in row.corrected else read
    return FieldOutcome(name, _text(read), _text(holds), sure.get("per_mille", 0), tuple(sure.get("evidence", ())))


def _text(value: object) -> str | None:
    if value is None or isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
