"""Trials of other rates on real claims: read a page at a time, worked out in processes of their own, cancelled at any page."""

import asyncio
import contextlib
import datetime as dt
import multiprocessing
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from uuid import UUID

import structlog
from fastapi import FastAPI

from services.claims import store, trial_work
from services.claims.commands import trials
from services.claims.domain.rules import Rules
from services.claims.domain.what_if import Difference, Instead, as_if
from services.claims.rates.canonical import named
from services.claims.store.trials import Submission
from services.claims.trial_sum import Sum
from shared.clock import now
from shared.database import Database
from shared.tasks import end

PAGE = 500
"""Claims read at a time: some 0.3 s of work."""
PROCESSES = 2
TELL_EVERY_S = 0.5

log = structlog.get_logger()


@dataclass(frozen=True)
class Task:
    """A trial with the rules it compares."""

    id: UUID
    by: UUID
    first: dt.date
    last: dt.date
    before: Rules
    after: Rules
    instead: Instead | None


class Trials:
    """Those that this process is at."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._running: set[asyncio.Task[None]] = set()

    def start(self, task: Task) -> None:
        running = asyncio.create_task(self._run(task))
        self._running.add(running)
        running.add_done_callback(self._running.discard)

    async def end(self) -> None:
        await end(list(self._running))

    async def _run(self, task: Task) -> None:
        async def tell(done: int) -> bool:
            return await self._database.write(lambda session: trials.come_to(session, task.id, task.by, done, now()))

        try:
            result = await try_out(self._database, task, tell)
        except Exception as error:
            log.error("trial failed", trial=str(task.id), exc_info=error)
            await self._database.write(lambda session: trials.fail(session, task.id, task.by, now()))
            return
        if result is not None:
            await self._database.write(lambda session: trials.finish(session, task.id, task.by, result, now()))


async def try_out(database: Database, task: Task, tell: Callable[[int], Awaitable[bool]]) -> Sum | None:
    """Every claim of the period under both rules; None once `tell` says that nobody wants to know any more."""
    total, told_at = Sum(), time.monotonic()
    loop = asyncio.get_running_loop()
    context = multiprocessing.get_context("spawn")  # a fork would share the database's connections
    pool = ProcessPoolExecutor(PROCESSES, context, trial_work.begin, (task.before, task.after, task.instead))
    try:
        waiting: list[asyncio.Future[list[Difference]]] = []
        async for submissions in _pages(database, task):
            waiting.append(loop.run_in_executor(pool, trial_work.differences, submissions))
            if len(waiting) > 2 * PROCESSES:
                total.add(await waiting.pop(0))
            if time.monotonic() - told_at > TELL_EVERY_S:
                told_at = time.monotonic()
                if not await tell(total.claims):
                    return None
        for one in waiting:
            total.add(await one)
            if not await tell(total.claims):
                return None
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
    return total


async def _pages(database: Database, task: Task) -> AsyncIterator[Sequence[Submission]]:
    after: UUID | None = None
    while True:
        following = after
        page = await database.read(
            lambda session, following=following: store.trials.page(session, task.first, task.last, following, PAGE)  # type: ignore[misc]
        )
        if not page:
            return
        yield page
        after = UUID(bytes=page[-1][0])


def tried_rules(rules: Rules, on: dt.date | None) -> Rules:
    """The rules that are tried: as they are, or as if one day's figures always held."""
    return rules if on is None else replace(rules, rates=named(as_if(rules.rates, on)))


@contextlib.asynccontextmanager
async def run_trials(app: FastAPI) -> AsyncIterator[None]:
    """While the service runs."""
    app.state.trials = Trials(app.state.database)
    yield
    await app.state.trials.end()
