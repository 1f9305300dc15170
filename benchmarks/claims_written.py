"""How many claims a second can be created, and created and handed in, on each database?"""

import contextlib
import datetime as dt
import tempfile
from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import Any

from benchmarks.figures import Figure, share
from benchmarks.load import CONCURRENCY, Connection, run
from benchmarks.surroundings import Person, scene
from shared.clock import now
from shared.ids import new_id
from tests.postgres import binaries, create_database, start_postgres, stop_postgres

CREATED, HANDED_IN = 3000, 600
AIMS = {"SQLite": (300, 250), "PostgreSQL": (250, 400)}
"""Database → creates a second, and their p99 in ms."""


async def measure() -> AsyncIterator[Figure]:
    for database, (per_second, p99_ms) in AIMS.items():
        with _database(database) as url:
            if url == "":
                continue
            async with scene(["claims"], {"claims": url} if url else None) as made:
                connections = [made.connection("claims", person) for person in made.people]

                async def create(worker: int, number: int, to: list[Connection] = connections) -> None:
                    await _create(to[worker], made.people[worker])

                async def whole(worker: int, number: int, to: list[Connection] = connections) -> None:
                    await hand_in(to[worker], made.people[worker], number)

                await run(200, CONCURRENCY, create)  # the first are slower
                created = await run(CREATED, CONCURRENCY, create)
                handed_in = await run(HANDED_IN, CONCURRENCY, whole)
                for connection in connections:
                    connection.close()
        yield Figure(f"claims created a second, {database}", created.per_second, "/s", per_second, at_most=False)
        yield Figure(f"… p50, {CONCURRENCY} at once", share(created.each_ms, 50), "ms")
        yield Figure(f"… p99, {CONCURRENCY} at once", share(created.each_ms, 99), "ms", p99_ms)
        yield Figure(f"claims created, filled in and handed in a second, {database}", handed_in.per_second, "/s")
        yield Figure("… p50 of the three requests", share(handed_in.each_ms, 50), "ms")
        yield Figure("… p99 of the three requests", share(handed_in.each_ms, 99), "ms")


@contextlib.contextmanager
def _database(name: str) -> Any:
    """None: the service's own file; a URL; or "" where PostgreSQL is not installed."""
    if name == "SQLite":
        yield None
    elif binaries() is None:
        yield ""
    else:
        with tempfile.TemporaryDirectory() as folder:
            server = start_postgres(Path(folder))
            try:
                yield create_database(server.url, "claims")
            finally:
                stop_postgres(server)


async def _create(connection: Connection, person: Person) -> str:
    claim = f"/claims/{new_id()}"
    await connection.put(claim, {"employment_id": str(person.employment_id), "kind": "drives"})
    return claim


async def hand_in(connection: Connection, person: Person, number: int) -> str:
    """Create, fill in and submit; returns the claim's path."""
    claim = await _create(connection, person)
    await connection.put(f"{claim}/lines/{new_id()}", _drive(number))
    await connection.put(f"{claim}/submission", {"version": 1})
    return claim


def _drive(number: int) -> Mapping[str, Any]:
    return {
        "kind": "drive",
        "base_version": 0,
        "date": (now() - dt.timedelta(days=2 + number % 20)).date().isoformat(),
        "vehicle": "own_car",
        "purpose": "Hembesök",
        "from_place": "Norra",
        "to_place": f"Kund {number}",
        "distance_hm": 30 + number,
    }
