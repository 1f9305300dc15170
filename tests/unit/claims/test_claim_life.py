"""The life of a claim: whatever order things happen in, it is in a state that the handbook knows, and ends right."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from itertools import permutations
from typing import get_args
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.claims.domain import claim as life
from services.claims.domain.access import authorize
from services.claims.domain.claim import Approver, Claim, Remark, State
from shared.identity import Actor, Role
from shared.ids import new_id
from shared.refusal import Refusal

AT = dt.datetime(2026, 10, 14, 8, 0, tzinfo=dt.UTC)
REMARK = Remark("purpose")
BATCHES = (UUID(int=1), UUID(int=2))
Step = Callable[[Claim], Claim | Refusal]

MAY_FOLLOW: dict[State, set[State]] = {
    "draft": {"submitted"},
    "submitted": {"withdrawing", "returned", "rejected", "approved", "exported"},
    "withdrawing": {"draft", "submitted", "returned", "rejected", "approved", "exported"},
    "returned": {"submitted"},
    "rejected": set(),
    "approved": {"exported"},
    "exported": {"approved"},
    "paid": set(),
}


def a_claim(state: State = "draft", version: int = 0) -> Claim:
    return Claim(new_id(), new_id(), new_id(), "expense", AT, state, version, "K-2026-0001" if version else None)


def steps_of(version: int, batch: UUID) -> list[Step]:
    return [
        lambda claim: life.submit(claim, version, "K-2026-0001", "rates-1", AT),
        lambda claim: life.ask_back(claim, version, AT),
        lambda claim: life.released(claim, version, AT),
        lambda claim: life.withdrawal_refused(claim, version, AT),
        lambda claim: life.approved(claim, version, AT),
        lambda claim: life.returned(claim, version, REMARK, AT),
        lambda claim: life.rejected(claim, version, REMARK, AT),
        lambda claim: life.exported(claim, batch, AT),
        lambda claim: life.export_voided(claim, batch, AT),
        lambda claim: life.assigned(claim, version, Approver(AT, new_id(), "Eva Sandberg")),
    ]


STEPS = st.tuples(st.integers(0, 9), st.integers(0, 3), st.sampled_from(BATCHES))


@given(st.lists(STEPS, max_size=30))
def test_no_order_of_commands_and_events_makes_a_step_that_the_handbook_does_not_know(
    wanted: list[tuple[int, int, UUID]],
) -> None:
    claim = a_claim()
    for which, version, batch in wanted:
        after = steps_of(version, batch)[which](claim)
        if isinstance(after, Refusal):
            continue
        assert after.state == claim.state or after.state in MAY_FOLLOW[claim.state]
        assert after.version == claim.version + (after.state == "submitted" and claim.is_editable)
        assert after.number == claim.number or claim.number is None
        assert after.sealed_in >= claim.sealed_in and after.voided >= claim.voided
        assert (after.state == "exported") <= after.is_in_a_batch
        claim = after


@given(st.sampled_from(get_args(State)), st.integers(1, 5), st.integers(0, 5), st.integers(2, 6))
def test_a_decision_on_another_version_changes_nothing(state: State, version: int, told: int, which: int) -> None:
    claim = a_claim(state, version)
    if told != version:
        assert steps_of(told, BATCHES[0])[which](claim) == claim


@given(st.lists(STEPS, max_size=30), st.integers(1, 9))
def test_the_same_event_again_changes_nothing_more(wanted: list[tuple[int, int, UUID]], again: int) -> None:
    claim = a_claim()
    for which, version, batch in wanted:
        after = steps_of(version, batch)[which](claim)
        claim = claim if isinstance(after, Refusal) else after
    event = steps_of(claim.version, BATCHES[0])[again]
    once = event(claim)
    if not isinstance(once, Refusal) and again != 9:
        assert event(once) == once


@pytest.mark.parametrize("order", list(permutations(range(4))))
def test_approval_sealing_voiding_and_sealing_again_end_in_the_second_batch_in_any_order(
    order: tuple[int, ...],
) -> None:
    events: list[Callable[[Claim], Claim]] = [
        lambda claim: life.approved(claim, 1, AT),
        lambda claim: life.exported(claim, BATCHES[0], AT),
        lambda claim: life.export_voided(claim, BATCHES[0], AT),
        lambda claim: life.exported(claim, BATCHES[1], AT),
    ]
    claim = a_claim("submitted", 1)
    for which in order:
        claim = events[which](claim)
    assert claim.state == "exported"
    assert claim.sealed_in - claim.voided == {BATCHES[1]}


@pytest.mark.parametrize("order", list(permutations(range(2))))
def test_a_refused_withdrawal_ends_in_the_decision_in_any_order(order: tuple[int, ...]) -> None:
    events: list[Callable[[Claim], Claim]] = [
        lambda claim: life.withdrawal_refused(claim, 1, AT),
        lambda claim: life.returned(claim, 1, REMARK, AT),
    ]
    claim = a_claim("withdrawing", 1)
    for which in order:
        claim = events[which](claim)
    assert (claim.state, claim.remark) == ("returned", REMARK)


def test_a_claim_keeps_its_number_when_it_is_handed_in_again() -> None:
    again = life.submit(a_claim("returned", 1), 2, "K-2026-0099", "rates-1", AT)
    assert isinstance(again, Claim)
    assert (again.number, again.version, again.state) == ("K-2026-0001", 2, "submitted")


@pytest.mark.parametrize(
    ("state", "version", "wanted", "code"),
    [
        ("draft", 0, 2, "version-outdated"),
        ("returned", 1, 1, "version-outdated"),
        ("submitted", 1, 2, "claim-not-editable"),
        ("approved", 1, 2, "claim-not-editable"),
    ],
)
def test_a_submission_that_does_not_fit_is_refused(state: State, version: int, wanted: int, code: str) -> None:
    refusal = life.submit(a_claim(state, version), wanted, "K-2026-0002", "rates-1", AT)
    assert isinstance(refusal, Refusal) and refusal.code == code


def test_the_later_assignment_holds_whichever_comes_last() -> None:
    early = Approver(AT, new_id(), "Eva Sandberg")
    late = Approver(AT + dt.timedelta(minutes=1), new_id(), "Johan Berg")
    claim = a_claim("submitted", 1)
    assert life.assigned(life.assigned(claim, 1, early), 1, late).approver == late
    assert life.assigned(life.assigned(claim, 1, late), 1, early).approver == late


STRANGER, APPROVER = new_id(), new_id()


@pytest.mark.parametrize(
    ("actor", "state", "may_read"),
    [
        (Actor(STRANGER), "submitted", False),
        (Actor(STRANGER, roles=frozenset({Role.ADMINISTRATOR})), "submitted", False),
        (Actor(STRANGER, roles=frozenset({Role.PAYROLL})), "submitted", True),
        (Actor(STRANGER, roles=frozenset({Role.AUDITOR})), "rejected", True),
        (Actor(STRANGER, roles=frozenset({Role.PAYROLL, Role.AUDITOR})), "draft", False),
        (Actor(APPROVER), "submitted", True),
        (Actor(APPROVER), "draft", False),
    ],
)
def test_others_read_only_what_was_submitted_to_them_and_edit_nothing(
    actor: Actor, state: State, may_read: bool
) -> None:
    claim = replace(a_claim(state, 1), approver=Approver(AT, APPROVER, "Eva Sandberg"))
    assert (authorize(actor, "read", claim) is None) == may_read
    assert authorize(actor, "edit", claim) == Refusal("not-allowed")
    assert authorize(Actor(claim.person_id), "edit", claim) is None
