"""Receipts over ASGI, with a real database and a real broker; a reader's results are told as a reader would tell them."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from services.receipts.pictures import Pictures
from services.receipts.settings import PictureSettings
from shared.clock import now
from shared.contracts.approvals import ClaimReleased
from shared.identity import Actor, Role
from shared.ids import new_id
from tests.conftest import Broker
from tests.service.harness import Client, Running, tell
from tests.service.receipts_at_work import PHOTO, assigned, interpreted, is_in_state, put, told_of, until


async def test_the_same_picture_sent_again_is_the_same_receipt(receipts: Running) -> None:
    owner, one = receipts.as_person(Actor(new_id())), new_id()
    first, again = await put(owner, one, PHOTO), await put(owner, one, PHOTO)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    view = first.json()
    assert (view["state"], view["version"], view["media_type"]) == ("reading", 1, "image/jpeg")
    assert (view["bytes"], view["duplicate_of"], view["slow"]) == (len(PHOTO), None, False)
    assert await told_of(receipts, one) == ["asked", "added"]


async def test_many_at_once_with_one_id_make_one_receipt(receipts: Running) -> None:
    owner, one = receipts.as_person(Actor(new_id())), new_id()
    answers = await asyncio.gather(*(put(owner, one, PHOTO) for _ in range(8)))
    assert sorted(answer.status_code for answer in answers) == [200] * 7 + [201]
    assert await told_of(receipts, one) == ["asked", "added"]


async def test_an_id_serves_one_person_and_one_file(receipts: Running) -> None:
    owner, stranger, one = receipts.as_person(Actor(new_id())), receipts.as_person(Actor(new_id())), new_id()
    await put(owner, one, PHOTO)
    for answer in (await put(owner, one, PHOTO + b"x"), await put(stranger, one, PHOTO)):
        assert (answer.status_code, answer.json()["code"]) == (409, "id-taken")
    assert await told_of(receipts, one) == ["asked", "added"]


async def test_the_same_bytes_under_another_id_are_named_a_duplicate_for_the_same_person_only(
    receipts: Running,
) -> None:
    owner, stranger = receipts.as_person(Actor(new_id())), receipts.as_person(Actor(new_id()))
    first, second, foreign = new_id(), new_id(), new_id()
    await put(owner, first, PHOTO)
    assert (await put(owner, second, PHOTO)).json()["duplicate_of"] == str(first)
    assert (await put(stranger, foreign, PHOTO)).json()["duplicate_of"] is None
    await owner.delete(f"/receipts/{first}")
    assert (await owner.get(f"/receipts/{second}")).json()["duplicate_of"] is None


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty-file"),
        (b"dear all, here is my receipt", "not-a-picture"),
        (b"GIF89a" + bytes(100), "not-a-picture"),
    ],
)
async def test_what_is_no_picture_is_refused_with_words(receipts: Running, content: bytes, code: str) -> None:
    owner, one = receipts.as_person(Actor(new_id())), new_id()
    answer = await put(owner, one, content)
    assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert answer.json()["text"]["id"] == f"problem.{code}"
    assert (await owner.get(f"/receipts/{one}")).status_code == 404


async def test_a_file_too_large_is_refused_without_reading_it_all(receipts: Running) -> None:
    owner, sent = receipts.as_person(Actor(new_id())), 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal sent
        yield PHOTO
        while sent < 100_000_000:
            sent += 1_000_000
            yield bytes(1_000_000)

    chunked = await put(owner, new_id(), endless())
    assert (chunked.status_code, chunked.json()["code"]) == (413, "body-too-large")
    assert chunked.json()["text"]["parameters"] == {"limit": 30}
    declared = await owner.send("PUT", f"/receipts/{new_id()}", content=b"x", headers={"content-length": "100000000"})
    assert (declared.status_code, declared.json()["code"]) == (413, "body-too-large")
    assert (await put(owner, new_id(), PHOTO)).status_code == 201


async def test_a_reading_fills_the_fields_and_says_what_is_doubtful(receipts: Running, broker: Broker) -> None:
    owner, one = receipts.as_person(Actor(new_id())), new_id()
    await put(owner, one, PHOTO)
    await tell(broker, interpreted(one), interpreted(one))
    await until(lambda: is_in_state(owner, one, "read"))
    view = (await owner.get(f"/receipts/{one}")).json()
    assert view["fields"]["merchant"] == "Café Solrosen"
    assert (view["version"], view["doubtful"]) == (2, ["date"])
    assert view["sure"]["date"] == {"sure_per_mille": 610, "box": [0.1, 0.2, 0.3, 0.04], "evidence": [], "other": None}
    assert await told_of(receipts, one) == ["asked", "added", "read"]


async def test_a_correction_stands_above_what_was_read_and_the_reading_beside(
    receipts: Running, broker: Broker
) -> None:
    owner, one, correction = receipts.as_person(Actor(new_id())), new_id(), new_id()
    await put(owner, one, PHOTO)
    await tell(broker, interpreted(one))
    await until(lambda: is_in_state(owner, one, "read"))
    body = {"base_version": 2, "fields": {"date": "2026-10-13", "total": 16100}}
    first = await owner.put(f"/receipts/{one}/corrections/{correction}", body)
    again = await owner.put(f"/receipts/{one}/corrections/{correction}", body)
    assert (first.status_code, first.json()) == (200, again.json())
    view = first.json()
    assert (view["fields"]["date"], view["read"]["date"]) == ("2026-10-13", "2026-10-12")
    assert (view["corrected"], view["doubtful"], view["version"]) == (["date", "total"], [], 3)
    assert await told_of(receipts, one) == ["asked", "added", "read", "corrected"]
    other = await owner.put(f"/receipts/{one}/corrections/{correction}", {**body, "fields": {"total": 1}})
    assert (other.status_code, other.json()["code"]) == (409, "id-taken")
    outdated = await owner.put(f"/receipts/{one}/corrections/{new_id()}", {**body, "fields": {"total": 1}})
    assert (outdated.status_code, outdated.json()["text"]["parameters"]) == (409, {"current": 3})


async def test_what_is_typed_while_it_is_read_stays_on_top_of_the_reading(receipts: Running, broker: Broker) -> None:
    owner, one = receipts.as_person(Actor(new_id())), new_id()
    await put(owner, one, PHOTO)
    typed = {"base_version": 1, "fields": {"total": 15900, "kind": None}}
    await owner.put(f"/receipts/{one}/corrections/{new_id()}", typed)
    await tell(broker, interpreted(one))
    await until(lambda: is_in_state(owner, one, "read"))
    view = (await owner.get(f"/receipts/{one}")).json()
    assert (view["fields"]["total"], view["fields"]["kind"], view["fields"]["merchant"]) == (
        15900,
        None,
        "Café Solrosen",
    )
    assert (view["read"]["total"], view["version"]) == (16100, 4)
    assert await told_of(receipts, one) == ["asked", "added", "corrected", "read", "corrected"]
    late = {"base_version": 2, "fields": {"merchant": "Solrosen"}}
    assert (await owner.put(f"/receipts/{one}/corrections/{new_id()}", late)).json()["fields"]["merchant"] == "Solrosen"


async def test_a_correction_that_cannot_be_is_refused_beside_its_field(receipts: Running) -> None:
    owner, one = receipts.as_person(Actor(new_id())), new_id()
    await put(owner, one, PHOTO)
    wrong = {"base_version": 1, "fields": {"currency": "kronor", "merchant": "x" * 121}}
    answer = await owner.put(f"/receipts/{one}/corrections/{new_id()}", wrong)
    assert answer.status_code == 422
    assert {problem["field"] for problem in answer.json()["fields"]} == {"fields.currency", "fields.merchant"}


async def test_an_unreadable_receipt_says_why_and_can_be_typed(receipts: Running, broker: Broker) -> None:
    owner, one = receipts.as_person(Actor(new_id())), new_id()
    await put(owner, one, PHOTO)
    await tell(broker, interpreted(one, fields=None, sure={}, problem="no-text-found"))
    await until(lambda: is_in_state(owner, one, "unreadable"))
    typed = await owner.put(f"/receipts/{one}/corrections/{new_id()}", {"base_version": 2, "fields": {"total": 100}})
    view = typed.json()
    assert (view["state"], view["problem"], view["read"]) == ("unreadable", "no-text-found", None)
    assert view["fields"]["total"] == 100
    picture = await owner.get(f"/receipts/{one}/picture")
    assert (picture.status_code, picture.json()["code"]) == (404, "no-picture")


async def test_nobody_else_finds_a_receipt(receipts: Running) -> None:
    owner, one = receipts.as_person(Actor(new_id())), new_id()
    await put(owner, one, PHOTO)
    for role in (None, *Role):
        other = receipts.as_person(Actor(new_id(), roles=frozenset({role} if role else ())))
        correction = {"base_version": 1, "fields": {"total": 1}}
        answers = (
            await other.get(f"/receipts/{one}"),
            await other.get(f"/receipts/{one}/picture"),
            await other.get(f"/receipts/{one}/original"),
            await other.put(f"/receipts/{one}/corrections/{new_id()}", correction),
            await other.delete(f"/receipts/{one}"),
            await other.get(f"/receipts?cursor={one}"),
        )
        assert {(answer.status_code, answer.json()["code"]) for answer in answers} == {(404, "not-found")}
        assert (await other.get("/receipts")).json() == {"receipts": [], "next": None}


async def test_whoever_decides_and_payroll_see_a_submitted_receipt_until_the_claim_is_taken_back(
    receipts: Running, broker: Broker
) -> None:
    owner, approver = Actor(new_id()), Actor(new_id())
    payroll = Actor(new_id(), roles=frozenset({Role.PAYROLL}))
    one, claim_id = new_id(), new_id()
    mine = receipts.as_person(owner)
    await put(mine, one, PHOTO)
    await tell(broker, assigned(owner, approver, one, claim_id=claim_id))
    await until(lambda: _answers(receipts.as_person(approver), one, 200))
    assert await _answers(receipts.as_person(payroll), one, 200)
    assert await _answers(receipts.as_person(Actor(new_id())), one, 404)
    assert (await receipts.as_person(approver).delete(f"/receipts/{one}")).status_code == 404
    refused = await mine.delete(f"/receipts/{one}")
    assert (refused.status_code, refused.json()["code"]) == (409, "receipt-in-use")
    await tell(broker, ClaimReleased(id=new_id(), occurred_at=now(), claim_id=claim_id, version=1))
    await until(lambda: _answers(receipts.as_person(approver), one, 404))
    assert (await mine.delete(f"/receipts/{one}")).status_code == 204
    assert (await mine.delete(f"/receipts/{one}")).status_code == 204
    assert await told_of(receipts, one) == ["asked", "added", "discarded"]
    assert (await mine.get("/receipts")).json()["receipts"] == []


async def _answers(client: Client, receipt_id: UUID, status: int) -> bool:
    return (await client.get(f"/receipts/{receipt_id}")).status_code == status


async def test_naming_somebody_elses_receipt_in_a_claim_opens_nothing(receipts: Running, broker: Broker) -> None:
    owner, thief, friend, stolen, own = Actor(new_id()), Actor(new_id()), Actor(new_id()), new_id(), new_id()
    await put(receipts.as_person(owner), stolen, PHOTO)
    await put(receipts.as_person(thief), own, PHOTO)
    await tell(broker, assigned(thief, friend, stolen, own))
    await until(lambda: _answers(receipts.as_person(friend), own, 200))
    assert await _answers(receipts.as_person(friend), stolen, 404)
    assert (await receipts.as_person(owner).delete(f"/receipts/{stolen}")).status_code == 204


async def test_older_news_of_a_claim_changes_nothing(receipts: Running, broker: Broker) -> None:
    owner, first, second, one, claim_id = Actor(new_id()), Actor(new_id()), Actor(new_id()), new_id(), new_id()
    await put(receipts.as_person(owner), one, PHOTO)
    earlier = assigned(owner, first, one, claim_id=claim_id)
    later = assigned(owner, second, one, claim_id=claim_id)
    marker = assigned(owner, first, new_id())
    await tell(broker, later, earlier.model_copy(update={"occurred_at": later.occurred_at - timedelta(1)}), marker)
    await until(lambda: _answers(receipts.as_person(second), one, 200))
    assert await _answers(receipts.as_person(first), one, 404)


async def test_the_list_is_paged_newest_first(receipts: Running) -> None:
    owner = receipts.as_person(Actor(new_id()))
    ids = [new_id() for _ in range(5)]
    for one in ids:
        await put(owner, one, PHOTO)
    seen: list[str] = []
    path = "/receipts?limit=2"
    while True:
        page = (await owner.get(path)).json()
        seen += [one["id"] for one in page["receipts"]]
        if page["next"] is None:
            break
        path = f"/receipts?limit=2&cursor={page['next']}"
    assert seen == [str(one) for one in reversed(ids)]
    assert (await owner.get("/receipts?state=read")).json()["receipts"] == []


async def test_the_original_is_saved_under_a_harmless_name_and_kept_by_the_browser(receipts: Running) -> None:
    owner, one = receipts.as_person(Actor(new_id())), new_id()
    await put(owner, one, PHOTO, name='../Lunch "på" stan\r\nX: y.html')
    answer = await owner.get(f"/receipts/{one}/original")
    assert (answer.status_code, answer.content) == (200, PHOTO)
    assert answer.headers["content-disposition"].endswith("filename*=UTF-8''Lunch%20_p%C3%A5_%20stan__X_%20y.jpg")
    assert answer.headers["content-type"] == "image/jpeg"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"] == "private, max-age=31536000, immutable"
    known = {"if-none-match": answer.headers["etag"]}
    assert (await owner.send("GET", f"/receipts/{one}/original", headers=known)).status_code == 304
    early = await owner.get(f"/receipts/{one}/picture")
    assert (early.status_code, early.json()["code"]) == (404, "picture-not-ready")


async def test_a_store_that_is_away_is_told_as_passing_and_works_again_when_it_is_back(
    receipts: Running, data_dir: Path
) -> None:
    owner, one, folder = receipts.as_person(Actor(new_id())), new_id(), data_dir / "pictures"
    folder.rmdir()
    folder.write_bytes(b"in the way")
    away = await put(owner, one, PHOTO)
    assert (away.status_code, away.json()["code"]) == (503, "temporarily-unavailable")
    assert (await owner.get(f"/receipts/{one}")).status_code == 404
    folder.unlink()
    assert (await put(owner, one, PHOTO)).status_code == 201
    assert (await owner.get(f"/receipts/{one}/original")).content == PHOTO


async def test_a_store_is_named_by_its_url(tmp_path: Path) -> None:
    for url in (None, "memory:///", f"file://{tmp_path}/"):
        pictures = Pictures(PictureSettings(url=url), tmp_path)
        await pictures.keep("ab" * 32, PHOTO)
        download = await pictures.open("ab" * 32)
        assert b"".join([piece async for piece in download.pieces]) == PHOTO == await pictures.fetch("ab" * 32)
        with pytest.raises(FileNotFoundError):
            await pictures.fetch("cd" * 32)
