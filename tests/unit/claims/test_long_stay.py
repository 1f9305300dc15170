"""Since when a person has worked at one place, by their trips."""

import datetime as dt
from dataclasses import replace
from uuid import UUID

from services.claims.domain.checks import check
from services.claims.domain.long_stay import OtherTrip, since
from services.claims.domain.trip import STOCKHOLM, Assignment
from tests.unit.claims.drafts import a_plan, a_situation, the_finding

FIRST, LAST = dt.date(2026, 10, 5), dt.date(2026, 10, 9)


def there(first: str, last: str, destination: str = "Lund", assignment: Assignment | None = None) -> OtherTrip:
    start, end = (dt.datetime.fromisoformat(f"{day}T12:00").replace(tzinfo=STOCKHOLM) for day in (first, last))
    return OtherTrip(UUID(int=1), None, start, end, destination, assignment)


def begun(*others: OtherTrip) -> str:
    return since("Lund", FIRST, LAST, others).since.isoformat()


def weeks(count: int, days: int) -> list[OtherTrip]:
    """The weeks before, each from Monday on."""
    mondays = [FIRST - dt.timedelta(weeks=number) for number in range(1, count + 1)]
    return [there(monday.isoformat(), (monday + dt.timedelta(days=days - 1)).isoformat()) for monday in mondays]


def test_a_first_trip_begins_the_stay() -> None:
    assert begun() == begun(there("2026-09-01", "2026-09-30", "Malmö")) == "2026-10-05"


def test_earlier_trips_count_until_a_break_of_four_weeks() -> None:
    assert begun(there("2026-08-01", "2026-09-07")) == "2026-08-01"
    assert begun(there("2026-08-01", "2026-09-06")) == "2026-10-05"
    assert begun(there("2026-06-01", "2026-07-04"), there("2026-08-01", "2026-09-07", " LUND")) == "2026-06-01"


def test_whoever_goes_home_for_weekends_stays_and_a_visitor_does_not() -> None:
    assert begun(*weeks(14, days=5)) == (FIRST - dt.timedelta(weeks=14)).isoformat()
    assert begun(*weeks(14, days=1)) > (FIRST - dt.timedelta(weeks=5)).isoformat()


def test_what_was_said_of_an_earlier_trip_holds() -> None:
    said = Assignment(dt.date(2025, 3, 1), 14)
    assert since("Lund", FIRST, LAST, [there("2026-09-01", "2026-10-02", assignment=said)]) == said
    too_late = Assignment(dt.date(2026, 9, 2))
    assert begun(there("2026-09-01", "2026-10-02", assignment=too_late)) == "2026-09-01"


def test_a_trip_of_more_than_three_months_is_a_long_stay_by_itself_and_two_years_have_their_own_words() -> None:
    start = dt.datetime.fromisoformat("2026-06-20T08:00+02:00")
    alone = the_finding(a_situation(plan=a_plan(start=start)), "three-months")
    assert (alone.text.id, alone.text.parameters["from"]) == ("check.three-months", "2026-09-20")
    assert not [
        one
        for one in check(a_situation(plan=a_plan(start=start, assignment=Assignment(start.date()))))
        if one.check == "three-months"
    ]
    long_ago = there("2026-09-01", "2026-10-02", "Göteborg", Assignment(dt.date(2024, 9, 1)))
    later = the_finding(a_situation(plan=a_plan(), other_trips=(long_ago,)), "three-months")
    assert (later.text.id, later.text.parameters["share"]) == ("check.three-months.two-years", 500)


def test_a_long_stay_near_home_or_without_a_place_is_not_spoken_of() -> None:
    start = dt.datetime.fromisoformat("2026-06-20T08:00+02:00")
    for plan in (a_plan(start=start, over_50_km=False), a_plan(start=start, destination="")):
        situation = replace(a_situation(plan=plan), other_trips=())
        assert "three-months" not in {one.check for one in check(situation)}
