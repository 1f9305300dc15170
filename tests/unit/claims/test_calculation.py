"""What is paid for a trip, a drive and a receipt, beyond the golden cases: countries, agreements, currencies, remarks."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from services.claims.domain.calculation import Case, calculate
from services.claims.domain.foreign_receipt import ExchangeRate, PaidReceipt
from services.claims.domain.mileage import Drive
from services.claims.domain.per_diem import PerDiem, stage_begins, stage_on
from services.claims.domain.rates import AgreedMileage, Agreement, Name
from services.claims.domain.supplement import Supplement
from services.claims.domain.trip import Assignment, Stay, Trip
from shared.refusal import Refusal
from shared.texts.formatting import format_text
from tests.unit.claims.trips import RATES, a_meal, a_stay, a_trip, private_night, worked

AGREEMENT = "agreement-example"


def countries(trip: Trip) -> list[str]:
    return [line.country for line in worked(Case(trip)).lines if isinstance(line, PerDiem)]


def supplements(trip: Trip) -> list[tuple[date, int]]:
    lines = worked(Case(trip, agreement=AGREEMENT)).lines
    return [(line.date, line.amount_ore) for line in lines if isinstance(line, Supplement)]


def whole_trip_in(country: str, start: str, end: str) -> Trip:
    return a_trip(start, end, stays=(a_stay(country, start, end),))


def refusal_code(case: Case) -> str:
    refusal = calculate(case, RATES)
    assert isinstance(refusal, Refusal)
    return refusal.code


def test_several_stays_in_a_country_on_a_day_are_added() -> None:
    stays = (
        a_stay("SE", "2026-06-02T06:00+02:00", "2026-06-02T10:00+02:00"),
        a_stay("DK", "2026-06-02T10:00+02:00", "2026-06-02T16:00+02:00"),
        a_stay("SE", "2026-06-02T16:00+02:00", "2026-06-02T19:00+02:00"),
        a_stay("DE", "2026-06-02T20:00+02:00", "2026-06-03T21:00+02:00"),
    )
    assert countries(a_trip("2026-06-02T06:00+02:00", "2026-06-03T21:00+02:00", stays)) == ["SE", "DE"]


def test_time_before_six_and_outside_the_trip_is_not_counted() -> None:
    stays = (
        a_stay("NO", "2026-06-01T00:00+02:00", "2026-06-03T09:00+02:00"),
        a_stay("FI", "2026-06-03T09:00+02:00", "2026-06-03T14:00+02:00"),
    )
    assert countries(a_trip("2026-06-02T13:00+02:00", "2026-06-03T14:00+02:00", stays)) == ["NO", "FI"]


def test_a_day_spent_in_the_air_belongs_to_the_country_left() -> None:
    stays = (
        a_stay("AU", "2026-06-01T08:00+02:00", "2026-06-02T04:00+02:00"),
        a_stay("SE", "2026-06-03T02:00+02:00", "2026-06-03T10:00+02:00"),
    )
    assert countries(a_trip("2026-06-01T08:00+02:00", "2026-06-03T10:00+02:00", stays)) == ["AU", "AU", "SE"]


AIR = ("2026-06-01T22:00+02:00", "2026-06-03T10:00+02:00")


@pytest.mark.parametrize(
    ("stays", "expected"),
    [
        # On the 1st no country was reached: the first of the trip. The 2nd is touched by NO and by FI: the later of them.
        (
            [("NO", "02T00:00", "02T04:00"), ("FI", "02T04:30", "02T05:30"), ("SE", "03T07:00", "03T10:00")],
            ["NO", "FI", "SE"],
        ),
        # No stay touches the 2nd: the country last reached, or the first of the trip where none was.
        ([("SE", "03T07:00", "03T10:00")], ["SE", "SE", "SE"]),
        ([("SE", "01T22:00", "01T23:30"), ("DK", "03T07:00", "03T10:00")], ["SE", "SE", "DK"]),
    ],
)
def test_a_day_without_time_on_the_ground_has_the_country_last_reached(
    stays: list[tuple[str, str, str]], expected: list[str]
) -> None:
    told = tuple(a_stay(country, f"2026-06-{a}+02:00", f"2026-06-{b}+02:00") for country, a, b in stays)
    assert countries(a_trip(*AIR, stays=told)) == expected
    assert countries(a_trip(*AIR, stays=told[::-1])) == expected


def test_a_country_that_does_not_exist_is_refused_by_the_name_of_its_field() -> None:
    nowhere = a_stay("ZZ", "2026-03-11T08:00+01:00", "2026-03-11T20:00+01:00")
    trip = a_trip(stays=(a_stay("SE", "2026-03-10T08:00+01:00", "2026-03-11T08:00+01:00"), nowhere))
    assert calculate(Case(trip), RATES) == Refusal("unknown-country", {"country": "ZZ"}, "trip.stays.1.country")


@pytest.mark.parametrize(
    ("start", "end", "field"),
    [
        ("2022-12-31T08:00+01:00", "2023-01-02T20:00+01:00", "trip.start"),
        ("2026-12-31T08:00+01:00", "2027-01-02T20:00+01:00", "trip.end"),
    ],
)
def test_a_year_without_rates_is_refused_at_the_time_that_is_in_it(start: str, end: str, field: str) -> None:
    refusal = calculate(Case(a_trip(start, end)), RATES)
    assert isinstance(refusal, Refusal)
    assert (refusal.code, refusal.field) == ("rate-missing", field)


def test_the_amount_for_others_is_not_confirmed_where_a_country_had_its_own() -> None:
    times = ("2026-06-02T06:40+02:00", "2026-06-03T21:00+02:00")
    notes = {
        country: [
            reason.text.parameters["note"]
            for reason in worked(Case(whole_trip_in(country, *times))).lines[0].reasons
            if reason.text.id == "rule.figure.preliminary-noted"
        ]
        for country in ("BT", "KE", "HK", "DK")
    }
    assert notes == {"BT": [], "KE": ["rate.note.not-listed"], "HK": ["rate.note.unconfirmed"], "DK": []}


def test_greenland_keeps_its_name_and_has_the_amount_of_denmark() -> None:
    lines = worked(Case(whole_trip_in("GL", "2026-06-02T06:40+02:00", "2026-06-03T21:00+02:00"))).lines
    assert [(line.country, line.amount_ore) for line in lines if isinstance(line, PerDiem)] == [("GL", 122600)] * 2


def test_a_trip_over_new_year_needs_the_lists_of_both_years() -> None:
    trip = whole_trip_in("DK", "2025-12-31T08:00+01:00", "2026-01-01T20:00+01:00")
    assert refusal_code(Case(trip)) == "rate-missing"


def test_a_private_night_has_the_amount_of_the_year_it_began_in() -> None:
    trip = replace(a_trip("2025-12-31T08:00+01:00", "2026-01-01T20:00+01:00"), lodging=(private_night("2025-12-31"),))
    assert [line.amount_ore for line in worked(Case(trip)).lines] == [29000, 30000, 14500]


def test_a_private_bed_on_what_is_no_night_is_not_paid() -> None:
    trip = a_trip(lodging=(private_night("2026-03-11"), private_night("2026-03-09")))
    assert [line.kind for line in worked(Case(trip)).lines] == ["per_diem", "per_diem"]


@pytest.mark.parametrize(
    ("since", "three_months", "two_years"),
    [
        ("2026-01-12", "2026-04-12", "2028-01-12"),
        ("2025-11-30", "2026-02-28", "2027-11-30"),
        ("2024-02-29", "2024-05-29", "2026-02-28"),
        ("2025-10-31", "2026-01-31", "2027-10-31"),
    ],
)
def test_a_long_stay_is_counted_to_the_same_day_number_or_the_last_of_the_month(
    since: str, three_months: str, two_years: str
) -> None:
    assignment = Assignment(date.fromisoformat(since))
    assert stage_begins(assignment, "after_three_months").isoformat() == three_months
    assert stage_begins(assignment, "after_two_years").isoformat() == two_years


def test_an_extension_puts_both_steps_of_a_long_stay_off() -> None:
    assignment = Assignment(date(2024, 1, 12), extension_days=14)
    days = (date(2024, 4, 25), date(2024, 4, 26), date(2026, 1, 25), date(2026, 1, 26))
    assert [stage_on(day, assignment) for day in days] == [
        None,
        "after_three_months",
        "after_three_months",
        "after_two_years",
    ]


def test_a_day_tells_what_puts_its_long_stay_off_also_while_it_is_whole() -> None:
    def put_off(start: str, end: str, extension_days: int) -> list[tuple[int, list[str]]]:
        trip = replace(a_trip(start, end), assignment=Assignment(date(2026, 1, 12), extension_days))
        lines = [line for line in worked(Case(trip)).lines if isinstance(line, PerDiem)]
        told = [
            [format_text(one.text, "sv") for one in line.reasons if one.text.id.endswith("put-off")] for line in lines
        ]
        return [(line.amount_ore, facts) for line, facts in zip(lines, told, strict=True)]

    one_day = ["1 dag sjuk eller ledig flyttar slutet på de tre månaderna från 12 april 2026 till 13 april 2026."]
    april = ("2026-04-11T08:00+02:00", "2026-04-13T20:00+02:00")
    assert put_off(*april, 1) == [(30000, []), (30000, one_day), (21000, one_day)]
    assert put_off(*april, 0) == [(30000, []), (21000, []), (21000, [])]


def test_a_supplement_is_not_paid_for_foreign_days_and_stays_whole_after_three_months() -> None:
    stays = (
        a_stay("SE", "2026-06-02T08:00+02:00", "2026-06-02T20:00+02:00"),
        a_stay("DK", "2026-06-02T21:00+02:00", "2026-06-03T20:00+02:00"),
    )
    trip = a_trip("2026-06-02T08:00+02:00", "2026-06-03T20:00+02:00", stays)
    assert supplements(replace(trip, assignment=Assignment(date(2026, 1, 12)))) == [(date(2026, 6, 2), 21000)]


def test_all_three_meals_take_85_per_cent_off_the_supplement() -> None:
    meals = tuple(a_meal("2026-03-11", meal) for meal in ("breakfast", "lunch", "dinner"))
    assert supplements(a_trip(meals=meals)) == [
        (date(2026, 3, 10), 21000),
        (date(2026, 3, 11), 3100),
    ]  # 178.50 → 179 off


@pytest.mark.parametrize(
    ("start", "end", "paid"),
    [
        ("2026-03-10T09:00+01:00", "2026-03-10T14:59+01:00", []),
        ("2026-03-10T09:00+01:00", "2026-03-10T15:00+01:00", [10500]),
        ("2026-03-10T09:00+01:00", "2026-03-10T20:59+01:00", [10500]),
        ("2026-03-10T09:00+01:00", "2026-03-10T21:00+01:00", [21000]),
        ("2026-03-10T15:00+01:00", "2026-03-11T03:00+01:00", [21000]),  # past midnight, but no night
        (
            "2026-03-29T01:00+01:00",
            "2026-03-29T07:30+02:00",
            [],
        ),  # five and a half hours: the clocks went forward
        ("2026-10-25T01:00+02:00", "2026-10-25T12:00+01:00", [21000]),  # twelve hours: the clocks went back
    ],
)
def test_a_trip_without_a_night_gives_a_supplement_by_its_true_length(start: str, end: str, paid: list[int]) -> None:
    assert [amount for _, amount in supplements(a_trip(start, end))] == paid


def test_meals_do_not_lower_the_supplement_of_a_trip_without_a_night() -> None:
    trip = a_trip(end="2026-03-10T21:00+01:00", meals=(a_meal("2026-03-10", "lunch"),))
    lines = worked(Case(trip, agreement=AGREEMENT)).lines
    assert [(line.kind, line.amount_ore) for line in lines] == [("supplement", 21000), ("benefit_meal", 0)]


@pytest.mark.parametrize("over_50_km", [True, False])
def test_a_day_trip_abroad_or_near_gives_no_supplement(over_50_km: bool) -> None:
    country = "DK" if over_50_km else "SE"
    trip = whole_trip_in(country, "2026-06-02T07:00+02:00", "2026-06-02T20:00+02:00")
    assert supplements(replace(trip, over_50_km=over_50_km)) == []


def test_a_day_trip_abroad_needs_no_list_of_that_year() -> None:
    trip = whole_trip_in("DK", "2025-06-02T07:00+02:00", "2025-06-02T20:00+02:00")
    assert supplements(trip) == []


def test_mileage_is_rounded_half_up_once_a_drive() -> None:
    drives = tuple(Drive(date(2026, 3, 10), "company_car_electric", 1, id=str(number)) for number in range(2))
    assert [line.amount_ore for line in worked(Case(drives=drives)).lines] == [10, 10]  # 9.5 öre each


def test_an_agreed_mileage_below_the_states_is_all_tax_free() -> None:
    agreed = AgreedMileage(
        valid_from=date(2026, 1, 1), valid_to=None, source="test", verified=True, vehicle="own_car", ore_per_km=185
    )
    low = Agreement(id="low", name=Name(sv="Lågt", en="Low"), mileage=(agreed,))
    case = Case(drives=(Drive(date(2026, 3, 10), "own_car", 1000),), agreement="low")
    calculation = calculate(case, replace(RATES, agreements=(low,)))
    assert not isinstance(calculation, Refusal)
    assert (calculation.tax_free_ore, calculation.taxable_ore) == (18500, 0)


@pytest.mark.parametrize(
    ("case", "code"),
    [
        (Case(drives=(Drive(date(2022, 12, 31), "own_car", 100),)), "rate-missing"),
        (Case(drives=(Drive(date(2026, 3, 10), "bicycle", 100),)), "rate-missing"),
        (Case(drives=(Drive(date(2026, 3, 10), "own_car", -1),)), "distance-not-positive"),
        (Case(receipts=(PaidReceipt("r", date(2026, 3, 10), 100, "EUR"),)), "rate-missing"),
        (Case(agreement="unknown"), "rate-missing"),
    ],
)
def test_what_has_no_rate_is_refused_and_never_a_silent_zero(case: Case, code: str) -> None:
    assert refusal_code(case) == code


def test_the_amount_of_the_card_statement_wins_over_the_rate() -> None:
    receipt = PaidReceipt("r", date(2026, 3, 10), 4250, "EUR", ExchangeRate(11_243_500, date(2026, 3, 9), "ECB"), 48112)
    assert [line.amount_ore for line in worked(Case(receipts=(receipt,))).lines] == [48112]


def test_half_an_ore_of_a_foreign_receipt_goes_up() -> None:
    receipt = PaidReceipt("r", date(2026, 3, 10), 1, "EUR", ExchangeRate(10_500_000))
    assert worked(Case(receipts=(receipt,))).total_ore == 11


@pytest.mark.parametrize(
    ("trip", "remarks"),
    [
        (a_trip(), []),
        (a_trip(end="2026-03-10T13:00+01:00"), ["rule.remark.no-night", "rule.remark.too-short"]),
        (a_trip(over_50_km=False), ["rule.remark.within-50-km"]),
    ],
)
def test_a_trip_that_is_not_paid_says_why(trip: Trip, remarks: list[str]) -> None:
    assert [remark.id for remark in worked(Case(trip, agreement=AGREEMENT)).remarks] == remarks


def test_the_sheet_of_a_day_shows_rows_that_add_up_and_the_facts_behind_them() -> None:
    (first, _, _) = worked(Case(a_trip(meals=(a_meal("2026-03-10", "lunch"),)))).lines
    assert [(reason.text.id, reason.amount_ore) for reason in first.reasons] == [
        ("rule.per_diem.whole.row", 30000),
        ("rule.meal.row", -10500),
        ("rule.meal.lunch.provided", None),
        ("rule.per_diem.whole.left-before-noon", None),
        ("rule.per_diem.night-away", None),
        ("rule.figure.source", None),
        ("rule.figure.source-noted", None),
    ]
    assert first.source.id == "rule.source.per-diem"


def test_stays_in_another_zone_are_the_same_moments() -> None:
    utc = Stay("DK", datetime.fromisoformat("2026-06-02T04:40Z"), datetime.fromisoformat("2026-06-03T19:00Z"))
    trip = a_trip("2026-06-02T06:40+02:00", "2026-06-03T21:00+02:00", stays=(utc,))
    assert countries(trip) == ["DK", "DK"]
