"""The tables of payroll_export."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, BigInteger, Index, LargeBinary, MetaData, UniqueConstraint, text
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from shared.database import STRICT, UtcTime

metadata = MetaData()
LIVE = text("voided_at IS NULL")


class Table(SQLModel, registry=registry(metadata=metadata)):
    metadata = metadata
    __table_args__: Any = STRICT


class PersonRow(Table, table=True):
    __tablename__ = "person"

    id: UUID = Field(primary_key=True)
    name: str
    roles: list[str] = Field(sa_type=JSON)
    told_at: datetime = Field(sa_type=UtcTime)


class EmploymentRow(Table, table=True):
    __tablename__ = "employment"

    id: UUID = Field(primary_key=True)
    person_id: UUID = Field(index=True)
    employee_number: str


class UnitRow(Table, table=True):
    __tablename__ = "unit"

    id: UUID = Field(primary_key=True)
    name: str
    cost_centre: str
    told_at: datetime = Field(sa_type=UtcTime)


class AdvanceRow(Table, table=True):
    """An advance that was paid. `paid_on` is ISO text."""

    __tablename__ = "advance"

    id: UUID = Field(primary_key=True)
    person_id: UUID
    employment_id: UUID
    amount_ore: int = Field(sa_type=BigInteger)
    paid_on: str
    purpose: str
    put_at: datetime = Field(sa_type=UtcTime)
    put_by: UUID


class AdvanceUseRow(Table, table=True):
    """What of an advance a claim settles, from the day it is handed in; of a claim that comes back nothing."""

    __tablename__ = "advance_use"

    claim_id: UUID = Field(primary_key=True)
    advance_id: UUID = Field(primary_key=True, index=True)
    version: int
    claim_number: str
    amount_ore: int = Field(sa_type=BigInteger)


class PersonalNumberRow(Table, table=True):
    __tablename__ = "personal_number"

    employee_number: str = Field(primary_key=True)
    hidden: bytes = Field(sa_type=LargeBinary)
    changed_at: datetime = Field(sa_type=UtcTime)
    changed_by: UUID


class ClaimRow(Table, table=True):
    __tablename__ = "claim"

    id: UUID = Field(primary_key=True)
    version: int
    state: str = Field(index=True)
    told_at: datetime = Field(sa_type=UtcTime)
    number: str
    person_name: str
    approver_id: UUID | None = None
    approver_name: str | None = None
    total_ore: int = Field(sa_type=BigInteger)
    lines: int


class LineRow(Table, table=True):
    """A line as approved; nothing in it changes."""

    __tablename__ = "line"

    id: UUID = Field(primary_key=True)
    claim_id: UUID = Field(foreign_key="claim.id", index=True)
    claim_number: str
    employment_id: UUID
    employee_number: str
    person_id: UUID
    person_name: str
    approver_id: UUID
    type: str
    date: str
    quantity: str | None = None
    unit_price_ore: int | None = Field(default=None, sa_type=BigInteger)
    amount_ore: int = Field(sa_type=BigInteger)
    vat_ore: int = Field(sa_type=BigInteger)
    text: str
    dimensions: dict[str, str] = Field(sa_type=JSON)
    route: str
    reverses: UUID | None = Field(default=None, index=True)
    derivation: dict[str, Any] = Field(sa_type=JSON)


class SeriesRow(Table, table=True):
    """The last number used; whoever changes batches holds this row, so that one does after another."""

    __tablename__ = "series"

    organisation_number: str = Field(primary_key=True)
    last_number: int


class BatchRow(Table, table=True):
    __tablename__ = "batch"
    __table_args__ = (UniqueConstraint("organisation_number", "number"), STRICT)

    id: UUID = Field(primary_key=True)
    organisation_number: str
    organisation_name: str
    number: int
    sealed_at: datetime = Field(sa_type=UtcTime)
    sealed_by: UUID
    sealed_by_name: str
    fingerprint: str = Field(index=True)
    mapping_version: int
    claims: int
    lines: int
    gross_ore: int = Field(sa_type=BigInteger)
    vat_ore: int = Field(sa_type=BigInteger)
    deducted_ore: int = Field(sa_type=BigInteger)
    benefit_ore: int = Field(sa_type=BigInteger)
    net_ore: int = Field(sa_type=BigInteger)
    per_code: list[Any] = Field(sa_type=JSON)
    voided_at: datetime | None = Field(default=None, sa_type=UtcTime)
    voided_by: UUID | None = None
    voided_by_name: str | None = None
    void_reason: str | None = None


class BatchLineRow(Table, table=True):
    """A row of a batch, with copies of all that may change later. A line lies in one live batch at most: the database holds it."""

    __tablename__ = "batch_line"
    __table_args__ = (
        Index("batch_line_live", "source_line_id", unique=True, sqlite_where=LIVE, postgresql_where=LIVE),
        STRICT,
    )

    batch_id: UUID = Field(primary_key=True, foreign_key="batch.id")
    place: int = Field(primary_key=True)
    source_line_id: UUID
    claim_id: UUID = Field(index=True)
    claim_number: str
    employee_number: str
    employee_name: str
    type: str
    lonkod: str | None = None
    lonart: str | None = None
    label: str
    unit: str
    effect: int
    account: str | None = None
    vat_account: str | None = None
    date: str
    quantity: str | None = None
    unit_price_ore: int | None = Field(default=None, sa_type=BigInteger)
    amount_ore: int = Field(sa_type=BigInteger)
    vat_ore: int = Field(sa_type=BigInteger)
    text: str
    dimensions: dict[str, str] = Field(sa_type=JSON)
    reverses: UUID | None = None
    voided_at: datetime | None = Field(default=None, sa_type=UtcTime)


class FileRow(Table, table=True):
    """A file of a batch. `hidden` is encrypted: it holds personal numbers; the digest is that of the file as it is read in."""

    __tablename__ = "batch_file"

    batch_id: UUID = Field(primary_key=True, foreign_key="batch.id")
    format: str = Field(primary_key=True)
    name: str
    media_type: str
    size_bytes: int
    sha256: str
    rows: int
    amount_ore: int = Field(sa_type=BigInteger)
    hidden: bytes = Field(sa_type=LargeBinary)


class DownloadRow(Table, table=True):
    __tablename__ = "download"

    id: UUID = Field(primary_key=True)
    batch_id: UUID = Field(foreign_key="batch.id", index=True)
    format: str
    at: datetime = Field(sa_type=UtcTime)
    by: UUID
    by_name: str
