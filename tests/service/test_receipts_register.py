"""What people say of receipts is remembered of their merchant, on each database, and may be undone."""

from typing import Any
from uuid import UUID

from shared.identity import Actor, Role
from shared.ids import new_id
from tests.conftest import Broker
from tests.service.harness import Client, Running, tell
from tests.service.receipts_at_work import PHOTO, approved, assigned, put, read, until

NUMBER = "556677-8899"
PRINTED = {"merchant": "SOLR AB 0042", "organisation_number": NUMBER}


async def taught(receipts: Running, broker: Broker, owner: Client, fields: Any, **said: Any) -> Any:
    """A receipt that was read so, and that its person said something else of."""
    one = new_id()
    await put(owner, one, PHOTO + one.bytes)
    view = await read(broker, owner, one, said={**PRINTED, "total": 100 + one.int % 10_000, **said})
    correction = {"base_version": view["version"], "fields": fields}
    return (await owner.put(f"/receipts/{one}/corrections/{new_id()}", correction)).json()


async def next_one(receipts: Running, broker: Broker, owner: Client, **said: Any) -> Any:
    one = new_id()
    await put(owner, one, PHOTO + one.bytes)
    return await read(broker, owner, one, said={**PRINTED, "total": 100 + one.int % 10_000, **said})


def administrator(receipts: Running) -> Client:
    return receipts.as_person(Actor(new_id(), roles=frozenset({Role.ADMINISTRATOR})))


async def test_what_one_person_says_of_a_merchant_fills_the_next_receipt_of_another(
    receipts: Running, broker: Broker
) -> None:
    owner, other = receipts.as_person(Actor(new_id())), receipts.as_person(Actor(new_id()))
    await taught(receipts, broker, owner, {"merchant": "Solrosen", "kind": "taxi"})
    alone = await next_one(receipts, broker, other)
    assert (alone["fields"]["merchant"], alone["sure"]["merchant"]["sure_per_mille"]) == ("Solrosen", 899)
    assert "merchant" in alone["doubtful"]
    await taught(receipts, broker, receipts.as_person(Actor(new_id())), {"merchant": "Solrosen"})
    view = await next_one(receipts, broker, other)
    assert (view["fields"]["merchant"], view["fields"]["kind"], view["corrected"]) == ("Solrosen", "taxi", [])
    assert (view["seen"]["merchant"], view["seen"]["kind"]) == ("SOLR AB 0042", "restaurant")
    assert view["sure"]["merchant"]["sure_per_mille"] == 952
    assert "merchant" not in view["doubtful"]
    assert view["sure"]["kind"]["evidence"] == ["merchant-known"]
    misread = await next_one(receipts, broker, other, merchant="S0LR OO42", organisation_number=None)
    assert misread["fields"]["merchant"] == "Solrosen"
    unlike = await next_one(receipts, broker, other, merchant="Taxi Kurir", organisation_number=None)
    assert (unlike["fields"]["merchant"], unlike["seen"]) == ("Taxi Kurir", None)
    sold = await next_one(receipts, broker, other, organisation_number="202100-5489")
    assert sold["fields"]["merchant"] == "SOLR AB 0042"


async def test_an_administrator_sees_and_undoes_what_was_learned(receipts: Running, broker: Broker) -> None:
    person = Actor(new_id())
    owner, admin = receipts.as_person(person), administrator(receipts)
    view = await taught(receipts, broker, owner, {"merchant": "Solrosen"})
    other = receipts.as_person(Actor(new_id()))
    await taught(receipts, broker, other, {"merchant": "Solrosen"}, merchant="Solrosen")
    [entry] = (await admin.get("/merchants")).json()["merchants"]
    assert (entry["name"], entry["organisation_number"]) == ("Solrosen", NUMBER)
    assert (entry["confirmed"], entry["corrected"], entry["sure"]) == (1, 1, {"merchant": 952})
    assert set(entry["names_seen"]) == {"Solrosen", "SOLR AB 0042"}
    detail = (await admin.get(f"/merchants/{entry['id']}")).json()
    lesson = detail["lessons"][1]
    assert (lesson["receipt_id"], lesson["told_by"]) == (view["id"], str(person.person_id))
    assert (lesson["topic"], lesson["read"], lesson["said"]) == ("merchant", "SOLR AB 0042", "Solrosen")
    for one in detail["lessons"]:
        path = f"/merchants/{entry['id']}/lessons/{one['id']}"
        assert [(await admin.delete(path)).status_code for _ in range(2)] == [204, 204]
    after = (await admin.get(f"/merchants/{entry['id']}")).json()
    assert (after["name"], after["names_seen"], after["sure"], after["corrected"]) == (None, [], {}, 0)
    assert {one["undone_by"] for one in after["lessons"]} != {None}
    assert (await admin.get("/merchants")).json()["merchants"] == []
    assert (await next_one(receipts, broker, owner))["fields"]["merchant"] == "SOLR AB 0042"


