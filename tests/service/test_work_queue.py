"""A queue with two lanes: what nobody waits for is taken while nothing else is there."""

import asyncio
from datetime import UTC, datetime

from shared.contracts.receipts import ReadingAsked, ReadingAskedLater
from shared.ids import new_id
from shared.messaging.bus import Bus
from shared.messaging.work_queue import INTERRUPTIONS_MAX, Again, Worker, WorkQueue
from shared.observability import Figures
from shared.settings import CommonSettings, ServiceSettings
from tests.conftest import PASSWORDS, Broker
from tests.service.harness import tell

NOON = datetime(2026, 10, 12, 12, tzinfo=UTC)
LANES = (ReadingAsked, ReadingAskedLater)


def asked(kind: type[ReadingAsked]) -> ReadingAsked:
    return kind(id=new_id(), occurred_at=NOON, receipt_id=new_id(), files=("ab" * 32,), added_on=NOON.date())


async def test_what_somebody_waits_for_goes_before_what_was_there_first(broker: Broker) -> None:
    later, urgent = [asked(ReadingAskedLater) for _ in range(3)], [asked(ReadingAsked) for _ in range(2)]
    await tell(broker, *later)
    worked: list[ReadingAsked] = []
    done = asyncio.Event()

    async def work(event: ReadingAsked, _: int) -> Again | None:
        worked.append(event)
        if len(worked) == 1:
            await tell(broker, *urgent)
        if len(worked) == 5:
            done.set()
        return None

    await _working(broker, work, done)
    assert worked == [later[0], *urgent, *later[1:]]


async def test_what_is_to_be_tried_again_lets_others_go_before(broker: Broker) -> None:
    first, second = asked(ReadingAsked), asked(ReadingAskedLater)
    await tell(broker, first, second)
    worked: list[tuple[ReadingAsked, int]] = []
    done = asyncio.Event()

    async def work(event: ReadingAsked, tries: int) -> Again | None:
        worked.append((event, tries))
        if len(worked) == 3:
            done.set()
        return Again(0.5) if event == first and tries == 1 else None

    await _working(broker, work, done)
    assert worked == [(first, 1), (second, 1), (first, 2)]


async def test_a_worker_that_is_stopped_in_the_middle_has_not_failed(broker: Broker) -> None:
    event = asked(ReadingAsked)
    await tell(broker, event)
    worked: list[tuple[ReadingAsked, int]] = []
    for last in (*[False] * 4, True):
        begun = asyncio.Event()

        async def work(event: ReadingAsked, tries: int, last: bool = last, begun: asyncio.Event = begun) -> None:
            worked.append((event, tries))
            begun.set()
            if not last:
                await asyncio.sleep(60)

        await _working(broker, work, begun)
    assert worked == [(event, 1)] * 5


async def test_an_event_that_ends_every_worker_is_counted_in_the_end(broker: Broker) -> None:
    event = asked(ReadingAsked)
    await tell(broker, event)
    told: list[int] = []
    for _ in range(INTERRUPTIONS_MAX + 2):
        begun = asyncio.Event()

        async def work(_: ReadingAsked, tries: int, begun: asyncio.Event = begun) -> None:
            told.append(tries)
            begun.set()
            await asyncio.sleep(60)

        await _working(broker, work, begun)
    assert told == [1] * (INTERRUPTIONS_MAX + 1) + [2]


async def test_an_error_of_the_worker_is_a_try(broker: Broker) -> None:
    await tell(broker, asked(ReadingAsked))
    told: list[int] = []
    done = asyncio.Event()

    async def work(_: ReadingAsked, tries: int) -> None:
        told.append(tries)
        if len(told) == 1:
            raise OSError("full")
        done.set()

    await _working(broker, work, done)
    assert told == [1, 2]


async def _working(broker: Broker, work: Worker[ReadingAsked], done: asyncio.Event) -> None:
    bus = Bus("reader", CommonSettings(nats_url=broker.url), ServiceSettings(nats_password=PASSWORDS["reader"]))
    await bus.connect()
    task = asyncio.create_task(WorkQueue(bus, Figures()).work(LANES, work))
    await asyncio.wait_for(done.wait(), 30)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    await bus.close()
