"""One at a time, a reader takes receipts that shall be read, reads them and tells the result. It has no database.

Reading again is harmless: the result has the same id and counts once. So a receipt is acknowledged only when its result
is with the broker, and whatever dies before that is read again by whoever is left.
"""

import asyncio
import contextlib
import hashlib
import os
import signal
import time
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import TypeVar

import structlog
from prometheus_client import Histogram

from services.receipts.interpretation import interpreted
from services.receipts.pictures import Pictures
from services.receipts.reading.sandbox import Reader
from services.receipts.reading.values import Context, Reading, ReadingFailure
from services.receipts.reading.wire import Broken
from shared.clock import now
from shared.contracts.receipts import ReadingAsked, ReadingAskedLater, ReceiptInterpreted
from shared.messaging.bus import MESSAGE_BYTES_MAX
from shared.messaging.work_queue import Again, WorkQueue

TRIES_MAX = 3  # then the file is taken to be what kills the readers
NEXT_TRY_AFTER_S = 1.0
WAIT_FOR_PARTS_S = 2.0  # the store or the broker is away
MAY_PASS = frozenset({"reading-out-of-memory", "reading-timed-out"})
"""Failures that may be the machine's fault and not the file's."""
CANNOT_START = (RuntimeError, Broken)
"""No file's fault, so it is waited for. Anything else ends this try, and is counted as one."""

Result = TypeVar("Result")
log = structlog.get_logger()


class ReadingLoop:
    """Reads for ever, with one child process of its own."""

    def __init__(self, queue: WorkQueue, pictures: Pictures, seconds: Histogram, threads: int) -> None:
        self._queue, self._pictures, self._seconds = queue, pictures, seconds
        self.reader = Reader(threads=threads)
        self.loaded = False

    async def run(self) -> None:
        """Load the engines, then read; end by cancelling, then `stop`."""
        await self._load()
        await self._queue.work((ReadingAsked, ReadingAskedLater), self._handle)

    async def _load(self) -> None:
        started = time.monotonic()
        await _patiently("engines", lambda: asyncio.to_thread(self.reader.start), CANNOT_START)
        self.loaded = True
        log.info("engines loaded", seconds=round(time.monotonic() - started, 1), process=self.reader.child_pid)

    async def _handle(self, asked: ReadingAsked, tries: int) -> Again | None:
        answer = await self._read(asked, tries)
        if isinstance(answer, ReadingFailure) and answer.code in MAY_PASS and tries < TRIES_MAX:
            log.warning("read again", receipt=str(asked.receipt_id), problem=answer.code, tries=tries)
            return Again(NEXT_TRY_AFTER_S)
        await self._tell(asked, answer)
        return None

    async def _read(self, asked: ReadingAsked, tries: int) -> Reading | ReadingFailure:
        if tries > TRIES_MAX:
            return ReadingFailure("reading-timed-out", f"given up after {TRIES_MAX} tries")
        try:
            files = [await _patiently("store", partial(self._pictures.fetch, sha256)) for sha256 in asked.files]
        except FileNotFoundError as error:
            log.error("picture missing in the store", receipt=str(asked.receipt_id), error=str(error))
            return ReadingFailure("broken-picture", "missing in the store")
        context = Context(asked.added_on, asked.country)
        return await _patiently("engines", lambda: asyncio.to_thread(self.reader.read, files, context), CANNOT_START)

    async def _tell(self, asked: ReadingAsked, answer: Reading | ReadingFailure) -> None:
        further = answer.further if isinstance(answer, Reading) else ()
        shown = [await self._keep(one.display_jpeg) for one in (answer, *further)]
        event = told_of(asked, answer, shown)
        await _patiently("broker", lambda: self._queue.tell(event))
        detail = answer.detail if isinstance(answer, ReadingFailure) else answer.engine
        log.info(
            "receipt read",
            receipt=str(asked.receipt_id),
            problem=event.problem,
            detail=detail,
            seconds=round(answer.seconds, 2),
        )
        self._seconds.labels(event.problem or "read").observe(answer.seconds)

    async def _keep(self, jpeg: bytes) -> str | None:
        """SHA-256 of a picture to show, once it is in the store; None when there is none."""
        if not jpeg:
            return None
        sha256 = hashlib.sha256(jpeg).hexdigest()
        await _patiently("store", lambda: self._pictures.keep(sha256, jpeg))
        return sha256

    def stop(self) -> None:
        """End the child at once, also in the middle of a picture. Blocks for some milliseconds."""
        if child := self.reader.child_pid:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(child, signal.SIGKILL)
        self.reader.close()


def told_of(asked: ReadingAsked, answer: Reading | ReadingFailure, shown: Sequence[str | None]) -> ReceiptInterpreted:
    """The result as the service will be able to read it; else that there is none, so that the person can type it."""
    try:
        event = interpreted(asked, answer, shown, now())
        body = event.model_dump_json()
        if len(body.encode()) > MESSAGE_BYTES_MAX:
            raise ValueError(f"a result of {len(body)} letters")
        return ReceiptInterpreted.model_validate_json(body)
    except ValueError as error:
        log.error("result cannot be told", receipt=str(asked.receipt_id), error=repr(error)[:500])
        return interpreted(asked, ReadingFailure("broken-picture"), shown[:1], now())


async def _patiently(
    part: str, work: Callable[[], Awaitable[Result]], away: type[Exception] | tuple[type[Exception], ...] = Exception
) -> Result:
    """What `work` gives, however long its part is `away`; a missing file is never a reason to wait."""
    while True:
        try:
            return await work()
        except FileNotFoundError:
            raise
        except away as error:
            log.warning("reader waits", part=part, error=repr(error))
            await asyncio.sleep(WAIT_FOR_PARTS_S)
