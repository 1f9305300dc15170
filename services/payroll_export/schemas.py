"""What payroll_export takes and answers over HTTP."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, Field

from shared.contracts.values import UNSEEN_IS_EMPTY, WITHOUT_NUL, Reason, TextValue
from shared.money import Ore

Format = Literal["paxml", "csv"]
Per = Literal["type", "person"]
"""What the sums of a batch are made of."""


class Count(BaseModel):
    claims: int
    lines: int
    amount_ore: Ore


class WaitingCount(BaseModel):
    """Which lines of a claim go to payroll is known once it is approved."""

    claims: int
    amount_ore: Ore


class WaitingWith(BaseModel):
    """Claims that wait for somebody's decision."""

    approver_name: str | None
    claims: int
    amount_ore: Ore
    since: AwareDatetime
    """When the first of them came to who decides."""


class Derivation(BaseModel):
    """Why an amount is what it is, as claims told it: its rows sum to it. Of a drive the title names no place."""

    title: TextValue
    taxable_ore: Ore
    reasons: list[Reason]
    source: TextValue | None


class PayLine(Derivation):
    """A line for payroll. `amount_ore` is what it adds to the pay: negative deducted, 0 for a benefit in kind."""

    id: UUID
    type: str
    date: date
    claim_number: str
    person_name: str
    amount_ore: Ore


class PayLineList(BaseModel):
    """In the order of the file. `next` is the cursor of what follows; None: that was all."""

    lines: list[PayLine]
    next: str | None


class ExceptionRow(PayLine):
    """An approved line that cannot go into a file yet, and what to do."""

    text: TextValue


class Overview(BaseModel):
    """Is everything in, exactly once? in = ready + waiting + exceptions; of lines, those of approved claims."""

    all_in: Count
    ready: Count
    waiting: WaitingCount
    exceptions: Count
    adds_up: bool
    waiting_with: list[WaitingWith]
    exception_rows: list[ExceptionRow]
    batches: list["BatchSummary"]


class SumRow(BaseModel):
    """What some lines come to; `key` asks for them."""

    key: str
    label: str
    lines: int
    amount_ore: Ore


class Preview(BaseModel):
    """What a batch would hold now. `fingerprint` is handed back when sealing: what was seen is what is sealed."""

    next_number: int
    claims: int
    lines: int
    amount_ore: Ore
    vat_ore: Ore
    per_type: list[SumRow]
    per_person: list[SumRow]
    exceptions: list[ExceptionRow]
    fingerprint: str


class Sealing(BaseModel):
    """Seal what the preview with this fingerprint showed. `PUT` again with the same id gives the same batch."""

    fingerprint: Annotated[str, Field(max_length=64)]


class Voiding(BaseModel):
    reason: Annotated[str, Field(min_length=3, max_length=500, pattern=WITHOUT_NUL), UNSEEN_IS_EMPTY]


class FileView(BaseModel):
    """A file of a sealed batch: its bytes are the same for ever."""

    format: Format
    name: str
    bytes: int
    sha256: str
    rows: int
    amount_ore: Ore


class BatchSummary(BaseModel):
    id: UUID
    number: int
    sealed_at: AwareDatetime
    sealed_by_name: str
    claims: int
    lines: int
    amount_ore: Ore
    voided_at: AwareDatetime | None


class BatchList(BaseModel):
    """`next` is the cursor of what follows; None: that was all."""

    batches: list[BatchSummary]
    next: str | None


class BatchView(BatchSummary):
    vat_ore: Ore
    per_type: list[SumRow]
    per_person: list[SumRow]
    files: list[FileView]
    downloads: list["DownloadView"]
    voided_by_name: str | None
    void_reason: str | None


class DownloadView(BaseModel):
    format: Format
    at: AwareDatetime
    by_name: str


class PersonalNumber(BaseModel):
    """A personal identity number (*personnummer*), twelve digits; None takes it away. Stored encrypted, here only."""

    personal_number: Annotated[str, Field(pattern=r"^\d{12}$")] | None


class AdvanceInput(BaseModel):
    """An advance (*förskott*) that was paid to an employment; 0 öre takes it back. `PUT` again with the same id changes nothing."""

    employment_id: UUID
    amount_ore: Annotated[Ore, Field(ge=0, lt=100_000_000)]
    paid_on: date
    purpose: Annotated[str, Field(max_length=200, pattern=WITHOUT_NUL), UNSEEN_IS_EMPTY] = ""


class AdvanceUse(BaseModel):
    """What of an advance a claim settles."""

    claim_number: str
    amount_ore: Ore


class AdvanceView(AdvanceInput):
    """`open_ore`: what no claim has settled."""

    id: UUID
    person_name: str
    open_ore: Ore
    settled: list[AdvanceUse]


class EmployeeView(BaseModel):
    """An employment, to choose among."""

    employment_id: UUID
    person_name: str
    employee_number: str
