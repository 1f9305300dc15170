"""The two ways into a service's database: `Database.read(work)` and `Database.write(work)`.

`work` is a plain function of a session. On SQLite one writer thread commits waiting works together, each in a savepoint of
its own (one fsync for many); on PostgreSQL a pool of threads runs each in a transaction. A work that fails rolls back only
itself. A work may run more than once (a deadlock, a race for the same new id): it must be a function of what it reads.
"""

import asyncio
import queue
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any, Generic, TypeVar

import structlog
from sqlalchemy import JSON, BigInteger, Connection, DateTime, Engine, LargeBinary, String, Uuid, create_engine, event
from sqlalchemy.engine import Dialect
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.types import TypeDecorator, TypeEngine
from sqlmodel import Session

log = structlog.get_logger()

Result = TypeVar("Result")
Work = Callable[[Session], Result]

GROUP_MAX = 128  # works that one commit of the writer thread may carry: bounds how long the first of them waits
TRIES_MAX = 4  # of a work that lost a race or a deadlock
LOST_RACE = (IntegrityError, OperationalError)
CONNECT_TIMEOUT_S = 5  # PostgreSQL: a server that does not answer
BUSY_TIMEOUT_MS = 10_000  # SQLite: another process (a backup, a migration) holds the lock
STRICT = {"sqlite_strict": True}
"""`__table_args__` of every table: SQLite then refuses a value of the wrong type, as PostgreSQL does."""


class UtcTime(TypeDecorator[datetime]):
    """An aware instant, stored in UTC: `timestamptz` on PostgreSQL, sortable ISO text on SQLite. Refuses a naive time."""

    impl = DateTime
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(DateTime(timezone=True) if dialect.name == "postgresql" else String())

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without zone cannot be stored")
        value = value.astimezone(UTC)
        return value if dialect.name == "postgresql" else value.isoformat(timespec="microseconds")

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.astimezone(UTC) if isinstance(value, datetime) else datetime.fromisoformat(value)


# STRICT tables know five types only; these are how SQLAlchemy's map to them.
for strict_type, sqlite_name in (
    (String, "TEXT"),
    (Uuid, "TEXT"),
    (JSON, "TEXT"),
    (BigInteger, "INTEGER"),
    (LargeBinary, "BLOB"),
):
    compiles(strict_type, "sqlite")(lambda type_, compiler, _name=sqlite_name, **_: _name)


def open_engine(url: str, threads: int) -> Engine:
    """An engine for `postgresql+psycopg://…` or `sqlite:///file`, with the settings that keep promises through a power cut.

    What goes wrong is told without the values of the statement (`hide_parameters`): logs hold no names.
    """
    if not url.startswith("sqlite"):
        return create_engine(
            url.replace("postgresql://", "postgresql+psycopg://", 1),
            pool_size=2 * threads,  # those that read and those that write
            pool_pre_ping=True,
            hide_parameters=True,
            connect_args={"connect_timeout": CONNECT_TIMEOUT_S},
        )
    try:
        import pysqlite3.dbapi2 as sqlite  # newer than many systems' own, without the WAL-reset bug of 3.40
    except ImportError:
        import sqlite3 as sqlite
    Path(url.removeprefix("sqlite:///")).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(
        url, module=sqlite, pool_size=threads, connect_args={"check_same_thread": False}, hide_parameters=True
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _: Any) -> None:
        connection.isolation_level = None  # transactions are begun below, by name
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", f"busy_timeout={BUSY_TIMEOUT_MS}"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        mode = "IMMEDIATE" if connection.get_execution_options().get("writes") else ""
        connection.exec_driver_sql(f"BEGIN {mode}")

    return engine


