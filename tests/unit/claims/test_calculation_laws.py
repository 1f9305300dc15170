"""Laws that hold for every claim, whatever is in it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import get_args

from hypothesis import given, settings
from hypothesis import strategies as st

from services.claims.domain.calculation import Calculation, Case, calculate
from services.claims.domain.foreign_receipt import ExchangeRate, PaidReceipt
from services.claims.domain.mileage import Drive
from services.claims.domain.per_diem import PerDiem
from services.claims.domain.rates import MEALS, Meal
from services.claims.domain.trip import (
    LOWERING,
    Assignment,
    Lodging,
    MealAnswer,
    MealKind,
    PaidBy,
    Stay,
    Trip,
    calendar_days,
    gives_per_diem,
)
from shared.refusal import Refusal
from shared.texts.formatting import LANGUAGES, format_text
from tests.unit.claims.trips import RATES, worked

DAYS_2026 = st.dates(date(2026, 1, 1), date(2026, 12, 31))
FIRST_START = datetime(2026, 1, 2, tzinfo=UTC)
STARTS = st.integers(0, 330 * 24 * 60).map(lambda minutes: FIRST_START + timedelta(minutes=minutes))
COUNTRIES = st.sampled_from(["SE", "DK", "US", "GL", "FO", "BT", "NO"])


@st.composite
def trips(draw: st.DrawFn, abroad: bool = True) -> Trip:
    start = draw(STARTS)
    end = start + timedelta(minutes=draw(st.integers(0, 6 * 24 * 60)))
    trip = Trip(start, end, over_50_km=draw(st.sampled_from([True, True, True, False])))
    dates = st.sampled_from(calendar_days(trip))
    meals = st.builds(MealAnswer, dates, st.sampled_from(MEALS), st.sampled_from(get_args(MealKind)))
    lodging = st.builds(Lodging, dates, st.sampled_from(get_args(PaidBy)))
    assignments = st.builds(Assignment, st.dates(date(2023, 6, 1), date(2026, 12, 1)), st.integers(0, 30))
    return replace(
        trip,
        stays=draw(stays(start, end)) if abroad else (),
        meals=tuple(draw(st.lists(meals, max_size=6))),
        lodging=tuple(draw(st.lists(lodging, max_size=4))),
        assignment=draw(st.none() | assignments),
    )


@st.composite
def stays(draw: st.DrawFn, start: datetime, end: datetime) -> tuple[Stay, ...]:
    minutes = int((end - start).total_seconds()) // 60
    borders = sorted(draw(st.lists(st.integers(0, minutes), max_size=6)))
    pairs = list(zip(borders[::2], borders[1::2], strict=False))
    return tuple(Stay(draw(COUNTRIES), start + timedelta(minutes=a), start + timedelta(minutes=b)) for a, b in pairs)


VEHICLES = st.sampled_from(["own_car", "company_car_electric", "company_car_other_fuel"])
DRIVES = st.builds(Drive, DAYS_2026, VEHICLES, st.integers(1, 20_000), st.uuids().map(str))
EXCHANGES = st.builds(ExchangeRate, st.integers(1, 20_000_000), DAYS_2026, st.just("ECB"))
RECEIPTS = st.builds(PaidReceipt, st.uuids().map(str), DAYS_2026, st.integers(1, 5_000_000), st.just("EUR"), EXCHANGES)
AGREEMENTS = st.sampled_from([None, "agreement-example"])


@st.composite
def cases(draw: st.DrawFn) -> Case:
    return Case(
        draw(st.none() | trips()),
        tuple(draw(st.lists(DRIVES, max_size=3))),
        tuple(draw(st.lists(RECEIPTS, max_size=3))),
        draw(AGREEMENTS),
    )


def base_ore(calculation: Calculation) -> int:
    return sum(line.base_ore for line in calculation.lines if isinstance(line, PerDiem))


@given(cases())
def test_the_lines_sum_to_the_total_and_each_is_tax_free_or_taxable(case: Case) -> None:
    calculation = worked(case)
    assert calculation.total_ore == sum(line.amount_ore for line in calculation.lines)
    assert calculation.total_ore == calculation.tax_free_ore + calculation.taxable_ore
    assert all(line.amount_ore == line.tax_free_ore + line.taxable_ore for line in calculation.lines)
    assert all(line.amount_ore >= 0 and line.tax_free_ore >= 0 and line.taxable_ore >= 0 for line in calculation.lines)


@given(cases())
def test_the_rows_of_a_line_sum_to_its_amount(case: Case) -> None:
    assert all(line.amount_ore == sum(reason.amount_ore or 0 for reason in line.reasons) for line in worked(case).lines)


@given(trips(), st.sampled_from(MEALS), st.sampled_from(LOWERING), AGREEMENTS, st.data())
def test_a_meal_given_never_raises_what_is_paid(
    trip: Trip, meal: Meal, kind: MealKind, agreement: str | None, data: st.DataObject
) -> None:
    given_one_more = MealAnswer(data.draw(st.sampled_from(calendar_days(trip))), meal, kind)
    fed = replace(trip, meals=(*trip.meals, given_one_more))
    assert worked(Case(fed, agreement=agreement)).total_ore <= worked(Case(trip, agreement=agreement)).total_ore


@given(trips(abroad=False), st.integers(0, 3 * 24 * 60))
def test_coming_home_later_never_lowers_a_swedish_trip_before_meals(trip: Trip, minutes: int) -> None:
    later = replace(trip, end=trip.end + timedelta(minutes=minutes))
    assert base_ore(worked(Case(later))) >= base_ore(worked(Case(trip)))


@given(
    st.lists(DRIVES, max_size=5).flatmap(lambda drives: st.tuples(st.just(drives), st.permutations(drives))), AGREEMENTS
)
def test_the_order_of_drives_does_not_change_the_sum(
    orders: tuple[list[Drive], list[Drive]], agreement: str | None
) -> None:
    given_order, other_order = (worked(Case(drives=tuple(drives), agreement=agreement)) for drives in orders)
    assert (given_order.total_ore, given_order.taxable_ore) == (other_order.total_ore, other_order.taxable_ore)


@given(cases())
def test_lines_come_by_kind_and_then_by_date(case: Case) -> None:
    kinds = ["per_diem", "supplement", "night_allowance", "benefit_meal", "mileage", "receipt"]
    order = [(kinds.index(line.kind), line.date) for line in worked(case).lines]
    assert order == sorted(order)


@settings(max_examples=60)
@given(cases())
def test_every_reason_can_be_read_in_both_languages(case: Case) -> None:
    calculation = worked(case)
    texts = [text for line in calculation.lines for text in (*(reason.text for reason in line.reasons), line.source)]
    for language in LANGUAGES:
        rendered = [format_text(text, language) for text in (*texts, *calculation.remarks)]
        assert all(rendered)
        assert not any("{" in text or "None" in text for text in rendered)


@given(trips(abroad=False), st.integers(1, 60))
def test_a_per_diem_in_a_year_without_rates_is_refused(trip: Trip, years: int) -> None:
    shift = timedelta(days=366 * years)
    later = replace(trip, start=trip.start + shift, end=trip.end + shift)
    assert isinstance(calculate(Case(later), RATES), Refusal) == gives_per_diem(later)
