"""What everything together takes of memory, with the engines that read receipts loaded; and what the app's first page sends."""

import asyncio
import re
import tempfile
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import psutil
from playwright.async_api import Browser, ViewportSize, async_playwright

from benchmarks.figures import Figure
from tests.browser import chromium
from tests.faults.everything import Everything, is_ready
from tests.faults.people import move_in, signed_in

MEMORY_AIM_MB, PAGE_AIM_KB = 800, 150
SETTLED_S = 3.0  # what a start needs only for a moment is given back, and a page has fetched all it wants
PHONE = ViewportSize(width=390, height=844)


async def measure() -> AsyncIterator[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        everything = Everything(Path(folder))
        try:
            deadline = time.monotonic() + 60
            while not is_ready(everything.ports["reader"]):
                assert time.monotonic() < deadline, everything.output()
                await asyncio.sleep(0.1)
            people = await move_in(everything, 1)
            await (await signed_in(everything, people.employees[0].id)).__aexit__()
            await asyncio.sleep(SETTLED_S)
            pss, rss = _memory_mb(everything)
            fetched = await _first_page_kb(everything, str(people.employees[0].id))
        finally:
            await asyncio.to_thread(everything.stop)
    yield Figure("memory of all processes together (PSS)", pss, "MB", MEMORY_AIM_MB)
    yield Figure("… added up as RSS, what is shared counted each time", rss, "MB")
    for name, kb in fetched.items():
        yield Figure(f"first load of {name}, compressed", kb, "kB", PAGE_AIM_KB)


def _memory_mb(everything: Everything) -> tuple[float, float]:
    pss = rss = 0
    parent = psutil.Process(everything.pid)
    for process in (parent, *parent.children(recursive=True)):
        rolled_up = Path(f"/proc/{process.pid}/smaps_rollup").read_text()
        pss += sum(int(kb) for kb in re.findall(r"^Pss:\s+(\d+) kB", rolled_up, re.MULTILINE))
        rss += sum(int(kb) for kb in re.findall(r"^Rss:\s+(\d+) kB", rolled_up, re.MULTILINE))
    return pss / 1000, rss / 1000


async def _first_page_kb(everything: Everything, person_id: str) -> dict[str, float]:
    """What a browser that has nothing fetches: of the page where one signs in, and of Home."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium.executable(), args=chromium.ARGUMENTS)
        sign_in_kb, state = await _open(browser, everything.address, None, person_id)
        home_kb, _ = await _open(browser, everything.address, state, None)
        await browser.close()
    return {"the page where one signs in": sign_in_kb, "Home": home_kb}


async def _open(browser: Browser, address: str, state: Any, sign_in_as: str | None) -> tuple[float, Any]:
    context = await browser.new_context(storage_state=state, viewport=PHONE, locale="sv-SE")
    page = await context.new_page()
    received = 0

    def finished(event: Any) -> None:
        nonlocal received
        received += int(event["encodedDataLength"])

    devtools = await context.new_cdp_session(page)
    await devtools.send("Network.enable")
    devtools.on("Network.loadingFinished", finished)
    await page.goto(address)
    await page.wait_for_timeout(1000 * SETTLED_S)
    fetched = received
    signed_in = await page.evaluate("fetch('/session').then(answer => answer.json())") is not None
    assert signed_in == (sign_in_as is None)
    if sign_in_as:
        body = (
            "person => fetch('/session', {method: 'POST', headers: {'content-type': 'application/json'}, body: person})"
        )
        await page.evaluate(body, f'{{"person_id": "{sign_in_as}"}}')
    state = await context.storage_state()
    await context.close()
    return fetched / 1000, state
