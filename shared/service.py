"""A service: its app, its database and its part in the traffic of events, put together from its tables.

`Service(...)` names the parts; `build(service)` makes the FastAPI app whose lifespan starts them; `serve(service)` listens.
"""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import structlog
from fastapi import APIRouter, FastAPI, Request
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from sqlalchemy import MetaData, insert, update
from sqlalchemy.exc import DataError, OperationalError
from sqlmodel import Session
from starlette.responses import JSONResponse, Response

from shared.clock import now
from shared.database import Database
from shared.http import Surroundings
from shared.identity import load_key
from shared.ids import new_id
from shared.jobs import Job, run_jobs
from shared.messaging.bus import Bus
from shared.messaging.consumer import Handler, consumers
from shared.messaging.outbox import hints_of
from shared.messaging.relay import Relay, forget_old, oldest_unpublished
from shared.messaging.tables import lease
from shared.migrations import migrate
from shared.observability import Figures, start_logs
from shared.problems import ProblemDetail, answer_problems, describe_problems, problem_response
from shared.refusal import Refusal
from shared.server import listen
from shared.settings import CommonSettings, ServiceSettings
from shared.tasks import end

OUTBOX_YOUNG = timedelta(seconds=60)  # an older unsent event means that the broker or the relay is in trouble
READY_TIMEOUT_S = 2.0
PROBE = "probe"  # the row of `lease` that the readiness probe writes

log = structlog.get_logger()


@dataclass(frozen=True)
class Service:
    """The parts of a service."""

    name: str
    router: APIRouter
    metadata: MetaData
    refusals: Mapping[str, int]
    settings: Callable[[], ServiceSettings]
    events: Sequence[Handler[Any]] = ()
    jobs: Sequence[Job] = ()
    prepare: Sequence[Callable[[FastAPI], None]] = ()
    """Called with the app after its state is laid, for what only this service has (a store of pictures, a client)."""
    public: Sequence[Callable[[FastAPI], None]] = field(default=())
    """Called with the app before it starts: middleware and mounts."""


def build(service: Service, common: CommonSettings | None = None, settings: ServiceSettings | None = None) -> FastAPI:
    """The service's app; `app.state` holds common, settings, database, bus, relay, figures, identity_key."""
    common, settings = common or CommonSettings(), settings or service.settings()
    figures = Figures()

    @contextlib.asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        loop = asyncio.get_running_loop()
        bus = Bus(service.name, common, settings)

        def committed(sessions: Sequence[Session]) -> None:
            hints = [told for session in sessions for told in hints_of(session)]
            if hints or any(session.info.get("emitted") for session in sessions):
                loop.call_soon_threadsafe(relay.nudge, hints)

        database = Database(database_url(service.name, common, settings), settings.database_threads, committed)
        migrate(service.name, database.engine)
        relay = Relay(database, bus, figures)
        app.state.database, app.state.bus, app.state.relay = database, bus, relay
        if common.identity_public_key_file.exists():
            app.state.identity_key = load_key(common.identity_public_key_file)
        for prepare in service.prepare:
            prepare(app)
        jobs = [
            *service.jobs,
            Job("forget-old-events", 3600, lambda session, at: forget_old(session, at, common.outbox_days)),
        ]
        work: list[Coroutine[Any, Any, None]] = [bus.connect(), relay.run(), run_jobs(jobs, database)]
        work += [consumer.run() for consumer in consumers(service.events, database, bus, figures)]
        tasks = [asyncio.create_task(one) for one in work]
        try:
            yield
        finally:
            await end(tasks)
            await bus.close()
            await asyncio.to_thread(database.close)

    app = FastAPI(
        title=f"Kvittera {service.name}",
        lifespan=lifespan,
        openapi_url="/openapi.json",
        docs_url=None,
        redoc_url=None,
        responses={"default": {"model": ProblemDetail, "description": "Refused, or a fault"}},
        telemetry={"tracing": False, "metrics": False, "logs": False},  # `Surroundings` does it, with a span a request
    )
    app.state.common, app.state.settings, app.state.figures = common, settings, figures
    app.include_router(service.router)
    _add_health(app)
    for add in service.public:
        add(app)
    answer_problems(app, service.refusals)
    describe_problems(app)
    app.add_exception_handler(OperationalError, _database_away)
    app.add_exception_handler(DataError, _cannot_be_kept)
    app.add_middleware(Surroundings, figures=figures, body_bytes_max=settings.body_bytes_max)
    return app


