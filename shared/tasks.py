"""End background work for certain."""

import asyncio
from collections.abc import Iterable
from typing import Any

CANCEL_AGAIN_AFTER_S = 0.5


async def end(tasks: Iterable[asyncio.Task[Any]]) -> None:
    """Cancel the tasks until each has ended, whatever it ends with.

    Once is not always enough: up to Python 3.11 `asyncio.wait_for`, which the broker's client uses, may swallow a
    cancellation that comes in the same moment as the answer it waits for.
    """
    waiting = set(tasks)
    while waiting:
        for task in waiting:
            task.cancel()
        _, waiting = await asyncio.wait(waiting, timeout=CANCEL_AGAIN_AFTER_S)
