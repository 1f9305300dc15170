"""What the times of a trip decide: days, halves and nights, also over a change of the clocks."""

from datetime import date, timedelta

import pytest

from services.claims.domain.trip import Days, Trip, days, elapsed, meals_on, nights, refuse_trip, travel_days
from tests.unit.claims.trips import a_meal, a_stay, a_trip


@pytest.mark.parametrize(
    ("start", "part"),
    [
        ("2026-03-10T11:59+01:00", "whole"),
        ("2026-03-10T12:00+01:00", "half"),
        ("2026-03-10T11:30Z", "half"),  # 12:30 in Sweden
        ("2026-03-10T06:59-05:00", "half"),  # 12:59 in Sweden, whatever the clock there says
    ],
)
def test_first_day_is_half_when_leaving_at_noon_or_later_in_sweden(start: str, part: str) -> None:
    assert travel_days(a_trip(start=start))[0].part == part


@pytest.mark.parametrize(("end", "part"), [("2026-03-11T19:00+01:00", "half"), ("2026-03-11T19:01+01:00", "whole")])
def test_last_day_is_half_when_back_at_seven_in_the_evening_or_earlier(end: str, part: str) -> None:
    assert travel_days(a_trip(end=end))[-1].part == part


@pytest.mark.parametrize(
    ("start", "end", "count"),
    [
        ("2026-03-10T08:00+01:00", "2026-03-11T05:59+01:00", 0),
        ("2026-03-10T08:00+01:00", "2026-03-11T06:00+01:00", 1),
        ("2026-03-11T00:00+01:00", "2026-03-11T20:00+01:00", 1),
        ("2026-03-11T00:01+01:00", "2026-03-11T20:00+01:00", 0),
        ("2026-03-28T08:00+01:00", "2026-03-29T06:00+02:00", 1),  # the clocks go forward: five hours of night
        ("2026-03-28T08:00+01:00", "2026-03-29T05:59+02:00", 0),
        ("2026-10-24T08:00+02:00", "2026-10-25T06:00+01:00", 1),  # the clocks go back: seven hours of night
        ("2026-10-24T08:00+02:00", "2026-10-25T06:00+02:00", 0),  # 05:00 in Sweden by then
    ],
)
def test_a_night_is_all_of_midnight_to_six(start: str, end: str, count: int) -> None:
    assert len(nights(a_trip(start=start, end=end))) == count


def test_time_truly_passed_is_counted_when_the_clocks_change() -> None:
    trip = a_trip(start="2026-03-28T22:00+01:00", end="2026-03-29T10:00+02:00")
    assert elapsed(trip.start, trip.end) == timedelta(hours=11)


def test_the_days_and_nights_that_want_an_answer_are_those_of_a_trip_with_per_diem() -> None:
    assert days(a_trip()) == Days((date(2026, 3, 10), date(2026, 3, 11)), (date(2026, 3, 10),))
    assert days(a_trip(end="2026-03-10T20:00+01:00")) == Days((), ())
    assert days(a_trip(over_50_km=False)) == Days((), ())


def test_a_meal_counts_once_whoever_gave_it() -> None:
    trip = a_trip(
        meals=(
            a_meal("2026-03-11", "lunch", "representation"),
            a_meal("2026-03-11", "lunch", "provided"),
            a_meal("2026-03-11", "breakfast", "hotel_breakfast"),
            a_meal("2026-03-11", "dinner", "own"),
        )
    )
    found = [(answer.meal, answer.kind) for answer in meals_on(trip, date(2026, 3, 11))]
    assert found == [("breakfast", "hotel_breakfast"), ("lunch", "provided")]


@pytest.mark.parametrize(
    ("trip", "code", "field"),
    [
        (a_trip(start="2026-03-10T08:00"), "time-without-zone", "trip.start"),
        (a_trip(start="2026-03-12T08:00+01:00"), "end-before-start", "trip.end"),
        (a_trip(end="2036-03-12T08:00+01:00"), "trip-too-long", "trip.end"),
        (
            a_trip(stays=(a_stay("DK", "2026-03-10T09:00", "2026-03-11T09:00+01:00"),)),
            "time-without-zone",
            "trip.stays.0.from",
        ),
        (
            a_trip(stays=(a_stay("DK", "2026-03-11T09:00+01:00", "2026-03-10T09:00+01:00"),)),
            "end-before-start",
            "trip.stays.0.to",
        ),
        (
            a_trip(stays=(a_stay("DK", "2026-03-11T20:01+01:00", "2026-03-12T09:00+01:00"),)),
            "stay-outside-trip",
            "trip.stays.0.from",
        ),
        (
            a_trip(
                stays=(
                    a_stay("SE", "2026-03-11T08:59+01:00", "2026-03-11T20:00+01:00"),
                    a_stay("DK", "2026-03-10T09:00+01:00", "2026-03-11T09:00+01:00"),
                )
            ),
            "stays-overlap",
            "trip.stays.0.from",
        ),
    ],
)
def test_times_that_cannot_be_are_refused_with_their_field(trip: Trip, code: str, field: str) -> None:
    refusal = refuse_trip(trip)
    assert refusal is not None
    assert (refusal.code, refusal.field) == (code, field)
