"""The app works a claim out as the server does, byte for byte: lines, reasons, remarks and refusals."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from itertools import pairwise
from typing import Any, get_args

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from services.claims.calculate_command import WrittenInput, case_of
from services.claims.domain.calculation import Case, calculate
from services.claims.domain.foreign_receipt import ExchangeRate, PaidReceipt
from services.claims.domain.mileage import Drive
from services.claims.domain.rates import MEALS, AgreedMileage, AgreedPerDiem, Agreement, Name
from services.claims.domain.trip import STOCKHOLM, Assignment, Lodging, MealAnswer, MealKind, PaidBy, Stay, Trip
from services.claims.rates import load_rates
from tests.golden.test_golden_cases import CASES_FILE, cases
from tests.phone.app_rules import APP, Phone, canonical

LOADED = load_rates()
at = datetime.fromisoformat
AGREED: dict[str, Any] = {
    "valid_from": date(2023, 6, 1),
    "valid_to": date(2025, 12, 31),
    "source": "agreed",
    "verified": True,
}
AGREED_LATER: dict[str, Any] = {**AGREED, "valid_from": date(2026, 1, 1), "valid_to": date(2026, 10, 24)}
RATES = replace(
    LOADED,
    per_diem_domestic=(replace(LOADED.per_diem_domestic[0], verified=False), *LOADED.per_diem_domestic[1:]),
    agreements=(
        *LOADED.agreements,
        Agreement(
            id="own-amounts",
            name=Name(sv="Egna belopp", en="Own amounts"),
            per_diem=(AgreedPerDiem(whole_day_ore=36100, **AGREED), AgreedPerDiem(whole_day_ore=25000, **AGREED_LATER)),
            mileage=(
                AgreedMileage(
                    vehicle="own_car", ore_per_km=245, passenger_ore_per_km=15, trailer_ore_per_km=33, **AGREED
                ),
            ),
        ),
    ),
    mileage=(replace(LOADED.mileage[0], verified=False), *LOADED.mileage[1:]),
)
"""Not all of them confirmed, so that this is told too."""
BEYOND_A_NUMBER = 1_000_000_000_001
"""Times a rate it is more than a floating-point number holds exactly."""
VEHICLES = ("own_car", "motorcycle", "company_car_electric", "company_car_other_fuel")


@pytest.fixture(scope="module")
def phone() -> Iterator[Phone]:
    phone = Phone(RATES)
    yield phone
    phone.close()


@pytest.mark.parametrize("case", cases(CASES_FILE), ids=lambda case: f"{case['id']} {case['title']}")
def test_a_golden_case_is_the_same_on_the_phone(case: dict[str, Any], phone: Phone) -> None:
    told = case_of(WrittenInput.model_validate(case["input"]))
    assert phone.answer(told) == canonical(calculate(told, RATES))


def test_the_app_carries_the_rates_of_the_server() -> None:
    assert json.loads((APP / "src" / "rules" / "rates.json").read_text(encoding="utf-8"))["version"] == LOADED.version


# Where the clocks change, years meet, rates begin and end, and a leap day is; most of it in years with rates.
TURNS = ["2024-02-29", "2024-12-30", "2024-03-31", "2024-10-27", "2026-01-02", "2026-03-29", "2026-03-31", "2026-10-25"]
BEGINNINGS = ["2022-12-31", "2023-01-01", "2025-12-31", "2026-12-31"]
CLOCKS = [0, 359, 360, 361, 719, 720, 721, 1139, 1140, 1141]
ZONES = st.sampled_from(
    [UTC, timezone(timedelta(hours=1)), timezone(timedelta(hours=2)), timezone(timedelta(hours=-7))]
)
COUNTRIES = ["SE", "SE", "DK", "US", "GL", "FO", "BT", "NO", "AF"]
NEIGHBOURS = [["DK", "GL"], ["SE", "NO"]]
"""Few countries, of equal amounts and of different ones, so that a day is often shared equally."""
SHARES = st.integers(0, 99)
"""Of a hundred: a wrong thing is rare enough not to hide all others."""


@st.composite
def moments(draw: st.DrawFn) -> datetime:
    turn = draw(st.sampled_from(TURNS * 8 + BEGINNINGS))
    midnight = datetime.fromisoformat(turn) + timedelta(days=draw(st.integers(-3, 3)))
    clock = timedelta(minutes=draw(st.sampled_from(CLOCKS) | st.integers(0, 1439)))
    if draw(SHARES) < 10:
        clock += timedelta(microseconds=draw(st.sampled_from([1, 999_999])))
    return (midnight + clock).replace(tzinfo=STOCKHOLM).astimezone(draw(ZONES))


@st.composite
def trips(draw: st.DrawFn) -> Trip:
    start = draw(moments())
    day = start.astimezone(STOCKHOLM).replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None)
    length = draw(st.sampled_from([0, 1, 1, 2, 2, 3, 3, 4, 5, 30, 95]) | st.integers(1, 6))
    clock = draw(st.sampled_from(CLOCKS) | st.integers(0, 1439))
    end = (day + timedelta(days=length, minutes=clock)).replace(tzinfo=STOCKHOLM).astimezone(draw(ZONES))
    if draw(SHARES) < 10:
        end = start + timedelta(minutes=draw(st.sampled_from(CLOCKS)))
    wrong = draw(SHARES)
    if wrong < 2:
        end = end.replace(tzinfo=None)
    elif wrong < 4:
        end += timedelta(days=1101)
    elif wrong > 4:
        end = max(start, end)
    dates = st.integers(-1, length + 1).map(lambda number: (day + timedelta(days=number)).date())
    meals = st.builds(MealAnswer, dates, st.sampled_from(MEALS), st.sampled_from(get_args(MealKind)))
    lodging = st.builds(Lodging, dates, st.sampled_from(get_args(PaidBy)))
    since = st.integers(0, 800).map(lambda days: day.date() - timedelta(days=days))
    long_stays = st.builds(Assignment, since, st.sampled_from([0, 0, 1, 28]))
    return Trip(
        start,
        end,
        over_50_km=draw(SHARES) < 92,
        stays=draw(stays(start, length)) if draw(SHARES) < 50 else (),
        meals=tuple(draw(st.lists(meals, max_size=8))),
        lodging=tuple(draw(st.lists(lodging, max_size=5))),
        assignment=draw(long_stays) if draw(SHARES) < 30 else None,
    )


@st.composite
def stays(draw: st.DrawFn, start: datetime, days: int) -> tuple[Stay, ...]:
    """In order and beside each other, with time between them, or (rarely) anyhow."""
    countries = st.sampled_from(draw(st.sampled_from([COUNTRIES, COUNTRIES, *NEIGHBOURS])))
    unit = draw(st.sampled_from([timedelta(minutes=30), timedelta(hours=6)]))  # coarse ones are often of equal length
    borders = draw(st.lists(st.integers(0, timedelta(days=days + 1) // unit), min_size=2, max_size=6))
    if draw(SHARES) < 95:
        borders.sort()
    moments = [start + unit * border for border in borders]
    is_close = draw(SHARES) < 60
    pairs = pairwise(moments) if is_close else zip(moments[::2], moments[1::2], strict=False)
    unknown = draw(SHARES) == 0
    return tuple(Stay("QQ" if unknown else draw(countries), begin, end) for begin, end in pairs)


@st.composite
def drives(draw: st.DrawFn) -> Drive:
    wrong = draw(SHARES)
    vehicle = draw(st.sampled_from(VEHICLES)) if wrong > 2 else "bicycle"
    distance_hm = draw(st.integers(1, 20_000)) if wrong < 97 else draw(st.sampled_from([0, -5]))
    day = draw(st.dates(date(2023, 1, 1), date(2026, 12, 31))) if wrong != 50 else date(2022, 12, 31)
    own_id = draw(st.none() | st.uuids().map(str))
    return Drive(day, vehicle, distance_hm, own_id, draw(st.integers(0, 3)), draw(st.booleans()))


@st.composite
def receipts(draw: st.DrawFn) -> PaidReceipt:
    quoted_on = st.none() | st.dates(date(2022, 1, 1), date(2027, 1, 1))
    sources = st.sampled_from([None, "ECB", 'Växel\u2028\\"é'])
    rate_micro = draw(st.integers(1, 20_000_000))
    return PaidReceipt(
        id=draw(st.text(max_size=5)),
        date=draw(st.dates(date(2000, 1, 1), date(2099, 12, 31))),
        total=draw(st.integers(-(10**7), 10**7) | st.integers(10**10, 10**13)),
        currency=draw(st.sampled_from(["SEK", "EUR", "JPY"])),
        exchange=ExchangeRate(rate_micro, draw(quoted_on), draw(sources)) if draw(SHARES) < 97 else None,
        card_ore=draw(st.integers(1, 10**7)) if draw(SHARES) < 20 else None,
    )


@st.composite
def anything(draw: st.DrawFn) -> Case:
    agreements = st.sampled_from([None, *(agreement.id for agreement in RATES.agreements)])
    return Case(
        trip=draw(trips()) if draw(SHARES) < 85 else None,
        drives=tuple(draw(st.lists(drives(), max_size=3))) if draw(SHARES) < 30 else (),
        receipts=tuple(draw(st.lists(receipts(), max_size=3))) if draw(SHARES) < 30 else (),
        agreement=draw(agreements) if draw(SHARES) < 98 else "misspelt",
    )


AS_LONG_IN_BOTH = Trip(
    at("2026-03-10T06:00+01:00"),
    at("2026-03-12T20:00+01:00"),
    stays=(
        Stay("GL", at("2026-03-10T08:00+01:00"), at("2026-03-10T10:00+01:00")),
        Stay("DK", at("2026-03-10T12:00+01:00"), at("2026-03-10T14:00+01:00")),
    ),
)
"""Two countries of the same amount share a day equally."""


@settings(
    max_examples=2000, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(case=anything())
@example(case=Case(trip=AS_LONG_IN_BOTH))
@example(case=Case(receipts=(PaidReceipt("1", date(2026, 1, 1), BEYOND_A_NUMBER, "JPY", ExchangeRate(11_500_001)),)))
def test_whatever_is_asked_the_phone_answers_as_the_server_does(case: Case, phone: Phone) -> None:
    assert phone.answer(case) == canonical(calculate(case, RATES))
