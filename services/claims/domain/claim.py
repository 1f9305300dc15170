"""The life of a claim (*ärende*): what may happen to it in which state, whatever order it is told in.

draft ─submit▶ submitted ─approve▶ approved ─export▶ exported ─pay▶ paid
  ▲             │ │  └─reject▶ rejected      ▲
  │             │ └─return▶ returned ─submit (version+1)▶ submitted
  │             └─ask back▶ withdrawing ─released▶ draft
                                       └─refused▶ submitted, and on to what was decided
A decision is about a version; about an older one it changes nothing.
"""

import datetime as dt
from dataclasses import dataclass, replace
from typing import Literal
from uuid import UUID

from services.claims.domain.draft import ClaimKind
from shared.refusal import Refusal

State = Literal["draft", "submitted", "withdrawing", "returned", "rejected", "approved", "exported", "paid"]
EDITABLE: frozenset[State] = frozenset({"draft", "returned"})
SETTLES_NOTHING: frozenset[State] = frozenset({"draft", "returned", "rejected"})
"""An advance that such a claim has settled is open again."""
UNDECIDED: frozenset[State] = frozenset({"submitted", "withdrawing"})


@dataclass(frozen=True)
class Remark:
    """Why a claim came back: a reason from the list, the line and field it is about, and the decider's words."""

    reason: str
    line_id: UUID | None = None
    field: str | None = None
    words: str = ""


@dataclass(frozen=True)
class Approver:
    """Who decides on the claim, as approvals told at `assigned_at`; without `person_id` nobody may."""

    assigned_at: dt.datetime
    person_id: UUID | None = None
    name: str | None = None


@dataclass(frozen=True)
class Claim:
    """`version` counts how often it was submitted. `number` is given the first time. `since`: when it came into its state.

    `rules_version`: the rates it was submitted with, and finishes under.

    `sealed_in` and `voided`: the payroll batches it was ever sealed in, and those of them that were voided.
    """

    id: UUID
    person_id: UUID
    employment_id: UUID
    kind: ClaimKind
    since: dt.datetime
    state: State = "draft"
    version: int = 0
    number: str | None = None
    rules_version: str | None = None
    approver: Approver | None = None
    remark: Remark | None = None
    sealed_in: frozenset[UUID] = frozenset()
    voided: frozenset[UUID] = frozenset()

    @property
    def is_editable(self) -> bool:
        return self.state in EDITABLE

    @property
    def is_in_a_batch(self) -> bool:
        return bool(self.sealed_in - self.voided)


def open_claim(existing: Claim | None, opened: Claim) -> Claim | Refusal:
    """The claim that is there after `opened` was sent: sent again, it is the same; an id serves one person and one purpose."""
    if existing is None:
        return opened
    if (existing.person_id, existing.employment_id, existing.kind) == (
        opened.person_id,
        opened.employment_id,
        opened.kind,
    ):
        return existing
    return Refusal("claim-id-taken")


def refuse_edit(claim: Claim) -> Refusal | None:
    """Only what lies with its owner is edited."""
    return None if claim.is_editable else Refusal("claim-not-editable")


def refuse_removal(claim: Claim) -> Refusal | None:
    """Only a draft is thrown away; what was returned is mended or left."""
    return None if claim.state == "draft" else Refusal("claim-not-editable")


def is_submitted_again(claim: Claim, version: int) -> bool:
    """This very submission has been made already: a second tap, or an answer that was lost."""
    return claim.version == version and claim.state != "draft"


def submit(claim: Claim, version: int, number: str, rules_version: str, now: dt.datetime) -> Claim | Refusal:
    """`version` is the one that the submission makes, `rules_version` that of the rates; `number` counts only the first time."""
    if not claim.is_editable:
        return Refusal("claim-not-editable")
    if version != claim.version + 1:
        return Refusal("version-outdated", {"current": claim.version}, field="version")
    return replace(
        claim,
        state="submitted",
        version=version,
        number=claim.number or number,
        rules_version=rules_version,
        since=now,
        approver=None,
        remark=None,
    )


def ask_back(claim: Claim, version: int, now: dt.datetime) -> Claim | Refusal:
    """The owner wants it back; the same again changes nothing."""
    if version != claim.version:
        return Refusal("version-outdated", {"current": claim.version}, field="version")
    if claim.state == "withdrawing" or (claim.state == "draft" and claim.version > 0):
        return claim
    if claim.state != "submitted":
        return Refusal("too-late-to-withdraw")
    return replace(claim, state="withdrawing", since=now)


def assigned(claim: Claim, version: int, approver: Approver) -> Claim:
    """It stands who decides; of two tellings the later one holds."""
    if version != claim.version or (claim.approver and claim.approver.assigned_at >= approver.assigned_at):
        return claim
    return replace(claim, approver=approver)


def released(claim: Claim, version: int, at: dt.datetime) -> Claim:
    """A withdrawal was granted."""
    if claim.state != "withdrawing" or version != claim.version:
        return claim
    return replace(claim, state="draft", since=at, approver=None)


def withdrawal_refused(claim: Claim, version: int, at: dt.datetime) -> Claim:
    """A withdrawal came too late; what was decided is told by its own event."""
    if claim.state != "withdrawing" or version != claim.version:
        return claim
    return replace(claim, state="submitted", since=at)


def approved(claim: Claim, version: int, at: dt.datetime) -> Claim:
    """An approval took effect. Payroll's word may have come before it."""
    if not _awaits_decision(claim, version):
        return claim
    return replace(claim, state="exported" if claim.is_in_a_batch else "approved", since=at)


def returned(claim: Claim, version: int, remark: Remark, at: dt.datetime) -> Claim:
    """It goes back to its owner to be mended."""
    return replace(claim, state="returned", remark=remark, since=at) if _awaits_decision(claim, version) else claim


def rejected(claim: Claim, version: int, remark: Remark, at: dt.datetime) -> Claim:
    """It was turned down for good."""
    return replace(claim, state="rejected", remark=remark, since=at) if _awaits_decision(claim, version) else claim


def exported(claim: Claim, batch_id: UUID, at: dt.datetime) -> Claim:
    """It lies in a sealed batch. Told before the approval, it is remembered until that comes."""
    return _after_payroll(replace(claim, sealed_in=claim.sealed_in | {batch_id}), at)


def export_voided(claim: Claim, batch_id: UUID, at: dt.datetime) -> Claim:
    """The batch was voided: it waits for the next one. Told before the sealing, it is remembered."""
    return _after_payroll(replace(claim, voided=claim.voided | {batch_id}), at)


def _after_payroll(claim: Claim, at: dt.datetime) -> Claim:
    if claim.state not in ("approved", "exported"):
        return claim
    state: State = "exported" if claim.is_in_a_batch else "approved"
    return claim if state == claim.state else replace(claim, state=state, since=at)


def _awaits_decision(claim: Claim, version: int) -> bool:
    return claim.state in UNDECIDED and version == claim.version