async def test_only_administrators_see_the_register(receipts: Running, broker: Broker) -> None:
    owner = receipts.as_person(Actor(new_id(), roles=frozenset({Role.PAYROLL, Role.AUDITOR})))
    await taught(receipts, broker, owner, {"merchant": "Solrosen"})
    admin = administrator(receipts)
    [entry] = (await admin.get("/merchants")).json()["merchants"]
    lesson = (await admin.get(f"/merchants/{entry['id']}")).json()["lessons"][0]
    path = f"/merchants/{entry['id']}/lessons/{lesson['id']}"
    answers = await owner.get("/merchants"), await owner.get(f"/merchants/{entry['id']}"), await owner.delete(path)
    assert {answer.status_code for answer in (*answers, await owner.get("/reading/report"))} == {403}
    elsewhere = f"/merchants/{new_id()}"
    assert (await admin.get(elsewhere)).status_code == 404
    assert (await admin.delete(f"{elsewhere}/lessons/{lesson['id']}")).status_code == 404


async def test_saying_something_else_of_the_same_receipt_takes_back_what_was_said_before(
    receipts: Running, broker: Broker
) -> None:
    owner, admin = receipts.as_person(Actor(new_id())), administrator(receipts)
    view = await taught(receipts, broker, owner, {"merchant": "Solen"})
    again = {"base_version": view["version"], "fields": {"merchant": "Solrosen"}}
    await owner.put(f"/receipts/{view['id']}/corrections/{new_id()}", again)
    [entry] = (await admin.get("/merchants")).json()["merchants"]
    assert (entry["name"], entry["corrected"]) == ("Solrosen", 1)
    lessons = (await admin.get(f"/merchants/{entry['id']}")).json()["lessons"]
    assert [(one["said"], one["superseded_at"] is None) for one in lessons] == [("Solrosen", True), ("Solen", False)]


async def test_what_is_typed_before_the_reading_comes_is_learned_with_it(receipts: Running, broker: Broker) -> None:
    owner, admin, one = receipts.as_person(Actor(new_id())), administrator(receipts), new_id()
    await put(owner, one, PHOTO)
    await owner.put(f"/receipts/{one}/corrections/{new_id()}", {"base_version": 1, "fields": {"merchant": "Solrosen"}})
    await read(broker, owner, one, said=PRINTED)
    entries = (await admin.get("/merchants")).json()["merchants"]
    assert [(entry["organisation_number"], entry["name"]) for entry in entries] == [(NUMBER, "Solrosen")]


async def test_handing_in_what_the_register_gave_confirms_it_once(receipts: Running, broker: Broker) -> None:
    person, admin = Actor(new_id()), administrator(receipts)
    owner = receipts.as_person(person)
    await taught(receipts, broker, owner, {"merchant": "Solrosen"})
    person = Actor(new_id())
    view = await next_one(receipts, broker, receipts.as_person(person))
    claim = assigned(person, Actor(new_id()), view["id"])
    await tell(broker, claim, claim.model_copy(update={"id": new_id()}))
    await until(lambda: _has_name_as_sure_as(admin, 952))
    [entry] = (await admin.get("/merchants")).json()["merchants"]
    sources = [one["source"] for one in (await admin.get(f"/merchants/{entry['id']}")).json()["lessons"]]
    assert sources == ["submission", "correction"]
    assert (entry["confirmed"], entry["corrected"]) == (1, 1)
    lessons = (await admin.get(f"/merchants/{entry['id']}")).json()["lessons"]
    await admin.delete(f"/merchants/{entry['id']}/lessons/{lessons[1]['id']}")
    assert (await admin.get("/merchants")).json()["merchants"] == []
    after = (await admin.get(f"/merchants/{entry['id']}")).json()
    assert (after["name"], after["names_seen"], after["confirmed"]) == (None, [], 0)
    assert (await next_one(receipts, broker, owner))["seen"] is None


async def test_what_was_said_of_a_receipt_that_is_thrown_away_no_longer_counts(
    receipts: Running, broker: Broker
) -> None:
    owner, admin, blank = receipts.as_person(Actor(new_id())), administrator(receipts), new_id()
    await put(owner, blank, PHOTO)
    typed = {"base_version": 1, "fields": {"merchant": "Roliga Firman AB", "organisation_number": NUMBER}}
    await owner.put(f"/receipts/{blank}/corrections/{new_id()}", typed)
    assert len((await admin.get("/merchants")).json()["merchants"]) == 1
    await owner.delete(f"/receipts/{blank}")
    assert (await admin.get("/merchants")).json()["merchants"] == []
    view = await next_one(receipts, broker, receipts.as_person(Actor(new_id())))
    assert (view["fields"]["merchant"], view["sure"]["merchant"]["sure_per_mille"]) == ("SOLR AB 0042", 980)


