"""Two services in miniature, for tests of what carries events between them: real databases, a real broker, the real parts."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Column, MetaData, String, Table, Uuid, insert, select
from sqlmodel import Session

from shared.contracts.directory import UnitChanged
from shared.database import Database
from shared.ids import new_id
from shared.messaging import tables
from shared.messaging.bus import Bus
from shared.messaging.consumer import Handler, consumers
from shared.messaging.outbox import emit, hints_of
from shared.messaging.relay import Relay
from shared.observability import Figures
from shared.settings import CommonSettings, ServiceSettings
from tests.conftest import PASSWORDS

metadata = MetaData()
effect = Table("effect", metadata, Column("id", Uuid, primary_key=True), Column("name", String, nullable=False))
"""What a handler leaves behind: a row each time it runs."""


@dataclass
class Side:
    """One service: a database, its relay and its consumers, started."""

    database: Database
    bus: Bus
    tasks: list[asyncio.Task[None]] = field(default_factory=list)

    async def tell(self, name: str) -> UnitChanged:
        """Write something and emit the event of it, in one transaction."""
        event = unit_changed(name)

        def work(session: Session) -> None:
            leave(session, name)
            emit(session, event)

        await self.database.write(work)
        return event

    async def effects(self) -> list[str]:
        return await self.database.read(
            lambda session: sorted(session.scalars(select(effect.c.name).select_from(effect)))
        )

    async def unpublished(self) -> int:
        return await self.database.read(
            lambda session: len(
                session.execute(select(tables.outbox).where(tables.outbox.c.published_at.is_(None))).all()
            )
        )


def leave(session: Session, name: str) -> None:
    session.execute(insert(effect).values(id=new_id(), name=name))


def unit_changed(name: str) -> UnitChanged:
    return UnitChanged(
        id=new_id(),
        occurred_at=datetime.now(UTC),
        unit_id=new_id(),
        name=name,
        parent_id=None,
        manager_id=None,
        cost_centre="4120",
    )


@contextlib.asynccontextmanager
async def side(
    service: str, url: str, folder: Path, handlers: Sequence[Handler[UnitChanged]] = (), use_inbox: bool = True
) -> AsyncIterator[Side]:
    """Start the service's part in the traffic of events; stops it afterwards, as a service's lifespan does."""
    loop = asyncio.get_running_loop()

    def committed(sessions: Sequence[Session]) -> None:
        if any(session.info.get("emitted") for session in sessions):
            loop.call_soon_threadsafe(relay.nudge, [told for session in sessions for told in hints_of(session)])

    database = Database(f"sqlite:///{folder / service}.sqlite", on_commit=committed)
    tables.metadata.create_all(database.engine)
    metadata.create_all(database.engine)
    bus, figures = bus_of(service, url), Figures()
    relay = Relay(database, bus, figures)
    started = Side(database, bus)
    work = [bus.connect(), relay.run(), *(one.run() for one in consumers(handlers, database, bus, figures, use_inbox))]
    started.tasks = [asyncio.create_task(one) for one in work]
    try:
        yield started
    finally:
        for task in started.tasks:
            task.cancel()
        await asyncio.gather(*started.tasks, return_exceptions=True)
        await bus.close()
        await asyncio.to_thread(database.close)


def bus_of(service: str, url: str) -> Bus:
    return Bus(service, CommonSettings(nats_url=url), ServiceSettings(nats_password=PASSWORDS[service]))


async def until(true: Callable[[], object], seconds: float = 5.0) -> None:
    """Wait until it is so; fails when it does not become so in time."""
    deadline = asyncio.get_running_loop().time() + seconds
    while not true():
        assert asyncio.get_running_loop().time() < deadline, "it did not happen"
        await asyncio.sleep(0.02)
