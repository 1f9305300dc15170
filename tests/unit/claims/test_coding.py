"""What an amount is booked on: the person's choice, else the merchant's usual codes, else the employment's."""

import datetime as dt
from dataclasses import replace

from services.claims.domain.coding import (
    NO_PLAN,
    Code,
    CodingPlan,
    fault_of,
    own_choice,
    usual_coding,
    whence,
    with_own,
)
from tests.unit.claims.drafts import DAY, a_drive, a_receipt, a_situation, an_expense, found, the_finding

CLOSED = Code("6", "7650", "Trygg hemgång", closed_from=DAY)
OPEN = Code("6", "7712", "Digital tillsyn")
NORRA = Code("1", "4120", "Hemtjänsten Norra")
PLAN = CodingPlan({"1": "Enhet", "6": "Projekt"}, {(one.dimension, one.code): one for one in (CLOSED, OPEN, NORRA)})


def test_the_merchants_usual_codes_go_before_the_employments_but_for_the_cost_centre() -> None:
    employment = {"1": "4120", "6": "8801", "20": "510"}
    usual = usual_coding({"1": "9999", "6": "7712"}, {"1": "1", "6": "1"}, employment, NO_PLAN, DAY)
    assert usual == {"1": "4120", "6": "7712", "20": "510"}


def test_a_usual_code_that_is_closed_or_unknown_is_not_proposed() -> None:
    day_before = DAY - dt.timedelta(days=1)
    assert usual_coding({"6": "7650"}, {}, {"1": "4120"}, PLAN, day_before) == {"1": "4120", "6": "7650"}
    assert usual_coding({"6": "7650"}, {}, {"1": "4120"}, PLAN, DAY) == {"1": "4120"}
    assert usual_coding({"6": "1"}, {}, {"1": "4120"}, PLAN, DAY) == {"1": "4120"}


def test_an_own_choice_may_be_none_and_only_what_differs_is_kept() -> None:
    usual = {"1": "4120", "6": "7712"}
    assert with_own({"6": ""}, usual) == {"1": "4120"}
    assert with_own({"20": "510", "6": "7650"}, usual) == {"1": "4120", "6": "7650", "20": "510"}
    assert own_choice({"1": "4120", "6": "7712", "20": " "}, usual) == {}
    assert own_choice({"1": "4130", "6": ""}, usual) == {"1": "4130", "6": ""}


def test_it_is_known_why_a_code_is_proposed() -> None:
    merchant, kind, employment = {"6": "7712"}, {"6": "7720", "20": "910"}, {"1": "4120", "6": "7712"}
    assert whence("6", "7650", {"6": "7650"}, merchant, kind, {}) == "own"
    assert whence("6", "7712", {}, merchant, kind, {}) == "merchant"
    assert whence("20", "910", {}, merchant, kind, {}) == "kind"
    assert whence("6", "7712", {}, merchant, kind, employment) == "employment"


def test_a_kind_is_booked_on_its_usual_code_where_the_merchant_says_nothing() -> None:
    plan = replace(PLAN, kinds={"taxi": {"6": "7712"}})
    assert a_situation(an_expense(), coding_plan=plan).booked[an_expense().id].coding == {"1": "4120", "6": "7712"}
    assert a_situation(an_expense(expense_kind="bus"), coding_plan=plan).booked[an_expense().id].coding == {"1": "4120"}


def test_a_code_is_closed_from_its_day_on_and_any_counts_without_a_plan() -> None:
    day_before = DAY - dt.timedelta(days=1)
    coding = {"1": "4120", "6": "7650"}
    assert [fault_of(coding, PLAN, day) for day in (day_before, DAY, None)] == [None, ("closed", "6", "7650"), None]
    assert fault_of({"1": "4120", "20": "510"}, PLAN, DAY) == ("unknown", "20", "510")
    assert fault_of({"1": " "}, NO_PLAN, DAY) == ("missing", "1", "")
    assert fault_of({"1": "anything"}, NO_PLAN, DAY) is None


def test_the_usual_coding_is_offered_only_where_it_mends() -> None:
    own = the_finding(a_situation(an_expense(coding={"6": "7650"}), coding_plan=PLAN), "cost-coding-missing")
    assert (own.mend, own.field, own.text.id) == ("use-usual-coding", "coding", "check.cost-coding-missing.closed")
    assert found(a_situation(an_expense(coding={"6": "7712"}), coding_plan=PLAN)) == []
    of_employment = a_situation(an_expense(), coding_plan=PLAN, coding={"1": "4120", "6": "1"})
    finding = the_finding(of_employment, "cost-coding-missing")
    assert (finding.mend, finding.text.parameters["code"]) == (None, "1")


def test_what_merely_follows_a_closed_project_of_the_merchant_is_not_stopped() -> None:
    followed = a_situation(an_expense(), receipts=(a_receipt(usual_coding={"6": "7650"}),), coding_plan=PLAN)
    assert (found(followed), followed.booked[an_expense().id].coding) == ([], {"1": "4120"})


def test_drives_are_judged_by_the_employments_coding_once_for_all() -> None:
    drives = a_drive(), a_drive(id=an_expense().receipt_id)
    finding = the_finding(
        a_situation(*drives, coding_plan=PLAN, coding={"1": "4120", "6": "7650"}), "cost-coding-missing"
    )
    assert (finding.line_id, finding.field) == (None, None)
    assert finding.text.id == "check.cost-coding-missing.closed-employment"
