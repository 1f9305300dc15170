"""Receipts and what people say about them, loaded and saved."""

import datetime as dt
from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from pydantic import TypeAdapter
from sqlalchemy import and_, func, or_
from sqlmodel import Session, col, select

from services.receipts.domain.duplicates import bands
from services.receipts.domain.fields import FieldName, Fields, Sure
from services.receipts.domain.receipt import Correction, File, Further, Page, Reading, Receipt, State
from services.receipts.store.tables import CorrectionRow, ReceiptRow, UsedReceiptRow

_fields: TypeAdapter[Fields] = TypeAdapter(Fields)
_sure: TypeAdapter[tuple[Sure, ...]] = TypeAdapter(tuple[Sure, ...])
_further: TypeAdapter[tuple[Further, ...]] = TypeAdapter(tuple[Further, ...])
_pages: TypeAdapter[tuple[Page, ...]] = TypeAdapter(tuple[Page, ...])
_ids: TypeAdapter[tuple[UUID, ...]] = TypeAdapter(tuple[UUID, ...])
_state: TypeAdapter[State] = TypeAdapter(State)
_names: TypeAdapter[tuple[FieldName, ...]] = TypeAdapter(tuple[FieldName, ...])
_LOCK_MASK = (1 << 63) - 1
"""PostgreSQL names such locks by whole numbers of 64 bits with a sign."""


def receipt(session: Session, receipt_id: UUID) -> Receipt | None:
    row = session.get(ReceiptRow, receipt_id)
    return receipt_of(row) if row else None


def receipt_to_change(session: Session, receipt_id: UUID) -> Receipt | None:
    """The receipt, locked until the end of the transaction."""
    row = session.exec(select(ReceiptRow).where(ReceiptRow.id == receipt_id).with_for_update()).first()
    return receipt_of(row) if row else None


def receipts(session: Session, receipt_ids: Collection[UUID]) -> list[Receipt]:
    """Those that are there."""
    rows = session.exec(select(ReceiptRow).where(col(ReceiptRow.id).in_(receipt_ids)))
    return [receipt_of(row) for row in rows]


def receipts_of(
    session: Session, person_id: UUID, states: Collection[State], before: Receipt | None, limit: int
) -> list[Receipt]:
    """A person's receipts in those states, newest first, from the one after `before` on."""
    wanted = select(ReceiptRow).where(ReceiptRow.person_id == person_id, col(ReceiptRow.state).in_(states))
    if before:
        same_time = and_(col(ReceiptRow.added_at) == before.added_at, col(ReceiptRow.id) < before.id)
        wanted = wanted.where(or_(col(ReceiptRow.added_at) < before.added_at, same_time))
    newest_first = wanted.order_by(col(ReceiptRow.added_at).desc(), col(ReceiptRow.id).desc())
    return [receipt_of(row) for row in session.exec(newest_first.limit(limit))]


def not_handed_in(session: Session, merchant_id: UUID, limit: int) -> list[Receipt]:
    """Receipts that were read with the help of that merchant's entry and lie in no claim that was handed in, the latest first."""
    handed_in = select(UsedReceiptRow.receipt_id).where(UsedReceiptRow.receipt_id == ReceiptRow.id).exists()
    query = select(ReceiptRow).where(ReceiptRow.merchant_id == merchant_id, ReceiptRow.state == "read", ~handed_in)
    return [receipt_of(row) for row in session.exec(query.order_by(col(ReceiptRow.added_at).desc()).limit(limit))]


