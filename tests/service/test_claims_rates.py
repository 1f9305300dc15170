"""What an administrator does with the rates, over ASGI on both databases: ahead of time, with sources, and undone."""

import asyncio
import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from services.claims.service import SERVICE
from shared.contracts.directory import PersonChanged
from shared.identity import Actor, Role
from shared.ids import new_id
from tests.conftest import Broker
from tests.postgres import create_database
from tests.service.claims_at_work import NOW, AtWork, at_work
from tests.service.harness import Client, running
from tests.service.test_claims_life import returned

PER_DIEM_2027 = {
    "series": "per_diem_domestic",
    "figures": {"whole_day_ore": 31000},
    "valid_from": "2027-01-01",
    "valid_to": "2027-12-31",
    "source": "SKV 354 utgåva 37",
}
CAR = {
    "series": "mileage",
    "key": "own_car",
    "figures": {"ore_per_km": 300},
    "valid_from": "2026-10-01",
    "valid_to": None,
    "source": "SKV 354 utgåva 37",
}
DRIVE = {"kind": "drive", "from_place": "A", "to_place": "B", "distance_hm": 100, "vehicle": "own_car"}


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest) -> str | None:
    if request.param == "sqlite":
        return None
    server: str = request.getfixturevalue("postgres")
    return create_database(server, f"claims_{new_id().hex}")


def administrator(work: AtWork) -> Client:
    return work.service.as_person(Actor(work.somebody.manager_id, frozenset(), frozenset({Role.ADMINISTRATOR})))


async def series(client: Client, name: str, key: str = "", agreement: str = "", on: str = "2026-10-14") -> Any:
    answer = await client.get(f"/rates?on={on}")
    assert answer.status_code == 200, answer.text
    [found] = [
        one
        for one in answer.json()["series"]
        if (one["series"], one["key"], one["agreement"]) == (name, key, agreement)
    ]
    return found


async def drive_worth(work: AtWork, day: str) -> int:
    claim_id = await work.open("drives")
    answer = await work.put_line(claim_id, date=day, **DRIVE)
    return int(answer.json()["total_ore"])


async def test_next_years_amount_is_put_in_ahead_and_undone(
    broker: Broker, data_dir: Path, database_url: str | None
) -> None:
    async with at_work(broker, data_dir, database_url) as work:
        boss, change_id = administrator(work), new_id()
        missing = (await boss.get("/rates?on=2026-10-14")).json()["missing"]
        assert (await series(boss, "per_diem_domestic"))["next"] is None
        made = await boss.put(f"/rates/changes/{change_id}", PER_DIEM_2027)
        assert made.status_code == 200, made.text
        assert made.json()["before"]["figures"] == {"whole_day_ore": 30000}
        assert made.json()["by_name"] == "Eva Sandberg"
        again = await boss.put(f"/rates/changes/{change_id}", PER_DIEM_2027)
        assert again.json() == made.json()
        told = await series(boss, "per_diem_domestic")
        assert told["now"]["figures"] == {"whole_day_ore": 30000} and told["now"]["change_id"] is None
        assert told["next"]["figures"] == {"whole_day_ore": 31000} and told["next"]["change_id"] == str(change_id)
        assert (await boss.get("/rates?on=2026-10-14")).json()["missing"] == missing - 1
        for _ in range(2):
            assert (await boss.delete(f"/rates/changes/{change_id}")).status_code == 204
        assert (await series(boss, "per_diem_domestic"))["next"] is None
        [history] = (await boss.get("/rates/changes")).json()["changes"]
        assert history["undone_by_name"] == "Eva Sandberg" and history["undone_at"]
        after = await boss.put(f"/rates/changes/{change_id}", PER_DIEM_2027)
        assert (after.status_code, after.json()["code"]) == (409, "rate-change-undone")


async def test_a_figure_far_from_the_one_before_is_asked_about_once(
    broker: Broker, data_dir: Path, database_url: str | None
) -> None:
    async with at_work(broker, data_dir, database_url) as work:
        boss, change_id = administrator(work), new_id()
        slip = {**PER_DIEM_2027, "figures": {"whole_day_ore": 310_000}}
        asked = await boss.put(f"/rates/changes/{change_id}", slip)
        assert (asked.status_code, asked.json()["code"]) == (409, "rate-far-off")
        assert asked.json()["text"]["parameters"] == {"percent": 1033}
        meant = await boss.put(f"/rates/changes/{change_id}", {**slip, "confirmed": ["rate-far-off"]})
        assert meant.status_code == 200, meant.text


async def test_a_change_touches_only_days_from_its_date_and_claims_keep_what_they_began_with(
    broker: Broker, data_dir: Path, database_url: str | None
) -> None:
    async with at_work(broker, data_dir, database_url) as work:
        boss = administrator(work)
        claim_id = await work.open("drives")
        await work.put_line(claim_id, date="2026-10-12", **DRIVE)
        assert (await work.submit(claim_id)).status_code == 200
        refused = await boss.put(f"/rates/changes/{new_id()}", CAR)
        assert (refused.status_code, refused.json()["code"]) == (409, "rates-in-use")
        assert refused.json()["text"]["parameters"] == {"count": 1, "date": "2026-10-01"}
        made = await boss.put(f"/rates/changes/{new_id()}", {**CAR, "confirmed": ["rates-in-use"]})
        assert made.status_code == 200, made.text
        assert await drive_worth(work, "2026-09-30") == 2500
        assert await drive_worth(work, "2026-10-01") == 3000
        await work.assign(claim_id)
        await work.tell(returned(work, claim_id))
        view = await work.until(claim_id, lambda view: bool(view["state"] == "returned"))
        assert view["total_ore"] == 2500


