"""Every role × action × somebody's receipt: only its owner changes it, only those concerned see it."""

from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from services.receipts.domain.access import Action, Use, authorize, newest
from services.receipts.domain.receipt import File, Receipt
from shared.identity import Actor, Role
from shared.ids import new_id
from shared.refusal import Refusal

NOW = datetime(2026, 10, 12, 12, tzinfo=UTC)
OWNER, APPROVER, STRANGER = new_id(), new_id(), new_id()
RECEIPT = Receipt(new_id(), OWNER, File("ab" * 32, "image/jpeg", "kvitto.jpg", 1), NOW)
SUBMITTED = Use(new_id(), OWNER, APPROVER, (RECEIPT.id,), NOW)
FOREIGN = Use(new_id(), STRANGER, APPROVER, (RECEIPT.id,), NOW)
ACTIONS: tuple[Action, ...] = ("see", "change")
PEOPLE = {"owner": OWNER, "approver": APPROVER, "stranger": STRANGER}
USES = {"unused": (), "submitted": (SUBMITTED,), "named by a stranger": (FOREIGN,)}


@pytest.mark.parametrize(("person", "role", "action", "use"), list(product(PEOPLE, (None, *Role), ACTIONS, USES)))
def test_only_those_concerned(person: str, role: Role | None, action: Action, use: str) -> None:
    actor = Actor(PEOPLE[person], roles=frozenset({role} if role else ()))
    concerned = person == "approver" or role in (Role.PAYROLL, Role.AUDITOR)
    allowed = person == "owner" or (action == "see" and use == "submitted" and concerned)
    assert authorize(actor, action, RECEIPT, USES[use]) == (RECEIPT if allowed else Refusal("not-found"))


def test_what_is_not_there_is_refused_as_what_is_not_yours() -> None:
    assert authorize(Actor(OWNER), "see", None, ()) == Refusal("not-found")


def test_only_newer_news_about_a_claim_counts() -> None:
    earlier = Use(SUBMITTED.claim_id, OWNER, STRANGER, (), NOW - timedelta(1))
    assert newest(None, earlier) is earlier
    assert newest(earlier, SUBMITTED) is SUBMITTED
    assert newest(SUBMITTED, earlier) is None
    assert newest(SUBMITTED, SUBMITTED) is None