def lock_questions(session: Session, person_id: UUID) -> None:
    """Have nobody else count the person's questions until the end of the transaction, so that each counts those before.

    There is no row to lock: somebody's first receipts may come at once. On SQLite one transaction writes at a time anyway.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.exec(select(func.pg_advisory_xact_lock(person_id.int & _LOCK_MASK)))


def questions_count(session: Session, person_id: UUID, since: dt.datetime) -> int:
    """How often readers were asked about receipts of the person that are being read, or were asked for since then.

    Whatever became of them: a receipt that is thrown away was asked for too. Each page asked once more.
    """
    asked_at = func.coalesce(ReceiptRow.asked_at, ReceiptRow.added_at)
    of_late = or_(col(ReceiptRow.state) == "reading", asked_at >= since)
    count = func.sum(1 + func.json_array_length(ReceiptRow.pages))
    own = select(count).where(ReceiptRow.person_id == person_id, col(ReceiptRow.separated_from).is_(None))
    return session.exec(own.where(of_late)).one() or 0


def receipt_of(row: ReceiptRow) -> Receipt:
    """The receipt that a row holds."""
    return Receipt(
        id=row.id,
        person_id=row.person_id,
        file=File(row.sha256, row.media_type, row.file_name, row.bytes_count),
        added_at=row.added_at,
        version=row.version,
        state=_state.validate_python(row.state),
        reading=_reading(row) if row.read_at else None,
        corrected=_names.validate_python(row.corrected),
        said=_fields.validate_python(row.said),
        corrected_version=row.corrected_version,
        pages=_pages.validate_python(row.pages),
        country=row.country,
        asked_at=row.asked_at,
        separated_from=row.separated_from,
        separated_into=None if row.separated_into is None else _ids.validate_python(row.separated_into),
    )


def _reading(row: ReceiptRow) -> Reading:
    return Reading(
        fields=_fields.validate_python(row.read) if row.read is not None else None,
        sure=_sure.validate_python(row.sure),
        problem=row.problem,
        display_sha256=row.display_sha256,
        advice=tuple(row.advice),
        picture_hash=row.picture_hash,
        further=_further.validate_python(row.further),
        seen=_fields.validate_python(row.seen) if row.seen is not None else None,
        merchant_id=row.merchant_id,
    )


def add_receipt(session: Session, added: Receipt, now: dt.datetime) -> None:
    """Insert it. Of two that race for the same new id, the database refuses the second, whose work then runs again."""
    session.add(
        ReceiptRow(
            id=added.id,
            person_id=added.person_id,
            sha256=added.file.sha256,
            media_type=added.file.media_type,
            file_name=added.file.name,
            bytes_count=added.file.bytes_count,
            added_at=added.added_at,
            country=added.country,
            separated_from=added.separated_from,
            **_changing(added, now if added.reading else None),
        )
    )
    session.flush()


def save_receipt(session: Session, saved: Receipt, now: dt.datetime) -> None:
    """What may change of a receipt. `now` becomes the time of the reading when it is a new one."""
    row = session.get_one(ReceiptRow, saved.id)
    is_same = row.read_at is not None and _reading(row) == saved.reading
    for name, value in _changing(saved, (row.read_at if is_same else now) if saved.reading else None).items():
        setattr(row, name, value)
    session.flush()


def _changing(saved: Receipt, read_at: dt.datetime | None) -> dict[str, Any]:
    fields = saved.fields
    return {
        "version": saved.version,
        "state": saved.state,
        "pages": _pages.dump_python(saved.pages, mode="json"),
        "asked_at": saved.asked_at,
        "separated_into": None if saved.separated_into is None else list(map(str, saved.separated_into)),
        **_read(saved.reading),
        "read_at": read_at,
        "read_on": read_at.date().isoformat() if read_at else None,
        "corrected": list(saved.corrected),
        "said": _fields.dump_python(saved.said, mode="json"),
        "corrected_version": saved.corrected_version,
        "own_sha256": None if saved.separated_from else saved.file.sha256,
        "total": fields.total,
        "bought_on": fields.date.isoformat() if fields.date else None,
    }


def _read(reading: Reading | None) -> dict[str, Any]:
    parts: Sequence[int | None] = (None, None, None, None)
    if reading and reading.picture_hash:
        parts = bands(reading.picture_hash)
    return {
        "read": _fields.dump_python(reading.fields, mode="json") if reading and reading.fields else None,
        "seen": _fields.dump_python(reading.seen, mode="json") if reading and reading.seen else None,
        "sure": _sure.dump_python(reading.sure, mode="json") if reading else [],
        "problem": reading.problem if reading else None,
        "advice": list(reading.advice) if reading else [],
        "further": _further.dump_python(reading.further, mode="json") if reading else [],
        "display_sha256": reading.display_sha256 if reading else None,
        "merchant_id": reading.merchant_id if reading else None,
        "picture_hash": reading.picture_hash if reading else None,
        **{f"band_{number}": part for number, part in enumerate(parts, 1)},
    }


def correction(session: Session, correction_id: UUID) -> Correction | None:
    row = session.get(CorrectionRow, correction_id)
    if row is None:
        return None
    names = _names.validate_python(row.names)
    return Correction(row.id, row.receipt_id, row.base_version, names, _fields.validate_python(row.said))


def save_correction(session: Session, saved: Correction, now: dt.datetime) -> None:
    """Append it: corrections are never changed."""
    session.add(
        CorrectionRow(
            id=saved.id,
            receipt_id=saved.receipt_id,
            base_version=saved.base_version,
            names=list(saved.names),
            said=_fields.dump_python(saved.said, mode="json"),
            said_at=now,
        )
    )
    session.flush()
