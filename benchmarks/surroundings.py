"""What is measured, started: a broker, services in processes of their own, and people that they know."""

import asyncio
import contextlib
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from benchmarks.load import CONCURRENCY, Connection
from shared.clock import now
from shared.contracts.directory import Employment, PersonChanged, UnitChanged
from shared.contracts.event import Event
from shared.identity import Actor, load_key, make_keys, sign
from shared.ids import new_id
from shared.messaging.bus import Bus
from shared.settings import CommonSettings, ServiceSettings
from tests.conftest import PASSWORDS, start_broker
from tests.faults.everything import free_port, is_ready

ROOT = Path(__file__).parent.parent
READY_WITHIN_S = 30.0


@dataclass(frozen=True)
class Person:
    id: UUID = field(default_factory=new_id)
    employment_id: UUID = field(default_factory=new_id)


@dataclass(frozen=True)
class Scene:
    """A folder with keys, a broker, and services that listen."""

    folder: Path
    nats_url: str
    ports: Mapping[str, int]
    people: Sequence[Person]
    manager: Person

    def connection(self, service: str, person: Person) -> Connection:
        """As that person; the statement is signed here, and holds for a minute."""
        actor = Actor(person.id, frozenset({person.employment_id}))
        return Connection(self.ports[service], sign(actor, load_key(self.folder / "keys" / "identity.key"), now()))


@contextlib.asynccontextmanager
async def scene(services: Sequence[str], database_urls: Mapping[str, str] | None = None) -> AsyncIterator[Scene]:
    """Start the services, and tell them of as many people as there are requests at once, and of their manager."""
    with tempfile.TemporaryDirectory() as name, contextlib.ExitStack() as ends:
        folder = Path(name)
        make_keys(folder / "keys")
        broker, url = start_broker(folder)
        ends.callback(_end, broker)
        people, manager = [Person() for _ in range(CONCURRENCY)], Person()
        made = Scene(folder, url, {service: free_port() for service in services}, people, manager)
        await _tell(url, people, manager)
        for service in services:
            ends.enter_context(_serving(made, service, (database_urls or {}).get(service)))
        await _until_known(made)
        yield made


async def _tell(url: str, people: Sequence[Person], manager: Person) -> None:
    bus = Bus("directory", CommonSettings(nats_url=url), ServiceSettings(nats_password=PASSWORDS["directory"]))
    await bus.connect()
    for event in _organisation(people, manager):
        await bus.publish(event.subject, event.model_dump_json().encode(), {"Nats-Msg-Id": str(event.id)})
    await bus.close()


def _organisation(people: Sequence[Person], manager: Person) -> Iterator[Event]:
    unit, at = new_id(), now()
    yield PersonChanged(id=new_id(), occurred_at=at, person_id=manager.id, name="Eva Sandberg", given_name="Eva")
    yield UnitChanged(
        id=new_id(),
        occurred_at=at,
        unit_id=unit,
        name="Hemtjänsten Norra",
        parent_id=None,
        manager_id=manager.id,
        cost_centre="4120",
    )
    for number, person in enumerate(people):
        employment = Employment(
            id=person.employment_id,
            employee_number=str(20000 + number),
            title="Undersköterska",
            unit_id=unit,
            home="Skallberget",
            workplace="Norra",
            coding={"1": "4120"},
        )
        name = f"Person {number}"
        yield PersonChanged(
            id=new_id(), occurred_at=at, person_id=person.id, name=name, given_name=name, employments=(employment,)
        )


@contextlib.contextmanager
def _serving(made: Scene, service: str, database_url: str | None) -> Iterator[None]:
    url = {f"KVITTERA_{service.upper()}_DATABASE_URL": database_url} if database_url else {}
    with _running(made, service, ["-m", f"services.{service}", "serve"], made.ports[service], url):
        yield


@contextlib.contextmanager
def reader(made: Scene, processes: int) -> Iterator[None]:
    """A reader of receipts beside the services, with so many processes that each take one core."""
    settings = {"KVITTERA_READER_PROCESSES": str(processes), "KVITTERA_READER_THREADS": "1"}
    with _running(made, "reader", ["-m", "services.receipts", "reader"], free_port(), settings):
        yield


@contextlib.contextmanager
def _running(made: Scene, name: str, command: Sequence[str], port: int, settings: Mapping[str, str]) -> Iterator[None]:
    environment = {
        **os.environ,
        "KVITTERA_DATA_DIR": str(made.folder),
        "KVITTERA_NATS_URL": made.nats_url,
        f"KVITTERA_{name.upper()}_NATS_PASSWORD": PASSWORDS[name],
        f"KVITTERA_{name.upper()}_PORT": str(port),
        **settings,
    }
    with (made.folder / f"{name}.log").open("wb") as log:
        process = subprocess.Popen([sys.executable, *command], cwd=ROOT, env=environment, stdout=log, stderr=log)
    try:
        deadline = time.monotonic() + READY_WITHIN_S
        while not is_ready(port):
            assert time.monotonic() < deadline, (made.folder / f"{name}.log").read_text()[-2000:]
            time.sleep(0.05)
        yield
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    process.wait(15)


async def _until_known(made: Scene) -> None:
    """The last person told is known, so all are."""
    if "claims" not in made.ports:
        return
    connection = made.connection("claims", made.people[-1])
    deadline = time.monotonic() + READY_WITHIN_S
    while True:
        _, known = await connection.send("GET", "/known")
        if known.get("employments"):
            break
        assert time.monotonic() < deadline, known
        await asyncio.sleep(0.05)
    connection.close()
