"""Telling the apps to look again: hints from the broker, fanned out to the browsers of those concerned.

A hint may be lost; nothing depends on it. A browser that reads too slowly loses its oldest hints, and asks anew anyway.
"""

import asyncio
import time
from collections import defaultdict
from collections.abc import AsyncIterator
from uuid import UUID

import structlog
from fastapi import APIRouter, Request
from fastapi.responses import StreamingResponse
from pydantic import ValidationError

from services.web.sessions import Sessions
from services.web.sign_in import Session
from shared.contracts.event import Hint
from shared.refusal import Refusal, Refused

HINTS_WAITING_MAX = 64
WINDOWS_PER_PERSON_MAX = 20
PING_EVERY_S = 15.0  # shorter than the patience of proxies; also how soon a session ended elsewhere is noticed
RECONNECT_MS = 2_000

log = structlog.get_logger()
router = APIRouter()


class Window:
    """One open page of a person: hints that wait to be sent, None for the end."""

    def __init__(self, token_hash: str) -> None:
        self.token_hash = token_hash
        self.waiting: asyncio.Queue[str | None] = asyncio.Queue(HINTS_WAITING_MAX)

    def put(self, line: str | None) -> None:
        if self.waiting.full():
            self.waiting.get_nowait()
        self.waiting.put_nowait(line)


class Live:
    """All open pages of this process, by person."""

    def __init__(self) -> None:
        self._windows: dict[UUID, set[Window]] = defaultdict(set)

    def heard(self, subject: str, body: bytes) -> None:
        """A hint has come from the broker."""
        try:
            self.tell(Hint.model_validate_json(body))
        except ValidationError as error:
            log.warning("hint not understood", subject=subject, error=repr(error))

    def tell(self, hint: Hint) -> None:
        """Put the hint to every open page of those concerned."""
        line = f"event: changed\ndata: {hint.model_dump_json(exclude={'concerns'})}\n\n"
        for person_id in set(hint.concerns):
            for window in self._windows.get(person_id, ()):
                window.put(line)

    def open(self, person_id: UUID, token_hash: str) -> Window:
        if len(self._windows[person_id]) >= WINDOWS_PER_PERSON_MAX:
            raise Refused(Refusal("too-many-windows", {"limit": WINDOWS_PER_PERSON_MAX}))
        window = Window(token_hash)
        self._windows[person_id].add(window)
        return window

    def close(self, person_id: UUID, window: Window) -> None:
        self._windows[person_id].discard(window)
        if not self._windows[person_id]:
            del self._windows[person_id]

    def end(self, token_hash: str) -> None:
        """End the pages of a session that is over."""
        for windows in self._windows.values():
            for window in windows:
                if window.token_hash == token_hash:
                    window.put(None)


@router.get("/live")
async def live(request: Request, found: Session) -> StreamingResponse:
    """Server-sent events `changed`, each a hint for the person who is signed in."""
    lines = _lines(
        request.app.state.live, request.app.state.sessions, found.signed_in.person.id, found.signed_in.token_hash
    )
    opened = await anext(lines)
    return StreamingResponse(
        _with_first(opened, lines),
        media_type="text/event-stream",
        headers={"cache-control": "no-store", "x-accel-buffering": "no"},
    )


async def _with_first(first: str, lines: AsyncIterator[str]) -> AsyncIterator[str]:
    yield first
    async for line in lines:
        yield line


async def _lines(live: Live, sessions: Sessions, person_id: UUID, token_hash: str) -> AsyncIterator[str]:
    window = live.open(person_id, token_hash)
    try:
        yield f"retry: {RECONNECT_MS}\n\n"
        ping_at = time.monotonic() + PING_EVERY_S
        while True:
            try:
                line = await asyncio.wait_for(window.waiting.get(), max(0.0, ping_at - time.monotonic()))
            except TimeoutError:
                if not await sessions.still_holds(token_hash):
                    return
                ping_at = time.monotonic() + PING_EVERY_S
                line = ": ping\n\n"
            if line is None:
                return
            yield line
    finally:
        live.close(person_id, window)
