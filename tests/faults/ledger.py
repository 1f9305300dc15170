"""Two services in miniature as processes of their own, that die at the worst moment: `python -m tests.faults.ledger teller|booker …`.

The teller tells of each amount it pays in; the booker books what it hears of, with nothing but the inbox to know a repetition by.
`--without` takes away what protects them: the negative controls of the kill tests.
"""

import argparse
import asyncio
import os
import signal
from datetime import datetime
from pathlib import Path

from nats.aio.msg import Msg
from sqlmodel import Session

from shared.contracts.directory import UnitChanged
from shared.messaging import consumer, relay
from shared.messaging.consumer import on
from tests.service.messaging import leave, side, unit_changed


def die_once(folder: Path, name: str) -> None:
    """End this process as a power cut would, the first time only."""
    try:
        (folder / f"{name}-died").touch(exist_ok=False)
    except FileExistsError:
        return
    os.kill(os.getpid(), signal.SIGKILL)


async def teller(url: str, folder: Path, amounts: int, die_at: int, with_outbox: bool) -> None:
    """Pay in amounts 1, 2, 3 … that are not paid in yet; dies between the commit of one and publishing it."""
    nudge = relay.Relay.nudge

    async with side("directory", url, folder) as sender:
        await sender.bus.ready.wait()
        for amount in range(len(await sender.effects()) + 1, amounts + 1):
            if with_outbox:
                if amount == die_at:
                    relay.Relay.nudge = lambda _, __: die_once(folder, "teller")  # type: ignore[method-assign, assignment]
                await sender.tell(str(amount))
                relay.Relay.nudge = nudge  # type: ignore[method-assign]
            else:
                event = unit_changed(str(amount))
                await sender.database.write(lambda session, name=event.name: leave(session, name))  # type: ignore[misc]
                if amount == die_at:
                    die_once(folder, "teller")
                await sender.bus.publish(
                    event.subject, event.model_dump_json().encode(), {"Nats-Msg-Id": str(event.id)}
                )
        while await sender.unpublished():
            await asyncio.sleep(0.02)


async def booker(url: str, folder: Path, amounts: int, die_at: int, with_inbox: bool) -> None:
    """Book what is heard, for ever; dies between the commit of one and telling the broker that it is done."""
    acknowledge, acknowledged = Msg.ack, 0

    async def ack(message: Msg) -> None:
        nonlocal acknowledged
        acknowledged += 1
        if acknowledged == die_at:
            die_once(folder, "booker")
        await acknowledge(message)

    def book(session: Session, event: UnitChanged, _: datetime) -> None:
        leave(session, event.name)

    Msg.ack = ack  # type: ignore[method-assign, assignment]
    consumer.ACK_WAIT_S = 1
    async with side("approvals", url, folder, [on(UnitChanged, book)], use_inbox=with_inbox):
        await asyncio.Event().wait()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("part", choices=["teller", "booker"])
    parser.add_argument("url")
    parser.add_argument("folder", type=Path)
    parser.add_argument("amounts", type=int)
    parser.add_argument("die_at", type=int)
    parser.add_argument("--without", choices=["outbox", "inbox"])
    given = parser.parse_args()
    if given.part == "teller":
        asyncio.run(teller(given.url, given.folder, given.amounts, given.die_at, given.without != "outbox"))
    else:
        asyncio.run(booker(given.url, given.folder, given.amounts, given.die_at, given.without != "inbox"))


if __name__ == "__main__":
    main()
