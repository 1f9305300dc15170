"""What agreements pay beyond the state's amounts: a per diem of their own, passengers, a trailer, a motorcycle."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest

from services.claims.domain.amount import of_mileage, of_night, of_per_diem
from services.claims.domain.amounts import worth
from services.claims.domain.calculation import Case
from services.claims.domain.draft import Draft
from services.claims.domain.mileage import Drive, Mileage
from services.claims.domain.night_allowance import NightAllowance
from services.claims.domain.per_diem import PerDiem
from services.claims.domain.trip import Assignment, Trip
from shared.texts.formatting import LANGUAGES, Language
from tests.golden.test_derivations import print_of, worked_out_by_hand
from tests.unit.claims.drafts import RULES, a_drive
from tests.unit.claims.trips import RATES, a_meal, a_stay, a_trip, private_night, worked

MUNICIPALITY = "agreement-municipality"
CLAIM, LINE, TAXABLE_LINE = UUID(int=1), UUID(int=2), UUID(int=3)
DAY = date(2026, 3, 10)
FED = a_trip(meals=(a_meal("2026-03-10", "lunch"),), lodging=(private_night("2026-03-10"),))
LOADED = Drive(DAY, "own_car", 500, passengers=2, has_trailer=True)


def paid(case: Case) -> list[tuple[str, int, int]]:
    lines = worked(replace(case, agreement=MUNICIPALITY)).lines
    return [(line.kind, line.tax_free_ore, line.taxable_ore) for line in lines if line.amount_ore]


def test_a_per_diem_of_ones_own_is_tax_free_as_far_as_the_states_goes() -> None:
    assert paid(Case(FED)) == [
        ("per_diem", 30000 - 10500, 36000 - 12600 - 19500),
        ("per_diem", 30000, 6000),
        ("night_allowance", 15000, 3000),
    ]


def test_a_half_day_and_a_long_stay_lower_it_as_they_lower_the_states() -> None:
    trip = a_trip(start="2026-03-10T13:00+01:00")
    assert paid(Case(trip))[0] == ("per_diem", 15000, 3000)
    assert paid(Case(replace(trip, assignment=Assignment(date(2025, 11, 1)))))[0] == ("per_diem", 10500, 2100)


def test_a_day_abroad_has_the_states_amount() -> None:
    times = ("2026-06-02T06:40+02:00", "2026-06-03T21:00+02:00")
    assert paid(Case(a_trip(*times, stays=(a_stay("DK", *times),)))) == [("per_diem", 122600, 0)] * 2


@pytest.mark.parametrize(
    ("drive", "tax_free_ore", "taxable_ore"),
    [
        (LOADED, 12500, 19500 + 3000 + 2500 - 12500),
        (replace(LOADED, passengers=0, has_trailer=False), 12500, 7000),
        (replace(LOADED, vehicle="motorcycle"), 6250, 1250),
        (replace(LOADED, vehicle="company_car_electric"), 4750, 0),
    ],
)
def test_passengers_and_a_trailer_are_paid_where_the_agreement_gives_it(
    drive: Drive, tax_free_ore: int, taxable_ore: int
) -> None:
    assert paid(Case(drives=(drive,))) == [("mileage", tax_free_ore, taxable_ore)]


def test_what_is_above_the_tax_free_goes_under_a_payroll_type_of_its_own() -> None:
    lines = worked(Case(FED, (LOADED,), agreement=MUNICIPALITY)).lines
    amounts = []
    for line in lines:
        if isinstance(line, PerDiem):
            amounts += of_per_diem(CLAIM, line)
        elif isinstance(line, NightAllowance):
            amounts += of_night(CLAIM, line)
        elif isinstance(line, Mileage):
            amounts += of_mileage(LINE, TAXABLE_LINE, line, RATES)
    assert [(one.type, one.tax_free_ore, one.taxable_ore) for one in amounts] == [
        ("per_diem_domestic_full", 19500, 0),
        ("per_diem_domestic_taxable", 0, 3900),
        ("per_diem_domestic_full", 30000, 0),
        ("per_diem_domestic_taxable", 0, 6000),
        ("night_allowance_domestic", 15000, 0),
        ("night_allowance_domestic_taxable", 0, 3000),
        ("mileage_own_car", 12500, 0),
        ("mileage_own_car_taxable", 0, 12500),
    ]
    assert len({one.id for one in amounts}) == len(amounts)


def test_what_a_drive_says_of_passengers_and_trailer_is_paid() -> None:
    said = a_drive(distance_hm=500, passengers=2, has_trailer=True)
    amounts = worth(Draft(CLAIM, "drives", None, (said,)), {}, MUNICIPALITY, RULES).amounts
    assert [(one.type, one.amount_ore) for one in amounts] == [
        ("mileage_own_car", 12500),
        ("mileage_own_car_taxable", 12500),
    ]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("trip", [FED, a_trip(start="2026-03-10T13:00+01:00")], ids=["whole", "half"])
def test_an_agreements_amount_can_be_worked_out_again_from_its_print(trip: Trip, language: Language) -> None:
    for line in worked(Case(trip, (LOADED,), agreement=MUNICIPALITY)).lines:
        rows = [reason.amount_ore for reason in line.reasons if reason.amount_ore is not None]
        for (words, _), amount_ore in zip(print_of(line, language), rows, strict=True):
            assert worked_out_by_hand(words, language) * 100 == Decimal(abs(amount_ore)), words
