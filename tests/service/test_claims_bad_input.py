"""What cannot be is refused by the name of its field as it was sent, on both databases; nothing is a fault."""

from pathlib import Path
from typing import Any

import pytest

from shared.identity import Actor, Role
from shared.ids import new_id
from tests.conftest import Broker
from tests.postgres import create_database
from tests.service.claims_at_work import at_work

HUGE = 10**400
NUL = "a\0b"
NOT_WHOLE: tuple[Any, ...] = (True, "1", 1.5, None, [], {})
NOT_YES_OR_NO: tuple[Any, ...] = (1, "yes", None)
NOT_A_DAY: tuple[Any, ...] = (5, True, [], "x", "2026-02-29", "2026-13-01")
NOT_A_TIME: tuple[Any, ...] = (True, 1e20, [], "x", "2026-10-06", "2026-10-06T06:40", "2026-10-06T25:00Z")
OTHER_YEARS = ("0001-01-01", "1999-12-31", "2100-01-01", "9999-12-31")
EXPENSE: dict[str, tuple[Any, ...]] = {
    "kind": ("bribe", None, 5, ["expense"]),
    "base_version": NOT_WHOLE,
    "date": (*NOT_A_DAY, *OTHER_YEARS),
    "amount_ore": (True, "100", 1.5, 10**8, -(10**8), HUGE),
    "expense_kind": ("yacht", "", NUL, 5),
    "merchant": (NUL, "x" * 121, None, 5),
    "purpose": (NUL, "x" * 501),
    "lost_receipt_reason": (NUL, "x" * 501),
    "receipt_id": ("x", 5),
    "vat": ({}, [{"rate": 101, "net_ore": 1, "vat_ore": 1}], [{"rate": 25, "net_ore": 10**8, "vat_ore": 1}]),
    "coding": ([], {str(number): "a" for number in range(1, 22)}),
    "exchange": (5, {"currency": "EUR", "rate_micro": 1, "quoted_on": "2026-10-12", "source": "invented"}),
    "is_another": NOT_YES_OR_NO,
    "paid_with": ("card", None),
    "parts": ([{"id": str(new_id()), "amount_ore": 1, "expense_kind": "yacht"}],),
}
DRIVE: dict[str, tuple[Any, ...]] = {
    "date": (*NOT_A_DAY, *OTHER_YEARS),
    "distance_hm": (True, "10", 1.5, -1, 100_000, HUGE),
    "vehicle": ("rocket", "", 5),
    "odometer_start_km": (True, "1", -1, 10**7),
    "passengers": (*NOT_WHOLE, -1, 9, HUGE),
    "has_trailer": NOT_YES_OR_NO,
    "is_private": NOT_YES_OR_NO,
    "from_place": (NUL, "x" * 121),
}
TRIP: dict[str, tuple[Any, ...]] = {
    "start": (*NOT_A_TIME, "0001-01-01T00:00+14:00"),
    "end": (*NOT_A_TIME, "9999-12-31T23:59-12:00"),
    "base_version": NOT_WHOLE,
    "over_50_km": NOT_YES_OR_NO,
    "meals": (
        {},
        [{"date": "2026-10-06", "dinner": "hotel_breakfast"}],
        [{"date": "2026-10-06", "lunch": "own"}, {"date": "2026-10-06", "lunch": "provided"}],
    ),
    "nights": (
        {},
        [{"night_of": "2026-10-06", "paid_by": "private"}, {"night_of": "2026-10-06", "paid_by": "employer"}],
    ),
    "stays": ({},),
    "assignment": (5, {"since": "0001-01-01"}, {"since": "9999-12-31"}),
    "destination": (NUL, 5),
}
WITHIN = (
    ("vat.0.rate", {"kind": "expense", "base_version": 0, "vat": [{"net_ore": 1, "vat_ore": 1}]}),
    ("coding.0", {"kind": "expense", "base_version": 0, "coding": {"0": "a"}}),
    ("coding.1", {"kind": "expense", "base_version": 0, "coding": {"1": NUL}}),
    (
        "parts.0.amount_ore",
        {"kind": "expense", "base_version": 0, "parts": [{"id": str(new_id()), "amount_ore": 10**8}]},
    ),
    (
        "representation.participants.0.name",
        {"kind": "expense", "base_version": 0, "representation": {"participants": [{"name": ""}]}},
    ),
)
RAW = (
    '{"kind": "expense", "base_version": 0, "amount_ore": NaN}',
    '{"kind": "expense", "base_version": 0, "amount_ore": 1e999}',
    '{"kind": "expense", "base_version": 0, "merchant": "\\ud800"}',
    '{"kind": "expense", "base_version": 0, "coding": {"\\ud800": "a"}}',
    '{"kind": "expense", "base_version": 0, "coding": ' + "[" * 50_000 + "]" * 50_000 + "}",
    '{"a": ' * 20_000 + "1" + "}" * 20_000,
    '{"kind": ',
    "",
)
PATHS = (
    "/claims?state=x",
    "/claims?cursor=%00",
    "/claims?limit=99999999999999999999999",
    "/codes?dimension=1&on=0001-01-01",
    "/codes?dimension=1&on=2026-01-01&search=%00",
    "/exchange-rates?currency=EUR&date=0001-01-01",
    "/exchange-rates?currency=EUR%0A&date=2026-01-01",
    "/rates?on=9999-12-31",
)


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest) -> str | None:
    if request.param == "sqlite":
        return None
    return create_database(request.getfixturevalue("postgres"), f"claims_{new_id().hex}")


async def test_what_cannot_be_is_refused_at_its_field(broker: Broker, data_dir: Path, database_url: str | None) -> None:
    async with at_work(broker, data_dir, database_url) as work:
        expense, drives, trip = await work.open(), await work.open("drives"), await work.open("trip")
        line = f"/claims/{{}}/lines/{new_id()}"
        bodies = [
            *((line.format(expense), field, {"kind": "expense"}, bad) for field in EXPENSE for bad in EXPENSE[field]),
            *((line.format(drives), field, {"kind": "drive"}, bad) for field in DRIVE for bad in DRIVE[field]),
            *((f"/claims/{trip}/trip", field, {}, bad) for field in TRIP for bad in TRIP[field]),
        ]
        for path, field, beside, bad in bodies:
            answer = await work.app.put(path, {"base_version": 0, **beside, field: bad})
            assert (answer.status_code, answer.json()["field"]) == (422, field), (beside, str(bad)[:60], answer.text)
        for field, body in WITHIN:
            answer = await work.app.put(line.format(expense), body)
            assert (answer.status_code, answer.json()["field"]) == (422, field), answer.text
        for raw in RAW:
            sent = {"content": raw, "headers": {"content-type": "application/json"}}
            answer = await work.app.send("PUT", line.format(expense), **sent)
            assert answer.status_code in (400, 422), (raw[:80], answer.text)
        boss = work.service.as_person(Actor(work.somebody.person_id, roles=frozenset({Role.ADMINISTRATOR})))
        for path in PATHS:
            answer = await boss.get(path)
            assert (answer.status_code, answer.json()["code"]) == (422, "invalid-input"), (path, answer.text)
        untouched = [await work.get(claim_id) for claim_id in (expense, drives, trip)]
        assert all(not view["lines"] and not view["trip"] for view in untouched)