async def test_a_change_takes_effect_in_every_process_without_a_restart(broker: Broker, data_dir: Path) -> None:
    async with at_work(broker, data_dir, None) as work, running(SERVICE, broker, data_dir) as second:
        other = second.as_person(work.somebody.actor)
        claim_id, line_id = await work.open("drives"), new_id()
        line = {**DRIVE, "date": "2026-10-12", "base_version": 0}
        assert (await other.put(f"/claims/{claim_id}/lines/{line_id}", line)).json()["total_ore"] == 2500
        assert (await administrator(work).put(f"/rates/changes/{new_id()}", CAR)).status_code == 200
        assert (await work.get(claim_id))["total_ore"] == 3000
        await asyncio.sleep(1.1)
        assert (await other.get(f"/claims/{claim_id}")).json()["total_ore"] == 3000


async def test_a_new_agreement_with_its_figures_is_followed(broker: Broker, data_dir: Path) -> None:
    async with at_work(broker, data_dir, None) as work:
        boss, person = administrator(work), work.somebody.told()[-1]
        assert isinstance(person, PersonChanged)
        employments = tuple(one.model_copy(update={"agreement": "kommun-27"}) for one in person.employments)
        await work.tell(person.model_copy(update={"id": new_id(), "occurred_at": NOW, "employments": employments}))
        for _ in range(500):
            if unknown := (await boss.get("/rates")).json()["unknown_agreements"]:
                break
            await asyncio.sleep(0.02)
        assert unknown == [{"id": "kommun-27", "employments": 1}]
        added = {"series": "agreement", "agreement": "kommun-27", "figures": {}, "valid_from": "2026-01-01"}
        source = {"source": "Kollektivavtalet 2026"}
        named = {**added, **source, "name": {"sv": "Kommunen 27", "en": "Municipality 27"}}
        assert (await boss.put(f"/rates/changes/{new_id()}", named)).status_code == 200
        agreed = {**CAR, "series": "agreed_mileage", "agreement": "kommun-27", "figures": {"ore_per_km": 400}}
        assert (await boss.put(f"/rates/changes/{new_id()}", agreed)).status_code == 200
        assert (await boss.get("/rates")).json()["unknown_agreements"] == []
        assert await drive_worth(work, "2026-10-12") == 4000
        at_start, after = [json.loads(body)["agreements"] for body in await work.told("agreements.changed.v1")]
        assert set(after) - set(at_start) == {"kommun-27"} and "agreement-example" in at_start


@pytest.mark.parametrize(
    ("code", "field", "changes"),
    [
        ("source-missing", "source", {"source": " "}),
        ("rates-gap", "valid_from", {"valid_from": "2027-02-01"}),
        ("figure-missing", "figures.whole_day_ore", {"figures": {}}),
        ("invalid-input", "valid_from", {"valid_from": "1999-01-01"}),
        ("invalid-input", "figures.whole_day_ore", {"figures": {"whole_day_ore": 1.5}}),
    ],
)
async def test_what_does_not_fit_is_refused_at_its_field(
    broker: Broker, data_dir: Path, code: str, field: str, changes: dict[str, Any]
) -> None:
    async with at_work(broker, data_dir, None) as work:
        answer = await administrator(work).put(f"/rates/changes/{new_id()}", {**PER_DIEM_2027, **changes})
        assert (answer.status_code, answer.json()["code"], answer.json()["field"]) == (422, code, field)


async def test_only_an_administrator_sees_or_changes_rates(broker: Broker, data_dir: Path) -> None:
    async with at_work(broker, data_dir, None) as work:
        for path in ("/rates", "/rates/changes", f"/rates/changes/{new_id()}"):
            assert (await work.app.get(path)).status_code == 403
        assert (await work.app.put(f"/rates/changes/{new_id()}", PER_DIEM_2027)).status_code == 403
        assert (await work.app.delete(f"/rates/changes/{new_id()}")).status_code == 403


async def test_undoing_what_a_later_change_stands_on_is_refused(broker: Broker, data_dir: Path) -> None:
    async with at_work(broker, data_dir, None) as work:
        boss, first = administrator(work), new_id()
        assert (await boss.put(f"/rates/changes/{first}", PER_DIEM_2027)).status_code == 200
        later = {**PER_DIEM_2027, "valid_from": "2028-01-01", "valid_to": "2028-12-31"}
        assert (await boss.put(f"/rates/changes/{new_id()}", later)).status_code == 200
        refused = await boss.delete(f"/rates/changes/{first}")
        assert (refused.status_code, refused.json()["code"]) == (422, "rates-gap")
        assert dt.date.fromisoformat(refused.json()["text"]["parameters"]["date"]) == dt.date(2027, 1, 1)
