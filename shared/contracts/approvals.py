"""What approvals tells: who decides, and what was decided."""

from typing import ClassVar
from uuid import UUID

from shared.contracts.claims import ClaimDocument
from shared.contracts.event import Contract, Event
from shared.money import Ore


class Remark(Contract):
    """Why a claim came back: a reason from the list, the line and field it is about, and the decider's words."""

    reason: str
    """`amount`, `purpose`, `receipt`, `distance`, `meals`, `private`, `other`."""
    line_id: UUID | None = None
    field: str | None = None
    words: str = ""


class ClaimAssigned(Event):
    """It stands who decides on this version. `approver_id` is None when nobody may."""

    subject: ClassVar[str] = "kvittera.approvals.claim.assigned.v1"

    claim_id: UUID
    version: int
    number: str
    person_id: UUID
    person_name: str
    unit_name: str
    total_ore: Ore
    approver_id: UUID | None
    approver_name: str | None
    receipt_ids: tuple[UUID, ...]


class ClaimReleased(Event):
    """A withdrawal was granted: nobody had decided."""

    subject: ClassVar[str] = "kvittera.approvals.claim.released.v1"

    claim_id: UUID
    version: int


class WithdrawalRefused(Event):
    """A withdrawal came too late: somebody has decided."""

    subject: ClassVar[str] = "kvittera.approvals.claim.withdrawal_refused.v1"

    claim_id: UUID
    version: int


class ClaimApproved(Event):
    """An approval took effect: its undo time is over. Carries the claim as decided, so that what is paid is what was approved."""

    subject: ClassVar[str] = "kvittera.approvals.claim.approved.v1"

    claim: ClaimDocument
    approver_id: UUID
    approver_name: str


class ClaimReturned(Event):
    """A claim goes back to be mended."""

    subject: ClassVar[str] = "kvittera.approvals.claim.returned.v1"

    claim_id: UUID
    version: int
    remark: Remark
    approver_id: UUID
    approver_name: str


class ClaimRejected(Event):
    """A claim was turned down for good."""

    subject: ClassVar[str] = "kvittera.approvals.claim.rejected.v1"

    claim_id: UUID
    version: int
    remark: Remark
    approver_id: UUID
    approver_name: str
