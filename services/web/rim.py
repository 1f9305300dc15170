"""What stands around every answer and every write: headers that bind the browser, and writes from our own pages only."""

from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from shared.problems import problem_response
from shared.refusal import Refusal

READS = ("GET", "HEAD", "OPTIONS")
LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
POLICY = "default-src 'none'; frame-ancestors 'none'"
"""Of whatever says none of its own."""
OUR_OWN = ("same-origin", "none")  # Sec-Fetch-Site: our page, or the person themselves


class Rim:
    """Adds the headers, and refuses a write that another site's page has made the browser send."""

    def __init__(self, app: ASGIApp, secure: bool) -> None:
        self._app, self._secure = app, secure

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def binding(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.setdefault("content-security-policy", POLICY)
                headers["x-content-type-options"] = "nosniff"
                headers["referrer-policy"] = "same-origin"
            await send(message)

        if scope["method"] in READS or is_our_own(Headers(scope=scope), self._secure):
            await self._app(scope, receive, binding)
        else:
            response = problem_response(Request(scope), Refusal("not-allowed"), 403)
            await response(scope, receive, binding)


def is_our_own(headers: Headers, secure: bool) -> bool:
    """Whether the browser says that one of our own pages sent this. `secure`: those come over https, save on this machine."""
    origin, host = headers.get("origin"), headers.get("host", "")
    if origin is None:
        return headers.get("sec-fetch-site") in OUR_OWN
    scheme, name = urlsplit(origin).scheme, host.rsplit(":", 1)[0] if not host.endswith("]") else host
    plain_allowed = not secure or name in LOOPBACK
    return origin == f"{scheme}://{host}" and (scheme == "https" or (scheme == "http" and plain_allowed))
