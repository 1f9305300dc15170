"""How long do 100,000 claims take to be worked out again under new rates, as an administrator's trial does it?"""

import datetime as dt
import random
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import insert
from sqlmodel import Session

from benchmarks.figures import Figure
from services.claims.domain.draft import DayMeals, Draft, DriveLine, ExpenseLine, Line, Night, TripPlan
from services.claims.domain.inputs import Inputs
from services.claims.domain.pack import RateChange, apply
from services.claims.domain.rates import RatePack
from services.claims.rates import load_rates
from services.claims.rates.canonical import named
from services.claims.service import rules_of
from services.claims.settings import ClaimsSettings
from services.claims.store.history import LINES, written
from services.claims.store.tables import ClaimRow, SubmissionRow, table_of
from services.claims.trial import Task, try_out
from shared.database import Database
from shared.ids import new_id
from shared.migrations import migrate

CLAIMS = 100_000
PEOPLE = 2_000
DIFFERENT = 1_000
"""Claims that differ from one another; the rest repeat them under other ids."""
AT_A_TIME = 5_000
AIM_S = 60
NOW = dt.datetime(2026, 12, 1, 8, 0, tzinfo=dt.UTC)
FIRST, LAST = dt.date(2026, 1, 1), dt.date(2026, 12, 31)


async def measure() -> AsyncIterator[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{Path(folder) / 'claims.sqlite'}")
        migrate("claims", database.engine)
        contents = list(_contents())
        people = [new_id() for _ in range(PEOPLE)]
        for first in range(0, CLAIMS, AT_A_TIME):
            await database.write(lambda session, first=first: _keep(session, contents, people, first))  # type: ignore[misc]
        started = time.perf_counter()
        result = await try_out(database, _task(), _tell)
        took_s = time.perf_counter() - started
        database.close()
    assert result is not None and result.claims == CLAIMS and not result.not_worked_out
    assert result.changed, "the raise reaches somebody"
    print(file=sys.stderr)
    yield Figure("100,000 claims worked out again under new rates, twice each", took_s, "s", AIM_S)
    yield Figure("… claims a second", CLAIMS / took_s, "claims/s")


async def _tell(done: int) -> bool:
    print(f"\r  {done} of {CLAIMS} claims", end="", file=sys.stderr, flush=True)
    return True


def _task() -> Task:
    """Ten kronor more a day in Sweden, and fifty öre a kilometre."""
    rules = rules_of(ClaimsSettings())
    changes = [
        RateChange(new_id(), "per_diem_domestic", {"whole_day_ore": 31000}, FIRST, LAST, "made for the measurement"),
        RateChange(new_id(), "mileage", {"ore_per_km": 300}, FIRST, None, "made for the measurement", key="own_car"),
    ]
    pack = apply(load_rates(), changes)
    assert isinstance(pack, RatePack)
    return Task(new_id(), new_id(), FIRST, LAST, rules, replace(rules, rates=named(pack)), None)


def _contents() -> Iterator[tuple[dict[str, Any], list[Any]]]:
    """Six of ten are trips of one to five days with a receipt, two are drives of a month, two are expenses."""
    chance = random.Random(7)
    for number in range(DIFFERENT):
        day = FIRST + dt.timedelta(days=chance.randrange(360))
        kind = ("trip", "trip", "trip", "drives", "expense")[number % 5]
        lines: tuple[Line, ...] = (_expense(chance, day),)
        plan = None
        if kind == "trip":
            plan = _trip(chance, day)
        elif kind == "drives":
            lines = tuple(_drive(chance, day) for _ in range(8))
        agreement = "agreement-example" if number % 3 == 0 else None
        inputs = Inputs(UUID(int=0), Draft(UUID(int=0), kind, plan, lines), {}, agreement)  # type: ignore[arg-type]
        yield written(inputs), LINES.dump_python(lines, mode="json")


def _trip(chance: random.Random, day: dt.date) -> TripPlan:
    days = chance.randrange(1, 6)
    dates = [day + dt.timedelta(days=after) for after in range(days)]
    start = dt.datetime.combine(dates[0], dt.time(chance.randrange(5, 16), 30), dt.UTC)
    end = dt.datetime.combine(dates[-1], dt.time(chance.randrange(17, 22), 15), dt.UTC)
    meals = tuple(DayMeals(one, breakfast=chance.choice(("none", "provided")), lunch="none") for one in dates)
    nights = tuple(Night(one, chance.choice(("employer", "private"))) for one in dates[:-1])
    return TripPlan("Malmö", "Utbildning", start, end, meals=meals, nights=nights)


def _drive(chance: random.Random, day: dt.date) -> DriveLine:
    return DriveLine(new_id(), 1, day, "Norra", "Södra", chance.randrange(10, 900), "own_car", "Hembesök")


def _expense(chance: random.Random, day: dt.date) -> ExpenseLine:
    amount = chance.randrange(5_000, 90_000)
    return ExpenseLine(new_id(), 1, expense_kind="taxi", merchant="Taxi", date=day, amount_ore=amount, purpose="Möte")


def _keep(session: Session, contents: list[tuple[dict[str, Any], list[Any]]], people: list[UUID], first: int) -> None:
    claims, submissions = [], []
    for number in range(first, first + AT_A_TIME):
        inputs, lines = contents[number % DIFFERENT]
        claim_id, person_id = new_id(), people[number % PEOPLE]
        life = {"id": claim_id, "person_id": person_id, "employment_id": person_id, "kind": inputs["kind"]}
        empty = {"sealed_in": [], "voided": [], "trip_version": 0, "version": 1, "state": "approved"}
        claims.append({**life, **empty, "since": NOW, "updated_at": NOW})
        kept = {"claim_id": claim_id, "version": 1, "document": "", "remarks": [], "submitted_at": NOW}
        days = {"first_date": FIRST.isoformat(), "last_date": LAST.isoformat()}
        submissions.append({**kept, **days, "lines": lines, "inputs": {**inputs, "person_id": str(person_id)}})
    session.execute(insert(table_of(ClaimRow)), claims)
    session.execute(insert(table_of(SubmissionRow)), submissions)
