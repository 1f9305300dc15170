"""What is asked of readers, and for which answer the service waits."""

import asyncio
import json
from collections import Counter
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from shared.contracts.receipts import FurtherReceipt, ReceiptFields
from shared.identity import Actor, Role
from shared.ids import new_id
from shared.messaging.tables import outbox
from shared.texts.formatting import STOCKHOLM
from tests.conftest import Broker
from tests.service.harness import Client, Running, tell
from tests.service.receipts_at_work import PHOTO, assigned, interpreted, is_in_state, put, read, told_of, until


async def asked(service: Running, receipt_id: UUID) -> list[tuple[str, Any]]:
    """What readers were asked about a receipt, and in which lane."""
    rows = await service.app.state.database.read(
        lambda session: session.execute(outbox.select().order_by(outbox.c.sequence)).all()
    )
    return [
        (row.subject.split(".")[3], json.loads(row.body))
        for row in rows
        if ".reading." in row.subject and str(receipt_id) in row.body
    ]


async def test_whoever_waits_is_asked_for_at_once_and_one_of_many_later(receipts: Running) -> None:
    owner, other = receipts.as_person(Actor(new_id())), receipts.as_person(Actor(new_id()))
    ids = [new_id() for _ in range(12)]
    for number, one in enumerate(ids):
        await put(owner, one, PHOTO + bytes([number]))
    lanes = [(await asked(receipts, one))[0][0] for one in ids]
    assert lanes == ["asked"] * 10 + ["asked_later"] * 2
    bulk, single = new_id(), new_id()
    await put(other, bulk, PHOTO, bulk="1")
    await put(other, single, PHOTO)
    assert [(await asked(receipts, one))[0][0] for one in (bulk, single)] == ["asked_later", "asked"]


async def test_uploads_at_the_same_time_are_counted_one_after_another(receipts: Running) -> None:
    owner, other, long = receipts.as_person(Actor(new_id())), receipts.as_person(Actor(new_id())), new_id()
    ids = [new_id() for _ in range(24)]
    await asyncio.gather(*(put(owner, one, PHOTO + one.bytes) for one in ids))
    lanes = Counter([(await asked(receipts, one))[0][0] for one in ids])
    assert lanes == {"asked": 10, "asked_later": 14}
    await put(other, long, PHOTO)
    answers = await asyncio.gather(*(put(other, long, PHOTO + bytes([n]), page=new_id()) for n in range(24)))
    assert Counter(answer.status_code for answer in answers) == {201: 9, 422: 15}
    assert len((await other.get(f"/receipts/{long}")).json()["pages"]) == 10
    assert Counter([lane for lane, _ in await asked(receipts, long)]) == {"asked": 10}


async def test_whoever_throws_away_or_adds_pages_waits_no_less(receipts: Running) -> None:
    thrower, other = receipts.as_person(Actor(new_id())), receipts.as_person(Actor(new_id()))
    thrown = [new_id() for _ in range(11)]
    for one in thrown:
        await put(thrower, one, PHOTO)
        await thrower.delete(f"/receipts/{one}")
    assert [(await asked(receipts, one))[0][0] for one in thrown] == ["asked"] * 10 + ["asked_later"]
    long, short = new_id(), new_id()
    await put(other, long, PHOTO)
    for number in range(9):
        await put(other, long, PHOTO + bytes([number]), page=new_id())
    await put(other, short, PHOTO)
    assert [lane for lane, _ in await asked(receipts, long)] == ["asked"] * 10
    assert [lane for lane, _ in await asked(receipts, short)] == ["asked_later"]


