"""The consumer: takes events of other services, and has each handled once, in one transaction with the inbox.

A handler that raises `NotYet` gets its event back later, with a growing delay; one that fails keeps failing only so often:
then the event is a dead letter (`dead_letters.py`), and the ones behind it go on.
"""

import asyncio
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar
from uuid import UUID

import nats
import structlog
from nats.aio.msg import Msg
from nats.js.api import AckPolicy, ConsumerConfig, DeliverPolicy
from nats.js.errors import NotFoundError
from sqlalchemy import insert, select
from sqlmodel import Session

from shared.clock import now
from shared.contracts.event import Event, service_of
from shared.database import Database
from shared.messaging.bus import Bus
from shared.messaging.tables import inbox
from shared.observability import Figures, span
from shared.refusal import Refused

BATCH_MAX = 64
FETCH_TIMEOUT_S = 1.0
ACK_WAIT_S = 10  # what a killed reader had taken comes again after this; a batch takes well under a second
DELAYS_S = (0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60, 120)  # before each new try; the last one repeats
TRIES_MAX = 20  # some 20 minutes: longer than a restart, shorter than a working day

ERROR_LENGTH_MAX = 400  # of what a dead letter says

EventType = TypeVar("EventType", bound=Event)
log = structlog.get_logger()


class NotYet(Exception):
    """The event speaks of something that has not arrived yet: hand it back later."""


@dataclass(frozen=True)
class Handler(Generic[EventType]):
    """A line of a service's `events.py`: which event makes which command happen."""

    event: type[EventType]
    command: Callable[[Session, EventType, datetime], None]


def on(event: type[EventType], command: Callable[[Session, EventType, datetime], None]) -> Handler[Any]:
    """`command(session, event, now)` for each such event, once."""
    return Handler(event, command)


class Consumer:
    """Reads one stream for one service through a durable pull consumer named after the service."""

    def __init__(
        self,
        stream: str,
        handlers: Sequence[Handler[Any]],
        database: Database,
        bus: Bus,
        figures: Figures,
        use_inbox: bool = True,
    ) -> None:
        self.stream, self._database, self._bus, self._figures = stream, database, bus, figures
        self._handlers: Mapping[str, Handler[Any]] = {handler.event.subject: handler for handler in handlers}
        self._use_inbox = use_inbox
        self._subjects = list(self._handlers)

    async def run(self) -> None:
        """Handle for ever; end by cancelling."""
        await self._bus.ready.wait()
        while True:
            try:
                subscription = await self._subscribe()
                while True:
                    try:
                        messages = await subscription.fetch(BATCH_MAX, timeout=FETCH_TIMEOUT_S)
                    except (TimeoutError, nats.errors.TimeoutError):
                        continue
                    await self._handle(messages)
            except NotFoundError:  # its service has not started yet, and so not made its stream
                log.info("consumer waits for the stream", stream=self.stream)
                await asyncio.sleep(0.5)
            except Exception as error:
                log.warning("consumer waits", stream=self.stream, error=repr(error))
                await asyncio.sleep(0.5)

    async def _subscribe(self) -> Any:
        config = ConsumerConfig(
            durable_name=self._bus.service,
            ack_policy=AckPolicy.EXPLICIT,
            deliver_policy=DeliverPolicy.ALL,
            filter_subjects=self._subjects,
            ack_wait=ACK_WAIT_S,
            max_deliver=-1,
            max_ack_pending=4 * BATCH_MAX,
        )
        await self._bus.stream.add_consumer(self.stream, config)
        return await self._bus.stream.pull_subscribe_bind(self._bus.service, self.stream)

    async def _handle(self, messages: Sequence[Msg]) -> None:
        outcomes = await self._database.write_all([self._work(message) for message in messages])
        for message, outcome in zip(messages, outcomes, strict=True):
            if isinstance(outcome, Exception):
                await self._hand_back(message, outcome)
            else:
                await message.ack()
                self._figures.events_handled.labels(message.subject).inc()

    def _work(self, message: Msg) -> Callable[[Session], None]:
        def work(session: Session) -> None:
            subject = subject_of(message)
            handler = self._handlers[subject]
            headers = message.headers or {}
            with span(subject, headers.get("traceparent")):
                event = handler.event.model_validate_json(message.data)
                if self._use_inbox and not first_time(session, event.id, subject):
                    log.debug("event seen before", event_name=subject, event_id=str(event.id))
                    return
                handler.command(session, event, now())
                log.info("event handled", event_name=subject, event_id=str(event.id))

        return work

    async def _hand_back(self, message: Msg, error: Exception) -> None:
        tries = message.metadata.num_delivered
        subject = subject_of(message)
        if isinstance(error, NotYet):
            self._figures.events_postponed.labels(subject).inc()
        else:
            log.error("event failed", event_name=subject, tries=tries, exc_info=error)
        if tries < TRIES_MAX and not isinstance(error, Refused):
            await message.nak(delay=DELAYS_S[min(tries, len(DELAYS_S)) - 1])
            return
        headers = {
            **(message.headers or {}),
            "Kvittera-Subject": subject,
            "Kvittera-Error": json.dumps(repr(error)[:ERROR_LENGTH_MAX]),
        }
        headers["Nats-Msg-Id"] = f"dead-{headers.get('Nats-Msg-Id', '')}-{message.metadata.sequence.stream}"
        await self._bus.publish(f"dead.{self._bus.service}.{subject}", message.data, headers)
        await message.ack()
        self._figures.events_dead.labels(subject).inc()
        log.error("event put aside as a dead letter", event_name=subject)


class ReplayConsumer(Consumer):
    """Reads the service's own dead letters that a person has asked to try again."""

    def __init__(self, handlers: Sequence[Handler[Any]], database: Database, bus: Bus, figures: Figures) -> None:
        super().__init__(f"{bus.service}_dead", handlers, database, bus, figures)
        self._subjects = [f"replay.{bus.service}.>"]


def subject_of(message: Msg) -> str:
    """The subject the event was first told under."""
    return str((message.headers or {}).get("Kvittera-Subject", message.subject))


def first_time(session: Session, event_id: UUID, subject: str) -> bool:
    """Note that the event is being handled; False when it already was."""
    if session.scalar(select(inbox.c.event_id).where(inbox.c.event_id == event_id)):
        return False
    session.execute(insert(inbox).values(event_id=event_id, subject=subject, handled_at=now()))
    return True


def consumers(
    handlers: Sequence[Handler[Any]], database: Database, bus: Bus, figures: Figures, use_inbox: bool = True
) -> list[Consumer]:
    """One consumer per service that is listened to, and one for replayed dead letters."""
    if not handlers:
        return []
    streams = sorted({service_of(handler.event) for handler in handlers})
    by_stream = [
        Consumer(
            stream, [one for one in handlers if service_of(one.event) == stream], database, bus, figures, use_inbox
        )
        for stream in streams
    ]
    return [*by_stream, ReplayConsumer(handlers, database, bus, figures)]
