"""Every role × action × somebody's receipt: only its owner changes it, only those concerned see it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import product
from typing import Any

import pytest

from services.receipts.domain.access import Action, Use, authorize, newest, shown_to
from services.receipts.domain.fields import Fields
from services.receipts.domain.receipt import File, Further, Reading, Receipt
from shared.identity import Actor, Role
from shared.ids import new_id
from shared.refusal import Refusal

NOW = datetime(2026, 10, 12, 12, tzinfo=UTC)
OWNER, APPROVER, STRANGER = new_id(), new_id(), new_id()
RECEIPT = Receipt(new_id(), OWNER, File("ab" * 32, "image/jpeg", "kvitto.jpg", 1), NOW)
TWO = Reading(Fields(total=100), (), None, None, further=(Further(Fields(total=200), (), "ef" * 32),))
SUBMITTED = Use(new_id(), OWNER, APPROVER, (RECEIPT.id,), NOW)
FOREIGN = Use(new_id(), STRANGER, APPROVER, (RECEIPT.id,), NOW)
ACTIONS: tuple[Action, ...] = ("see", "see-original", "change")
PEOPLE = {"owner": OWNER, "approver": APPROVER, "stranger": STRANGER}
USES = {"unused": (), "submitted": (SUBMITTED,), "named by a stranger": (FOREIGN,)}


@pytest.mark.parametrize(("person", "role", "action", "use"), list(product(PEOPLE, (None, *Role), ACTIONS, USES)))
def test_only_those_concerned(person: str, role: Role | None, action: Action, use: str) -> None:
    actor = Actor(PEOPLE[person], roles=frozenset({role} if role else ()))
    concerned = person == "approver" or role in (Role.PAYROLL, Role.AUDITOR)
    allowed = person == "owner" or (action != "change" and use == "submitted" and concerned)
    assert authorize(actor, action, RECEIPT, USES[use]) == (RECEIPT if allowed else Refusal("not-found"))


@pytest.mark.parametrize("shared", [{"separated_from": new_id()}, {"separated_into": (new_id(),)}, {"reading": TWO}])
def test_an_original_with_other_receipts_on_it_is_the_owners_and_auditors(shared: dict[str, Any]) -> None:
    receipt = replace(RECEIPT, **shared)
    may = Actor(OWNER), Actor(STRANGER, roles=frozenset({Role.AUDITOR}))
    may_not = Actor(APPROVER), Actor(STRANGER, roles=frozenset({Role.PAYROLL}))
    refused = [authorize(actor, "see-original", receipt, (SUBMITTED,)) for actor in may_not]
    assert refused == [Refusal("not-found")] * 2
    assert [authorize(actor, "see-original", receipt, (SUBMITTED,)) for actor in may] == [receipt] * 2
    assert authorize(may[1], "see-original", receipt, ()) == Refusal("not-found")
    assert [authorize(actor, "see", receipt, (SUBMITTED,)) for actor in may_not] == [receipt] * 2


def test_one_receipt_shows_its_original_to_whoever_decides() -> None:
    receipt = replace(RECEIPT, reading=TWO, separated_into=())
    assert authorize(Actor(APPROVER), "see-original", receipt, (SUBMITTED,)) == receipt


def test_what_else_lies_in_the_picture_is_shown_to_the_owner_only() -> None:
    receipt = replace(RECEIPT, reading=TWO)
    assert shown_to(Actor(OWNER), receipt) is receipt
    shown = shown_to(Actor(APPROVER, roles=frozenset(Role)), receipt)
    assert (shown.further, shown.read) == ((), TWO.fields)


def test_what_is_not_there_is_refused_as_what_is_not_yours() -> None:
    assert authorize(Actor(OWNER), "see", None, ()) == Refusal("not-found")


def test_only_newer_news_about_a_claim_counts() -> None:
    earlier = Use(SUBMITTED.claim_id, OWNER, STRANGER, (), NOW - timedelta(1))
    assert newest(None, earlier) is earlier
    assert newest(earlier, SUBMITTED) is SUBMITTED
    assert newest(SUBMITTED, earlier) is None
    assert newest(SUBMITTED, SUBMITTED) is None