def database_url(name: str, common: CommonSettings, settings: ServiceSettings) -> str:
    """The PostgreSQL URL that is set, else the service's own SQLite file in the data folder."""
    return settings.database_url or f"sqlite:///{common.data_dir.absolute() / 'databases' / name}.sqlite"


def serve(service: Service, listener: socket.socket | None = None) -> None:
    """Listen until told to stop; on `listener` when whoever started this process has opened it already."""
    common, settings = CommonSettings(), service.settings()
    start_logs(service.name, common.log_format, common.log_level)
    listen(build(service, common, settings), settings.host, settings.port, listener)


async def _database_away(request: Request, error: Exception) -> Response:
    """The disk is full, the server is gone: nothing is kept, and the same request may work in a moment."""
    log.error("database away", path=request.url.path, error=repr(error)[:300])
    return problem_response(request, Refusal("temporarily-unavailable"), 503)


async def _cannot_be_kept(request: Request, error: Exception) -> Response:
    """PostgreSQL keeps no text with the character NUL, which no person types."""
    log.warning("cannot be kept", path=request.url.path, error=repr(error)[:300])
    return problem_response(request, Refusal("invalid-input"), 422)


def _add_health(app: FastAPI) -> None:
    @app.get("/health/live", include_in_schema=False)
    async def live() -> dict[str, str]:
        return {"status": "live"}

    @app.get("/health/ready", include_in_schema=False)
    async def ready() -> JSONResponse:
        parts = await _parts(app)
        return JSONResponse(parts, 200 if all(part == "ok" for part in parts.values()) else 503)

    @app.get("/metrics", include_in_schema=False)
    async def metrics() -> Response:
        oldest = await app.state.database.read(oldest_unpublished)
        app.state.figures.outbox_age_seconds.set((now() - oldest).total_seconds() if oldest else 0)
        return Response(generate_latest(app.state.figures.registry), media_type=CONTENT_TYPE_LATEST)


async def _parts(app: FastAPI) -> dict[str, str]:
    """Ready: the database takes a write, the broker answers, the oldest unsent event is young."""

    async def probe(check: Coroutine[Any, Any, Any]) -> str:
        try:
            return str(await asyncio.wait_for(check, READY_TIMEOUT_S) or "ok")
        except Exception as error:
            return f"{type(error).__name__}: {error}"[:200]

    async def broker() -> str:
        if not app.state.bus.connected:
            return "not connected"
        await app.state.bus.client.flush(timeout=READY_TIMEOUT_S)
        return "ok"

    async def outbox() -> str:
        oldest = await app.state.database.read(oldest_unpublished)
        return (
            "ok"
            if oldest is None or now() - oldest < OUTBOX_YOUNG
            else f"oldest unsent event is from {oldest.isoformat()}"
        )

    database, broker_, outbox_ = await asyncio.gather(
        probe(app.state.database.write(_probe_write)), probe(broker()), probe(outbox())
    )
    return {"database": database, "broker": broker_, "outbox": outbox_}


def _probe_write(session: Session) -> None:
    """A write that reaches the disk, so that a full one is noticed before a person meets it."""
    written = update(lease).where(lease.c.name == PROBE).values(until=now()).returning(lease.c.name)
    if session.scalar(written) is None:
        session.execute(insert(lease).values(name=PROBE, holder=new_id(), until=now()))
