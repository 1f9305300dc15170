"""Receipts' tables."""

import datetime as dt
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, BigInteger, Index, MetaData
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from shared.database import STRICT, UtcTime

metadata = MetaData()
NULLABLE_JSON = JSON(none_as_null=True)


class Row(SQLModel, registry=registry(metadata=metadata)):
    metadata = metadata
    __table_args__: Any = STRICT


class ReceiptRow(Row, table=True):
    """A receipt. `own_sha256` … `band_4` are there to find the same receipt again; dates in them are ISO text."""

    __tablename__ = "receipt"
    __table_args__ = (
        Index("receipt_of_person", "person_id", "added_at"),
        Index("receipt_in_state", "state", "person_id"),
        Index("receipt_read_on", "read_on"),
        Index("receipt_same_bytes", "own_sha256"),
        Index("receipt_of_merchant", "merchant_id"),
        Index("receipt_same_purchase", "total", "bought_on"),
        *(Index(f"receipt_band_{number}", f"band_{number}") for number in (1, 2, 3, 4)),
        STRICT,
    )

    id: UUID = Field(primary_key=True)
    person_id: UUID
    sha256: str
    media_type: str
    file_name: str
    bytes_count: int
    added_at: dt.datetime = Field(sa_type=UtcTime)
    country: str | None = None
    version: int
    state: str
    pages: list[Any] = Field(sa_type=JSON)
    asked_at: dt.datetime | None = Field(default=None, sa_type=UtcTime)
    separated_from: UUID | None = None
    separated_into: list[str] | None = Field(default=None, sa_type=NULLABLE_JSON)
    read: dict[str, Any] | None = Field(default=None, sa_type=NULLABLE_JSON)
    seen: dict[str, Any] | None = Field(default=None, sa_type=NULLABLE_JSON)
    sure: list[Any] = Field(sa_type=JSON)
    problem: str | None = None
    advice: list[str] = Field(sa_type=JSON)
    further: list[Any] = Field(sa_type=JSON)
    display_sha256: str | None = None
    merchant_id: UUID | None = None
    read_at: dt.datetime | None = Field(default=None, sa_type=UtcTime)
    read_on: str | None = None
    """Day of `read_at` (UTC)."""
    corrected: list[str] = Field(sa_type=JSON)
    said: dict[str, Any] = Field(sa_type=JSON)
    corrected_version: int
    own_sha256: str | None = None
    """None for what was cut out of a picture: its bytes are others' too."""
    total: int | None = Field(default=None, sa_type=BigInteger)
    bought_on: str | None = None
    picture_hash: str | None = None
    band_1: int | None = None
    band_2: int | None = None
    band_3: int | None = None
    band_4: int | None = None


class SameRow(Row, table=True):
    """Two receipts that are the same one. No foreign keys: checking them would make the two wait for each other."""

    __tablename__ = "same"

    later_id: UUID = Field(primary_key=True)
    earlier_id: UUID = Field(primary_key=True, index=True)


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


class MerchantRow(Row, table=True):
    """An entry of the register: what it says follows from its lessons."""

    __tablename__ = "merchant"
    __table_args__ = (Index("merchant_told", "told_at", "id"), STRICT)

    id: UUID = Field(primary_key=True)
    key: str = Field(unique=True)
    organisation_number: str | None = None
    told_at: dt.datetime = Field(sa_type=UtcTime)
    """When the last lesson came."""


class LessonRow(Row, table=True):
    """Append-only, but for the two marks that take a lesson out of force."""

    __tablename__ = "lesson"

    id: UUID = Field(primary_key=True)
    merchant_id: UUID = Field(foreign_key="merchant.id", index=True)
    receipt_id: UUID = Field(index=True)
    topic: str
    read: str | None = None
    said: str
    source: str
    told_by: UUID | None = None
    told_at: dt.datetime = Field(sa_type=UtcTime)
    superseded_at: dt.datetime | None = Field(default=None, sa_type=UtcTime)
    undone_at: dt.datetime | None = Field(default=None, sa_type=UtcTime)
    undone_by: UUID | None = None


class SeenNameRow(Row, table=True):
    """A name under which a lesson's receipt showed its merchant; `head` and `tail` are the ends of its key."""

    __tablename__ = "seen_name"
    __table_args__ = (Index("seen_name_head", "head"), Index("seen_name_tail", "tail"), STRICT)

    lesson_id: UUID = Field(primary_key=True, foreign_key="lesson.id")
    key: str = Field(primary_key=True)
    name: str
    head: str
    tail: str
