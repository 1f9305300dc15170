"""Hostile files through the real reading process, and through the door of the service: each gets a clear answer, none costs much."""

import json
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import quote

import pytest

from services.receipts.reading.sandbox import MEMORY_BYTES_MAX, PROJECT_ROOT, START_SECONDS_MAX, WALL_SECONDS_MAX
from services.receipts.service import SERVICE
from shared.identity import Actor
from shared.ids import new_id
from tests.conftest import Broker
from tests.service.harness import running

from .files import OUT, READ, HostileFile, hostile_files
from .texts import PIECES

READERS = 2
PARENT_MB_MAX = 200
"""Of the service that reads: two uploads of 30 MB at most, two display copies, and Python."""
CHILD_MB_MAX = MEMORY_BYTES_MAX // 1024**2 + 200
"""Of a reading process: its limit, and the code that it shares with others."""
DIED = "closed"
"""The detail of a reading whose process is gone: a decoder crashed, or an error went uncaught."""
HTTP_COUNT = 60


@dataclass(frozen=True)
class Outcome:
    """What became of one file."""

    name: str
    answer: str
    detail: str
    seconds: float
    child_mb: int
    """Most memory that its reading used; 0 when the process did not survive it."""
    new_child: bool


def test_two_hundred_hostile_files_each_get_a_clear_answer(tmp_path: Path) -> None:
    _each_gets_a_clear_answer(list(hostile_files(sample=True)), 200, tmp_path)


@pytest.mark.hostile
@pytest.mark.timeout(3600)
def test_a_thousand_hostile_files_each_get_a_clear_answer(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    outcomes, parent_mb = _each_gets_a_clear_answer(list(hostile_files()), 1000, tmp_path)
    with capfd.disabled():
        sys.stdout.write(_table(outcomes, parent_mb))


def _each_gets_a_clear_answer(files: list[HostileFile], count: int, folder: Path) -> tuple[list[Outcome], int]:
    assert len(files) == count
    for file in files:
        (folder / file.name).write_bytes(file.data)
    outcomes, parent_mb = _read(folder)
    answers = {outcome.name: outcome.answer for outcome in outcomes}
    assert {file.name: answers.get(file.name) for file in files if answers.get(file.name) not in file.answers} == {}
    assert [one.name for one in outcomes if one.detail == DIED and one.answer not in OUT] == []
    assert parent_mb <= PARENT_MB_MAX
    assert max(outcomes, key=lambda one: one.child_mb).child_mb <= CHILD_MB_MAX
    assert max(outcomes, key=lambda one: one.seconds).seconds <= WALL_SECONDS_MAX + START_SECONDS_MAX
    return outcomes, parent_mb


def _read(folder: Path) -> tuple[list[Outcome], int]:
    """The outcome of each file, and the peak memory of the service that read them, MB."""
    run = subprocess.run(
        [sys.executable, "-m", "tests.hostile.run", str(folder), str(READERS)],
        stdout=subprocess.PIPE,
        cwd=PROJECT_ROOT,
        check=True,
    )
    lines = [json.loads(line) for line in run.stdout.splitlines()]
    return [Outcome(**line) for line in lines if "name" in line], lines[-1]["parent_mb"]


def _table(outcomes: list[Outcome], parent_mb: int) -> str:
    counts = Counter(outcome.answer for outcome in outcomes)
    slowest = sorted(outcomes, key=lambda one: -one.seconds)[:5]
    largest = max(outcomes, key=lambda one: one.child_mb)
    lines = [
        "",
        *(f"{count:5}  {answer}" for answer, count in counts.most_common()),
        f"stopped by the walls: {sum(counts[code] for code in OUT)}; read: {counts[READ]}",
        "slowest: " + ", ".join(f"{one.name} {one.seconds:.1f} s" for one in slowest),
        f"memory: service {parent_mb} MB, reading process {largest.child_mb} MB ({largest.name})",
    ]
    return "\n".join(lines)


async def test_the_door_answers_every_hostile_upload_with_its_receipt_or_a_problem(
    broker: Broker, data_dir: Path
) -> None:
    chosen = Random(1).sample([file for file in hostile_files(sample=True) if len(file.data) < 2_000_000], HTTP_COUNT)
    names = Random(2)
    async with running(SERVICE, broker, data_dir) as service:
        owner = service.as_person(Actor(new_id()))
        for file in chosen:
            name = quote("".join(names.choices(PIECES, k=4)).encode("utf-8", "replace"))[:900]
            headers = {"content-type": "application/octet-stream", "kvittera-file-name": name}
            answer = await owner.send("PUT", f"/receipts/{new_id()}", content=file.data, headers=headers)
            assert answer.status_code == 201 or _is_a_problem(answer), (file.name, answer.status_code, answer.text)
        listed = await owner.get("/receipts?limit=100")
        assert listed.status_code == 200


def _is_a_problem(answer: Any) -> bool:
    problem = answer.headers["content-type"] == "application/problem+json"
    return 400 <= answer.status_code < 500 and problem and bool(answer.json()["code"])
