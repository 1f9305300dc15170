"""The two ways into a database, on SQLite and PostgreSQL: the same promises on both."""

import asyncio
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Column, Integer, MetaData, String, Table, Uuid, func, insert, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError, StatementError
from sqlmodel import Session

from shared.database import Database, UtcTime, Work
from shared.ids import new_id
from shared.messaging import tables
from shared.messaging.consumer import first_time
from tests.postgres import create_database

metadata = MetaData()
thing = Table(
    "thing",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("number", Integer, nullable=False),
    Column("name", String, nullable=False),
    Column("at", UtcTime, nullable=True),
    sqlite_strict=True,
)


class Broken(Exception):
    """What a work that fails raises."""


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'things.sqlite'}"
    return create_database(request.getfixturevalue("postgres"), f"things_{new_id().hex}")


@pytest.fixture
def commits() -> list[int]:
    """How many works each commit carried."""
    return []


@pytest.fixture
def database(url: str, commits: list[int]) -> Iterator[Database]:
    opened = Database(url, on_commit=lambda sessions: commits.append(len(sessions)))
    metadata.create_all(opened.engine)
    yield opened
    opened.close()


def add(session: Session, id_: UUID, number: int = 1, **more: Any) -> None:
    session.execute(insert(thing).values(id=id_, number=number, name="thing", **more))


def _scalar(session: Session, statement: str) -> object:
    return session.execute(text(statement)).scalar()


def count(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(thing)) or 0


async def test_what_is_written_is_read_and_what_reading_writes_is_not_kept(database: Database) -> None:
    await database.write(lambda session: add(session, new_id()))
    await database.read(lambda session: add(session, new_id()))
    assert await database.read(count) == 1


async def test_a_work_that_fails_rolls_back_only_itself(database: Database) -> None:
    def fails(session: Session) -> None:
        add(session, new_id())
        raise Broken

    results = await asyncio.gather(
        *(database.write(fails if number % 3 == 0 else lambda session: add(session, new_id())) for number in range(30)),
        return_exceptions=True,
    )
    assert [type(result) for result in results[:4]] == [Broken, type(None), type(None), Broken]
    assert await database.read(count) == 20


async def test_works_written_together_stand_and_fall_each_for_itself(database: Database) -> None:
    taken = new_id()

    def nonsense(session: Session) -> None:
        add(session, new_id())
        session.execute(text("INSERT INTO there_is_no_such_table VALUES (1)"))

    outcomes = await database.write_all(
        [
            lambda session: add(session, taken),
            nonsense,
            lambda session: add(session, taken),
            lambda session: add(session, new_id()),
        ]
    )
    assert [isinstance(outcome, Exception) for outcome in outcomes] == [False, True, True, False]
    assert await database.read(count) == 2


async def test_works_written_together_are_not_repeated_for_one_that_lost(database: Database) -> None:
    ran: list[str] = []
    taken = new_id()
    await database.write(lambda session: add(session, taken))

    def first(session: Session) -> None:
        ran.append("first")
        add(session, new_id())

    await database.write_all([first, lambda session: add(session, taken)])
    assert ran == ["first"]
    assert await database.read(count) == 2


async def test_many_at_once_with_the_same_new_id_make_one_row_and_get_one_answer(database: Database) -> None:
    id_ = new_id()

    def put(session: Session, number: int) -> int:
        found: int | None = session.scalar(select(thing.c.number).where(thing.c.id == id_))
        if found is not None:
            return found
        add(session, id_, number)
        return number

    answers = await asyncio.gather(*(database.write(partial(put, number=number)) for number in range(40)))
    assert len(set(answers)) == 1
    assert await database.read(count) == 1
    assert await database.read(lambda session: session.scalar(select(thing.c.number))) == answers[0]


async def test_a_group_commit_answers_nobody_before_it_is_safe(tmp_path: Path) -> None:
    """SQLite: what waits while the writer works is committed together, in one transaction."""
    carried: list[int] = []
    database = Database(f"sqlite:///{tmp_path / 'one.sqlite'}", on_commit=lambda done: carried.append(len(done)))
    metadata.create_all(database.engine)
    started, gate = threading.Event(), threading.Event()

    def slow(_: Session) -> None:
        started.set()
        gate.wait(5)

    first = asyncio.ensure_future(database.write(slow))
    await asyncio.to_thread(started.wait, 5)
    waiting = [asyncio.ensure_future(database.write(lambda session: add(session, new_id()))) for _ in range(50)]
    await asyncio.sleep(0.05)
    assert not any(one.done() for one in waiting)
    gate.set()
    await asyncio.gather(first, *waiting)
    assert carried == [1, 50]
    database.close()


async def test_a_caller_that_gives_up_does_not_stop_the_writer(database: Database) -> None:
    started, gate = threading.Event(), threading.Event()

    def slow(_: Session) -> None:
        started.set()
        gate.wait(5)

    blocked = [asyncio.ensure_future(database.write(slow)) for _ in range(8)]
    await asyncio.to_thread(started.wait, 5)
    given_up = asyncio.ensure_future(database.write(lambda session: add(session, new_id())))
    await asyncio.sleep(0.05)
    given_up.cancel()
    blocked[0].cancel()
    await asyncio.sleep(0.05)
    gate.set()
    await asyncio.gather(given_up, *blocked, return_exceptions=True)
    await asyncio.wait_for(database.write(lambda session: add(session, new_id())), 5)
    assert await database.read(count) == 1  # what nobody waits for and has not begun is not done


