"""Who may do what with what goes to payroll."""

from typing import Literal

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
