"""The web service, put together: it signs people in, forwards to the other services, and tells browsers to look again."""

import asyncio
import contextlib
from collections.abc import AsyncIterator

from fastapi import APIRouter, FastAPI

from services.web import forward, live, sign_in, store
from services.web.app_files import add_app
from services.web.events import EVENTS
from services.web.for_operators import ForOperators
from services.web.rim import Rim
from services.web.sessions import Sessions
from services.web.settings import WebSettings
from shared.identity import load_key
from shared.jobs import Job
from shared.service import Service

REFUSALS = {"too-many-windows": 429}
"""What web refuses beside what every service does: code → HTTP status."""


@contextlib.asynccontextmanager
async def _open(app: FastAPI) -> AsyncIterator[None]:
    """What web holds while it runs: connections to the services, and its ear at the broker."""
    settings: WebSettings = app.state.settings
    key = load_key(settings.identity_private_key or app.state.common.data_dir / "keys" / "identity.key")
    app.state.sessions = Sessions(app.state.database, key, settings.secure_cookies)
    app.state.live = live.Live()
    ear = asyncio.create_task(app.state.bus.hear("hint.>", app.state.live.heard))
    async with forward.open_client() as app.state.upstream:
        yield
    ear.cancel()


def _add_rim(app: FastAPI) -> None:
    app.add_middleware(ForOperators)
    app.add_middleware(Rim, secure=app.state.settings.secure_cookies)


router = APIRouter(lifespan=_open)
for part in (sign_in.router, live.router, forward.router):
    router.include_router(part)

SERVICE = Service(
    name="web",
    router=router,
    metadata=store.metadata,
    refusals=REFUSALS,
    settings=WebSettings,
    events=EVENTS,
    jobs=(Job("forget-expired-sessions", 600, store.forget_expired),),
    public=(add_app, _add_rim),
)
