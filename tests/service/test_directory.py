"""Directory, over ASGI, with a real database and a real broker."""

import asyncio
import json
from pathlib import Path

from services.directory.service import SERVICE
from shared.clock import now
from shared.contracts.claims import AgreementsChanged
from shared.identity import Actor, Role
from shared.ids import new_id
from shared.messaging.tables import outbox
from tests.conftest import Broker
from tests.service.harness import running, tell

ADMINISTRATOR = Actor(new_id(), roles=frozenset({Role.ADMINISTRATOR}))


async def test_an_imported_organisation_is_told_and_the_same_again_changes_nothing(
    broker: Broker, data_dir: Path
) -> None:
    unit, person = new_id(), new_id()
    organisation = {
        "units": [{"id": unit, "name": "Hemtjänsten Norra", "manager_id": person, "cost_centre": "4120"}],
        "people": [
            {
                "id": person,
                "name": "Eva Sandberg",
                "given_name": "Eva",
                "employments": [
                    {
                        "id": new_id(),
                        "employee_number": str(new_id())[:18],
                        "title": "Enhetschef",
                        "unit_id": unit,
                        "home": "Skallberget",
                        "workplace": "Norra",
                        "coding": {"1": "4120"},
                    }
                ],
            }
        ],
    }
    async with running(SERVICE, broker, data_dir) as directory:
        client = directory.as_person(ADMINISTRATOR)
        assert (await client.put("/organisation", organisation)).json() == {"units": 1, "people": 1}
        assert (await client.put("/organisation", organisation)).status_code == 200
        told = await directory.app.state.database.read(lambda session: session.execute(outbox.select()).all())
        assert [row.subject.split(".")[2] for row in told] == ["unit", "person"]
        for _ in range(600):
            left = await directory.app.state.database.read(
                lambda session: session.execute(outbox.select().where(outbox.c.published_at.is_(None))).all()
            )
            if not left:
                break
            await asyncio.sleep(0.05)
        assert not left
        assert (await client.get("/people")).json()[0]["name"] == "Eva Sandberg"
        ready = await client.get("/health/ready")
        assert ready.status_code == 200, ready.text


async def test_an_employee_may_not_change_the_organisation(broker: Broker, data_dir: Path) -> None:
    async with running(SERVICE, broker, data_dir) as directory:
        answer = await directory.as_person(Actor(new_id())).put("/organisation", {})
        assert (answer.status_code, answer.json()["code"]) == (403, "not-allowed")


async def test_a_broken_body_is_told_apart_from_a_wrong_field(broker: Broker, data_dir: Path) -> None:
    async with running(SERVICE, broker, data_dir) as directory:
        client = directory.as_person(ADMINISTRATOR)
        broken = await client.send(
            "PUT", f"/units/{new_id()}", content=b"{", headers={"content-type": "application/json"}
        )
        wrong = await client.put(f"/units/{new_id()}", {"name": ""})
        assert (broken.status_code, broken.json()["code"]) == (400, "broken-json")
        assert wrong.status_code == 422
        assert {problem["field"] for problem in wrong.json()["fields"]} == {"name", "cost_centre"}


async def test_a_database_that_is_away_is_a_problem_that_passes(broker: Broker, data_dir: Path) -> None:
    async with running(SERVICE, broker, data_dir) as directory:
        client = directory.as_person(ADMINISTRATOR)
        engine = directory.app.state.database.engine
        with engine.begin() as connection:
            connection.exec_driver_sql("ALTER TABLE person RENAME TO away")
        answer = await client.get("/people")
        assert (answer.status_code, answer.json()["code"]) == (503, "temporarily-unavailable")
        with engine.begin() as connection:
            connection.exec_driver_sql("ALTER TABLE away RENAME TO person")
        assert (await client.get("/people")).status_code == 200


