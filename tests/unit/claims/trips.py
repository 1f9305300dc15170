"""Builders of trips: each says only what matters to the test."""

from datetime import date, datetime

from services.claims.domain.calculation import Calculation, Case, calculate
from services.claims.domain.rates import Meal
from services.claims.domain.trip import Lodging, MealAnswer, MealKind, Stay, Trip
from services.claims.rates import load_rates
from shared.refusal import accept

RATES = load_rates()


def a_trip(
    start: str = "2026-03-10T08:00+01:00",
    end: str = "2026-03-11T20:00+01:00",
    stays: tuple[Stay, ...] = (),
    meals: tuple[MealAnswer, ...] = (),
    lodging: tuple[Lodging, ...] = (),
    over_50_km: bool = True,
) -> Trip:
    return Trip(datetime.fromisoformat(start), datetime.fromisoformat(end), over_50_km, stays, meals, lodging)


def a_stay(country: str, start: str, end: str) -> Stay:
    return Stay(country, datetime.fromisoformat(start), datetime.fromisoformat(end))


def a_meal(day: str, meal: Meal, kind: MealKind = "provided") -> MealAnswer:
    return MealAnswer(date.fromisoformat(day), meal, kind)


def private_night(day: str) -> Lodging:
    return Lodging(date.fromisoformat(day), "private")


def worked(case: Case) -> Calculation:
    return accept(calculate(case, RATES))
