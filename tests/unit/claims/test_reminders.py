"""What a person is reminded of before it is late."""

import datetime as dt

import pytest

from services.claims.domain.draft import Draft, ExpenseLine, TripPlan
from services.claims.domain.reminders import BEFORE_DAYS, reminder
from shared.text import Text
from tests.unit.claims.drafts import CLAIM, NOW, OTHER_LINE, an_expense

LIMIT_DAYS = 90
TODAY = NOW.date()


def reminded(*lines: ExpenseLine, trip: TripPlan | None = None) -> Text | None:
    return reminder(Draft(CLAIM, "trip" if trip else "expense", trip, lines), LIMIT_DAYS, NOW)


def a_receipt_of(days_ago: int) -> ExpenseLine:
    return an_expense(date=TODAY - dt.timedelta(days=days_ago))


def a_trip(end: dt.datetime | None) -> TripPlan:
    return TripPlan(start=NOW - dt.timedelta(days=5), end=end)


@pytest.mark.parametrize(
    ("days_ago", "expected"),
    [
        (0, None),
        (LIMIT_DAYS - BEFORE_DAYS - 1, None),
        (LIMIT_DAYS - BEFORE_DAYS, Text("reminder.receipt-soon-old", {"date": "2026-10-28", "limit": LIMIT_DAYS})),
        (LIMIT_DAYS, Text("reminder.receipt-soon-old", {"date": "2026-10-14", "limit": LIMIT_DAYS})),
        (LIMIT_DAYS + 1, Text("reminder.receipt-old", {"limit": LIMIT_DAYS})),
    ],
)
def test_a_receipt_is_reminded_of_two_weeks_before_its_last_day(days_ago: int, expected: Text | None) -> None:
    assert reminded(a_receipt_of(days_ago)) == expected


def test_a_trip_is_reminded_of_from_the_day_after_its_return_in_swedish_time() -> None:
    late_yesterday = dt.datetime(2026, 10, 13, 21, 59, tzinfo=dt.UTC)
    assert reminded(trip=a_trip(late_yesterday)) == Text("reminder.trip-ended", {"date": "2026-10-13"})
    for end in (late_yesterday + dt.timedelta(minutes=1), NOW + dt.timedelta(days=2), None):
        assert reminded(trip=a_trip(end)) is None


def test_the_oldest_receipt_speaks_before_the_trip_that_it_lies_in() -> None:
    lines = (an_expense(date=None), an_expense(id=OTHER_LINE), a_receipt_of(LIMIT_DAYS + 1))
    found = reminded(*lines, trip=a_trip(NOW - dt.timedelta(days=2)))
    assert found is not None and found.id == "reminder.receipt-old"
    assert reminded(an_expense(date=None)) is None
