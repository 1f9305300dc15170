"""Who may do what with a claim."""

from typing import Literal

from services.claims.domain.claim import Claim
from shared.identity import Actor, Role
from shared.refusal import Refusal

Action = Literal["read", "edit"]


def authorize(actor: Actor, action: Action, claim: Claim) -> Refusal | None:
    """None when allowed. The owner reads and edits; payroll, auditors and whoever decides read what was submitted."""
    if actor.person_id == claim.person_id:
        return None
    is_decider = claim.approver is not None and claim.approver.person_id == actor.person_id
    sees_submitted = is_decider or bool(actor.roles & {Role.PAYROLL, Role.AUDITOR})
    if action == "read" and claim.version > 0 and claim.state != "draft" and sees_submitted:
        return None
    return Refusal("not-allowed")


def authorize_rates(actor: Actor) -> Refusal | None:
    """Administrators say what the rates are."""
    return None if Role.ADMINISTRATOR in actor.roles else Refusal("not-allowed")