async def test_an_administrator_undoes_a_value_whoever_said_it(receipts: Running, broker: Broker) -> None:
    admin, owner = administrator(receipts), receipts.as_person(Actor(new_id()))
    for said in ("Solen", "Solen", "Solrosen"):
        await taught(receipts, broker, receipts.as_person(Actor(new_id())), {"merchant": said})
    [entry] = (await admin.get("/merchants")).json()["merchants"]
    path = f"/merchants/{entry['id']}/lessons?topic=merchant&said=Solen"
    answers = await owner.delete(path), await admin.delete(path), await admin.delete(path)
    assert (entry["name"], [answer.status_code for answer in answers]) == ("Solen", [403, 204, 204])
    after = (await admin.get(f"/merchants/{entry['id']}")).json()
    assert (after["name"], [one["undone_at"] is None for one in after["lessons"]]) == ("Solrosen", [True, False, False])
    assert (await admin.delete(path.replace(entry["id"], str(new_id())))).status_code == 404


async def _has_name_as_sure_as(admin: Client, per_mille: int) -> bool:
    [entry] = (await admin.get("/merchants")).json()["merchants"]
    return bool(entry["sure"]["merchant"] >= per_mille)


async def test_the_coding_under_which_a_known_merchant_is_approved_becomes_usual(
    receipts: Running, broker: Broker
) -> None:
    person, admin = Actor(new_id()), administrator(receipts)
    owner = receipts.as_person(person)
    view = await taught(receipts, broker, owner, {"merchant": "Solrosen"})
    await tell(broker, approved(person, UUID(view["id"]), {"1": "4120", "6": "7712"}))
    await until(lambda: _has_coding(admin))


async def _has_coding(admin: Client) -> bool:
    entries = (await admin.get("/merchants")).json()["merchants"]
    return [entry["usual_coding"] for entry in entries] == [{"6": "7712"}]


async def test_a_receipt_on_the_cost_centre_alone_makes_no_unknown_merchant_known_and_says_so_of_a_known_one(
    receipts: Running, broker: Broker
) -> None:
    person, admin = Actor(new_id()), administrator(receipts)
    owner = receipts.as_person(person)
    first, second, third = [await next_one(receipts, broker, owner) for _ in range(3)]
    await tell(broker, approved(person, UUID(first["id"]), {"1": "4120"}))
    await tell(broker, approved(person, UUID(second["id"]), {"1": "4120", "6": "7712"}))
    await until(lambda: _has_coding(admin))
    [entry] = (await admin.get("/merchants")).json()["merchants"]
    detail = (await admin.get(f"/merchants/{entry['id']}")).json()
    assert [one["said"] for one in detail["lessons"]] == ['{"6": "7712"}']
    await tell(broker, approved(person, UUID(third["id"]), {"1": "4120"}))

    async def is_usual_no_more() -> bool:
        return (await admin.get(f"/merchants/{entry['id']}")).json()["usual_coding"] is None

    await until(is_usual_no_more)


async def test_the_report_tells_how_sure_and_how_wrong_without_telling_whose(receipts: Running, broker: Broker) -> None:
    person = Actor(new_id(), roles=frozenset({Role.ADMINISTRATOR}))
    admin, owner = receipts.as_person(person), receipts.as_person(Actor(new_id()))
    private = [{"kind": "alcohol", "text": "Whisky 8 cl", "amount": 15900}]
    wrong = await taught(receipts, broker, owner, {"total": 77, "private_parts": None}, private_parts=private)
    own = await taught(receipts, broker, admin, {"date": "2026-10-11"})
    await put(owner, new_id(), PHOTO)
    report = (await admin.get("/reading/report?days=7")).json()
    assert (report["queue"]["waiting"], report["receipts_counted"], report["complete"]) == (1, 2, True)
    [day] = report["days"]
    assert (day["read"], day["unreadable"], day["counted"], day["judged"], day["corrected"]) == (2, 0, 2, 2, 2)
    assert (day["sure_per_mille_mean"], day["unseen"]) == ((980 + 610 + 990 + 995) // 4, 0)
    total = next(one for one in report["fields"] if one["field"] == "total")
    assert (total["read"], total["judged"], total["corrected"], total["sure_per_mille_mean"]) == (2, 2, 1, 990)
    assert [one for one in total["bins"] if one["count"]] == [
        {"from_per_mille": 980, "to_per_mille": 1000, "count": 2, "said_per_mille_mean": 990, "kept": 1}
    ]
    assert report["merchants"] == [{"name": "SOLR AB 0042", "receipts": 2, "corrected": 2}]
    found = [(one["receipt_id"], one["field"], one["corrected"], one["own"]) for one in report["worst"]]
    assert found == [(None, "total", "77", False), (own["id"], "date", "2026-10-11", True)]
    assert [one["read_at"][11:] == "00:00:00Z" for one in report["worst"]] == [True, False]
    assert wrong["id"] not in str(report) and "Whisky" not in str(report)
    assert (await admin.get(f"/receipts/{wrong['id']}/picture")).status_code == 404
    assert (await admin.get("/reading/report?days=0")).status_code == 422
