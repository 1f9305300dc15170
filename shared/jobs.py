"""What the clock makes happen: a service's `jobs.py` is a table of these; one replica at a time runs them, by a database lease."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import structlog
from sqlalchemy import insert, select, update
from sqlmodel import Session

from shared.clock import now
from shared.database import Database
from shared.ids import new_id
from shared.messaging.tables import lease
from shared.observability import span

LEASE = timedelta(seconds=5)
log = structlog.get_logger()


@dataclass(frozen=True)
class Job:
    """Run `command(session, now)` every so often."""

    name: str
    every_s: float
    command: Callable[[Session, datetime], None]


async def run_jobs(jobs: Sequence[Job], database: Database) -> None:
    """Run the table for ever; end by cancelling."""
    holder = new_id()
    await asyncio.gather(*(_run(job, database, holder) for job in jobs))


async def _run(job: Job, database: Database, holder: UUID) -> None:
    while True:
        try:
            with span(f"job {job.name}"):
                await database.write(lambda session: _run_once(session, job, holder))
        except Exception as error:
            log.error("job failed", job=job.name, exc_info=error)
        await asyncio.sleep(job.every_s)


def _run_once(session: Session, job: Job, holder: UUID) -> None:
    at = now()
    if _take(session, job.name, holder, at, max(LEASE, timedelta(seconds=3 * job.every_s))):
        job.command(session, at)


def _take(session: Session, name: str, holder: UUID, at: datetime, period: timedelta) -> bool:
    held = session.execute(select(lease).where(lease.c.name == name).with_for_update()).first()
    if held is None:
        session.execute(insert(lease).values(name=name, holder=holder, until=at + period))
        return True
    if held.holder != holder and held.until > at:
        return False
    if held.holder != holder or held.until < at + period / 2:  # renewed now and then: not a write each time
        session.execute(update(lease).where(lease.c.name == name).values(holder=holder, until=at + period))
    return True