async def test_a_coding_plan_is_told_whole_once_and_replaced_by_the_next(broker: Broker, data_dir: Path) -> None:
    projects = {"number": "6", "name": "Projekt", "codes": [{"code": "7712", "name": "Digital tillsyn"}]}
    plan = {"dimensions": [{"number": "1", "name": "Enhet"}, projects], "kinds": {"course": {"6": "7712"}}}
    closed = {"code": "7712", "name": "Digital tillsyn", "closed_from": "2026-07-01"}
    async with running(SERVICE, broker, data_dir) as directory:
        client = directory.as_person(ADMINISTRATOR)
        assert (await client.get("/coding-plan")).json() == {"dimensions": [], "kinds": {}}
        for _ in range(2):
            answer = await client.put("/coding-plan", plan)
            assert answer.status_code == 200, answer.text
        await client.put("/organisation", {"coding_plan": {"dimensions": [{**projects, "codes": [closed]}]}})
        assert (await client.get("/coding-plan")).json()["dimensions"] == [{**projects, "codes": [closed]}]
        told = await directory.app.state.database.read(lambda session: session.execute(outbox.select()).all())
        bodies = [json.loads(row.body) for row in told if row.subject.endswith("coding_plan.changed.v1")]
        assert [[one["name"] for one in body["dimensions"]] for body in bodies] == [["Enhet", "Projekt"], ["Projekt"]]
        assert bodies[1]["dimensions"][0]["codes"] == [closed]
        assert [body["kinds"] for body in bodies] == [{"course": {"6": "7712"}}, {}]


async def test_a_coding_plan_is_changed_by_an_administrator_only_and_names_what_stands_twice(
    broker: Broker, data_dir: Path
) -> None:
    twice = {"number": "6", "name": "Projekt", "codes": [{"code": "7712", "name": name} for name in ("Digital", "Ny")]}
    async with running(SERVICE, broker, data_dir) as directory:
        refused = await directory.as_person(Actor(new_id())).put("/coding-plan", {"dimensions": []})
        assert (refused.status_code, refused.json()["code"]) == (403, "not-allowed")
        wrong = await directory.as_person(ADMINISTRATOR).put("/coding-plan", {"dimensions": [twice]})
        assert (wrong.status_code, wrong.json()["code"]) == (422, "code-twice")
        assert (wrong.json()["field"], wrong.json()["text"]["parameters"]["code"]) == ("dimensions.0.codes", "7712")


async def test_a_persons_cards_are_told_and_none_stands_twice(broker: Broker, data_dir: Path) -> None:
    card = {"last4": "2280", "paid_by": "employer"}
    person = {"name": "Eva Sandberg", "given_name": "Eva", "cards": [card]}
    async with running(SERVICE, broker, data_dir) as directory:
        client, address = directory.as_person(ADMINISTRATOR), f"/people/{new_id()}"
        assert (await client.put(address, person)).json()["cards"] == [card]
        assert (await client.get(address)).json()["cards"] == [card]
        told = await directory.app.state.database.read(lambda session: session.execute(outbox.select()).all())
        assert json.loads(told[-1].body)["cards"] == [card]
        twice = await client.put(address, {**person, "cards": [card, {**card, "paid_by": "person"}]})
        assert (twice.status_code, twice.json()["code"]) == (422, "card-twice")


async def test_an_agreement_that_does_not_exist_is_refused_once_it_is_told_which_do(
    broker: Broker, data_dir: Path
) -> None:
    unit, person = new_id(), new_id()

    def employed(agreement: str, vehicle: str = "motorcycle") -> dict[str, object]:
        employment = {"id": person, "employee_number": unit.hex[:18], "title": "Vaktmästare", "unit_id": unit}
        where = {"home": "Skallberget", "workplace": "Norra", "coding": {"1": "4120"}}
        employments = [employment | where | {"agreement": agreement, "vehicle": vehicle}]
        return {"name": "Bo Ek", "given_name": "Bo", "employments": employments}

    def told(*agreements: str) -> AgreementsChanged:
        return AgreementsChanged(id=new_id(), occurred_at=now(), agreements=agreements)

    async with running(SERVICE, broker, data_dir) as directory:
        client, address = directory.as_person(ADMINISTRATOR), f"/people/{person}"
        await client.put(f"/units/{unit}", {"name": "Norra", "cost_centre": "4120"})
        assert (await client.put(address, employed("agreement-early"))).status_code == 200
        latest = told("agreement-a", "agreement-b")
        await tell(broker, latest)
        for turn in range(600):
            refused = await client.put(address, employed(f"agreement-c{turn}"))
            if refused.status_code == 422:
                break
            await asyncio.sleep(0.05)
        problem = refused.json()
        assert (problem["code"], problem["field"]) == ("unknown-agreement", "employments.0.agreement")
        assert problem["text"]["parameters"] == {
            "agreement": f"agreement-c{turn}",
            "known": "agreement-a, agreement-b",
        }
        for agreement in ("agreement-a", "agreement-b"):
            assert (await client.put(address, employed(agreement))).status_code == 200
        assert (await client.get(address)).json()["employments"][0]["vehicle"] == "motorcycle"
