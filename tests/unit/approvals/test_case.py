"""What becomes of a case."""

from dataclasses import replace
from datetime import timedelta

import pytest

from services.approvals.domain.case import (
    Case,
    CaseState,
    Decider,
    Decision,
    DecisionKind,
    Wish,
    changed_lines,
    decide,
    is_same,
    take_effect,
    undo,
    withdraw,
)
from shared.refusal import Refusal
from tests.unit.approvals.builders import AT, an_id

UNDO = timedelta(seconds=8)
EVA, KARIN = Decider(an_id("Eva"), "Eva Sandberg"), Decider(an_id("Karin"), "Karin Ek")
CASE = Case(an_id("K1"), 2, an_id("Omar"), "open", EVA.id, frozenset({an_id("line")}))
APPROVE = Wish(2, "approve")
RETURN = Wish(2, "return", reason="distance", line_id=an_id("line"), field="distance_hm")


def decided(
    wish: Wish = APPROVE, by: Decider = EVA, case: Case = CASE, standing: Decision | None = None
) -> Decision | Refusal:
    return decide(case, an_id("decision"), wish, by, standing, AT, UNDO)


def code(decision: object) -> str:
    assert isinstance(decision, Refusal)
    return decision.code


def approved() -> Decision:
    decision = decided()
    assert isinstance(decision, Decision)
    return decision


def test_a_decision_takes_effect_after_its_undo_time() -> None:
    assert (approved().state, approved().takes_effect_at) == ("pending", AT + UNDO)


def test_nobody_decides_on_their_own_claim_even_when_it_is_theirs_to_decide() -> None:
    assert (
        code(decided(case=replace(CASE, approver_id=CASE.person_id), by=Decider(CASE.person_id, "Omar"))) == "own-claim"
    )


def test_only_the_approver_decides() -> None:
    assert code(decided(by=KARIN)) == "not-your-case"


@pytest.mark.parametrize("version", [1, 3])
def test_a_decision_about_another_version_changes_nothing_and_tells_the_current(version: int) -> None:
    refusal = decided(replace(APPROVE, version=version))
    assert refusal == Refusal("version-outdated", {"current": 2}, field="version")


def test_a_second_decision_is_told_who_was_first() -> None:
    first = replace(approved(), by=KARIN)
    refusal = decided(RETURN, standing=first)
    assert refusal == Refusal("already-decided", {"by": "Karin Ek"})


def test_a_withdrawn_claim_is_not_decided_on() -> None:
    assert code(decided(case=replace(CASE, state="withdrawn"))) == "claim-withdrawn"


@pytest.mark.parametrize("kind", ["return", "reject"])
def test_sending_back_needs_a_reason_and_another_reason_needs_words(kind: DecisionKind) -> None:
    wish = replace(APPROVE, kind=kind)
    assert decided(wish) == Refusal("reason-missing", field="reason")
    assert decided(replace(wish, reason="other", words="  ")) == Refusal("reason-missing", field="words")
    assert isinstance(decided(replace(wish, reason="other", words="Bron är öppen igen")), Decision)


def test_a_remark_is_about_a_line_of_the_claim() -> None:
    assert isinstance(decided(RETURN), Decision)
    assert code(decided(replace(RETURN, line_id=an_id("another")))) == "unknown-line"


def test_a_decision_is_undone_while_its_time_lasts_and_twice_is_once() -> None:
    undone = undo(approved(), EVA.id, AT + UNDO - timedelta(microseconds=1))
    assert isinstance(undone, Decision) and undone.state == "undone"
    assert undo(undone, EVA.id, AT + timedelta(days=1)) == undone


def test_undoing_when_the_time_is_over_is_too_late() -> None:
    assert code(undo(approved(), EVA.id, AT + UNDO)) == "undo-too-late"
    assert code(undo(replace(approved(), state="effective"), EVA.id, AT)) == "undo-too-late"


def test_only_who_decided_undoes() -> None:
    assert code(undo(approved(), KARIN.id, AT)) == "not-your-case"


def test_a_decision_on_a_version_that_was_replaced_has_no_effect() -> None:
    assert take_effect(approved(), CASE).state == "effective"
    assert take_effect(approved(), replace(CASE, version=3)).state == "undone"


@pytest.mark.parametrize(
    ("state", "outcome"),
    [
        ("open", "granted"),
        ("deciding", "refused"),
        ("approved", "refused"),
        ("returned", "refused"),
        ("rejected", "refused"),
        ("withdrawn", "past"),
    ],
)
def test_a_claim_is_given_back_unless_somebody_has_decided(state: CaseState, outcome: str) -> None:
    assert withdraw(replace(CASE, state=state), 2) == outcome


def test_a_withdrawal_waits_for_its_version_and_does_not_touch_a_newer_one() -> None:
    assert withdraw(None, 1) == "too-early"
    assert withdraw(CASE, 3) == "too-early"
    assert withdraw(CASE, 1) == "past"


def test_the_same_decision_again_is_the_same_and_another_is_not() -> None:
    assert is_same(approved(), CASE.claim_id, APPROVE, EVA.id)
    assert not is_same(approved(), CASE.claim_id, RETURN, EVA.id)
    assert not is_same(approved(), an_id("K2"), APPROVE, EVA.id)
    assert not is_same(approved(), CASE.claim_id, APPROVE, KARIN.id)


def test_changed_lines_are_new_ones_and_those_that_differ() -> None:
    a, b, c, d = map(an_id, "abcd")
    assert changed_lines({a: "1", b: "2", d: "4"}, {a: "1", b: "3", c: "5"}) == (b, c)
