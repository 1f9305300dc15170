"""Laws that hold for every claim, whatever is in it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import TypeVar, get_args

from hypothesis import example, given, settings
from hypothesis import strategies as st

from services.claims.domain.calculation import Case, calculate
from services.claims.domain.foreign_receipt import ExchangeRate, PaidReceipt
from services.claims.domain.mileage import Drive
from services.claims.domain.night_allowance import NightAllowance
from services.claims.domain.per_diem import PerDiem
from services.claims.domain.rates import MEALS, Dated, Meal, RatePack
from services.claims.domain.supplement import Supplement
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
    instant,
    stockholm,
)
from shared.money import ORE_PER_KRONA
from shared.refusal import Refusal, accept
from shared.texts.formatting import LANGUAGES, format_text
from tests.golden.test_derivations import print_of, worked_out_by_hand
from tests.unit.claims.trips import RATES, worked

DAYS_2026 = st.dates(date(2026, 1, 1), date(2026, 12, 31))
FIRST_START = datetime(2026, 1, 2, tzinfo=UTC)
CLOCKS_CHANGE = (datetime(2026, 3, 28, 12, tzinfo=UTC), datetime(2026, 10, 24, 12, tzinfo=UTC))
STARTS = st.integers(0, 330 * 24 * 60).map(lambda minutes: FIRST_START + timedelta(minutes=minutes)) | st.builds(
    lambda change, minutes: change + timedelta(minutes=minutes), st.sampled_from(CLOCKS_CHANGE), st.integers(-2000, 800)
)
COUNTRIES = st.sampled_from(["SE", "DK", "US", "GL", "FO", "BT", "NO", "KE"])


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
AGREEMENTS = st.sampled_from([None, "agreement-example", "agreement-municipality"])


@st.composite
def cases(draw: st.DrawFn) -> Case:
    return Case(
        draw(st.none() | trips()),
        tuple(draw(st.lists(DRIVES, max_size=3))),
        tuple(draw(st.lists(RECEIPTS, max_size=3))),
        draw(AGREEMENTS),
    )


def owed_before_meals_ore(case: Case) -> int:
    lines = worked(case).lines
    return sum(line.base_ore for line in lines if isinstance(line, PerDiem | Supplement)) + sum(
        line.amount_ore for line in lines if isinstance(line, NightAllowance)
    )


Told = TypeVar("Told")
Row = TypeVar("Row", bound=Dated)


def shuffled(told: tuple[Told, ...], chance: Random) -> tuple[Told, ...]:
    return tuple(chance.sample(told, len(told)))


def parts_of(stay: Stay, moment: datetime) -> tuple[Stay, ...]:
    if not stay.start < moment < stay.end:
        return (stay,)
    return replace(stay, end=moment), replace(stay, start=moment)


def changed_from(rates: RatePack, day: date) -> RatePack:
    """Every figure of the pack that holds on that day is another from then on."""

    def change(rows: tuple[Row, ...]) -> tuple[Row, ...]:
        return tuple(part for row in rows for part in (changed(row) if row.holds(day) else (row,)))

    def changed(row: Row) -> tuple[Row, ...]:
        names = {"whole_day_ore", "half_day_ore", "ore_per_km", "after_three_months", "breakfast"} & vars(row).keys()
        more = {name: getattr(row, name) + (100 if "ore" in name else 50) for name in names}
        new = replace(row, valid_from=day, **more)
        return (replace(row, valid_to=day - timedelta(days=1)), new) if row.valid_from < day else (new,)

    return replace(
        rates,
        per_diem_domestic=change(rates.per_diem_domestic),
        meals_domestic=change(rates.meals_domestic),
        meals_foreign=change(rates.meals_foreign),
        long_stay=change(rates.long_stay),
        mileage=change(rates.mileage),
        agreements=tuple(
            replace(
                agreement,
                per_diem=change(agreement.per_diem),
                supplement=change(agreement.supplement),
                mileage=change(agreement.mileage),
            )
            for agreement in rates.agreements
        ),
    )


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


@given(trips(), st.integers(0, 3 * 24 * 60), AGREEMENTS)
def test_coming_home_later_never_lowers_what_is_owed_before_meals(
    trip: Trip, minutes: int, agreement: str | None
) -> None:
    later = replace(trip, end=trip.end + timedelta(minutes=minutes))
    assert owed_before_meals_ore(Case(later, agreement=agreement)) >= owed_before_meals_ore(
        Case(trip, agreement=agreement)
    )


MINUTE_IN = FIRST_START + timedelta(minutes=1)
LEFT_AT_ONCE = Trip(
    FIRST_START, MINUTE_IN, stays=(Stay("NO", FIRST_START, FIRST_START), Stay("SE", FIRST_START, MINUTE_IN))
)


@given(cases(), st.randoms(use_true_random=False))
@example(Case(LEFT_AT_ONCE), Random(0))
@example(Case(LEFT_AT_ONCE), Random(1))
def test_the_order_of_what_is_told_changes_nothing(case: Case, chance: Random) -> None:
    mixed = replace(
        case, drives=shuffled(case.drives, chance), receipts=shuffled(case.receipts, chance), trip=case.trip
    )
    if case.trip:
        trip = case.trip
        meals, lodging = shuffled(trip.meals, chance), shuffled(trip.lodging, chance)
        mixed = replace(mixed, trip=replace(trip, stays=shuffled(trip.stays, chance), meals=meals, lodging=lodging))
    assert sorted(map(repr, worked(mixed).lines)) == sorted(map(repr, worked(case).lines))


@given(trips(), AGREEMENTS, st.integers(0, 6))
def test_splitting_a_record_at_midnight_changes_nothing(trip: Trip, agreement: str | None, days_in: int) -> None:
    midnight = instant(stockholm(trip.start).date() + timedelta(days=days_in), 0)
    split = replace(trip, stays=tuple(part for stay in trip.stays for part in parts_of(stay, midnight)))
    assert worked(Case(split, agreement=agreement)) == worked(Case(trip, agreement=agreement))


@given(trips(abroad=False), AGREEMENTS, st.integers(0, 6))
def test_a_swedish_record_split_at_midnight_is_a_trip_within_sweden(
    trip: Trip, agreement: str | None, days_in: int
) -> None:
    midnight = instant(stockholm(trip.start).date() + timedelta(days=days_in), 0)
    told = replace(trip, stays=parts_of(Stay("SE", trip.start, trip.end), midnight))
    both = (worked(Case(one, agreement=agreement)) for one in (told, trip))
    first, second = ([(line.kind, line.date, line.amount_ore, line.taxable_ore) for line in of.lines] for of in both)
    assert first == second


@given(cases(), DAYS_2026)
def test_a_changed_rate_touches_only_the_days_from_its_date(case: Case, day: date) -> None:
    before, after = worked(case), accept(calculate(case, changed_from(RATES, day)))
    assert [line for line in after.lines if line.date < day] == [line for line in before.lines if line.date < day]


def test_a_changed_rate_does_touch_the_days_from_its_date() -> None:
    trip = Trip(datetime(2026, 6, 1, 5, tzinfo=UTC), datetime(2026, 6, 4, 20, tzinfo=UTC))
    case = Case(trip, (Drive(date(2026, 6, 2), "own_car", 100), Drive(date(2026, 6, 3), "own_car", 100)))
    raised = accept(calculate(case, changed_from(RATES, date(2026, 6, 3))))
    assert [line.amount_ore for line in raised.lines] == [30000, 30000, 30100, 30100, 2500, 3500]


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


@settings(max_examples=60)
@given(cases())
def test_every_amount_can_be_worked_out_again_from_its_print(case: Case) -> None:
    for line in worked(case).lines:
        rows = [reason.amount_ore for reason in line.reasons if reason.amount_ore is not None]
        for language in LANGUAGES:
            for (words, _), amount_ore in zip(print_of(line, language), rows, strict=True):
                assert worked_out_by_hand(words, language) * ORE_PER_KRONA == abs(amount_ore), words


@given(trips(abroad=False), st.integers(1, 60))
def test_a_per_diem_in_a_year_without_rates_is_refused(trip: Trip, years: int) -> None:
    shift = timedelta(days=366 * years)
    later = replace(trip, start=trip.start + shift, end=trip.end + shift)
    assert isinstance(calculate(Case(later), RATES), Refusal) == gives_per_diem(later)
