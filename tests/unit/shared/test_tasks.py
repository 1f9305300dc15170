"""Ending background work."""

import asyncio
import contextlib

from shared.tasks import end


async def test_a_task_that_swallows_its_first_cancellation_still_ends() -> None:
    async def stubborn() -> None:
        with contextlib.suppress(asyncio.CancelledError):
            await asyncio.sleep(60)
        await asyncio.sleep(60)

    task = asyncio.create_task(stubborn())
    await asyncio.sleep(0)
    await asyncio.wait_for(end([task]), 5)
    assert task.cancelled()


async def test_there_may_be_nothing_to_end() -> None:
    await end([])
