"""The app works a claim out as the server does, byte for byte: lines, reasons, remarks, refusals, and what the checks find."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings

from services.claims.calculate_command import WrittenInput, case_of
from services.claims.domain.calculation import Case, calculate
from services.claims.domain.checks import CHECKS
from services.claims.domain.foreign_receipt import ExchangeRate, PaidReceipt
from services.claims.domain.trip import Stay, Trip
from tests.golden.test_golden_cases import EVERY_CASE
from tests.phone.app_rules import APP, FOUND_HERE, FOUND_THERE, Asked, Phone, canonical, found_by_server
from tests.phone.inputs import LOADED, RATES, anything, asked, at

BEYOND_A_NUMBER = 1_000_000_000_001
"""Times a rate it is more than a floating-point number holds exactly."""
VEHICLES = ("own_car", "motorcycle", "company_car_electric", "company_car_other_fuel")


@pytest.fixture(scope="module")
def phone() -> Iterator[Phone]:
    phone = Phone(RATES)
    yield phone
    phone.close()


@pytest.mark.parametrize("case", EVERY_CASE)
def test_a_golden_case_is_the_same_on_the_phone(case: dict[str, Any], phone: Phone) -> None:
    told = case_of(WrittenInput.model_validate(case["input"]))
    assert phone.answer(told) == canonical(calculate(told, RATES))


def test_the_app_carries_the_rates_of_the_server() -> None:
    assert json.loads((APP / "src" / "rules" / "rates.json").read_text(encoding="utf-8"))["version"] == LOADED.version


AS_LONG_IN_BOTH = Trip(
    at("2026-03-10T06:00+01:00"),
    at("2026-03-12T20:00+01:00"),
    stays=(
        Stay("GL", at("2026-03-10T08:00+01:00"), at("2026-03-10T10:00+01:00")),
        Stay("DK", at("2026-03-10T12:00+01:00"), at("2026-03-10T14:00+01:00")),
    ),
)
"""Two countries of the same amount share a day equally."""


def test_each_check_runs_on_the_phone_or_is_known_to_need_the_server() -> None:
    assert {one.id for one in CHECKS} == FOUND_HERE | FOUND_THERE
    assert not FOUND_HERE & FOUND_THERE


@settings(
    max_examples=2000, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(case=anything())
@example(case=Case(trip=AS_LONG_IN_BOTH))
@example(case=Case(receipts=(PaidReceipt("1", date(2026, 1, 1), BEYOND_A_NUMBER, "JPY", ExchangeRate(11_500_001)),)))
def test_whatever_is_asked_the_phone_answers_as_the_server_does(case: Case, phone: Phone) -> None:
    assert phone.answer(case) == canonical(calculate(case, RATES))


@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
@given(asked=asked())
def test_a_draft_is_worth_and_lacks_on_the_phone_what_the_server_says(asked: Asked, phone: Phone) -> None:
    assert phone.of_draft(asked) == found_by_server(asked, RATES)
