"""What must hold of a coding plan."""

import pytest

from services.directory.domain import coding_plan
from services.directory.domain.coding_plan import Code, CodingPlan, Dimension, check_plan

CENTRES = Dimension("1", "Enhet", (Code("5480", "Hemtjänsten Norra"), Code("5490", "Hemtjänsten Södra")))
PROJECTS = Dimension("6", "Projekt", (Code("5480", "Trygg hemgång"),))


def test_the_same_code_may_stand_under_two_dimensions() -> None:
    assert check_plan(CodingPlan((CENTRES, PROJECTS))) is None


def test_a_dimension_or_a_code_of_it_that_stands_twice_is_refused() -> None:
    refusals = (
        check_plan(CodingPlan((CENTRES, CENTRES))),
        check_plan(CodingPlan((CENTRES, Dimension("6", "P", PROJECTS.codes * 2)))),
    )
    assert [refusal and (refusal.code, refusal.field) for refusal in refusals] == [
        ("dimension-twice", "dimensions"),
        ("code-twice", "dimensions.1.codes"),
    ]


def test_a_plan_that_is_too_large_to_be_told_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(coding_plan, "CODES_MAX", 2)
    refusal = check_plan(CodingPlan((CENTRES, PROJECTS)))
    assert refusal is not None and (refusal.code, refusal.parameters) == ("too-many-codes", {"limit": 2})


def test_a_kind_is_booked_only_on_codes_of_the_plan() -> None:
    assert check_plan(CodingPlan((PROJECTS,), {"course": {"6": "5480"}})) is None
    refusal = check_plan(CodingPlan((PROJECTS,), {"course": {"6": "5490"}}))
    assert refusal is not None and (refusal.code, refusal.field) == ("unknown-code", "kinds.course")
