"""How many trips of five days can be worked out in a second of one processor?"""

import time
from collections.abc import AsyncIterator
from datetime import date, datetime, timedelta

from benchmarks.figures import Figure
from services.claims.domain.calculation import Calculation, Case, calculate
from services.claims.domain.trip import Lodging, MealAnswer, Stay, Trip
from services.claims.rates import load_rates

TRIPS, WARM_UP = 4000, 100
PER_SECOND_MIN = 5000
AGREEMENT = "agreement-example"
DAYS = 5


async def measure() -> AsyncIterator[Figure]:
    for where, cases in (("in Sweden", swedish()), ("abroad", foreign())):
        per_second = worked_a_second(cases)
        yield Figure(f"trips of {DAYS} days worked out, {where}", per_second, "/s", PER_SECOND_MIN, at_most=False)


def swedish() -> list[Case]:
    """Breakfast at the hotel each morning, one private night, an agreement's supplement."""
    return [Case(_trip(start), agreement=AGREEMENT) for start in _starts()]


def foreign() -> list[Case]:
    """The same from home to another country, and back."""
    return [Case(_abroad(_trip(start)), agreement=AGREEMENT) for start in _starts()]


def worked_a_second(cases: list[Case]) -> float:
    """One after another, each with all its reasons; the first hundred warm up and are not counted.

    Processor time: what else the machine does meanwhile is no part of the answer.
    """
    rates = load_rates()
    for case in cases[:WARM_UP]:
        worked = calculate(case, rates)
        assert isinstance(worked, Calculation) and len(worked.lines) >= DAYS
    begun = time.process_time()
    for case in cases[WARM_UP:]:
        calculate(case, rates)
    return (len(cases) - WARM_UP) / (time.process_time() - begun)


def _starts() -> list[datetime]:
    first = datetime.fromisoformat("2026-01-05T07:30+01:00")
    return [first + timedelta(days=number % 330, minutes=number % 600) for number in range(TRIPS)]


def _trip(start: datetime) -> Trip:
    days = [start.date() + timedelta(days=number) for number in range(DAYS)]
    return Trip(
        start,
        start + timedelta(days=DAYS - 1, hours=8),
        meals=tuple(MealAnswer(day, "breakfast", "hotel_breakfast") for day in days[1:]),
        lodging=(_private(days[0]),),
    )


def _private(night: date) -> Lodging:
    return Lodging(night, "private")


def _abroad(trip: Trip) -> Trip:
    landed, left = trip.start + timedelta(hours=4), trip.end - timedelta(hours=4)
    stays = (
        Stay("SE", trip.start, landed - timedelta(hours=2)),
        Stay("DE", landed, left),
        Stay("SE", left + timedelta(hours=2), trip.end),
    )
    return Trip(trip.start, trip.end, stays=stays, meals=trip.meals, lodging=trip.lodging)
