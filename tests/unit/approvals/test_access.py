"""Who may do what: every role, every action, the case of somebody else and one's own."""

from itertools import product

import pytest

from services.approvals.domain.access import Action, authorize
from services.approvals.domain.case import Case
from shared.identity import Role
from tests.unit.approvals.builders import an_id

CASE = Case(an_id("K1"), 1, an_id("Omar"), "open", an_id("Eva"), frozenset())
ACTIONS: tuple[Action, ...] = ("see", "decide", "undo")


@pytest.mark.parametrize(("role", "action"), list(product([None, *Role], ACTIONS)))
def test_somebody_elses_case_is_only_seen_and_only_by_those_who_see_all(role: Role | None, action: Action) -> None:
    refusal = authorize(an_id("Stranger"), [role] if role else [], action, CASE, an_id("Karin"))
    if action == "see" and role in (Role.PAYROLL, Role.AUDITOR):
        assert refusal is None
    else:
        assert refusal and refusal.code == "not-your-case"


@pytest.mark.parametrize(("role", "action"), list(product([None, *Role], ("decide", "undo"))))
def test_no_role_lets_anybody_act_on_their_own_claim(role: Role | None, action: Action) -> None:
    for decider in (CASE.person_id, None):
        refusal = authorize(CASE.person_id, [role] if role else [], action, CASE, decider)
        assert refusal and refusal.code == "own-claim"


@pytest.mark.parametrize(
    ("person", "allowed"), [("Eva", {"see", "decide"}), ("Karin", {"see", "undo"}), ("Omar", set())]
)
def test_who_decides_who_decided_and_whose_claim_it_is(person: str, allowed: set[str]) -> None:
    got = {action for action in ACTIONS if authorize(an_id(person), [], action, CASE, an_id("Karin")) is None}
    assert got == allowed
