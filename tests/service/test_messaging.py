"""What carries events: told once when it is committed, handled once however often it comes, and never lost."""

import asyncio
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path

import nats
import pytest
from fastapi import APIRouter
from nats.aio.msg import Msg
from nats.js.errors import NotFoundError
from pydantic_settings import SettingsConfigDict
from sqlmodel import Session

from shared.clock import now
from shared.command_line import run
from shared.contracts.directory import UnitChanged
from shared.contracts.event import Hint
from shared.messaging import bus as bus_module
from shared.messaging import consumer as consumer_module
from shared.messaging.consumer import NotYet, on
from shared.messaging.outbox import emit, hint
from shared.messaging.relay import publish_again
from shared.refusal import Refusal, Refused
from shared.service import Service
from shared.settings import ServiceSettings
from tests.conftest import PASSWORDS, start_broker
from tests.service.messaging import Side, bus_of, leave, metadata, side, unit_changed, until

SENDER, READER = "directory", "approvals"  # the broker lets approvals read what directory tells


@dataclass
class OwnBroker:
    """A broker that a test may kill, and start again on the same port and store."""

    folder: Path
    process: subprocess.Popen[bytes]
    url: str

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()

    def start(self) -> None:
        self.process, self.url = start_broker(self.folder, int(self.url.rsplit(":", 1)[1]))

    def wipe(self) -> None:
        shutil.rmtree(self.folder / "store")


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[OwnBroker]:
    folder = tmp_path / "broker"
    folder.mkdir()
    started = OwnBroker(folder, *start_broker(folder))
    yield started
    started.kill()


def note(session: Session, event: UnitChanged, _: datetime) -> None:
    leave(session, event.name)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Delays and tries of a test's length."""
    monkeypatch.setattr(consumer_module, "DELAYS_S", (0.05, 0.1, 0.2))
    monkeypatch.setattr(consumer_module, "TRIES_MAX", 4)


async def effects_become(reader: Side, names: list[str], seconds: float = 8.0) -> None:
    deadline = time.monotonic() + seconds
    while (found := await reader.effects()) != sorted(names) and time.monotonic() < deadline:
        await asyncio.sleep(0.03)
    assert found == sorted(names)


async def test_an_event_arrives_once_and_in_order(broker: OwnBroker, tmp_path: Path) -> None:
    heard: list[str] = []

    def listen(session: Session, event: UnitChanged, _: datetime) -> None:
        heard.append(event.name)
        leave(session, event.name)

    async with (
        side(SENDER, broker.url, tmp_path) as sender,
        side(READER, broker.url, tmp_path, [on(UnitChanged, listen)]) as reader,
    ):
        names = [f"{number:03}" for number in range(300)]
        for name in names:
            await sender.tell(name)
        await effects_become(reader, names)
        assert heard == names
        assert await sender.unpublished() == 0


async def test_it_arrives_soon(broker: OwnBroker, tmp_path: Path) -> None:
    arrived = asyncio.Event()
    loop = asyncio.get_running_loop()

    def arrives(_: Session, __: UnitChanged, ___: datetime) -> None:
        loop.call_soon_threadsafe(arrived.set)

    async with (
        side(SENDER, broker.url, tmp_path) as sender,
        side(READER, broker.url, tmp_path, [on(UnitChanged, arrives)]),
    ):
        await sender.tell("first, while both connect")
        await asyncio.wait_for(arrived.wait(), 5)
        seconds = []
        for _ in range(10):
            arrived.clear()
            started = time.perf_counter()
            await sender.tell("later")
            await asyncio.wait_for(arrived.wait(), 5)
            seconds.append(time.perf_counter() - started)
        assert sorted(seconds)[5] < 0.1


async def test_a_write_that_is_rolled_back_tells_nothing(broker: OwnBroker, tmp_path: Path) -> None:
    def changes_its_mind(session: Session) -> None:
        emit(session, unit_changed("never happened"))
        raise Refused(Refusal("not-allowed"))

    async with (
        side(SENDER, broker.url, tmp_path) as sender,
        side(READER, broker.url, tmp_path, [on(UnitChanged, note)]) as reader,
    ):
        with pytest.raises(Refused):
            await sender.database.write(changes_its_mind)
        await sender.tell("happened")
        await effects_become(reader, ["happened"])


