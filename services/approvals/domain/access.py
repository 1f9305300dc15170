"""Who may do what in approvals."""

from collections.abc import Collection
from typing import Literal
from uuid import UUID

from services.approvals.domain.case import Case
from shared.refusal import Refusal

Action = Literal["see", "decide", "undo"]
SEES_ALL = frozenset({"payroll", "auditor"})


def authorize(
    person_id: UUID, roles: Collection[str], action: Action, case: Case, decider_id: UUID | None
) -> Refusal | None:
    """None when allowed. `decider_id`: who decided on it last.

    Whoever decides sees and decides; whoever decided sees and undoes; payroll and auditors see. Nobody acts on their own claim.
    """
    if action != "see" and person_id == case.person_id:
        return Refusal("own-claim")
    allowed = {
        "see": person_id in (case.approver_id, decider_id) or bool(SEES_ALL & set(roles)),
        "decide": person_id == case.approver_id,
        "undo": person_id == decider_id,
    }
    return None if allowed[action] else Refusal("not-your-case")