async def test_after_some_quiet_minutes_a_person_is_asked_for_at_once_again(
    receipts: Running, broker: Broker, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner, late = receipts.as_person(Actor(new_id())), new_id()
    for _ in range(10):
        one = new_id()
        await put(owner, one, PHOTO + one.bytes)
        await read(broker, owner, one)
    monkeypatch.setattr("services.receipts.commands.reading.QUESTIONS_OF_LATE", timedelta(0))
    await put(owner, late, PHOTO)
    assert [lane for lane, _ in await asked(receipts, late)] == ["asked"]


async def test_the_country_of_the_phone_and_the_day_go_with_the_question(receipts: Running) -> None:
    owner, one, two = receipts.as_person(Actor(new_id())), new_id(), new_id()
    added = (await put(owner, one, PHOTO, country="NO")).json()
    [(_, question)] = await asked(receipts, one)
    day = datetime.fromisoformat(added["added_at"]).astimezone(STOCKHOLM).date()
    assert (question["country"], question["added_on"]) == ("NO", day.isoformat())
    assert (await put(owner, two, PHOTO, country="Norge")).status_code == 422
    assert (await put(owner, two, PHOTO, bulk="yes")).status_code == 422


async def test_a_page_has_the_whole_read_again_and_only_that_answer_counts(receipts: Running, broker: Broker) -> None:
    owner, one, page = receipts.as_person(Actor(new_id())), new_id(), new_id()
    await put(owner, one, PHOTO)
    await read(broker, owner, one)
    await owner.put(f"/receipts/{one}/corrections/{new_id()}", {"base_version": 2, "fields": {"kind": "hotel"}})
    first, again = (
        await put(owner, one, PHOTO + b"2", "s2.jpg", page),
        await put(owner, one, PHOTO + b"2", "s2.jpg", page),
    )
    assert (first.status_code, again.status_code, first.json()) == (201, 200, again.json())
    view = first.json()
    assert (view["state"], view["fields"]["total"], view["fields"]["kind"]) == ("reading", 16100, "hotel")
    assert [(part["id"], part["file_name"]) for part in view["pages"]] == [
        (str(one), "kvitto.jpg"),
        (str(page), "s2.jpg"),
    ]
    assert [len(question["files"]) for _, question in await asked(receipts, one)] == [1, 2]
    await tell(broker, interpreted(one, said={"total": 1}).model_copy(update={"id": new_id()}))
    whole = await read(broker, owner, one, files_count=2, said={"total": 32200}, advice=("cut-off-top",))
    assert (whole["fields"]["total"], whole["fields"]["kind"], whole["read"]["kind"]) == (32200, "hotel", "restaurant")
    assert (whole["advice"], whole["version"]) == (["cut-off-top"], 6)
    assert await told_of(receipts, one) == ["asked", "added", "read", "corrected", "asked", "read", "corrected"]
    assert (await owner.get(f"/receipts/{one}/original?page=2")).content == PHOTO + b"2"
    assert (await owner.get(f"/receipts/{one}/original?page=3")).status_code == 404


async def test_pages_are_refused_where_they_cannot_be(receipts: Running, broker: Broker) -> None:
    person, approver, one = Actor(new_id()), Actor(new_id()), new_id()
    owner = receipts.as_person(person)
    await put(owner, one, PHOTO)
    stranger = receipts.as_person(Actor(new_id(), roles=frozenset(Role)))
    assert (await put(stranger, one, PHOTO, page=new_id())).status_code == 404
    assert (await put(owner, one, b"hello", page=new_id())).json()["code"] == "not-a-picture"
    for number in range(9):
        assert (await put(owner, one, PHOTO + bytes([number]), page=new_id())).status_code == 201
    many = await put(owner, one, PHOTO, page=new_id())
    assert (many.status_code, many.json()["code"]) == (422, "too-many-pages")
    used = new_id()
    await put(owner, used, PHOTO + b"used")
    await tell(broker, assigned(person, approver, used))
    await until(lambda: _may_see(receipts.as_person(approver), used))
    refused = await put(owner, used, PHOTO, page=new_id())
    assert (refused.status_code, refused.json()["code"]) == (409, "receipt-in-use")


async def _may_see(client: Client, receipt_id: UUID) -> bool:
    return (await client.get(f"/receipts/{receipt_id}")).status_code == 200


def two_in_one(receipt_id: UUID, **said: Any) -> Any:
    fields = ReceiptFields.model_validate({"merchant": "Taxi Kurir", "date": "2026-10-12", "total": 32500, **said})
    return interpreted(receipt_id, further=(FurtherReceipt(fields=fields, display_sha256="ef" * 32),))


async def test_two_receipts_in_one_picture_are_asked_about_and_separated(receipts: Running, broker: Broker) -> None:
    owner, one, two = receipts.as_person(Actor(new_id())), new_id(), new_id()
    await put(owner, one, PHOTO)
    early = await owner.put(f"/receipts/{one}/separation", {"ids": [two]})
    assert (early.status_code, early.json()["code"]) == (409, "not-read-yet")
    await tell(broker, two_in_one(one))
    await until(lambda: is_in_state(owner, one, "read"))
    [further] = (await owner.get(f"/receipts/{one}")).json()["further"]
    assert (further["index"], further["fields"]["merchant"]) == (0, "Taxi Kurir")
    assert further["picture"] == f"/receipts/{one}/further/0/picture"
    pictures = receipts.app.state.pictures
    await pictures.keep("ef" * 32, b"the taxi alone")
    assert (await owner.get(further["picture"])).content == b"the taxi alone"
    assert (await receipts.as_person(Actor(new_id())).get(further["picture"])).status_code == 404
    wrong = await owner.put(f"/receipts/{one}/separation", {"ids": [two, new_id()]})
    assert (wrong.status_code, wrong.json()["text"]["parameters"]) == (422, {"count": 1})
    first, again = [await owner.put(f"/receipts/{one}/separation", {"ids": [two]}) for _ in range(2)]
    assert (first.status_code, first.json()) == (200, again.json())
    assert (first.json()["further"], first.json()["separated_into"]) == ([], [str(two)])
    made = (await owner.get(f"/receipts/{two}")).json()
    assert (made["state"], made["fields"]["total"], made["separated_from"]) == ("read", 32500, str(one))
    assert (made["duplicate_of"], made["look_alikes"]) == (None, 0)
    assert (await owner.get(f"/receipts/{two}/original")).content == PHOTO
    assert (await owner.get(f"/receipts/{two}/picture")).content == b"the taxi alone"
    assert await told_of(receipts, two) == ["added", "read"]
    assert (await put(owner, two, PHOTO, page=new_id())).json()["code"] == "separated-receipt"
    other = await owner.put(f"/receipts/{one}/separation", {"ids": []})
    assert (other.status_code, other.json()["code"]) == (409, "already-separated")


async def test_whoever_decides_sees_only_what_was_handed_in(receipts: Running, broker: Broker) -> None:
    person, approver, one, two = Actor(new_id()), Actor(new_id()), new_id(), new_id()
    auditor = receipts.as_person(Actor(new_id(), roles=frozenset({Role.AUDITOR})))
    owner, decides = receipts.as_person(person), receipts.as_person(approver)
    await put(owner, one, PHOTO)
    await tell(broker, two_in_one(one))
    await until(lambda: is_in_state(owner, one, "read"))
    await tell(broker, assigned(person, approver, one))
    await until(lambda: _may_see(decides, one))
    for client, count in ((owner, 1), (decides, 0), (auditor, 0)):
        assert len((await client.get(f"/receipts/{one}")).json()["further"]) == count
    await owner.put(f"/receipts/{one}/separation", {"ids": [two]})
    answers = [(await client.get(f"/receipts/{one}/original")).status_code for client in (owner, auditor, decides)]
    assert answers == [200, 200, 404]
    assert (await decides.get(f"/receipts/{two}")).status_code == 404


async def test_a_page_with_another_receipt_on_it_is_asked_about_though_it_was_said_to_be_one(
    receipts: Running, broker: Broker
) -> None:
    owner, one = receipts.as_person(Actor(new_id())), new_id()
    await put(owner, one, PHOTO)
    await read(broker, owner, one)
    assert (await owner.put(f"/receipts/{one}/separation", {"ids": []})).status_code == 200
    await put(owner, one, PHOTO + b"2", page=new_id())
    view = await read(broker, owner, one, files_count=2, further=two_in_one(one).further)
    assert [further["fields"]["merchant"] for further in view["further"]] == ["Taxi Kurir"]
    assert (await owner.put(f"/receipts/{one}/separation", {"ids": [str(new_id())]})).status_code == 200


async def test_it_is_one_receipt_and_never_asked_again(receipts: Running, broker: Broker) -> None:
    owner, one = receipts.as_person(Actor(new_id())), new_id()
    await put(owner, one, PHOTO)
    await tell(broker, two_in_one(one))
    await until(lambda: is_in_state(owner, one, "read"))
    answers = [await owner.put(f"/receipts/{one}/separation", {"ids": []}) for _ in range(2)]
    assert [(answer.status_code, answer.json()["further"]) for answer in answers] == [(200, [])] * 2
    assert (await owner.get("/receipts")).json()["receipts"] == [answers[1].json()]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("time", "12:07+02:00"),
        ("tip", 10**12),
        ("payment_means", "gold"),
        ("hotel_nights", 0),
        ("private_parts", [{"kind": "minibar", "text": "x" * 121, "amount": 1}]),
        ("receipt_number", ""),
    ],
)
async def test_a_new_field_that_cannot_be_is_refused_beside_its_name(
    field: str, value: Any, broker: Broker, data_dir: Any
) -> None:
    from services.receipts.service import SERVICE
    from tests.service.harness import running

    async with running(SERVICE, broker, data_dir) as receipts:
        owner, one = receipts.as_person(Actor(new_id())), new_id()
        await put(owner, one, PHOTO)
        refused = await owner.put(
            f"/receipts/{one}/corrections/{new_id()}", {"base_version": 1, "fields": {field: value}}
        )
        assert refused.status_code == 422
        assert refused.json()["fields"][0]["field"].startswith(f"fields.{field}")


async def test_every_new_field_may_be_corrected(receipts: Running, broker: Broker) -> None:
    owner, one = receipts.as_person(Actor(new_id())), new_id()
    await put(owner, one, PHOTO)
    said = {
        "time": "12:07:00",
        "tip": 500,
        "rounding": -40,
        "payment_means": "mobile",
        "receipt_number": "1042",
        "hotel_nights": 2,
        "breakfast_included": True,
        "private_parts": [{"kind": "minibar", "text": "Minibar", "amount": 9000}],
        "is_copy": True,
        "is_refund": False,
    }
    answer = await owner.put(f"/receipts/{one}/corrections/{new_id()}", {"base_version": 1, "fields": said})
    view = await read(broker, owner, one, said={"hotel_nights": 3})
    assert answer.status_code == 200
    assert {name: view["fields"][name] for name in said} == said
    assert view["read"]["hotel_nights"] == 3 and set(said) == set(view["corrected"])