async def deliver(sender: Side, event: UnitChanged, message_id: str) -> None:
    """Publish with an id of the message's own, so that the broker does not drop it as a repetition."""
    await sender.bus.ready.wait()
    await sender.bus.publish(event.subject, event.model_dump_json().encode(), {"Nats-Msg-Id": message_id})


@pytest.mark.parametrize("use_inbox", [True, False])
async def test_an_event_that_is_delivered_twice_is_handled_once(
    broker: OwnBroker, tmp_path: Path, use_inbox: bool
) -> None:
    """Without the inbox it is handled twice: the check sees the difference."""
    handlers = [on(UnitChanged, note)]
    async with (
        side(SENDER, broker.url, tmp_path) as sender,
        side(READER, broker.url, tmp_path, handlers, use_inbox=use_inbox) as reader,
    ):
        twice, last = unit_changed("twice"), unit_changed("last")
        for event, message_id in ((twice, "a"), (twice, "b"), (last, "c")):
            await deliver(sender, event, message_id)
        await effects_become(reader, ["twice", "last"] if use_inbox else ["twice", "twice", "last"])


async def test_the_broker_drops_what_is_published_twice_within_minutes(broker: OwnBroker, tmp_path: Path) -> None:
    async with (
        side(SENDER, broker.url, tmp_path) as sender,
        side(READER, broker.url, tmp_path, [on(UnitChanged, note)], use_inbox=False) as reader,
    ):
        event = unit_changed("same message")
        await deliver(sender, event, str(event.id))
        await deliver(sender, event, str(event.id))
        await deliver(sender, unit_changed("last"), "last")
        await effects_become(reader, ["same message", "last"])


@pytest.mark.usefixtures("quick")
async def test_what_came_too_early_comes_again_with_growing_delay(broker: OwnBroker, tmp_path: Path) -> None:
    tries: list[float] = []

    def not_before_the_fourth(session: Session, event: UnitChanged, _: datetime) -> None:
        leave(session, "half done")
        tries.append(time.monotonic())
        if len(tries) < 4:
            raise NotYet
        leave(session, event.name)

    async with (
        side(SENDER, broker.url, tmp_path) as sender,
        side(READER, broker.url, tmp_path, [on(UnitChanged, not_before_the_fourth)]) as reader,
    ):
        await sender.tell("early")
        await effects_become(reader, ["half done", "early"])  # the tries before left nothing
        delays = [later - earlier for earlier, later in pairwise(tries)]
        assert len(delays) == 3
        for delay, least in zip(delays, (0.05, 0.1, 0.2), strict=True):
            assert least <= delay < least + 0.5


