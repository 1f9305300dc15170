"""A work queue: each event to one worker that is free, for long work whose result is told as an event.

Several kinds of event of one service are lanes of one queue: a later lane is taken from only while the earlier ones are empty.

A worker has no database and so no inbox: its result must count once by an id that follows from the event. An event is
acknowledged only after the work is done; whatever dies before that, another worker gets it.
"""

import asyncio
import contextlib
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import nats
import structlog
from nats.aio.msg import Msg
from nats.js.api import AckPolicy, ConsumerConfig, DeliverPolicy
from nats.js.errors import NotFoundError

from shared.contracts.event import Event, service_of
from shared.messaging.bus import Bus
from shared.observability import Figures, span, traceparent

FETCH_TIMEOUT_S = 1.0  # when all lanes are empty, at the first
PEEK_TIMEOUT_S = 0.05  # whether a lane has something, before looking into the next
ACK_WAIT_S = 5.0  # an event whose worker died is another's after this long
STILL_WORKING_EVERY_S = 1.0
WAIT_AFTER_FAILURE_S = 0.5
INTERRUPTIONS_MAX = 6
"""Deliveries that count as no try, since a worker that was stopped ends one as well; beyond them, the event may be what kills workers."""

EventType = TypeVar("EventType", bound=Event)
log = structlog.get_logger()


@dataclass(frozen=True)
class Again:
    """What a worker answers when the event shall be tried again, by whoever is free then."""

    after_s: float


Worker = Callable[[EventType, int], Awaitable[Again | None]]
"""Works on an event that is tried for the n-th time."""


class WorkQueue:
    """The durable queue of events, named after the user at the broker. One for all workers of a process: it counts their tries."""

    def __init__(self, bus: Bus, figures: Figures) -> None:
        self._bus, self._figures = bus, figures
        self._failures: Counter[tuple[str, int]] = Counter()

    async def work(self, lanes: Sequence[type[EventType]], worker: Worker[EventType]) -> None:
        """Work for ever, one event at a time, from the first lane that has one; end by cancelling: the event in hand goes back at once."""
        await self._bus.ready.wait()
        while True:
            try:
                subscriptions = [(kind, await self._subscribe(kind)) for kind in lanes]
                while True:
                    await self._work_once(subscriptions, worker)
            except NotFoundError:  # its service has not started yet, and so not made its stream
                log.info("worker waits for the stream", event_name=lanes[0].subject)
                await asyncio.sleep(WAIT_AFTER_FAILURE_S)
            except Exception as error:
                log.warning("worker waits", event_name=lanes[0].subject, error=repr(error))
                await asyncio.sleep(WAIT_AFTER_FAILURE_S)

    async def _work_once(self, subscriptions: Sequence[tuple[type[EventType], Any]], worker: Worker[EventType]) -> None:
        """Handle one event if there is one in any lane; else wait a while at the first lane, where somebody would be waiting too."""
        waits = [(PEEK_TIMEOUT_S, *lane) for lane in subscriptions] + [(FETCH_TIMEOUT_S, *subscriptions[0])]
        for seconds, kind, subscription in waits:
            with contextlib.suppress(TimeoutError, nats.errors.TimeoutError):
                for message in await subscription.fetch(1, timeout=seconds):
                    await self._handle(message, kind, worker)
                return

    async def tell(self, event: Event) -> None:
        """Publish a result; returns when the broker has it on disk."""
        headers = {"Nats-Msg-Id": str(event.id)}
        if trace := traceparent():
            headers["traceparent"] = trace
        await self._bus.publish(event.subject, event.model_dump_json().encode(), headers)

    async def _subscribe(self, kind: type[Event]) -> Any:
        stream = service_of(kind)
        name = f"{self._bus.service}-{kind.subject.split('.')[3]}"
        config = ConsumerConfig(
            durable_name=name,
            ack_policy=AckPolicy.EXPLICIT,
            deliver_policy=DeliverPolicy.ALL,
            filter_subject=kind.subject,
            ack_wait=ACK_WAIT_S,
            max_deliver=-1,
        )
        await self._bus.stream.add_consumer(stream, config)
        return await self._bus.stream.pull_subscribe_bind(name, stream)

    async def _handle(self, message: Msg, kind: type[EventType], worker: Worker[EventType]) -> None:
        name = kind.subject, message.metadata.sequence.stream
        tries = max(1 + self._failures[name], message.metadata.num_delivered - INTERRUPTIONS_MAX)
        with span(kind.subject, (message.headers or {}).get("traceparent")):
            try:
                async with _kept(message):
                    outcome = await worker(kind.model_validate_json(message.data), tries)
            except asyncio.CancelledError:
                await message.nak()  # another worker need not wait until we are given up
                raise
            except Exception:
                self._failures[name] += 1
                raise
            if isinstance(outcome, Again):
                self._failures[name] += 1
                await message.nak(delay=outcome.after_s)
                return
            await message.ack()
            del self._failures[name]
            self._figures.events_handled.labels(kind.subject).inc()


@contextlib.asynccontextmanager
async def _kept(message: Msg) -> AsyncIterator[None]:
    """Tell the broker meanwhile that the message is still being worked on."""

    async def still_working() -> None:
        while True:
            await asyncio.sleep(STILL_WORKING_EVERY_S)
            with contextlib.suppress(Exception):  # while the broker is away, the message will come again
                await message.in_progress()

    task = asyncio.create_task(still_working())
    try:
        yield
    finally:
        task.cancel()
