"""Who may do what with what goes to payroll."""

from typing import Literal
from uuid import UUID

from shared.identity import Actor, Role
from shared.refusal import Refusal

Action = Literal["see", "seal", "void", "download", "change-personal-number", "keep-advance"]


def authorize(actor: Actor, action: Action) -> Refusal | None:
    """None when allowed. Payroll does everything; auditors see batches and sums, not the files: these hold personal numbers."""
    if Role.PAYROLL in actor.roles:
        return None
    if action == "see" and Role.AUDITOR in actor.roles:
        return None
    return Refusal("not-allowed")


def refuse_own_advance(actor: Actor, person_id: UUID) -> Refusal | None:
    """What is drawn from somebody's pay is not theirs to change. Source: rules README, "the person who exports is a third"."""
    return Refusal("advance-of-your-own", field="employment_id") if actor.person_id == person_id else None
