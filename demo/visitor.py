"""A person of the story at their browser: signed in, speaking to Kvittera's public HTTP API as the app does."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from http.cookies import SimpleCookie
from typing import Any, TypeVar
from urllib.parse import quote
from uuid import UUID

import httpx
import stamina

Json = Any
"""A decoded answer."""

T = TypeVar("T")
BUSY = (429, 502, 503, 504)
TRIES_MAX = 12
WAIT_S = 90.0
READING_WAIT_S = 900.0  # pictures are read one after another, on a slow machine for half a minute each
LOOK_AGAIN_S = (0.2, 1.5)  # at first, and at most: many wait at once, and reading pictures needs the processor


class RefusedError(Exception):
    """Kvittera said no; the message tells to what and why."""

    def __init__(self, request: str, response: httpx.Response) -> None:
        super().__init__(f"{request}: {response.status_code} {response.text[:300]}")
        self.status = response.status_code
        self.code = _code(response)


class BusyError(Exception):
    """Not there yet, or too busy: to be asked again."""


def _code(response: httpx.Response) -> str:
    try:
        return str(response.json()["code"])
    except (ValueError, KeyError, TypeError):
        return ""


class Visitor:
    """One browser at the given address. Close it with `async with`."""

    def __init__(self, address: str, headers: dict[str, str] | None = None) -> None:
        self._http = httpx.AsyncClient(
            base_url=address,
            timeout=30,
            limits=httpx.Limits(
                keepalive_expiry=2
            ),  # shorter than the server keeps them, so that none is used that it closes
            trust_env=False,
            headers={"origin": address, **(headers or {})},
        )

    async def __aenter__(self) -> "Visitor":
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._http.aclose()

    async def sign_in(self, person_id: UUID) -> None:
        response = await self._answer("POST", "/session", json={"person_id": str(person_id)})
        # A browser trusts localhost with a secure cookie also without TLS; the client's own jar does not.
        cookies = SimpleCookie(response.headers["set-cookie"])
        self._http.headers["cookie"] = "; ".join(f"{name}={cookie.value}" for name, cookie in cookies.items())

    async def sign_out(self) -> None:
        await self._answer("DELETE", "/session")

    async def get(self, path: str) -> Json:
        return (await self._answer("GET", path)).json()

    async def find(self, path: str) -> Json | None:
        """As `get`; None when it is not there, or not for this person yet."""
        try:
            return await self.get(path)
        except RefusedError as refused:
            if refused.status in (403, 404):
                return None
            raise

    async def put(self, path: str, body: Json) -> Json:
        response = await self._answer("PUT", path, json=body)
        return response.json() if response.content else None

    async def send_file(self, path: str, content: bytes, file_name: str) -> Json:
        headers = {"content-type": "application/octet-stream", "kvittera-file-name": quote(file_name)}
        return (await self._answer("PUT", path, content=content, headers=headers)).json()

    async def _answer(self, method: str, path: str, **options: Any) -> httpx.Response:
        retry = stamina.retry_context(
            on=(httpx.TransportError, BusyError), attempts=TRIES_MAX, timeout=WAIT_S, wait_initial=0.1, wait_max=3
        )
        async for attempt in retry:
            with attempt:
                response = await self._http.request(method, path, **options)
                if response.status_code in BUSY:
                    raise BusyError(f"{method} {path}: {response.status_code} {response.text[:200]}")
                if response.is_error:
                    raise RefusedError(f"{method} {path}", response)
        return response


async def until(look: Callable[[], Awaitable[T | None]], what: str, within_s: float = WAIT_S) -> T:
    """What `look` gives as soon as it gives something; news travels between the services in fractions of a second."""
    give_up_at, pause_s = time.monotonic() + within_s, LOOK_AGAIN_S[0]
    while (seen := await look()) is None:
        if time.monotonic() > give_up_at:
            raise TimeoutError(f"waited {within_s:.0f} s for {what}")
        await asyncio.sleep(pause_s)
        pause_s = min(1.3 * pause_s, LOOK_AGAIN_S[1])
    return seen
