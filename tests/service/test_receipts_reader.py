"""A real reader with its real child process, between a real service and a real broker."""

import contextlib
import io
import os
import signal
from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import pytest
from fastapi import FastAPI
from PIL import Image

from services.receipts.reader import build_reader
from services.receipts.reading_loop import TRIES_MAX
from services.receipts.service import SERVICE
from services.receipts.settings import ReaderSettings
from shared.contracts.receipts import ReadingAsked
from shared.identity import Actor
from shared.ids import new_id
from shared.settings import CommonSettings
from tests.conftest import PASSWORDS, Broker
from tests.service.harness import Client, running
from tests.service.receipt_pictures import Format, bomb_png, receipt
from tests.service.receipts_at_work import put, state_of, told_of, until

READ_WITHIN_S = 240
"""On a machine that does much else: engines may load for a minute, and each of three tries may last three quarters of one."""
FORMATS: Mapping[Format, str] = {
    "JPEG": "image/jpeg",
    "PNG": "image/png",
    "HEIF": "image/heic",
    "PDF": "application/pdf",
}


@contextlib.asynccontextmanager
async def reading(broker: Broker, data_dir: Path) -> AsyncIterator[FastAPI]:
    """A reader that runs."""
    common = CommonSettings(data_dir=data_dir, nats_url=broker.url)
    app = build_reader(common, ReaderSettings(nats_password=PASSWORDS["reader"]))
    async with app.router.lifespan_context(app):
        yield app


async def settled(client: Client, receipt_id: UUID) -> dict[str, Any]:
    """The receipt, once a reader has told about it."""

    async def done() -> bool:
        return await state_of(client, receipt_id) != "reading"

    await until(done, READ_WITHIN_S)
    view: dict[str, Any] = (await client.get(f"/receipts/{receipt_id}")).json()
    return view


async def test_every_form_of_receipt_is_read_and_shown_without_its_metadata(broker: Broker, data_dir: Path) -> None:
    async with running(SERVICE, broker, data_dir) as service, reading(broker, data_dir) as reader:
        await until(lambda: _is_ready(reader), READ_WITHIN_S)
        owner = service.as_person(Actor(new_id()))
        for form, media_type in FORMATS.items():
            one, content = new_id(), receipt(form)
            added = (await put(owner, one, content, "IMG_1.heic")).json()
            assert (added["media_type"], added["state"]) == (media_type, "reading")
            view = await settled(owner, one)
            fields = view["fields"]
            assert view["state"] == "read", view
            assert (fields["merchant"], fields["date"]) == ("CAFÉ SOLROSEN", "2026-10-12")
            assert (fields["total"], fields["currency"]) == (16100, "SEK")
            assert fields["vat"] == [{"rate": 12, "net_ore": 14375, "vat_ore": 1725}]
            assert (view["picture_ready"], view["doubtful"]) == (True, [])
            left, top, width, height = view["sure"]["total"]["box"]
            assert 0 < left < left + width < 1 and 0.5 < top < top + height < 0.7
            picture = await owner.get(f"/receipts/{one}/picture")
            assert (picture.status_code, picture.headers["content-type"]) == (200, "image/jpeg")
            with Image.open(io.BytesIO(picture.content)) as shown:
                assert max(shown.size) <= 1600 and dict(shown.getexif()) == {}
            assert (await owner.get(f"/receipts/{one}/original")).content == content


async def test_hostile_files_end_with_words_and_the_next_receipt_is_read(broker: Broker, data_dir: Path) -> None:
    async with running(SERVICE, broker, data_dir) as service, reading(broker, data_dir):
        owner = service.as_person(Actor(new_id()))
        for content, problem in (
            (receipt()[:20_000], "broken-picture"),
            (bomb_png(), "picture-too-large"),
            (b"%PDF-1.7 and nothing more", "broken-picture"),
            (b"<html>%PDF-", "broken-picture"),
        ):
            one = new_id()
            assert (await put(owner, one, content)).status_code == 201
            view = await settled(owner, one)
            assert (view["state"], view["problem"]) == ("unreadable", problem)
        good = new_id()
        await put(owner, good, receipt())
        assert (await settled(owner, good))["state"] == "read"
        assert (await owner.get("/health/live")).status_code == 200


async def test_a_receipt_whose_reading_is_killed_in_the_middle_is_read_once_in_the_end(
    broker: Broker, data_dir: Path
) -> None:
    async with running(SERVICE, broker, data_dir) as service, reading(broker, data_dir) as reader:
        owner, one = service.as_person(Actor(new_id())), new_id()
        [loop] = reader.state.loops
        await until(lambda: _is_ready(reader), READ_WITHIN_S)
        await put(owner, one, receipt())
        await until(lambda: _is_busy(reader))
        os.killpg(loop.reader.child_pid, signal.SIGKILL)
        view = await settled(owner, one)
        assert (view["state"], view["fields"]["total"], view["version"]) == ("read", 16100, 2)
        assert await told_of(service, one) == ["asked", "added", "read"]


