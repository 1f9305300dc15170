"""Claims' tables."""

import datetime as dt
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, BigInteger, Index, MetaData, Table
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from shared.database import STRICT, UtcTime

metadata = MetaData()


class Row(SQLModel, registry=registry(metadata=metadata)):
    metadata = metadata
    __table_args__: Any = STRICT


def table_of(row: type[Row]) -> Table:
    """The table itself, for writing without mapped objects."""
    return metadata.tables[str(row.__tablename__)]


class ClaimRow(Row, table=True):
    """A claim with its trip. What a list shows of it is kept from the submission on; a draft's is worked out."""

    __tablename__ = "claim"
    __table_args__ = (Index("claim_of_person", "person_id", "updated_at", "id"), STRICT)

    id: UUID = Field(primary_key=True)
    person_id: UUID
    employment_id: UUID
    kind: str
    state: str
    version: int
    number: str | None = Field(default=None, unique=True)
    rules_version: str | None = None
    since: dt.datetime = Field(sa_type=UtcTime)
    approver: dict[str, Any] | None = Field(default=None, sa_type=JSON)
    remark: dict[str, Any] | None = Field(default=None, sa_type=JSON)
    sealed_in: list[str] = Field(default=[], sa_type=JSON)
    voided: list[str] = Field(default=[], sa_type=JSON)
    trip: dict[str, Any] | None = Field(default=None, sa_type=JSON)
    trip_version: int = 0
    trip_start: dt.datetime | None = Field(default=None, sa_type=UtcTime)
    trip_end: dt.datetime | None = Field(default=None, sa_type=UtcTime)
    summary: dict[str, Any] | None = Field(default=None, sa_type=JSON)
    updated_at: dt.datetime = Field(sa_type=UtcTime)
    removed_at: dt.datetime | None = Field(default=None, sa_type=UtcTime)


class LineRow(Row, table=True):
    """A line as typed. Removing is a mark: the id stays taken. `date` is ISO text, for finding doubles."""

    __tablename__ = "line"

    id: UUID = Field(primary_key=True)
    claim_id: UUID = Field(foreign_key="claim.id", index=True)
    person_id: UUID = Field(index=True)
    place: int
    version: int
    content: dict[str, Any] = Field(sa_type=JSON)
    receipt_id: UUID | None = Field(default=None, index=True)
    date: str | None = None
    removed_at: dt.datetime | None = Field(default=None, sa_type=UtcTime)


class SubmissionRow(Row, table=True):
    """A claim as it was submitted, whole, each time. `document` is the contract's JSON; `inputs` and `lines` are all that it was
    worked out from. Its first and last day as ISO text."""

    __tablename__ = "submission"

    claim_id: UUID = Field(primary_key=True, foreign_key="claim.id")
    version: int = Field(primary_key=True)
    document: str
    lines: list[Any] = Field(sa_type=JSON)
    inputs: dict[str, Any] = Field(sa_type=JSON)
    remarks: list[Any] = Field(sa_type=JSON)
    first_date: str | None = None
    last_date: str | None = Field(default=None, index=True)
    submitted_at: dt.datetime = Field(sa_type=UtcTime)


class RatePackRow(Row, table=True):
    """The rates that some claim was worked out with, whole and for ever. `content` is the canonical text that gives the version."""

    __tablename__ = "rate_pack"

    version: str = Field(primary_key=True)
    content: str
    kept_at: dt.datetime = Field(sa_type=UtcTime)


class RateChangeRow(Row, table=True):
    """An administrator's change to the rates; undoing is a mark. Days are ISO text. `before`: what held on its first day."""

    __tablename__ = "rate_change"

    id: UUID = Field(primary_key=True)
    series: str
    agreement: str
    key: str
    figures: dict[str, int] = Field(sa_type=JSON)
    name: dict[str, str] | None = Field(default=None, sa_type=JSON)
    valid_from: str
    valid_to: str | None = None
    source: str
    verified: int
    before: dict[str, Any] | None = Field(default=None, sa_type=JSON)
    at: dt.datetime = Field(sa_type=UtcTime)
    by: UUID
    by_name: str
    undone_at: dt.datetime | None = Field(default=None, sa_type=UtcTime)
    undone_by_name: str | None = None


class TrialRow(Row, table=True):
    """A trial of other rates on real claims: what was asked, how far it has come, and what came out."""

    __tablename__ = "trial"

    id: UUID = Field(primary_key=True)
    asked: dict[str, Any] = Field(sa_type=JSON)
    by: UUID
    state: str
    total: int
    done: int
    result: dict[str, Any] | None = Field(default=None, sa_type=JSON)
    at: dt.datetime = Field(sa_type=UtcTime)
    looked_at: dt.datetime = Field(sa_type=UtcTime)


