"""How many receipts a minute do 1, 2 and 4 readers read off the queue, and how long after its upload are a receipt's fields there?"""

import asyncio
import time
from collections.abc import AsyncIterator, Sequence
from uuid import UUID

from benchmarks.figures import Figure, share
from benchmarks.load import Connection
from benchmarks.made_receipts.make import made as made_receipt
from benchmarks.made_receipts.make import photographed
from benchmarks.surroundings import reader, scene
from shared.ids import new_id

READERS = (1, 2, 4)
WAITING, BULK = 10, 24
LOOK_AGAIN_S = 0.02
AIM_P50_S, AIM_P95_S = 1.5, 2.5
"""For somebody who waits, with a reader that is free: the reading itself and some tenths for the way there and back."""


async def measure() -> AsyncIterator[Figure]:
    pictures = [photographed(made_receipt("tune", f"bench {number}")) for number in range(WAITING + BULK)]
    for readers in READERS:
        async with scene(["receipts"]) as surroundings:
            owner = surroundings.connection("receipts", surroundings.people[0])
            with reader(surroundings, readers):
                await _read(owner, pictures[-1:])  # the engines are warm
                each_s = [await _read(owner, [picture]) for picture in pictures[:WAITING]]
                seconds = await _read(owner, pictures[WAITING:])
            owner.close()
        name = f"{readers} reader{'s' if readers > 1 else ''}"
        aims = (AIM_P50_S, AIM_P95_S) if readers == 1 else (None, None)
        yield Figure(f"receipts read a minute, {name}, {BULK} at once", 60 * BULK / seconds, "/min")
        yield Figure("… upload until the fields are there, one at a time, p50", share(each_s, 50), "s", aims[0])
        yield Figure("… p95", share(each_s, 95), "s", aims[1])


async def _read(owner: Connection, pictures: Sequence[bytes]) -> float:
    """Seconds from the first upload until the last is read."""
    started = time.perf_counter()
    sent = [await _upload(owner, picture) for picture in pictures]
    for receipt in sent:
        while (await owner.send("GET", f"/receipts/{receipt}"))[1]["state"] == "reading":
            await asyncio.sleep(LOOK_AGAIN_S)
    return time.perf_counter() - started


async def _upload(owner: Connection, picture: bytes) -> UUID:
    receipt = new_id()
    status, answer = await owner.send("PUT", f"/receipts/{receipt}", picture)
    assert status == 201, answer
    return receipt
