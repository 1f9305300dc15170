"""What stands as a deviation in the inbox."""

from services.approvals.domain.deviations import Found, deviations_of
from shared.text import Text

BETWEEN_HOME_AND_WORK = Found("commute", "warn", Text("check.commute"))


def old(days: int) -> Found:
    return Found("receipt-old", "warn", Text("check.receipt-old", {"days": days, "limit": 90}))


def test_the_same_of_several_lines_is_one_deviation() -> None:
    assert deviations_of([BETWEEN_HOME_AND_WORK] * 8 + [old(104)]) == (BETWEEN_HOME_AND_WORK.text, old(104).text)


def test_one_check_of_different_amounts_is_several_deviations() -> None:
    assert [one.parameters["days"] for one in deviations_of([old(104), old(98), old(104)])] == [104, 98]


def test_a_hint_is_no_deviation_but_a_receipt_that_was_said_to_be_another_is() -> None:
    hints = [Found(check, "info", Text(f"check.{check}")) for check in ("no-night", "receipt-another")]
    assert [one.id for one in deviations_of(hints)] == ["check.receipt-another"]
