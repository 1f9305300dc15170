"""What only this machine is told by web, whose port is everybody's: figures, the description of its paths, what ails it."""

import ipaddress

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from shared.problems import problem_response
from shared.refusal import Refusal

FOR_OPERATORS = ("/metrics", "/openapi.json")
READY = "/health/ready"


class ForOperators:
    """To whoever asks from elsewhere: no figures and no description, and of readiness the status alone.

    Behind a proxy the asker is whom `X-Forwarded-For` names, as long as the proxy is on this machine.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or is_this_machine(scope):
            await self._app(scope, receive, send)
        elif scope["path"] in FOR_OPERATORS:
            await problem_response(Request(scope), Refusal("not-found"), 404)(scope, receive, send)
        elif scope["path"] == READY:
            await (await self._readiness(scope, receive))(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _readiness(self, scope: Scope, receive: Receive) -> Response:
        status = 503

        async def keep_status(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]

        await self._app(scope, receive, keep_status)
        return JSONResponse({"status": "ready" if status == 200 else "not ready"}, status)


def is_this_machine(scope: Scope) -> bool:
    """Whether the request comes from a process on this machine."""
    host = (scope.get("client") or ("", 0))[0]
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
