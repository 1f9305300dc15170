"""The reader: a process of its own that reads receipts as they are asked for, `python -m services.receipts reader`.

Not a `Service`: it has no database, no outbox and nothing for people; only health and figures are on its port.
"""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Mapping

from fastapi import FastAPI
from prometheus_client import CONTENT_TYPE_LATEST, Histogram, generate_latest
from starlette.responses import JSONResponse, Response

from services.receipts.pictures import Pictures
from services.receipts.reading_loop import ReadingLoop
from services.receipts.settings import PictureSettings, ReaderSettings
from shared.messaging.bus import Bus
from shared.messaging.work_queue import WorkQueue
from shared.observability import Figures, start_logs
from shared.server import listen
from shared.settings import CommonSettings
from shared.tasks import end

READY_TIMEOUT_S = 2.0
NAME = "reader"
SECONDS_BUCKETS = (0.25, 0.5, 1, 2, 3, 5, 10, 20, 45, 90)


def serve_reader(listener: socket.socket | None = None) -> int:
    """Read until told to stop; on `listener` when whoever started this process has opened it already."""
    common, settings = CommonSettings(), ReaderSettings()
    start_logs(NAME, common.log_format, common.log_level)
    listen(build_reader(common, settings), settings.host, settings.port, listener)
    return 0


def build_reader(common: CommonSettings, settings: ReaderSettings) -> FastAPI:
    """The app whose lifespan reads; `app.state.loops` are its readings, one at a time each."""
    figures = Figures()
    seconds = Histogram(
        "kvittera_reading_seconds",
        "Time to read a receipt",
        ["outcome"],
        registry=figures.registry,
        buckets=SECONDS_BUCKETS,
    )

    @contextlib.asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        bus = Bus(NAME, common, settings)
        pictures = Pictures(PictureSettings(), common.data_dir)
        queue = WorkQueue(bus, figures)
        loops = [ReadingLoop(queue, pictures, seconds, settings.threads) for _ in range(settings.processes)]
        app.state.bus, app.state.loops = bus, loops
        tasks = [asyncio.create_task(work) for work in (bus.connect(), *(loop.run() for loop in loops))]
        try:
            yield
        finally:
            await end(tasks)
            await asyncio.gather(*(asyncio.to_thread(loop.stop) for loop in loops))
            await bus.close()

    app = FastAPI(title="Kvittera reader", lifespan=lifespan, openapi_url=None, docs_url=None, redoc_url=None)

    @app.get("/health/live")
    async def live() -> dict[str, str]:
        return {"status": "live"}

    @app.get("/health/ready")
    async def ready() -> JSONResponse:
        """Ready while one engine reads: a missing one is told and no reason to stop the others."""
        must = {"broker": await _broker(app.state.bus), "reading": _reading(app.state.loops)}
        first = app.state.loops[0].reader
        told = {**must, **first.engines, "walls": _walls(first.walls)}
        return JSONResponse(told, 200 if set(must.values()) == {"ok"} else 503)

    @app.get("/metrics")
    async def metrics() -> Response:
        return Response(generate_latest(figures.registry), media_type=CONTENT_TYPE_LATEST)

    return app


async def _broker(bus: Bus) -> str:
    if not bus.connected:
        return "not connected"
    try:
        await bus.client.flush(timeout=int(READY_TIMEOUT_S))
    except Exception as error:
        return repr(error)[:200]
    return "ok"


def _walls(walls: Mapping[str, str]) -> str:
    """ "ok", or what is lower here: told and no reason to stop, since every platform refuses something."""
    return "; ".join(f"{name}: {state}" for name, state in walls.items() if state != "ok") or "ok"


def _reading(loops: list[ReadingLoop]) -> str:
    if not all(loop.loaded for loop in loops):
        return "loading"
    return "ok" if all("ok" in loop.reader.engines.values() for loop in loops) else "no engine runs"
