"""Forwarding `/api/<service>/<path>` to the service, with a signed statement of who the request is for.

Bodies and answers are streamed, never held. Only named headers pass, so neither the session's cookie nor a statement that
a browser made up reaches a service.
"""

from collections.abc import AsyncIterator
from urllib.parse import unquote

import httpx
import structlog
from fastapi import APIRouter, Request
from fastapi.responses import StreamingResponse
from starlette.background import BackgroundTask

from services.web.rim import POLICY
from services.web.sign_in import Session
from shared.observability import traceparent
from shared.refusal import Refusal, Refused

METHODS = ["GET", "HEAD", "PUT", "POST", "DELETE"]
PASSED_ON = (
    b"accept",
    b"accept-language",
    b"content-length",
    b"content-type",
    b"if-match",
    b"if-none-match",
    b"kvittera-bulk",
    b"kvittera-country",
    b"kvittera-file-name",
    b"range",
)
PASSED_BACK = (
    "accept-ranges",
    "cache-control",
    "content-disposition",
    "content-encoding",
    "content-length",
    "content-range",
    "content-type",
    "etag",
    "last-modified",
    "location",
    "retry-after",
)
NOT_FOR_BROWSERS = {"health", "metrics", "openapi.json"}
TIMEOUTS = httpx.Timeout(connect=2.0, read=30.0, write=30.0, pool=5.0)
LIMITS = httpx.Limits(
    max_connections=200,
    max_keepalive_connections=50,
    keepalive_expiry=2.0,  # shorter than the services keep theirs (5 s), so that none is used that they just closed
)

log = structlog.get_logger()
router = APIRouter()


def open_client() -> httpx.AsyncClient:
    """The pool of connections to all services."""
    return httpx.AsyncClient(timeout=TIMEOUTS, limits=LIMITS, follow_redirects=False, trust_env=False)


@router.api_route("/api/{service}/{path:path}", methods=METHODS, include_in_schema=False)
async def forward(service: str, path: str, request: Request, found: Session) -> StreamingResponse:
    """The service's own answer."""
    base = request.app.state.settings.service_urls().get(service)
    sent = _path_as_sent(request.scope["raw_path"], service)
    if base is None or sent is None or not _is_for_browsers(sent):
        raise Refused(Refusal("not-found"))
    query = request.scope["query_string"].decode("latin-1")
    client: httpx.AsyncClient = request.app.state.upstream
    try:
        url = f"{base}/{sent}?{query}" if query else f"{base}/{sent}"
        answer = await client.send(_request(client, request, url, found.statement), stream=True)
    except httpx.TransportError as error:
        log.warning("service unreachable", to=service, error=repr(error))
        raise Refused(Refusal("temporarily-unavailable")) from error
    headers = {name: answer.headers[name] for name in PASSED_BACK if name in answer.headers}
    headers.setdefault("cache-control", "no-store")
    if policy := answer.headers.get("content-security-policy"):
        headers["content-security-policy"] = f"{POLICY}, {policy}"  # both bind: a service may only tighten ours
    return StreamingResponse(answer.aiter_raw(), answer.status_code, headers, background=BackgroundTask(answer.aclose))


def _is_for_browsers(path: str) -> bool:
    """Not what a service shows its operators, however the path is written."""
    parts = unquote(path).split("/")
    return parts[0] not in NOT_FOR_BROWSERS and not {"", ".", ".."} & set(parts)


def _path_as_sent(raw_path: bytes, service: str) -> str | None:
    """The path within the service with its percent-encoding as it came; None when what precedes it is not written plainly.

    What is judged must be what is sent: `/api%2Fclaims/x/metrics` reads as the path `x/metrics`, but splits into `metrics`.
    """
    before, raw = f"/api/{service}/", raw_path.decode("latin-1")
    return raw.removeprefix(before) if raw.startswith(before) else None


def _request(client: httpx.AsyncClient, request: Request, url: str, statement: str) -> httpx.Request:
    headers = [(name, value) for name, value in request.headers.raw if name in PASSED_ON]
    headers += [(b"authorization", f"Bearer {statement}".encode()), (b"accept-encoding", b"identity")]
    if trace := traceparent():
        headers.append((b"traceparent", trace.encode()))
    has_body = "content-length" in request.headers or "transfer-encoding" in request.headers
    body: AsyncIterator[bytes] | None = request.stream() if has_body else None
    return client.build_request(request.method, url, headers=headers, content=body)
