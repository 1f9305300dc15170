"""The broker at its worst: silent without a word, and back without its memory. Minutes long: `make gates`."""

import asyncio
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlmodel import Session

from shared.clock import now
from shared.contracts.directory import UnitChanged
from shared.ids import new_id
from shared.messaging.consumer import on
from tests.conftest import start_broker
from tests.faults.accounts import Verdict, check, progress
from tests.faults.everything import ROOT, Everything
from tests.faults.people import move_in
from tests.faults.test_kills import EMPLOYEES, push_through
from tests.service.messaging import leave, side, until

NOTICED_WITHIN_S, RESUMED_WITHIN_S = 7.0, 3.0
TELLERS = ("directory", "receipts", "claims", "approvals", "payroll_export")

pytestmark = pytest.mark.gate


@dataclass(frozen=True)
class Silenced:
    """A broker that can be held still, its connections open: a cable pulled out."""

    process: subprocess.Popen[bytes]
    url: str

    def hold(self) -> None:
        os.kill(self.process.pid, signal.SIGSTOP)

    def let_go(self) -> None:
        os.kill(self.process.pid, signal.SIGCONT)


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[Silenced]:
    folder = tmp_path / "broker"
    folder.mkdir()
    started = Silenced(*start_broker(folder))
    yield started
    started.let_go()
    started.process.kill()
    started.process.wait()


async def test_a_broker_that_falls_silent_is_noticed_and_work_goes_on(broker: Silenced, tmp_path: Path) -> None:
    heard: list[str] = []

    def note(session: Session, event: UnitChanged, _: datetime) -> None:
        leave(session, event.name)
        heard.append(event.name)

    async with (
        side("directory", broker.url, tmp_path) as sender,
        side("approvals", broker.url, tmp_path, [on(UnitChanged, note)]),
    ):
        await sender.tell("before")
        await until(lambda: heard)
        broker.hold()
        await asyncio.wait_for(sender.tell("meanwhile"), 0.5)
        await until(lambda: not sender.bus.connected, NOTICED_WITHIN_S)
        await asyncio.sleep(5)
        await asyncio.wait_for(sender.tell("later"), 0.5)
        broker.let_go()
        back = time.monotonic()
        await until(lambda: set(heard) == {"before", "meanwhile", "later"}, 15)
        assert time.monotonic() - back < RESUMED_WITHIN_S
        assert sorted(heard) == ["before", "later", "meanwhile"]


async def test_a_broker_that_forgets_everything_half_way_loses_nothing(tmp_path: Path) -> None:
    """Its store is wiped while claims are on their way; what was told is told again by `publish-again`."""
    count = 60
    everything = Everything(tmp_path, KVITTERA_APPROVALS_UNDO_SECONDS="0.2")
    beginning = now() - timedelta(minutes=1)
    try:
        people, claims = await move_in(everything, EMPLOYEES), [new_id() for _ in range(count)]
        work = asyncio.create_task(push_through(everything, people, claims, count, 150))
        while not work.done() and progress(tmp_path).get("exported", 0) < count // 4:
            await asyncio.sleep(0.1)
        everything.send("approvals", signal.SIGSTOP)  # so that the broker holds what nobody has heard yet
        await asyncio.sleep(2)
        everything.kill("broker")
        shutil.rmtree(tmp_path / "broker" / "store")
        everything.send("approvals", signal.SIGCONT)
        await asyncio.sleep(2)
        await asyncio.to_thread(_publish_again, tmp_path, beginning)
        files = await work
    finally:
        await asyncio.to_thread(everything.stop)
    assert check(tmp_path, claims, files) == Verdict()


def _publish_again(data_dir: Path, since: datetime) -> None:
    environment = {**os.environ, "KVITTERA_DATA_DIR": str(data_dir)}
    for service in TELLERS:
        command = [sys.executable, "-m", f"services.{service}", "publish-again", "--since", since.isoformat()]
        subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)
