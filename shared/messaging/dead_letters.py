"""Look at a service's dead letters and have them tried again: `python -m services.<name> dead-letters [replay]`."""

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime

import nats
from nats.js.api import AckPolicy, ConsumerConfig, DeliverPolicy

from shared.messaging.bus import Bus


@dataclass(frozen=True)
class DeadLetter:
    """An event that could not be handled, and why. `number` is its place in the stream of dead letters."""

    number: int
    subject: str
    error: str
    body: str
    put_aside_at: datetime


async def dead_letters(bus: Bus) -> AsyncIterator[DeadLetter]:
    """All dead letters of the service, oldest first."""
    stream = f"{bus.service}_dead"
    config = ConsumerConfig(
        ack_policy=AckPolicy.NONE,
        deliver_policy=DeliverPolicy.ALL,
        filter_subject=f"dead.{bus.service}.>",
        name=f"{bus.service}-look",
        inactive_threshold=30,
    )
    await bus.stream.add_consumer(stream, config)
    subscription = await bus.stream.pull_subscribe_bind(f"{bus.service}-look", stream)
    while True:
        try:
            messages = await subscription.fetch(64, timeout=0.5)
        except (TimeoutError, nats.errors.TimeoutError):
            break
        for message in messages:
            headers = message.headers or {}
            yield DeadLetter(
                message.metadata.sequence.stream,
                headers["Kvittera-Subject"],
                json.loads(headers["Kvittera-Error"]),
                message.data.decode(),
                message.metadata.timestamp,
            )
    await bus.stream.delete_consumer(stream, f"{bus.service}-look")


async def replay(bus: Bus, numbers: set[int] | None) -> int:
    """Have those dead letters (None: all) handled again by the running service; returns how many were sent."""
    stream = f"{bus.service}_dead"
    found = [letter async for letter in dead_letters(bus) if numbers is None or letter.number in numbers]
    for letter in found:
        headers = {
            "Kvittera-Subject": letter.subject,
            "Nats-Msg-Id": f"replay-{letter.number}-{letter.put_aside_at.timestamp()}",
        }
        await bus.publish(f"replay.{bus.service}.{letter.subject}", letter.body.encode(), headers)
        await bus.stream.delete_msg(stream, letter.number)
    return len(found)
