"""The same receipt twice, on each database: own ones are named, others' are counted."""

from typing import Any
from uuid import UUID

from shared.identity import Actor
from shared.ids import new_id
from tests.conftest import Broker
from tests.service.harness import Client, Running
from tests.service.receipts_at_work import PHOTO, put, read, told_about, told_of


async def same(client: Client, receipt_id: UUID) -> tuple[str | None, int]:
    view = (await client.get(f"/receipts/{receipt_id}")).json()
    return view["duplicate_of"], view["look_alikes"]


async def test_the_same_bytes_are_found_as_they_arrive_across_people(receipts: Running) -> None:
    owner, other = receipts.as_person(Actor(new_id())), receipts.as_person(Actor(new_id()))
    first, second, foreign = new_id(), new_id(), new_id()
    await put(owner, first, PHOTO)
    assert (await put(owner, second, PHOTO)).json()["duplicate_of"] == str(first)
    view = (await put(other, foreign, PHOTO)).json()
    assert (view["duplicate_of"], view["look_alikes"]) == (None, 2)
    assert (await same(owner, first), await same(owner, second)) == ((None, 1), (str(first), 1))
    await owner.delete(f"/receipts/{first}")
    assert (await same(owner, second), await same(other, foreign)) == ((None, 1), (None, 1))


async def test_the_same_purchase_is_found_when_it_is_read(receipts: Running, broker: Broker) -> None:
    owner, other = receipts.as_person(Actor(new_id())), receipts.as_person(Actor(new_id()))
    first, second, foreign, unlike = (new_id() for _ in range(4))
    for client, one in ((owner, first), (owner, second), (other, foreign), (other, unlike)):
        await put(client, one, PHOTO + one.bytes)
    await read(broker, owner, first)
    await read(broker, other, unlike, said={"total": 16200})
    await read(broker, owner, second, said={"merchant": "CAFE SOLR0SEN AB"})
    await read(broker, other, foreign)
    assert (await same(owner, first), await same(owner, second)) == ((None, 1), (str(first), 1))
    assert (await same(other, foreign), await same(other, unlike)) == ((None, 2), (None, 0))
    told = [await told_about(receipts, one, "read") for one in (first, second, foreign)]
    assert [(one["duplicate_of"], one["look_alikes"]) for one in told] == [(None, 0), (str(first), 0), (None, 2)]
    later = [await told_about(receipts, one, "corrected") for one in (first, second)]
    assert [(one["duplicate_of"], one["look_alikes"]) for one in later] == [(None, 1), (str(first), 1)]
    assert [(one["version"], one["fields"]["total"], one["corrected"]) for one in later] == [(2, 16100, [])] * 2
    await other.delete(f"/receipts/{foreign}")
    assert [(await told_about(receipts, one, "corrected"))["look_alikes"] for one in (first, second)] == [0, 0]
    assert str(first) not in str(told[2]) and str(second) not in str(told[2])


async def test_the_same_paper_photographed_again_is_found_unless_a_field_speaks_against_it(
    receipts: Running, broker: Broker
) -> None:
    owner = receipts.as_person(Actor(new_id()))
    hashes = {"0123456789abcdef": {}, "0123456789abcde0": {}, "f123456789abcdef": {"total": 1}, "fedcba9876543210": {}}
    ids = [new_id() for _ in hashes]
    for one, (picture_hash, said) in zip(ids, hashes.items(), strict=True):
        unread: dict[str, Any] = {"merchant": None, "date": None, "total": None, **said}
        await put(owner, one, PHOTO + one.bytes)
        await read(broker, owner, one, picture_hash=picture_hash, said=unread)
    assert [await same(owner, one) for one in ids] == [(None, 0), (str(ids[0]), 0), (str(ids[0]), 0), (None, 0)]
    first_read = {"base_version": 2, "fields": {"total": 2}}
    await owner.put(f"/receipts/{ids[0]}/corrections/{new_id()}", first_read)
    assert [await same(owner, one) for one in ids[1:3]] == [(str(ids[0]), 0), (str(ids[1]), 0)]


async def test_a_correction_makes_and_unmakes_what_is_the_same(receipts: Running, broker: Broker) -> None:
    owner, other = receipts.as_person(Actor(new_id())), receipts.as_person(Actor(new_id()))
    first, second = new_id(), new_id()
    for client, one, total in ((owner, first, 16100), (other, second, 16200)):
        await put(client, one, PHOTO + one.bytes)
        await read(broker, client, one, said={"total": total})
    assert await same(other, second) == (None, 0)
    answer = await other.put(
        f"/receipts/{second}/corrections/{new_id()}", {"base_version": 2, "fields": {"total": 16100}}
    )
    assert (answer.json()["look_alikes"], await same(owner, first)) == (1, (None, 1))
    assert (await told_about(receipts, second, "corrected"))["look_alikes"] == 1
    answer = await other.put(f"/receipts/{second}/corrections/{new_id()}", {"base_version": 3, "fields": {"total": 1}})
    assert (answer.json()["look_alikes"], await same(owner, first)) == (0, (None, 0))


async def test_typing_a_purchase_does_not_tell_whether_a_colleague_has_it(receipts: Running, broker: Broker) -> None:
    owner, curious = receipts.as_person(Actor(new_id())), receipts.as_person(Actor(new_id()))
    first, blank = new_id(), new_id()
    await put(owner, first, PHOTO)
    await read(broker, owner, first)
    await put(curious, blank, PHOTO + b"blank")
    typed = {"merchant": "Café Solrosen", "date": "2026-10-12", "total": 16100, "currency": "SEK"}
    answer = await curious.put(f"/receipts/{blank}/corrections/{new_id()}", {"base_version": 1, "fields": typed})
    assert (answer.json()["look_alikes"], await same(curious, blank)) == (0, (None, 0))
    assert (await told_about(receipts, blank, "corrected"))["look_alikes"] == 0
    assert await same(owner, first) == (None, 1)
    assert (await told_about(receipts, first, "corrected"))["look_alikes"] == 1
    await read(broker, curious, blank)
    assert await same(curious, blank) == (None, 1)


async def test_a_receipt_that_is_not_read_yet_is_not_told_to_be(receipts: Running) -> None:
    owner, other = receipts.as_person(Actor(new_id())), receipts.as_person(Actor(new_id()))
    first, second = new_id(), new_id()
    await put(owner, first, PHOTO)
    await put(other, second, PHOTO)
    assert await told_of(receipts, first) == ["asked", "added"]
