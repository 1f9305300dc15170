"""A thousand random trips worked out twice, by the calculation and by a slow plain one written another way, and equal."""

from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import get_args

import pytest

from services.claims.domain.benefit_meal import BenefitMeal
from services.claims.domain.calculation import Case, Line, calculate
from services.claims.domain.night_allowance import NightAllowance
from services.claims.domain.per_diem import PerDiem
from services.claims.domain.rates import MEALS
from services.claims.domain.trip import (
    STOCKHOLM,
    Assignment,
    Lodging,
    MealAnswer,
    MealKind,
    PaidBy,
    Stay,
    Trip,
    calendar_days,
)
from shared.refusal import Refusal
from tests.unit.claims.plain import TICK, NoRate, PlainLine, worked_plainly
from tests.unit.claims.trips import RATES

TRIPS = 1000
SEEDS = range(20)
COUNTRIES = ("SE", "DK", "NO", "US", "GL", "BT", "HK", "DE")
AGREEMENTS = (None, "agreement-example", "agreement-municipality", "agreement-company")
STARTS = (
    datetime(2026, 3, 26, tzinfo=UTC),  # the clocks go forward on the 29th
    datetime(2026, 10, 22, tzinfo=UTC),  # and back on the 25th
    datetime(2025, 12, 28, tzinfo=UTC),
    datetime(2026, 6, 1, tzinfo=UTC),
    datetime(2024, 2, 26, tzinfo=UTC),
    datetime(2022, 12, 30, tzinfo=UTC),  # before there are rates
)


def a_random_trip(chance: Random) -> Trip:
    start = chance.choice(STARTS) + chance.randrange(4 * 96) * TICK
    if chance.random() < 0.3:  # on the hour that decides
        start = start.astimezone(STOCKHOLM).replace(hour=chance.choice((0, 6, 12, 19)), minute=0).astimezone(UTC)
    end = start + chance.randrange(chance.choice((40, 120, 300, 600))) * TICK
    dates = calendar_days(Trip(start, end))
    return Trip(
        start.astimezone(chance.choice((UTC, STOCKHOLM))),
        end,
        over_50_km=chance.random() < 0.9,
        stays=random_stays(chance, start, end) if chance.random() < 0.6 else (),
        meals=tuple(
            MealAnswer(chance.choice(dates), chance.choice(MEALS), chance.choice(get_args(MealKind)))
            for _ in range(chance.randrange(8))
        ),
        lodging=tuple(
            Lodging(chance.choice(dates), chance.choice(get_args(PaidBy))) for _ in range(chance.randrange(4))
        ),
        assignment=random_assignment(chance, start.date()) if chance.random() < 0.3 else None,
    )


def random_stays(chance: Random, start: datetime, end: datetime) -> tuple[Stay, ...]:
    borders = sorted(chance.randrange((end - start) // TICK + 1) for _ in range(chance.choice((2, 4, 6, 8))))
    pairs = zip(borders[::2], borders[1::2], strict=True)
    return tuple(Stay(chance.choice(COUNTRIES), start + a * TICK, start + b * TICK) for a, b in pairs)


def random_assignment(chance: Random, day: date) -> Assignment:
    return Assignment(day - timedelta(days=chance.choice((10, 88, 91, 92, 300, 729, 731, 900))), chance.randrange(5))


def plain(line: Line) -> PlainLine:
    what = line.country if isinstance(line, PerDiem | NightAllowance) else ""
    what = line.meal if isinstance(line, BenefitMeal) else what
    return line.kind, line.date, what, line.tax_free_ore, line.taxable_ore


@pytest.mark.parametrize("seed", SEEDS)
def test_a_random_trip_worked_out_in_two_ways_gives_the_same(seed: int) -> None:
    chance = Random(seed)
    for _ in range(TRIPS // len(SEEDS)):
        trip, agreement = a_random_trip(chance), chance.choice(AGREEMENTS)
        worked = calculate(Case(trip, agreement=agreement), RATES)
        try:
            expected = worked_plainly(trip, agreement)
        except NoRate:
            assert isinstance(worked, Refusal) and worked.code == "rate-missing", trip
            continue
        assert not isinstance(worked, Refusal), (worked, trip)
        assert list(map(plain, worked.lines)) == expected, trip
