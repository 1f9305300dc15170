"""What the people of the story say of their receipts, with the paper at hand."""

from demo.steps import asked_about

TRUTH = {"merchant": "Parkering Hamnplan", "kind": "parking", "total": 3750}


def test_a_merchant_that_people_call_otherwise_is_said_though_it_was_surely_read() -> None:
    view = {"fields": {**TRUTH, "merchant": "Kjellstaviks Parkerings AB"}, "doubtful": ["total"], "corrected": []}
    assert asked_about(view, TRUTH) == {"merchant": "Parkering Hamnplan", "total": 3750}


def test_what_a_person_has_said_is_left_as_it_is() -> None:
    view = {"fields": {**TRUTH, "merchant": "P-huset"}, "doubtful": ["kind"], "corrected": ["kind", "merchant"]}
    assert asked_about(view, TRUTH) == {}
    assert asked_about({"fields": TRUTH, "doubtful": [], "corrected": []}, TRUTH) == {}
