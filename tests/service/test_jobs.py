"""What the clock makes happen: by one replica at a time, and by another soon after that one is gone."""

import asyncio
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlmodel import Session

from shared import jobs
from shared.database import Database
from shared.ids import new_id
from shared.jobs import Job, run_jobs
from shared.messaging import tables
from tests.postgres import create_database

EVERY_S = 0.02


@pytest.fixture(params=["sqlite", "postgresql"])
def replicas(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Database, Database]]:
    """Two replicas' ways into the same database."""
    url = f"sqlite:///{tmp_path / 'jobs.sqlite'}"
    if request.param == "postgresql":
        url = create_database(request.getfixturevalue("postgres"), f"jobs_{new_id().hex}")
    both = Database(url, threads=2), Database(url, threads=2)
    tables.metadata.create_all(both[0].engine)
    yield both
    for one in both:
        one.close()


@pytest.fixture(autouse=True)
def short_lease(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "LEASE", timedelta(seconds=0.5))


class Turns:
    """Notes which replica ran."""

    def __init__(self) -> None:
        self.taken: list[str] = []

    def start(self, name: str, database: Database) -> "asyncio.Task[None]":
        def command(_: Session, __: datetime) -> None:
            self.taken.append(name)

        return asyncio.create_task(run_jobs([Job("effects", EVERY_S, command)], database))


async def test_one_replica_runs_a_job_and_another_takes_over_when_it_is_gone(
    replicas: tuple[Database, Database],
) -> None:
    turns = Turns()
    running = {name: turns.start(name, database) for name, database in zip("ab", replicas, strict=True)}
    await asyncio.sleep(0.8)
    assert len(turns.taken) > 5
    assert len(set(turns.taken)) == 1
    first = turns.taken[0]
    running[first].cancel()
    await asyncio.sleep(0.1)  # what it had begun
    turns.taken.clear()
    await asyncio.sleep(1.0)
    assert set(turns.taken) == {"ab".replace(first, "")}
    for task in running.values():
        task.cancel()
    await asyncio.gather(*running.values(), return_exceptions=True)


async def test_a_job_that_fails_runs_again_and_keeps_nothing(replicas: tuple[Database, Database]) -> None:
    database, _ = replicas
    runs: list[datetime] = []

    def command(session: Session, at: datetime) -> None:
        runs.append(at)
        session.execute(tables.inbox.insert().values(event_id=new_id(), subject="half done", handled_at=at))
        if len(runs) < 3:
            raise ValueError

    task = asyncio.create_task(run_jobs([Job("stumbles", EVERY_S, command)], database))
    while len(runs) < 4:
        await asyncio.sleep(0.02)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    kept = await database.read(lambda session: len(session.execute(tables.inbox.select()).all()))
    assert kept == len(runs) - 2