class StepRow(Row, table=True):
    """The timeline, append-only: once for each event that made a step."""

    __tablename__ = "step"

    source_event: UUID = Field(primary_key=True)
    claim_id: UUID = Field(foreign_key="claim.id", index=True)
    at: dt.datetime = Field(sa_type=UtcTime)
    text_id: str
    parameters: dict[str, Any] = Field(sa_type=JSON)
    by: str | None = None
    remark: dict[str, Any] | None = Field(default=None, sa_type=JSON)


class NumberRow(Row, table=True):
    """The last claim number of a year, counted in the transaction of the submission: no gaps."""

    __tablename__ = "number"

    year: int = Field(primary_key=True)
    last: int


class ReceiptRow(Row, table=True):
    """A receipt as receipts tells it. `date` is the one that holds, ISO text, for finding doubles."""

    __tablename__ = "receipt"

    id: UUID = Field(primary_key=True)
    person_id: UUID
    version: int
    state: str
    date: str | None = None
    total: int | None = Field(default=None, sa_type=BigInteger)
    fields: dict[str, Any] = Field(sa_type=JSON)
    read: dict[str, Any] | None = Field(default=None, sa_type=JSON)
    sure: dict[str, int] = Field(sa_type=JSON)
    corrected: list[str] = Field(sa_type=JSON)
    usual_coding: dict[str, str] = Field(sa_type=JSON)
    likeness_told_at: dt.datetime | None = Field(default=None, sa_type=UtcTime)
    duplicate_of: UUID | None = Field(default=None, index=True)
    look_alikes: int = 0


class PersonRow(Row, table=True):
    """`cards`: last four digits → who pays its bill."""

    __tablename__ = "person"

    id: UUID = Field(primary_key=True)
    name: str
    given_name: str
    roles: list[str] = Field(default=[], sa_type=JSON)
    cards: dict[str, str] = Field(default={}, sa_type=JSON)
    told_at: dt.datetime = Field(sa_type=UtcTime)


class EmploymentRow(Row, table=True):
    """One that directory no longer tells of has ended; claims on it stay."""

    __tablename__ = "employment"

    id: UUID = Field(primary_key=True)
    person_id: UUID = Field(index=True)
    place: int
    employee_number: str
    title: str
    unit_id: UUID
    agreement: str | None = None
    home: str
    workplace: str
    vehicle: str
    coding: dict[str, str] = Field(sa_type=JSON)
    ended_at: dt.datetime | None = Field(default=None, sa_type=UtcTime)


class UnitRow(Row, table=True):
    __tablename__ = "unit"

    id: UUID = Field(primary_key=True)
    name: str
    parent_id: UUID | None = None
    manager_id: UUID | None = None
    fallback_approver_id: UUID | None = None
    told_at: dt.datetime = Field(sa_type=UtcTime)


class ExchangeRateRow(Row, table=True):
    """Kronor for one unit of a currency on a day, in millionths. `quoted_on` is ISO text; `put_by` None: fetched or read from a file."""

    __tablename__ = "exchange_rate"

    currency: str = Field(primary_key=True)
    quoted_on: str = Field(primary_key=True)
    rate_micro: int = Field(sa_type=BigInteger)
    source: str
    put_at: dt.datetime = Field(sa_type=UtcTime)
    put_by: UUID | None = None


class CodingPlanRow(Row, table=True):
    """When directory last told the coding plan; one row."""

    __tablename__ = "coding_plan"

    id: int = Field(primary_key=True)
    told_at: dt.datetime = Field(sa_type=UtcTime)


class CodingDimensionRow(Row, table=True):
    __tablename__ = "coding_dimension"

    number: str = Field(primary_key=True)
    place: int
    name: str


class CodingKindRow(Row, table=True):
    """What a kind of expense is usually booked on."""

    __tablename__ = "coding_kind"

    kind: str = Field(primary_key=True)
    coding: dict[str, str] = Field(sa_type=JSON)


class CodingCodeRow(Row, table=True):
    """A code of the plan. `closed_from` is ISO text; `search` is what it is found by: code and name without regard to case."""

    __tablename__ = "coding_code"

    dimension: str = Field(primary_key=True)
    code: str = Field(primary_key=True)
    place: int
    name: str
    closed_from: str | None = None
    search: str


class AdvanceRow(Row, table=True):
    """An advance as payroll_export tells it. `paid_on` is ISO text."""

    __tablename__ = "advance"

    id: UUID = Field(primary_key=True)
    employment_id: UUID = Field(index=True)
    amount_ore: int = Field(sa_type=BigInteger)
    paid_on: str
    purpose: str
    told_at: dt.datetime = Field(sa_type=UtcTime)


class AdvanceUseRow(Row, table=True):
    """What of an advance a claim that is handed in settles."""

    __tablename__ = "advance_use"

    claim_id: UUID = Field(primary_key=True, foreign_key="claim.id")
    advance_id: UUID = Field(primary_key=True, foreign_key="advance.id", index=True)
    amount_ore: int = Field(sa_type=BigInteger)
