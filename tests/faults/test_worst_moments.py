"""Processes that die exactly between the commit and what should follow it; with outbox and inbox, and without as negative controls."""

import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.conftest import start_broker

ROOT = Path(__file__).parent.parent.parent
AMOUNTS, DIE_AT = 20, 7
QUIET_S = 1.6  # longer than the broker waits before it delivers again
PATIENCE_S = 30.0


@pytest.fixture
def url(tmp_path: Path) -> Iterator[str]:
    folder = tmp_path / "broker"
    folder.mkdir()
    process, url = start_broker(folder)
    yield url
    process.kill()
    process.wait()


def booked(folder: Path) -> Counter[int]:
    """Amount → how often it is in the booker's books."""
    try:
        with closing(sqlite3.connect(f"file:{folder / 'approvals.sqlite'}?mode=ro", uri=True)) as connection:
            return Counter(int(name) for (name,) in connection.execute("SELECT name FROM effect"))
    except sqlite3.OperationalError:  # not there yet
        return Counter()


def play(url: str, folder: Path, without: str | None) -> Counter[int]:
    """Run both, starting again what died, until nothing more is booked; returns the books."""
    words = [url, str(folder), str(AMOUNTS), str(DIE_AT), *(["--without", without] if without else [])]
    running: dict[str, subprocess.Popen[bytes]] = {}
    finished, changed_at, before = False, time.monotonic(), Counter[int]()
    deadline = time.monotonic() + PATIENCE_S
    try:
        expected = AMOUNTS - 1 if without == "outbox" else AMOUNTS
        while not finished or len(before) < expected or time.monotonic() - changed_at < QUIET_S:
            assert time.monotonic() < deadline, before
            for part in ("booker", "teller"):
                process = running.get(part)
                if process and process.poll() == 0:
                    finished = True
                elif process is None or process.poll() is not None:
                    command = [sys.executable, "-m", "tests.faults.ledger", part, *words]
                    running[part] = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
            if (now_booked := booked(folder)) != before or not finished:
                before, changed_at = now_booked, time.monotonic()
            time.sleep(0.05)
    finally:
        for process in running.values():
            process.kill()
            process.wait()
    assert (folder / "teller-died").exists()
    assert (folder / "booker-died").exists()
    return before


ALL_ONCE = Counter(range(1, AMOUNTS + 1))


def test_with_outbox_and_inbox_all_is_booked_once(url: str, tmp_path: Path) -> None:
    assert play(url, tmp_path, None) == ALL_ONCE


def test_without_the_outbox_exactly_what_was_not_published_is_lost(url: str, tmp_path: Path) -> None:
    assert play(url, tmp_path, "outbox") == ALL_ONCE - Counter({DIE_AT: 1})


def test_without_the_inbox_what_was_not_acknowledged_is_booked_twice(url: str, tmp_path: Path) -> None:
    books = play(url, tmp_path, "inbox")
    assert set(books) == set(ALL_ONCE)
    assert sum(books.values()) > AMOUNTS
