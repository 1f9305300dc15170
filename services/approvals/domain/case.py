"""A case: a claim that waits for its decision, and what may become of it.

open ─decide▶ deciding ─undo time over▶ approved | returned | rejected
  │              └─undo▶ open
  └─withdraw▶ withdrawn          a newer version of the claim opens it again
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from shared.refusal import Refusal

CaseState = Literal["open", "deciding", "approved", "returned", "rejected", "withdrawn"]
DecisionKind = Literal["approve", "return", "reject"]
DecisionState = Literal["pending", "effective", "undone"]
Withdrawal = Literal["too-early", "granted", "refused", "past"]

BECOMES: Mapping[DecisionKind, CaseState] = {"approve": "approved", "return": "returned", "reject": "rejected"}


@dataclass(frozen=True)
class Case:
    """A claim (`person_id` is the claimant) as last handed in, and who decides on it (None: nobody may)."""

    claim_id: UUID
    version: int
    person_id: UUID
    state: CaseState
    approver_id: UUID | None
    line_ids: frozenset[UUID]


@dataclass(frozen=True)
class Wish:
    """What somebody wants to decide about the version that they saw."""

    version: int
    kind: DecisionKind
    reason: str | None = None
    line_id: UUID | None = None
    field: str | None = None
    words: str = ""


@dataclass(frozen=True)
class Decider:
    """Who decides."""

    id: UUID
    name: str


@dataclass(frozen=True)
class Decision:
    """A decision; until `takes_effect_at` it can be undone, then it is told to the other services."""

    id: UUID
    claim_id: UUID
    wish: Wish
    by: Decider
    decided_at: datetime
    takes_effect_at: datetime
    state: DecisionState

    @property
    def counts(self) -> bool:
        return self.state != "undone"


def decide(
    case: Case,
    decision_id: UUID,
    wish: Wish,
    by: Decider,
    standing: Decision | None,
    now: datetime,
    undo_time: timedelta,
) -> Decision | Refusal:
    """The decision, pending until the undo time is over. `standing`: the one that counts for this version already."""
    if by.id == case.person_id:
        return Refusal("own-claim")
    if by.id != case.approver_id:
        return Refusal("not-your-case")
    if wish.version != case.version:
        return Refusal("version-outdated", {"current": case.version}, field="version")
    if standing:
        return Refusal("already-decided", {"by": standing.by.name})
    if case.state == "withdrawn":
        return Refusal("claim-withdrawn")
    assert case.state == "open", "a case without a standing decision is open or withdrawn"
    if wish.kind != "approve" and wish.reason is None:
        return Refusal("reason-missing", field="reason")
    if wish.reason == "other" and not wish.words.strip():
        return Refusal("reason-missing", field="words")
    if wish.line_id and wish.line_id not in case.line_ids:
        return Refusal("unknown-line", field="line_id")
    return Decision(decision_id, case.claim_id, wish, by, now, now + undo_time, "pending")


def is_same(decision: Decision, claim_id: UUID, wish: Wish, by_id: UUID) -> bool:
    """Whether a decision that is known already is being sent again."""
    return (decision.claim_id, decision.wish, decision.by.id) == (claim_id, wish, by_id)


def undo(decision: Decision, by_id: UUID, now: datetime) -> Decision | Refusal:
    """The decision taken back; one that is undone already stays so."""
    if by_id != decision.by.id:
        return Refusal("not-your-case")
    if decision.state == "undone":
        return decision
    if decision.state == "effective" or now >= decision.takes_effect_at:
        return Refusal("undo-too-late")
    return replace(decision, state="undone")


def take_effect(decision: Decision, case: Case) -> Decision:
    """What a pending decision becomes once its undo time is over; on a version that was replaced it changes nothing."""
    return replace(decision, state="effective" if decision.wish.version == case.version else "undone")


def withdraw(case: Case | None, version: int) -> Withdrawal:
    """What becomes of the wish to have that version back. A decision that can still be undone counts as a decision."""
    if case is None or case.version < version:
        return "too-early"
    if case.version > version or case.state == "withdrawn":
        return "past"
    return "granted" if case.state == "open" else "refused"


def changed_lines(before: Mapping[UUID, str], after: Mapping[UUID, str]) -> tuple[UUID, ...]:
    """Lines that are new or whose content differs. Both: line → its whole content."""
    return tuple(line_id for line_id, content in after.items() if before.get(line_id) != content)