class Database:
    """One service's database. `on_commit` is called after each commit with the sessions that were in it, in a worker thread."""

    def __init__(
        self, url: str, threads: int = 8, on_commit: Callable[[Sequence[Session]], None] = lambda _: None
    ) -> None:
        self.engine = open_engine(url, threads)
        self.url = url
        self._on_commit = on_commit
        self._readers = ThreadPoolExecutor(threads, "database-read")
        self._writer = _GroupingWriter(self) if self.engine.dialect.name == "sqlite" else _PoolWriter(self, threads)

    async def read(self, work: Work[Result]) -> Result:
        """What `work` returns, all of it as of one instant; anything it writes is rolled back."""

        def run() -> Result:
            with Session(self.engine, expire_on_commit=False) as session:
                if self.engine.dialect.name == "postgresql":  # SQLite's readers see one instant anyway
                    session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
                return work(session)

        return await asyncio.get_running_loop().run_in_executor(self._readers, run)

    async def write(self, work: Work[Result]) -> Result:
        """What `work` returns, once it is committed and safe. Raises what it raises, with nothing kept."""
        [outcome] = await self.write_all([work])
        if isinstance(outcome, BaseException):
            raise outcome
        return outcome

    async def write_all(self, works: Sequence[Work[Result]]) -> list[Result | Exception]:
        """The results in order, of works in one transaction, each in a savepoint: one that fails leaves the others alone."""
        return await asyncio.wrap_future(self._writer.submit(_Waiting(works)))

    def close(self) -> None:
        """Finish what waits, then let go of the files."""
        self._writer.close()
        self._readers.shutdown()
        self.engine.dispose()

    def _run(self, works: Sequence[Work[Result]]) -> list[Result | Exception]:
        """All in one transaction; when that is lost as a whole, each in one of its own: the fault stays with the work whose it is."""
        try:
            connection = self.engine.connect().execution_options(writes=True)
        except Exception as error:
            return [error for _ in works]
        with connection:
            try:
                return self._transaction(connection, works)
            except Exception as error:
                if len(works) == 1:
                    return [error]
        return [self._run([work])[0] for work in works]

    def _transaction(self, connection: Connection, works: Sequence[Work[Result]]) -> list[Result | Exception]:
        sessions: list[Session] = []
        with connection.begin():
            outcomes = [_in_savepoint(connection, work, sessions) for work in works]
        try:
            self._on_commit(sessions)
        except Exception as error:  # it is committed, so it must be answered as such
            log.error("nobody could be told of a commit", exc_info=error)
        return outcomes


class _Waiting(Generic[Result]):
    def __init__(self, works: Sequence[Work[Result]]) -> None:
        self.works = works
        self.answer: Future[list[Result | Exception]] = Future()


def _in_savepoint(connection: Connection, work: Work[Result], sessions: list[Session]) -> Result | Exception:
    try:
        with Session(connection, join_transaction_mode="create_savepoint", expire_on_commit=False) as session:
            result = work(session)
            session.commit()
    except OperationalError as error:
        raise _first(error) from None  # the whole transaction is gone (deadlock, disk full, connection lost)
    except Exception as error:
        return error
    sessions.append(session)
    return result


def _first(error: OperationalError) -> OperationalError:
    """What went wrong first: where the database has rolled back by itself, rolling back to the savepoint fails too."""
    first, earlier = error, error.__context__
    while earlier is not None:
        first, earlier = earlier if isinstance(earlier, OperationalError) else first, earlier.__context__
    return first


class _GroupingWriter:
    """SQLite: one thread that takes all that waits, and commits it together."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._queue: queue.SimpleQueue[_Waiting[Any] | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="database-write", daemon=True)
        self._thread.start()

    def submit(self, waiting: _Waiting[Result]) -> Future[list[Result | Exception]]:
        self._queue.put(waiting)
        return waiting.answer

    def close(self) -> None:
        self._queue.put(None)
        self._thread.join()

    def _run(self) -> None:
        while (first := self._queue.get()) is not None:
            group = [first]
            while len(group) < GROUP_MAX and not self._queue.empty():
                if (following := self._queue.get()) is None:
                    self._queue.put(None)
                    break
                group.append(following)
            self._answer([one for one in group if one.answer.set_running_or_notify_cancel()])

    def _answer(self, group: Sequence[_Waiting[Any]]) -> None:
        outcomes = iter(self._database._run([work for one in group for work in one.works]))
        for one in group:
            one.answer.set_result(list(islice(outcomes, len(one.works))))


class _PoolWriter:
    """PostgreSQL: each in a transaction of its own; what lost a race or a deadlock is tried again."""

    def __init__(self, database: Database, threads: int) -> None:
        self._database = database
        self._pool = ThreadPoolExecutor(threads, "database-write")

    def submit(self, waiting: _Waiting[Result]) -> Future[list[Result | Exception]]:
        self._pool.submit(self._run, waiting)
        return waiting.answer

    def close(self) -> None:
        self._pool.shutdown()

    def _run(self, waiting: _Waiting[Result]) -> None:
        if not waiting.answer.set_running_or_notify_cancel():
            return
        outcomes = self._database._run(waiting.works)
        for _ in range(TRIES_MAX - 1):
            lost = [place for place, outcome in enumerate(outcomes) if isinstance(outcome, LOST_RACE)]
            if not lost:
                break
            for place, outcome in zip(lost, self._database._run([waiting.works[place] for place in lost]), strict=True):
                outcomes[place] = outcome
        waiting.answer.set_result(outcomes)
