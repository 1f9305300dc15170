"""Who may do what in directory."""

from typing import Literal
from uuid import UUID

from shared.identity import Actor, Role
from shared.refusal import Refusal

Action = Literal["change-organisation", "see-organisation", "see-person"]


def authorize(actor: Actor, action: Action, person_id: UUID | None = None) -> Refusal | None:
    """None when allowed. Administrators change; payroll and auditors see all; everybody sees themselves."""
    if Role.ADMINISTRATOR in actor.roles:
        return None
    if action != "change-organisation" and actor.roles & {Role.PAYROLL, Role.AUDITOR}:
        return None
    if action == "see-person" and person_id == actor.person_id:
        return None
    return Refusal("not-allowed")
