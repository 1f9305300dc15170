"""What is written wrongly in a case is refused by the name of its field: it neither breaks off nor counts as nothing."""

from copy import deepcopy
from decimal import Decimal
from typing import Any

import pytest

from services.claims.calculate_command import worked_out
from services.claims.domain.calculation import Calculation
from services.claims.rates import load_rates
from shared.refusal import Refusal

RATES = load_rates()
GOOD: dict[str, Any] = {
    "agreement": "agreement-example",
    "trip": {
        "start": "2026-03-10T08:00+01:00",
        "end": "2026-03-11T20:00+01:00",
        "over_50_km": True,
        "stays": [{"country": "DK", "from": "2026-03-10T08:00+01:00", "to": "2026-03-11T20:00+01:00"}],
        "meals": [{"date": "2026-03-10", "meal": "lunch", "kind": "provided"}],
        "lodging": [{"night_of": "2026-03-10", "paid_by": "private"}],
        "assignment": {"since": "2026-01-12", "extension_days": 1},
    },
    "drives": [{"date": "2026-03-10", "vehicle": "own_car", "km": 10}],
    "receipts": [{"id": "r", "date": "2026-03-10", "total": 100, "currency": "EUR", "rate_micro": 11_000_000}],
}
DEEP: list[Any] = []
for _ in range(500):
    DEEP = [DEEP]

NOT_A_TIME = (5, 0, True, None, "", "1773126000", "i går", "2026-02-29T08:00+01:00", "2026-03-10T25:00+01:00", DEEP)
NOT_A_YEAR = ("0001-01-01T00:00+01:00", "9999-12-31T23:59-12:00", "10000-01-01T00:00Z")
NOT_A_DAY = (5, True, None, "", "2026-02-29", "2026-04-31", "0001-01-01", "9999-12-31", "2026-03-10T00:00")
NOT_A_WHOLE_NUMBER: tuple[Any, ...] = (1.5, True, "100", [], 10**12, 10**400, Decimal("NaN"))
NOT_A_DISTANCE = (True, "10", "10,5", None, [1], float("nan"), float("inf"), Decimal("1e5000"), Decimal("sNaN"), 10**40)
WRONG: dict[str, tuple[Any, ...]] = {
    "foo": (1,),
    "trip": ([], "x", {}, DEEP),
    "trip.start": (*NOT_A_TIME, *NOT_A_YEAR),
    "trip.end": (*NOT_A_TIME, *NOT_A_YEAR),
    "trip.over_50_km": ("yes", 0, None),
    "trip.stays": (None, {}, "DK"),
    "trip.stays.0.country": (45, None),
    "trip.stays.0.from": (*NOT_A_TIME, *NOT_A_YEAR),
    "trip.stays.0.to": (*NOT_A_TIME, *NOT_A_YEAR),
    "trip.stays.0.city": ("Köpenhamn",),
    "trip.meals.0.date": NOT_A_DAY,
    "trip.meals.0.meal": ("fika", ["lunch"]),
    "trip.meals.0.kind": ("free", None),
    "trip.lodging.0.night_of": NOT_A_DAY,
    "trip.lodging.0.paid_by": ("me", None),
    "trip.assignment": ([], "2026-01-12"),
    "trip.assignment.since": NOT_A_DAY,
    "trip.assignment.extension_days": (*NOT_A_WHOLE_NUMBER, -1, 10**6),
    "drives": ({}, None),
    "drives.0.date": NOT_A_DAY,
    "drives.0.vehicle": (3, None),
    "drives.0.km": NOT_A_DISTANCE,
    "receipts.0.id": (1, None),
    "receipts.0.date": NOT_A_DAY,
    "receipts.0.total": (*NOT_A_WHOLE_NUMBER, None),
    "receipts.0.currency": ("eur", "EURO", "", 978, None),
    "receipts.0.rate_micro": NOT_A_WHOLE_NUMBER,
    "agreement": (1, []),
}
REFUSED = (
    ("rate-missing", "agreement", "../state"),
    ("rate-missing", "drives.0.vehicle", "rocket"),
    ("rate-missing", "drives.0.date", "2022-12-31"),
    ("rate-missing", "receipts.0.rate_micro", 0),
    ("rate-missing", "receipts.0.rate_micro", -1),
    ("rate-missing", "receipts.0.rate_micro", None),
    ("distance-not-positive", "drives.0.km", Decimal("0.04")),
    ("unknown-country", "trip.stays.0.country", "dk"),
    ("unknown-country", "trip.stays.0.country", "*"),
    ("end-before-start", "trip.stays.0.to", "2026-03-09T08:00+01:00"),
    ("time-without-zone", "trip.stays.0.to", "2026-03-11T20:00"),
    ("trip-too-long", "trip.end", "2036-03-10T08:00+01:00"),
)


def but(field: str, bad: Any) -> dict[str, Any]:
    """The good case with one field wrong."""
    case = deepcopy(GOOD)
    *path, last = field.split(".")
    part: Any = case
    for name in path:
        part = part[int(name) if name.isdigit() else name]
    part[last] = bad
    return case


def test_the_case_that_is_made_wrong_is_good() -> None:
    assert isinstance(worked_out(GOOD, RATES), Calculation)


@pytest.mark.parametrize("bad", [[], "x", None, 5, True])
def test_what_is_no_case_is_refused(bad: object) -> None:
    assert worked_out(bad, RATES) == Refusal("invalid-input", field="")


@pytest.mark.parametrize(("field", "bad"), [(field, bad) for field, each in WRONG.items() for bad in each], ids=repr)
def test_what_cannot_be_read_is_refused_by_its_field(field: str, bad: object) -> None:
    worked = worked_out(but(field, bad), RATES)
    assert isinstance(worked, Refusal) and worked.code == "invalid-input" and worked.field is not None
    assert worked.field.startswith(field)


@pytest.mark.parametrize(("code", "field", "bad"), REFUSED)
def test_what_cannot_be_paid_is_refused_by_its_field(code: str, field: str, bad: object) -> None:
    worked = worked_out(but(field, bad), RATES)
    assert isinstance(worked, Refusal) and (worked.code, worked.field) == (code, field)
