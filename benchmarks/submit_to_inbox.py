"""How long after a claim is handed in does the manager's inbox show it, through claims, the broker and approvals?"""

import asyncio
import time
from collections.abc import AsyncIterator

from benchmarks.claims_written import hand_in
from benchmarks.figures import Figure, share
from benchmarks.load import Connection
from benchmarks.surroundings import scene

CLAIMS = 80
LOOK_AGAIN_S = 0.005
AIM_MS = 300


async def measure() -> AsyncIterator[Figure]:
    async with scene(["claims", "approvals"]) as made:
        manager = made.connection("approvals", made.manager)
        each_ms = []
        for number in range(CLAIMS):
            person = made.people[number % len(made.people)]
            owner = made.connection("claims", person)
            claim = (await hand_in(owner, person, number)).rpartition("/")[2]
            answered = time.perf_counter()
            while not await _is_there(manager, claim):
                await asyncio.sleep(LOOK_AGAIN_S)
            each_ms.append(1000 * (time.perf_counter() - answered))
            owner.close()
        manager.close()
    yield Figure("handed in until the manager's inbox shows it, p50", share(each_ms[5:], 50), "ms")
    yield Figure("… p95", share(each_ms[5:], 95), "ms", AIM_MS)


async def _is_there(manager: Connection, claim: str) -> bool:
    _, inbox = await manager.send("GET", "/inbox")
    return claim in [case["claim_id"] for case in (*inbox["look_at"], *inbox["nothing_to_remark"])]
