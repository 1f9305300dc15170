"""The rim of a service: what surrounds every request (trace, log line, figures, size limit) and what its routes are given."""

import asyncio
import contextlib
import time
from collections.abc import MutableMapping
from datetime import datetime
from typing import Annotated, Any

import structlog
from fastapi import Depends, Request
from joserfc.jwk import OKPKey
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from shared import clock
from shared.database import Database
from shared.identity import Actor, verify
from shared.observability import Figures, span
from shared.problems import problem_response
from shared.refusal import Refusal, Refused

DISCARD_BYTES_MAX = 200_000_000  # of a body that is refused for its size: a film, not a flood
DISCARD_SECONDS_MAX = 30.0

log = structlog.get_logger()


class Surroundings:
    """One span, one log line and one observation for each request; refuses a body that is declared or grows too large."""

    def __init__(self, app: ASGIApp, figures: Figures, body_bytes_max: int) -> None:
        self._app, self._figures, self._body_bytes_max = app, figures, body_bytes_max

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"].startswith("/health/"):
            await self._app(scope, receive, send)
            return
        headers = dict(scope["headers"])
        started, answer = time.perf_counter(), {"status": 500}
        with span(f"{scope['method']} {scope['path']}", headers.get(b"traceparent", b"").decode("latin-1")):
            try:
                await self._limited(scope, receive, _noting(send, answer), headers)
            finally:
                seconds = time.perf_counter() - started
                route = getattr(scope.get("route"), "path", "-")
                self._figures.requests.labels(scope["method"], route, answer["status"]).observe(seconds)
                log.info(
                    "request", method=scope["method"], route=route, status=answer["status"], ms=round(1000 * seconds, 1)
                )

    async def _limited(self, scope: Scope, receive: Receive, send: Send, headers: dict[bytes, bytes]) -> None:
        too_large = Refusal("body-too-large", {"limit": max(1, self._body_bytes_max // 1_000_000)})
        declared = headers.get(b"content-length", b"0")
        if not declared.isdigit() or int(declared) > self._body_bytes_max:
            await _discard(receive)
            response = problem_response(Request(scope), too_large, 413, headers={"connection": "close"})
            await response(scope, receive, send)
            return
        received = 0

        async def counted() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > self._body_bytes_max:
                raise Refused(too_large)
            return message

        await self._app(scope, counted, send)


async def _discard(receive: Receive) -> None:
    """Take what the caller is still sending and drop it: a caller cut off while sending never reads why."""
    dropped = 0
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(DISCARD_SECONDS_MAX):
            while dropped < DISCARD_BYTES_MAX:
                message = await receive()
                dropped += len(message.get("body", b""))
                if not message.get("more_body", False):
                    return


def _noting(send: Send, answer: MutableMapping[str, Any]) -> Send:
    async def noting(message: Message) -> None:
        if message["type"] == "http.response.start":
            answer["status"] = message["status"]
        await send(message)

    return noting


# These are `async`, though they wait for nothing: FastAPI sends plain functions to a thread and back, each for itself.
async def _database(request: Request) -> Database:
    database: Database = request.app.state.database
    return database


async def _actor(request: Request) -> Actor:
    key: OKPKey = request.app.state.identity_key
    scheme, _, statement = request.headers.get("authorization", "").partition(" ")
    actor = verify(statement, key, clock.now()) if scheme == "Bearer" else None
    if actor is None:
        raise Refused(Refusal("not-signed-in"))
    return actor


async def _now() -> datetime:
    return clock.now()


Db = Annotated[Database, Depends(_database)]
"""The service's database."""
Me = Annotated[Actor, Depends(_actor)]
"""Who the request is for; refuses `not-signed-in` without a valid statement."""
Now = Annotated[datetime, Depends(_now)]
"""The instant of the request."""
