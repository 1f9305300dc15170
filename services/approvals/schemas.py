"""What approvals takes and answers over HTTP."""

from collections.abc import Mapping
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, Field

from shared.contracts.claims import ClaimDocument
from shared.contracts.values import UNSEEN_IS_EMPTY, WITHOUT_NUL
from shared.money import Ore

ReturnReason = Literal["amount", "purpose", "receipt", "distance", "meals", "private", "other"]
CaseState = Literal["open", "deciding", "approved", "returned", "rejected", "withdrawn"]


class CaseSummary(BaseModel):
    """A row of the inbox."""

    claim_id: UUID
    version: int
    number: str
    kind: Literal["expense", "trip", "drives"]
    title: str
    person_name: str
    unit_name: str
    total_ore: Ore
    submitted_at: AwareDatetime
    deviations: int
    """Warnings, each once however many lines it is about; 0: nothing to remark."""
    first_deviation: str | None
    """Id of its text `check.<id>`."""
    first_deviation_parameters: Mapping[str, str | int | None] = {}
    """What fills that text."""
    state: CaseState


class Inbox(BaseModel):
    """Two groups: *Titta på de här* and *Inget att anmärka*, riskiest first; and what was decided a moment ago and can be undone."""

    look_at: list[CaseSummary]
    nothing_to_remark: list[CaseSummary]
    just_decided: list["DecisionView"]


class InboxCount(BaseModel):
    """How many cases wait."""

    count: int


class DecisionView(BaseModel):
    """A decision, and how long it can be undone."""

    id: UUID
    claim_id: UUID
    version: int
    decision: Literal["approve", "return", "reject"]
    person_name: str
    total_ore: Ore
    decided_at: AwareDatetime
    takes_effect_at: AwareDatetime
    seconds_left: float
    state: Literal["pending", "effective", "undone"]


class Question(BaseModel):
    """Why the version before was sent back, in the words of whoever did."""

    by: str
    reason: ReturnReason
    line_id: UUID | None
    words: str


class CaseView(BaseModel):
    """All evidence and deviations of a claim on one screen."""

    claim: ClaimDocument
    state: CaseState
    waiting_for: str | None
    """Name of who decides; None: nobody may."""
    may_decide: bool
    decision: DecisionView | None
    earlier: list[CaseSummary]
    """The person's latest claims before this one."""
    before: ClaimDocument | None
    """When handed in again: the claim as it was the time before."""
    asked: Question | None
    """When it had been sent back: what was asked."""
    changed_lines: list[UUID]
    """When handed in again: lines that differ from the version before."""
    next_claim_id: UUID | None
    position: int
    count: int


class NewDecision(BaseModel):
    """A decision about the version that was seen. `PUT` again with the same id gives the same answer."""

    version: Annotated[int, Field(ge=1)]
    decision: Literal["approve", "return", "reject"]
    reason: ReturnReason | None = None
    line_id: UUID | None = None
    field: Annotated[str, Field(max_length=60, pattern=WITHOUT_NUL)] | None = None
    words: Annotated[str, Field(max_length=500, pattern=WITHOUT_NUL), UNSEEN_IS_EMPTY] = ""