async def test_a_reader_that_stops_in_the_middle_leaves_the_receipt_to_the_next(broker: Broker, data_dir: Path) -> None:
    async with running(SERVICE, broker, data_dir) as service:
        owner, one = service.as_person(Actor(new_id())), new_id()
        async with reading(broker, data_dir) as first:
            await until(lambda: _is_ready(first), READ_WITHIN_S)
            await put(owner, one, receipt())
            await until(lambda: _is_busy(first))
        assert await state_of(owner, one) == "reading"
        async with reading(broker, data_dir):
            assert (await settled(owner, one))["state"] == "read"


async def test_a_receipt_asked_for_again_is_read_again_and_counts_once(broker: Broker, data_dir: Path) -> None:
    async with running(SERVICE, broker, data_dir) as service, reading(broker, data_dir) as reader:
        person, one = Actor(new_id()), new_id()
        owner = service.as_person(person)
        await put(owner, one, receipt())
        view = await settled(owner, one)
        [row] = await service.app.state.database.read(
            lambda session: [
                found.body
                for found in session.connection().exec_driver_sql(
                    "SELECT body FROM outbox WHERE subject LIKE '%asked%'"
                )
            ]
        )
        again = {"Nats-Msg-Id": str(new_id())}
        await service.app.state.bus.publish(ReadingAsked.subject, row.encode(), again)
        await until(lambda: _has_read(reader, 2), READ_WITHIN_S)
        assert (await owner.get(f"/receipts/{one}")).json() == view
        assert (await told_of(service, one)).count("read") == 1


async def test_after_three_failures_the_person_is_told_and_types_it(broker: Broker, data_dir: Path) -> None:
    async with running(SERVICE, broker, data_dir) as service, reading(broker, data_dir) as reader:
        owner, one = service.as_person(Actor(new_id())), new_id()
        [loop] = reader.state.loops
        await until(lambda: _is_ready(reader), READ_WITHIN_S)
        await put(owner, one, receipt())
        for _ in range(TRIES_MAX):
            await until(lambda: _is_busy(reader), READ_WITHIN_S)
            before = loop.reader.child_pid
            os.killpg(before, signal.SIGKILL)
            await until(lambda before=before: _has_another_child(reader, before), READ_WITHIN_S)  # type: ignore[misc]
        view = await settled(owner, one)
        assert (view["state"], view["problem"]) == ("unreadable", "reading-out-of-memory")
        typed = {"base_version": view["version"], "fields": {"total": 16100}}
        answer = await owner.put(f"/receipts/{one}/corrections/{new_id()}", typed)
        assert answer.json()["fields"]["total"] == 16100


async def test_an_error_that_comes_each_time_is_told_and_not_waited_for(
    broker: Broker, data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise PermissionError("the folder of the reading")

    async with running(SERVICE, broker, data_dir) as service, reading(broker, data_dir) as reader:
        owner, one = service.as_person(Actor(new_id())), new_id()
        [loop] = reader.state.loops
        monkeypatch.setattr(loop.reader, "read", broken)
        await put(owner, one, receipt())
        view = await settled(owner, one)
        assert (view["state"], view["problem"]) == ("unreadable", "reading-timed-out")
        monkeypatch.undo()
        good = new_id()
        await put(owner, good, receipt("PNG"))
        assert (await settled(owner, good))["state"] == "read"


async def _has_another_child(reader: FastAPI, before: int) -> bool:
    return all(loop.reader.child_pid != before for loop in reader.state.loops)


async def test_a_reader_without_its_second_engine_says_so_and_reads_on(
    broker: Broker, data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(data_dir))
    async with running(SERVICE, broker, data_dir), reading(broker, data_dir) as reader:
        assert (await _get(reader, "/health/ready")).status_code == 503
        await until(lambda: _is_ready(reader), READ_WITHIN_S)
        ready = (await _get(reader, "/health/ready")).json()
        assert ready.pop("walls")
        assert ready == {"broker": "ok", "reading": "ok", "rapidocr": "ok", "tesseract": "missing"}


async def test_a_reader_says_when_it_is_ready_and_what_it_has_done(broker: Broker, data_dir: Path) -> None:
    async with running(SERVICE, broker, data_dir), reading(broker, data_dir) as reader:
        await until(lambda: _is_ready(reader), READ_WITHIN_S)
        assert (await _get(reader, "/health/live")).json() == {"status": "live"}
        assert "kvittera_reading_seconds" in (await _get(reader, "/metrics")).text


async def _get(app: FastAPI, path: str) -> httpx.Response:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test") as http:
        return await http.get(path)


async def _is_ready(reader: FastAPI) -> bool:
    return (await _get(reader, "/health/ready")).status_code == 200


async def _is_busy(reader: FastAPI) -> bool:
    return any(loop.reader._lock.locked() and loop.reader.child_pid for loop in reader.state.loops)


async def _has_read(reader: FastAPI, count: int) -> bool:
    return (
        f'kvittera_events_handled_total{{event="kvittera.receipts.reading.asked.v1"}} {count}.0'
        in (await _get(reader, "/metrics")).text
    )
