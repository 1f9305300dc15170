"""Who may do what with a receipt. Whoever may not, learns no more than that it is not found."""

import dataclasses
import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from services.receipts.domain.receipt import Receipt
from shared.identity import Actor, Role
from shared.refusal import Refusal

Action = Literal["see", "see-original", "change"]
SEE_SUBMITTED = frozenset({Role.PAYROLL, Role.AUDITOR})
SEE_WHOLE_PICTURES = frozenset({Role.AUDITOR})
"""An original on which other receipts lie too shows what was perhaps never handed in."""


@dataclass(frozen=True)
class Use:
    """A submitted claim that names receipts as evidence. `told_at`: when approvals said so; only newer news changes it."""

    claim_id: UUID
    person_id: UUID | None
    approver_id: UUID | None
    receipt_ids: tuple[UUID, ...]
    told_at: dt.datetime


def uses_of(receipt: Receipt, uses: Sequence[Use]) -> list[Use]:
    """Those claims of the receipt's own owner: naming somebody else's receipt opens and holds nothing."""
    return [use for use in uses if receipt.id in use.receipt_ids and use.person_id == receipt.person_id]


def authorize(actor: Actor, action: Action, receipt: Receipt | None, uses: Sequence[Use]) -> Receipt | Refusal:
    """The receipt, for its owner; to see also for who decides on its claim, and for payroll and auditors once it is submitted."""
    if receipt is not None and receipt.person_id == actor.person_id:
        return receipt
    if receipt is not None and action != "change" and _may_see(actor, action, receipt, uses_of(receipt, uses)):
        return receipt
    return Refusal("not-found")


def _may_see(actor: Actor, action: Action, receipt: Receipt, used: Sequence[Use]) -> bool:
    if action == "see-original" and receipt.shares_picture:
        return bool(used and actor.roles & SEE_WHOLE_PICTURES)
    return bool(used and actor.roles & SEE_SUBMITTED) or any(use.approver_id == actor.person_id for use in used)


def shown_to(actor: Actor, receipt: Receipt) -> Receipt:
    """The receipt without what else lies in its picture, for everybody but its owner, who is asked about it."""
    if receipt.person_id == actor.person_id or receipt.reading is None:
        return receipt
    return dataclasses.replace(receipt, reading=dataclasses.replace(receipt.reading, further=()))


def newest(known: Use | None, told: Use) -> Use | None:
    """What to keep when approvals tells about a claim; None: what is known is newer."""
    return told if known is None or known.told_at < told.told_at else None


def administers(actor: Actor) -> Refusal | None:
    """The register of merchants and the report on the reading are an administrator's."""
    return None if Role.ADMINISTRATOR in actor.roles else Refusal("not-allowed")
