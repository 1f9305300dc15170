"""A trip is proposed to be as the ones before it."""

import datetime as dt
from dataclasses import replace

from services.claims.domain.draft import DayMeals, Night, TripPlan
from services.claims.domain.usual import UsualMeals, UsualTrip, known_trips, usual_purposes, usual_trip
from tests.unit.claims.drafts import a_plan

NOTHING = UsualMeals("none", "none", "none")


def at(day: int, clock: str) -> dt.datetime:
    return dt.datetime.fromisoformat(f"2026-09-{day:02}T{clock}+02:00")


def day(number: int) -> dt.date:
    return dt.date(2026, 9, number)


LONG = TripPlan(
    start=at(1, "08:00"),
    end=at(3, "20:00"),
    meals=(
        DayMeals(day(1), lunch="own"),
        DayMeals(day(2), breakfast="hotel_breakfast", dinner="representation"),
        DayMeals(day(3), breakfast="hotel_breakfast", lunch="transport_included"),
    ),
    nights=(Night(day(1), "employer"), Night(day(2), "employer")),
)


def test_each_place_in_the_trip_has_its_meals() -> None:
    assert usual_trip([LONG]) == UsualTrip(
        UsualMeals("none", "own", "none"),
        UsualMeals("hotel_breakfast", "none", "representation"),
        UsualMeals("hotel_breakfast", "transport_included", "none"),
        "employer",
    )


def test_the_latest_trip_counts_whatever_the_order() -> None:
    later = a_plan()
    assert usual_trip([later, LONG]) == usual_trip([LONG, later]) == usual_trip([later])


def test_after_one_night_a_day_between_has_the_mornings_breakfast_and_the_first_days_rest() -> None:
    plan = a_plan(
        meals=(
            DayMeals(dt.date(2026, 10, 6), lunch="provided"),
            DayMeals(dt.date(2026, 10, 7), breakfast="hotel_breakfast"),
        )
    )
    usual = usual_trip([plan])
    assert usual is not None and usual.between == UsualMeals("hotel_breakfast", "provided", "none")


def test_a_trip_that_is_not_answered_is_nobodys_habit() -> None:
    unfinished = a_plan(meals=(DayMeals(dt.date(2026, 10, 6), lunch="provided"),))
    near = a_plan(over_50_km=False)
    assert usual_trip([unfinished, near, TripPlan()]) is None
    assert usual_trip([unfinished, LONG]) == usual_trip([LONG])


def test_nights_that_were_not_paid_alike_propose_nothing() -> None:
    nights = (Night(day(1), "employer"), Night(day(2), "private"))
    usual = usual_trip([TripPlan(start=LONG.start, end=LONG.end, meals=LONG.meals, nights=nights)])
    assert usual is not None and usual.paid_by is None and usual.first != NOTHING


def to(place: str, on: int, purpose: str = "") -> TripPlan:
    return TripPlan(place, purpose, at(on, "07:00"), at(on, "21:00"), meals=(DayMeals(day(on), lunch="own"),))


def test_of_the_places_travelled_to_the_most_frequent_comes_first_as_its_latest_trip_was_but_for_what_was_given() -> (
    None
):
    plans = [to("Lund", 5), to("lund ", 7, "Utbildning"), to("Kalmar", 9), to("Umeå", 3), to("Lund", 1, "Möte")]
    assert known_trips(plans, 2) == (
        TripPlan("lund", "Utbildning", at(7, "07:00"), at(7, "21:00")),
        TripPlan("Kalmar", "", at(9, "07:00"), at(9, "21:00")),
    )


def test_a_trip_that_is_not_told_to_its_end_is_not_proposed_again() -> None:
    assert known_trips([TripPlan("Lund", start=at(1, "08:00")), replace(to("", 1), destination=" ")], 4) == ()


def test_a_purpose_is_proposed_that_was_said_before_most_often_first_and_in_its_latest_spelling() -> None:
    said = ["Nätverksträff", "hembesök", "", "Utbildning", "Hembesök", "Utbildning ", "Hembesök"]
    assert usual_purposes(said, 9) == ("hembesök", "Utbildning", "Nätverksträff")
    assert usual_purposes(said, 2) == ("hembesök", "Utbildning")


def test_a_purpose_of_many_words_is_proposed_only_once_it_was_said_twice() -> None:
    of_one_day = "Hembesök, bron på Strandvägen var avstängd"
    assert usual_purposes([of_one_day, "Hembesök"], 9) == ("Hembesök",)
    assert usual_purposes([of_one_day, "Hembesök", of_one_day], 9) == (of_one_day, "Hembesök")
