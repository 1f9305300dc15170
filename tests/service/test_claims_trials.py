"""Other rates tried on real claims, over ASGI: who would get what more or less; nothing is changed by it."""

import asyncio
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from shared.ids import new_id
from tests.conftest import Broker
from tests.postgres import create_database
from tests.service.claims_at_work import AtWork, at_work
from tests.service.harness import Client
from tests.service.test_claims_rates import CAR, DRIVE, administrator

AUTUMN = {"first": "2026-09-01", "last": "2026-12-31"}


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest) -> str | None:
    if request.param == "sqlite":
        return None
    server: str = request.getfixturevalue("postgres")
    return create_database(server, f"claims_{new_id().hex}")


async def hand_in_drives(work: AtWork, *days: str) -> list[str]:
    claims = []
    for day in days:
        claim_id = await work.open("drives")
        await work.put_line(claim_id, date=day, **DRIVE)
        assert (await work.submit(claim_id)).status_code == 200
        claims.append(claim_id)
    return claims


async def tried(client: Client, asked: dict[str, Any], trial_id: UUID | None = None) -> Any:
    """What a trial gives in the end."""
    path = f"/rates/trials/{trial_id or new_id()}"
    answer = await client.put(path, asked)
    assert answer.status_code == 200, answer.text
    for _ in range(1500):
        if (seen := (await client.get(path)).json())["state"] != "running":
            return seen
        await asyncio.sleep(0.02)
    raise AssertionError(seen)


async def test_a_change_is_tried_before_it_is_made(broker: Broker, data_dir: Path, database_url: str | None) -> None:
    async with at_work(broker, data_dir, database_url) as work:
        boss = administrator(work)
        [_, later] = await hand_in_drives(work, "2026-09-28", "2026-10-12")
        seen = await tried(boss, {**AUTUMN, "changes": [CAR]})
        assert (seen["state"], seen["total"], seen["done"]) == ("done", 2, 2)
        result = seen["result"]
        assert (result["claims"], result["changed"], result["not_worked_out"]) == (2, 1, 0)
        assert (result["before_ore"], result["after_ore"], result["tax_free_more_ore"]) == (5000, 5500, 500)
        assert result["people"] == [
            {
                "person_id": str(work.somebody.person_id),
                "name": "Amina Yusuf",
                "claims": 2,
                "before_ore": 5000,
                "after_ore": 5500,
            }
        ]
        assert [(one["claim_id"], one["number"], one["after_ore"]) for one in result["biggest"]] == [
            (later, "K-2026-0002", 3000)
        ]
        assert (await work.get(later))["total_ore"] == 2500
        assert (await boss.get("/rates/changes")).json() == {"changes": []}


async def test_next_years_rates_are_tried_on_this_years_claims(broker: Broker, data_dir: Path) -> None:
    async with at_work(broker, data_dir, None) as work:
        boss = administrator(work)
        await hand_in_drives(work, "2026-10-12")
        ahead = {**CAR, "valid_from": "2027-01-01"}
        assert (await boss.put(f"/rates/changes/{new_id()}", ahead)).status_code == 200
        as_they_are = await tried(boss, AUTUMN)
        assert as_they_are["result"]["changed"] == 0
        as_if_new_year = await tried(boss, {**AUTUMN, "on": "2027-01-01"})
        assert as_if_new_year["result"]["after_ore"] - as_if_new_year["result"]["before_ore"] == 500


async def test_only_claims_with_days_in_the_period_are_tried(broker: Broker, data_dir: Path) -> None:
    async with at_work(broker, data_dir, None) as work:
        await hand_in_drives(work, "2026-08-31", "2026-10-12")
        seen = await tried(administrator(work), {**AUTUMN, "instead_of": "", "agreement": "agreement-example"})
        assert (seen["total"], seen["result"]["claims"], seen["result"]["changed"]) == (1, 1, 1)
        assert seen["result"]["after_ore"] == 3700


async def test_the_same_trial_again_is_the_same_and_a_cancelled_one_stays_so(broker: Broker, data_dir: Path) -> None:
    async with at_work(broker, data_dir, None) as work:
        boss, trial_id = administrator(work), new_id()
        await hand_in_drives(work, "2026-10-12")
        path = f"/rates/trials/{trial_id}"
        assert (await boss.put(path, AUTUMN)).status_code == 200
        assert (await boss.put(path, {**AUTUMN, "on": "2027-01-01"})).json()["code"] == "trial-other"
        for _ in range(2):
            assert (await boss.delete(path)).status_code == 204
        await asyncio.sleep(0.5)
        assert (await boss.put(path, AUTUMN)).json()["state"] == "cancelled"
        assert (await boss.get(path)).json()["result"] is None


async def test_only_an_administrator_tries_rates_and_only_such_that_fit(broker: Broker, data_dir: Path) -> None:
    async with at_work(broker, data_dir, None) as work:
        path = f"/rates/trials/{new_id()}"
        assert (await work.app.put(path, AUTUMN)).status_code == 403
        boss = administrator(work)
        assert (await boss.get(path)).status_code == 404
        assert (await boss.delete(path)).status_code == 404
        for code, asked in (
            ("source-missing", {"changes": [{**CAR, "source": ""}]}),
            ("agreement-not-known", {"agreement": "nobodys"}),
            ("invalid-input", {"last": "2026-01-01"}),
        ):
            assert (await boss.put(path, {**AUTUMN, **asked})).json()["code"] == code
