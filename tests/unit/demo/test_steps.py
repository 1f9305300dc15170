"""What the people of the story say of their receipts, with the paper at hand, and to warnings."""

from demo.steps import ANSWERS, CONFIRMED, answers_to, asked_about
from services.claims.domain.checks.table import CHECKS

TRUTH = {"merchant": "Parkering Hamnplan", "kind": "parking", "total": 3750}


def test_a_merchant_that_people_call_otherwise_is_said_though_it_was_surely_read() -> None:
    view = {"fields": {**TRUTH, "merchant": "Kjellstaviks Parkerings AB"}, "doubtful": ["total"], "corrected": []}
    assert asked_about(view, TRUTH) == {"merchant": "Parkering Hamnplan", "total": 3750}


def test_what_a_person_has_said_is_left_as_it_is() -> None:
    view = {"fields": {**TRUTH, "merchant": "P-huset"}, "doubtful": ["kind"], "corrected": ["kind", "merchant"]}
    assert asked_about(view, TRUTH) == {}
    assert asked_about({"fields": TRUTH, "doubtful": [], "corrected": []}, TRUTH) == {}


def test_each_warning_has_the_answer_of_its_claim_else_of_its_check() -> None:
    def finding(check: str, level: str = "warn") -> dict[str, str]:
        return {"check": check, "level": level, "line_id": "x"}

    findings = [finding("commute"), finding("distance-unlikely"), finding("vat-rate-date"), finding("no-night", "info")]
    assert answers_to(findings, {"distance-unlikely": "Bron var avstängd"}) == {
        "commute:x": ANSWERS["commute"],
        "distance-unlikely:x": "Bron var avstängd",
        "vat-rate-date:x": CONFIRMED,
    }


def test_the_answers_are_to_checks_that_ask() -> None:
    assert ANSWERS.keys() <= {check.id for check in CHECKS if check.level == "warn"}
