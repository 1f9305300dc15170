"""A service under test: the real app on a real database and broker, spoken to over ASGI."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import Any

import httpx
from fastapi import FastAPI

from shared.clock import now
from shared.contracts.event import Event, service_of
from shared.identity import Actor, load_key, sign
from shared.messaging.bus import Bus
from shared.service import Service, build
from shared.settings import CommonSettings, ServiceSettings
from tests.conftest import PASSWORDS, Broker


class Client:
    """Speaks to one service as a person."""

    def __init__(self, app: FastAPI, data_dir: Path, actor: Actor) -> None:
        self._http = httpx.AsyncClient(
            transport=httpx.ASGITransport(app, raise_app_exceptions=False), base_url="http://test"
        )
        self._key = load_key(data_dir / "keys" / "identity.key")
        self._actor = actor

    async def send(self, method: str, path: str, **options: Any) -> httpx.Response:
        headers: Mapping[str, str] = {
            "authorization": f"Bearer {sign(self._actor, self._key, now())}",
            **options.pop("headers", {}),
        }
        return await self._http.request(method, path, headers=headers, **options)

    async def get(self, path: str) -> httpx.Response:
        return await self.send("GET", path)

    async def put(self, path: str, body: Any) -> httpx.Response:
        return await self.send("PUT", path, json=json.loads(json.dumps(body, default=str)))

    async def delete(self, path: str) -> httpx.Response:
        return await self.send("DELETE", path)


class Running:
    """A running service; `as_person` gives a client, `deliver` tells it an event as another service would."""

    def __init__(self, app: FastAPI, data_dir: Path) -> None:
        self.app, self.data_dir = app, data_dir

    def as_person(self, actor: Actor) -> Client:
        return Client(self.app, self.data_dir, actor)


@contextlib.asynccontextmanager
async def running(
    service: Service, broker: Broker, data_dir: Path, database_url: str | None = None, **settings: Any
) -> AsyncIterator[Running]:
    """Start the service with its lifespan, once the streams that it reads are there; stops it afterwards."""
    senders = {service_of(handler.event) for handler in service.events}
    await asyncio.gather(*(_make_streams(broker, sender) for sender in senders))
    common = CommonSettings(data_dir=data_dir, nats_url=broker.url)
    own = service.settings().model_copy(
        update={"nats_password": PASSWORDS[service.name], "database_url": database_url, **settings}
    )
    app = build(service, common, own)
    async with app.router.lifespan_context(app):
        yield Running(app, data_dir)


async def tell(broker: Broker, *events: Event) -> None:
    """Publish events as the services that send them would, once their streams are there."""
    for event in events:
        bus = _bus(broker, service_of(type(event)))
        await bus.connect()
        await bus.publish(event.subject, event.model_dump_json().encode(), {"Nats-Msg-Id": str(event.id)})
        await bus.close()


async def _make_streams(broker: Broker, sender: str) -> None:
    """As the sender does when it starts: whoever finds no stream looks again only after a while."""
    bus = _bus(broker, sender)
    await bus.connect()
    await bus.close()


def _bus(broker: Broker, service: str) -> Bus:
    return Bus(service, CommonSettings(nats_url=broker.url), ServiceSettings(nats_password=PASSWORDS[service]))
