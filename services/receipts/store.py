"""Receipts' tables, and how receipts, corrections and the claims that use them are loaded and saved."""

import datetime as dt
from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from pydantic import TypeAdapter
from sqlalchemy import JSON, Index, MetaData, and_, or_
from sqlalchemy.orm import registry
from sqlmodel import Field, Session, SQLModel, col, delete, select

from services.receipts.domain.access import Use
from services.receipts.domain.receipt import Correction, FieldName, Fields, File, Reading, Receipt, State, Sure
from shared.database import STRICT, UtcTime

metadata = MetaData()
_fields: TypeAdapter[Fields] = TypeAdapter(Fields)
_sure: TypeAdapter[tuple[Sure, ...]] = TypeAdapter(tuple[Sure, ...])
_state: TypeAdapter[State] = TypeAdapter(State)
_names: TypeAdapter[tuple[FieldName, ...]] = TypeAdapter(tuple[FieldName, ...])


class Row(SQLModel, registry=registry(metadata=metadata)):
    metadata = metadata
    __table_args__: Any = STRICT


class ReceiptRow(Row, table=True):
    __tablename__ = "receipt"
    __table_args__ = (
        Index("receipt_of_person", "person_id", "added_at"),
        Index("receipt_same_bytes", "sha256", "person_id"),
        STRICT,
    )

    id: UUID = Field(primary_key=True)
    person_id: UUID
    sha256: str
    media_type: str
    file_name: str
    bytes_count: int
    added_at: dt.datetime = Field(sa_type=UtcTime)
    version: int
    state: str
    read: dict[str, Any] | None = Field(default=None, sa_type=JSON(none_as_null=True))
    sure: list[Any] = Field(sa_type=JSON)
    problem: str | None = None
    display_sha256: str | None = None
    read_at: dt.datetime | None = Field(default=None, sa_type=UtcTime)
    corrected: list[str] = Field(sa_type=JSON)
    said: dict[str, Any] = Field(sa_type=JSON)
    corrected_version: int


class CorrectionRow(Row, table=True):
    __tablename__ = "correction"

    id: UUID = Field(primary_key=True)
    receipt_id: UUID = Field(foreign_key="receipt.id", index=True)
    base_version: int
    names: list[str] = Field(sa_type=JSON)
    said: dict[str, Any] = Field(sa_type=JSON)
    said_at: dt.datetime = Field(sa_type=UtcTime)


class UseRow(Row, table=True):
    """What approvals told last about a claim."""

    __tablename__ = "use"

    claim_id: UUID = Field(primary_key=True)
    person_id: UUID | None = None
    approver_id: UUID | None = None
    told_at: dt.datetime = Field(sa_type=UtcTime)


class UsedReceiptRow(Row, table=True):
    __tablename__ = "used_receipt"

    claim_id: UUID = Field(primary_key=True, foreign_key="use.claim_id")
    receipt_id: UUID = Field(primary_key=True, index=True)


def receipt(session: Session, receipt_id: UUID) -> Receipt | None:
    row = session.get(ReceiptRow, receipt_id)
    return _receipt(row) if row else None


def receipt_to_change(session: Session, receipt_id: UUID) -> Receipt | None:
    """The receipt, locked until the end of the transaction."""
    row = session.exec(select(ReceiptRow).where(ReceiptRow.id == receipt_id).with_for_update()).first()
    return _receipt(row) if row else None


def receipts_of(
    session: Session, person_id: UUID, states: Collection[State], before: Receipt | None, limit: int
) -> list[Receipt]:
    """A person's receipts in those states, newest first, from the one after `before` on."""
    wanted = select(ReceiptRow).where(ReceiptRow.person_id == person_id, col(ReceiptRow.state).in_(states))
    if before:
        same_time = and_(col(ReceiptRow.added_at) == before.added_at, col(ReceiptRow.id) < before.id)
        wanted = wanted.where(or_(col(ReceiptRow.added_at) < before.added_at, same_time))
    newest_first = wanted.order_by(col(ReceiptRow.added_at).desc(), col(ReceiptRow.id).desc())
    return [_receipt(row) for row in session.exec(newest_first.limit(limit))]


def first_with_bytes(session: Session, person_id: UUID, sha256s: Collection[str]) -> dict[str, UUID]:
    """SHA-256 → the person's first receipt with those bytes, discarded ones left out."""
    earlier = select(ReceiptRow.sha256, ReceiptRow.id).where(
        ReceiptRow.person_id == person_id, col(ReceiptRow.sha256).in_(sha256s), ReceiptRow.state != "discarded"
    )
    latest_first = earlier.order_by(col(ReceiptRow.added_at).desc(), col(ReceiptRow.id).desc())
    return dict(session.exec(latest_first).all())


def _receipt(row: ReceiptRow) -> Receipt:
    reading = None
    if row.read_at:
        fields = _fields.validate_python(row.read) if row.read is not None else None
        reading = Reading(fields, _sure.validate_python(row.sure), row.problem, row.display_sha256)
    return Receipt(
        id=row.id,
        person_id=row.person_id,
        file=File(row.sha256, row.media_type, row.file_name, row.bytes_count),
        added_at=row.added_at,
        version=row.version,
        state=_state.validate_python(row.state),
        reading=reading,
        corrected=_names.validate_python(row.corrected),
        said=_fields.validate_python(row.said),
        corrected_version=row.corrected_version,
    )


def add_receipt(session: Session, added: Receipt) -> None:
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
            **_changing(added, None),
        )
    )
    session.flush()


def save_receipt(session: Session, saved: Receipt, now: dt.datetime) -> None:
    """What may change of a receipt. `now` becomes the time of the reading when it has just been read."""
    row = session.get_one(ReceiptRow, saved.id)
    for name, value in _changing(saved, (row.read_at or now) if saved.reading else None).items():
        setattr(row, name, value)
    session.flush()


def _changing(saved: Receipt, read_at: dt.datetime | None) -> dict[str, Any]:
    reading = saved.reading
    return {
        "version": saved.version,
        "state": saved.state,
        "read": _fields.dump_python(reading.fields, mode="json") if reading and reading.fields else None,
        "sure": _sure.dump_python(reading.sure, mode="json") if reading else [],
        "problem": reading.problem if reading else None,
        "display_sha256": reading.display_sha256 if reading else None,
        "read_at": read_at,
        "corrected": list(saved.corrected),
        "said": _fields.dump_python(saved.said, mode="json"),
        "corrected_version": saved.corrected_version,
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
