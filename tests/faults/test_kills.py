"""Claims on their way from phone to payroll file while processes are killed: none is lost, none is paid twice, not an öre is off."""

import asyncio
import time
from pathlib import Path
from uuid import UUID

import pytest

from demo.visitor import Visitor
from shared.ids import new_id
from tests.faults.accounts import Verdict, check, progress
from tests.faults.everything import Everything, Killer
from tests.faults.people import AT_ONCE, People, approve_all, hand_in, move_in, seal_all, signed_in

SEED = 20261006
EMPLOYEES = 10
KILLING_S_PER_CLAIM = 0.25
SETTLED_S = 5.0  # nothing moved for so long: what is not there yet will not come


async def push_through(
    everything: Everything, people: People, claims: list[UUID], enough: int, seconds: float
) -> list[bytes]:
    """Hand in all, approve and seal until so many are exported; returns the PAXml files."""
    browsers = await asyncio.gather(*(signed_in(everything, person.id) for person in people.employees))
    manager, payroll = [await signed_in(everything, person) for person in (people.manager, people.payroll)]
    places = asyncio.Semaphore(AT_ONCE)

    async def one(number: int, claim: UUID) -> None:
        async with places:
            who = number % len(people.employees)
            await hand_in(browsers[who], people.employees[who], claim, number)

    async def all_exported() -> None:
        while progress(everything.data_dir).get("exported", 0) < enough:
            await asyncio.sleep(0.2)
        before: object = None
        while enough < len(claims) and before != progress(
            everything.data_dir
        ):  # some are lost: wait until nothing moves
            before = progress(everything.data_dir)
            await asyncio.sleep(SETTLED_S)

    others = [asyncio.create_task(work) for work in (approve_all(manager), seal_all(payroll))]
    try:
        async with asyncio.timeout(seconds):
            await asyncio.gather(*(one(number, claim) for number, claim in enumerate(claims)))
            done = asyncio.create_task(all_exported())
            await asyncio.wait({done, *others}, return_when=asyncio.FIRST_COMPLETED)
            for task in others:
                if task.done():
                    task.result()
    except TimeoutError:
        raise AssertionError(f"not exported in time: {progress(everything.data_dir)}\n{everything.output()}") from None
    finally:
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)
    files = await paxml_files(payroll)
    for browser in (*browsers, manager, payroll):
        await browser.__aexit__()
    return files


async def paxml_files(payroll: Visitor) -> list[bytes]:
    """Of all batches, page by page."""
    page = await payroll.get("/api/payroll_export/batches")
    batches = page["batches"]
    while page["next"]:
        page = await payroll.get(f"/api/payroll_export/batches?cursor={page['next']}")
        batches += page["batches"]
    paths = [f"/api/payroll_export/batches/{batch['id']}/files/paxml" for batch in batches]
    return [(await payroll._answer("GET", path)).content for path in paths]


async def run(
    data_dir: Path, count: int, *arguments: str, kill: bool, lost: int = 0, seconds: float
) -> tuple[Verdict, list[UUID], list[str]]:
    """Push so many claims through, with or without killing; returns what the check found, the claims, and who was killed."""
    everything = Everything(data_dir, *arguments, KVITTERA_APPROVALS_UNDO_SECONDS="0.2")
    try:
        people = await move_in(everything, EMPLOYEES)
        claims = [new_id() for _ in range(count)]
        killer = Killer(everything, SEED)
        if kill:
            killer.start()
        work = asyncio.create_task(push_through(everything, people, claims, count - lost, seconds))
        kill_until = time.monotonic() + KILLING_S_PER_CLAIM * count
        while (
            kill
            and not work.done()
            and progress(data_dir).get("exported", 0) < 0.9 * count
            and time.monotonic() < kill_until
        ):
            await asyncio.sleep(0.2)
        if kill:
            await asyncio.to_thread(killer.stop)
        files = await work
    finally:
        await asyncio.to_thread(everything.stop)
    return check(data_dir, claims, files), claims, killer.killed


async def push_and_kill(data_dir: Path, count: int, seconds: float) -> None:
    verdict, _, killed = await run(data_dir, count, kill=True, seconds=seconds)
    assert len(set(killed)) >= 5, killed
    assert verdict == Verdict(), verdict


async def test_a_hundred_claims_survive_the_killing_of_every_process(tmp_path: Path) -> None:
    await push_and_kill(tmp_path, 100, 110)


@pytest.mark.gate
async def test_a_thousand_claims_survive_the_killing_of_every_process(tmp_path: Path) -> None:
    await push_and_kill(tmp_path, 1000, 900)


async def test_without_the_outbox_the_check_finds_what_was_lost(tmp_path: Path) -> None:
    """Negative control: claims dies once between commit and publishing, and what it had to tell is gone."""
    verdict, claims, _ = await run(tmp_path, 12, "--without-outbox", kill=False, lost=AT_ONCE, seconds=60)
    assert (tmp_path / "died").exists()
    assert 1 <= len(verdict.lost) <= AT_ONCE
    assert verdict.lost <= set(claims)
    assert not verdict.doubled