@pytest.mark.usefixtures("quick")
async def test_one_that_cannot_be_handled_is_put_aside_and_those_behind_it_go_on(
    broker: OwnBroker,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    tries: list[str] = []
    mended: list[bool] = []

    def stumbles(session: Session, event: UnitChanged, _: datetime) -> None:
        tries.append(event.name)
        if event.name == "bad" and not mended:
            raise ValueError("a reason in many words: " + "åäö \" ' " * 200)
        leave(session, event.name)

    monkeypatch.setenv("KVITTERA_NATS_URL", broker.url)
    monkeypatch.setenv("KVITTERA_APPROVALS_NATS_PASSWORD", PASSWORDS[READER])

    async def command(*words: str) -> str:
        assert await asyncio.to_thread(run, COMMANDED, {}, words) == 0
        return capsys.readouterr().out

    async with (
        side(SENDER, broker.url, tmp_path) as sender,
        side(READER, broker.url, tmp_path, [on(UnitChanged, stumbles)]) as reader,
    ):
        await sender.tell("bad")
        await sender.tell("good")
        await effects_become(reader, ["good"])
        await until(lambda: tries.count("bad") == 4)
        await asyncio.sleep(0.3)
        assert tries.count("bad") == 4
        listed = await command("dead-letters")
        assert "1 dead letters" in listed
        assert "kvittera.directory.unit.changed.v1" in listed
        assert "a reason in many words" in listed
        mended.append(True)
        assert "1 sent" in await command("replay")
        await effects_become(reader, ["bad", "good"])
        assert "0 dead letters" in await command("dead-letters")


class ApprovalsLike(ServiceSettings):
    model_config = SettingsConfigDict(env_prefix="KVITTERA_APPROVALS_")


COMMANDED = Service(READER, APIRouter(), metadata, {}, ApprovalsLike)


@pytest.mark.usefixtures("quick")
async def test_what_is_refused_for_good_is_not_tried_again(broker: OwnBroker, tmp_path: Path) -> None:
    tries: list[str] = []

    def refuses(_: Session, event: UnitChanged, __: datetime) -> None:
        tries.append(event.name)
        raise Refused(Refusal("not-allowed"))

    async with (
        side(SENDER, broker.url, tmp_path) as sender,
        side(READER, broker.url, tmp_path, [on(UnitChanged, refuses)]),
    ):
        await sender.tell("no")
        await until(lambda: tries)
        await asyncio.sleep(0.4)
        assert tries == ["no"]


async def test_work_goes_on_while_the_broker_is_away_and_is_told_when_it_is_back(
    broker: OwnBroker, tmp_path: Path
) -> None:
    async with (
        side(SENDER, broker.url, tmp_path) as sender,
        side(READER, broker.url, tmp_path, [on(UnitChanged, note)]) as reader,
    ):
        await sender.tell("before")
        await effects_become(reader, ["before"])
        broker.kill()
        await sender.tell("meanwhile")
        await asyncio.sleep(0.3)
        assert await sender.unpublished() == 1
        broker.start()
        started = time.monotonic()
        await effects_become(reader, ["before", "meanwhile"], 15)
        assert time.monotonic() - started < 5


async def test_a_service_starts_without_the_broker_and_tells_later(broker: OwnBroker, tmp_path: Path) -> None:
    broker.kill()
    async with (
        side(SENDER, broker.url, tmp_path) as sender,
        side(READER, broker.url, tmp_path, [on(UnitChanged, note)]) as reader,
    ):
        await sender.tell("early")
        assert not sender.bus.connected
        broker.start()
        await effects_become(reader, ["early"], 10)


async def test_a_broker_that_lost_its_store_is_told_everything_again(broker: OwnBroker, tmp_path: Path) -> None:
    beginning = now() - timedelta(seconds=1)
    async with side(SENDER, broker.url, tmp_path) as sender:
        async with side(READER, broker.url, tmp_path, [on(UnitChanged, note)]) as reader:
            await sender.tell("heard")
            await effects_become(reader, ["heard"])
        await sender.tell("told while nobody listened")
        deadline = time.monotonic() + 5
        while await sender.unpublished() and time.monotonic() < deadline:
            await asyncio.sleep(0.02)
        async with side(READER, broker.url, tmp_path, [on(UnitChanged, note)]) as reader:
            broker.kill()
            broker.wipe()
            broker.start()
            await sender.tell("after")
            await effects_become(reader, ["heard", *await missing(reader), "after"], 15)
            await sender.database.write(lambda session: publish_again(session, beginning))
            await effects_become(reader, ["heard", "told while nobody listened", "after"])


async def missing(reader: Side) -> list[str]:
    """What the reader may have heard in the moment before the broker was killed."""
    return [name for name in await reader.effects() if name == "told while nobody listened"]


@pytest.mark.parametrize("use_inbox", [True, False])
async def test_a_reader_that_stopped_before_it_said_so_gets_it_again(
    broker: OwnBroker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, use_inbox: bool
) -> None:
    """Ended between commit and acknowledgement: it comes again, and the inbox knows it. Without the inbox it happens twice."""
    monkeypatch.setattr(consumer_module, "ACK_WAIT_S", 1)

    async def never(_: object) -> None:
        await asyncio.sleep(60)

    handlers = [on(UnitChanged, note)]
    async with side(SENDER, broker.url, tmp_path) as sender:
        with monkeypatch.context() as patch:
            patch.setattr(Msg, "ack", never)
            async with side(READER, broker.url, tmp_path, handlers) as reader:
                await sender.tell("once")
                await effects_become(reader, ["once"])
        async with side(READER, broker.url, tmp_path, handlers, use_inbox=use_inbox) as reader:
            await sender.tell("next")
            await asyncio.sleep(1.5)
            await effects_become(reader, ["next", "once"] if use_inbox else ["next", "once", "once"])


async def test_hints_reach_who_listens_and_only_after_the_commit(broker: OwnBroker, tmp_path: Path) -> None:
    heard: list[bytes] = []

    async def listen(message: Msg) -> None:
        heard.append(message.data)

    web = bus_of("web", broker.url)
    await web.connect()
    await web.client.subscribe("hint.>", cb=listen)
    await web.client.flush()
    told = Hint(service=SENDER, thing="unit", id=unit_changed("x").id, version=1, state="new", concerns=())

    def work(session: Session) -> None:
        hint(session, told)
        emit(session, unit_changed("x"))

    async with side(SENDER, broker.url, tmp_path) as sender:
        await sender.bus.ready.wait()
        await sender.database.write(work)
        await until(lambda: heard)
    assert Hint.model_validate_json(heard[0]) == told
    await web.close()


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bus_module, "PUBLISH_TIMEOUT_S", 0.4)


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize(
    "subject",
    ["kvittera.claims.claim.submitted.v1", "hint.claims.claim", "dead.claims.x", "$JS.API.STREAM.DELETE.claims"],
)
async def test_the_broker_refuses_to_let_a_service_speak_for_another(broker: OwnBroker, subject: str) -> None:
    claims, directory = bus_of("claims", broker.url), bus_of("directory", broker.url)
    await claims.connect()
    await directory.connect()
    heard: list[Exception] = []

    async def failed(error: Exception) -> None:
        heard.append(error)

    directory.client._error_cb = failed
    await directory.client.publish(subject, b"{}")
    await directory.client.flush()
    await until(lambda: heard)
    assert "permissions violation" in str(heard[0]).lower()
    assert (await claims.stream.stream_info("claims")).state.messages == 0
    await claims.close()
    await directory.close()


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize(
    "look",
    [
        lambda bus: bus.stream.stream_info("claims"),
        lambda bus: bus.stream.get_msg("claims", 1),
        lambda bus: bus.stream.pull_subscribe("kvittera.claims.>", durable="receipts", stream="claims"),
        lambda bus: bus.stream.purge_stream("claims"),
        lambda bus: bus.stream.delete_stream("receipts"),
    ],
    ids=["look", "take one", "subscribe", "empty", "remove its own"],
)
async def test_the_broker_refuses_to_let_a_service_hear_or_remove_what_is_not_its_own(
    broker: OwnBroker, look: Callable[[bus_module.Bus], object]
) -> None:
    claims, receipts = bus_of("claims", broker.url), bus_of("receipts", broker.url)
    await claims.connect()
    await receipts.connect()
    await claims.publish("kvittera.claims.claim.submitted.v1", b"{}", {})
    with pytest.raises((nats.errors.Error, TimeoutError)) as refused:
        await look(receipts)  # type: ignore[misc]
    assert not isinstance(refused.value, NotFoundError)
    with pytest.raises(nats.errors.Error):
        stranger = bus_of("receipts", broker.url)
        await stranger.client.connect([broker.url], user="receipts", password="guessed", allow_reconnect=False)
    await claims.close()
    await receipts.close()


async def test_stopping_is_quick_and_loses_nothing(broker: OwnBroker, tmp_path: Path) -> None:
    async with side(READER, broker.url, tmp_path, [on(UnitChanged, note)]) as reader:
        async with side(SENDER, broker.url, tmp_path) as sender:
            await sender.bus.ready.wait()
            names = [f"{number:02}" for number in range(50)]
            await asyncio.gather(*(sender.tell(name) for name in names))
            started = time.monotonic()
        assert time.monotonic() - started < 2
        async with side(SENDER, broker.url, tmp_path):  # what it had not sent when it stopped
            await effects_become(reader, names)
        started = time.monotonic()
    assert time.monotonic() - started < 2


@pytest.mark.parametrize("wait", [0.0, 0.002, 0.005, 0.01, 0.02, 0.05])
async def test_stopping_while_still_connecting_is_no_fault(broker: OwnBroker, tmp_path: Path, wait: float) -> None:
    async with side(SENDER, broker.url, tmp_path):
        await asyncio.sleep(wait)