async def test_what_is_committed_is_answered_even_when_telling_of_it_fails(url: str) -> None:
    def fails(_: object) -> None:
        raise Broken

    database = Database(url, on_commit=fails)
    metadata.create_all(database.engine)
    await database.write(lambda session: add(session, new_id()))
    assert await database.read(count) == 1
    database.close()


async def test_a_time_comes_back_as_the_same_instant_in_utc(database: Database) -> None:
    summer = datetime(2026, 7, 1, 9, 30, 15, 123456, tzinfo=timezone(timedelta(hours=2)))
    await database.write(lambda session: add(session, new_id(), at=summer))
    found = await database.read(lambda session: session.scalar(select(thing.c.at)))
    assert found == summer
    assert found is not None and found.tzinfo == UTC


async def test_times_sort_as_instants(database: Database) -> None:
    times = [datetime(2026, 10, 25, 2, 30, tzinfo=timezone(timedelta(hours=hours))) for hours in (2, 1)]
    times.append(datetime(2026, 10, 25, 0, 30, 0, 1, tzinfo=UTC))
    for one in times:
        await database.write(partial(add, id_=new_id(), at=one))
    found = await database.read(lambda session: session.scalars(select(thing.c.at).order_by(thing.c.at)).all())
    assert found == sorted(times)


async def test_a_time_without_zone_is_refused(database: Database) -> None:
    with pytest.raises(StatementError, match="without zone"):
        await database.write(lambda session: add(session, new_id(), at=datetime(2026, 7, 1, 9, 30)))  # noqa: DTZ001
    assert await database.read(count) == 0


async def test_a_value_of_the_wrong_type_is_refused(database: Database) -> None:
    with pytest.raises(DBAPIError):
        await database.write(
            lambda session: session.execute(
                text(
                    "INSERT INTO thing (id, number, name) VALUES ('00000000-0000-0000-0000-000000000000', 'many', 'x')"
                )
            )
        )
    assert await database.read(count) == 0


async def test_closing_finishes_what_waits(url: str) -> None:
    database = Database(url)
    metadata.create_all(database.engine)
    waiting = [asyncio.ensure_future(database.write(lambda session: add(session, new_id()))) for _ in range(20)]
    await asyncio.sleep(0)
    await asyncio.to_thread(database.close)
    await asyncio.gather(*waiting)
    again = Database(url)
    assert await again.read(count) == 20
    again.close()


async def test_sqlite_keeps_its_promises_through_a_power_cut(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'one.sqlite'}")
    for pragma, value in (("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1)):
        ask: Work[object] = partial(_scalar, statement=f"PRAGMA {pragma}")
        assert await database.read(ask) == value
    database.close()


async def test_what_goes_wrong_is_told_without_the_values(database: Database) -> None:
    same = new_id()

    def twice(session: Session) -> None:
        for _ in range(2):
            session.execute(insert(thing).values(id=same, number=1, name="Amina Hassan"))

    with pytest.raises(IntegrityError) as told:
        await database.write(twice)
    assert "Amina" not in str(told.value)


async def test_a_full_disk_is_told_and_is_over_when_there_is_space_again(tmp_path: Path) -> None:
    file = tmp_path / "one.sqlite"
    database = Database(f"sqlite:///{file}")
    metadata.create_all(database.engine)
    large = "x" * 100_000

    def fill(session: Session) -> None:
        session.execute(insert(thing).values(id=new_id(), number=1, name=large))

    def limit(pages: int) -> None:
        with database.engine.connect() as connection:  # the pool hands the writer the same one
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")

    limit(60)
    outcomes = [await asyncio.gather(database.write(fill), return_exceptions=True) for _ in range(6)]
    full = [one for [one] in outcomes if isinstance(one, OperationalError)]
    assert full and "full" in str(full[0])
    kept = await database.read(count)
    assert kept == 6 - len(full)
    limit(1_000_000)
    await database.write(fill)
    assert await database.read(count) == kept + 1
    assert await database.read(partial(_scalar, statement="PRAGMA integrity_check")) == "ok"
    database.close()


async def test_two_replicas_that_get_the_same_event_handle_it_once(url: str) -> None:
    """The broker delivered again while the first was still at work; both write to the same database."""
    replicas = Database(url), Database(url)
    metadata.create_all(replicas[0].engine)
    tables.metadata.create_all(replicas[0].engine)
    events = [new_id() for _ in range(20)]

    def handle(session: Session, event_id: UUID) -> bool:
        if not first_time(session, event_id, "kvittera.directory.unit.changed.v1"):
            return False
        add(session, new_id())
        return True

    works = [partial(handle, event_id=event_id) for event_id in events]
    outcomes = await asyncio.gather(*(replica.write_all(works) for replica in (*replicas, *replicas)))
    assert [sorted(map(bool, one)) for one in zip(*outcomes, strict=True)] == 20 * [[False, False, False, True]]
    assert await replicas[0].read(count) == 20
    for replica in replicas:
        replica.close()
