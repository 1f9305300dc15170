"""`make run`: one start a folder, restarts, clean ends, and no process left behind."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.system.machine import ROOT, Machine


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machine]:
    machine = Machine(tmp_path_factory.mktemp("machine"), ["--no-demo"])
    machine.wait_ready()
    yield machine
    machine.stop()


def alive(pids: list[int]) -> list[int]:
    """Those that still run (a zombie does not)."""
    running = []
    for pid in pids:
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
        except FileNotFoundError:
            continue
        if state != "Z":
            running.append(pid)
    return running


def descendants(pid: int) -> list[int]:
    """All processes below one."""
    found, waiting = [], [pid]
    while waiting:
        parent = waiting.pop()
        for children in Path(f"/proc/{parent}/task").glob("*/children"):
            below = [int(child) for child in children.read_text().split()]
            found += below
            waiting += below
    return found


def test_a_second_start_on_the_same_folder_is_refused_with_the_address_of_the_first(machine: Machine) -> None:
    second = Machine(machine.data_dir, ["--no-demo"])
    assert second.wait_end() == 1
    assert "already runs" in "\n".join(second.said) and "http://localhost:" in "\n".join(second.said)


def test_nobody_else_on_the_machine_reads_what_is_kept(machine: Machine) -> None:
    kept = [file for file in machine.data_dir.rglob("*") if file.is_file()]
    assert {"claims.sqlite", "kvittera.log", "identity.key"} <= {file.name for file in kept}
    assert [file for file in kept if file.stat().st_mode & 0o077] == []


@pytest.mark.parametrize("port", ["abc", "70000", "-1"])
def test_what_is_no_port_is_told_in_one_line(tmp_path: Path, port: str) -> None:
    machine = Machine(tmp_path, ["--no-demo"], {"KVITTERA_WEB_PORT": port})
    assert (machine.wait_end(), len(machine.said)) == (1, 1), machine.said


def test_a_folder_that_cannot_be_used_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file")
    machine = Machine(tmp_path / "data", ["--no-demo"])
    assert (machine.wait_end(), len(machine.said)) == (1, 1), machine.said


def test_a_service_that_is_killed_comes_back_and_callers_only_wait(machine: Machine) -> None:
    address = machine.wait_ready()
    before = machine.children()
    for pid in before:
        os.kill(pid, signal.SIGKILL)
    with httpx.Client(base_url=address, timeout=20) as client:
        assert client.get("/health/live").status_code == 200
        until = time.monotonic() + 20
        while client.get("/health/ready").status_code != 200 and time.monotonic() < until:
            time.sleep(0.1)
        assert client.get("/health/ready").status_code == 200
    machine.wait_for("web ended .signal SIGKILL.", 5)
    assert len(machine.children()) == len(before) and not set(machine.children()) & set(before)


@pytest.mark.parametrize("service", ["claims", "receipts"])
def test_dead_letters_are_listed_and_replayed_where_kvittera_runs(machine: Machine, service: str) -> None:
    machine.wait_ready()
    for command, answer in (("dead-letters", "0 dead letters"), ("replay", "0 sent to be handled again")):
        environment = {**os.environ, "KVITTERA_DATA_DIR": str(machine.data_dir)}
        done = subprocess.run(
            [sys.executable, "-m", f"services.{service}", command],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            timeout=30,
            check=False,
        )
        assert (done.returncode, done.stdout.strip().splitlines()[-1]) == (0, answer), done.stderr


def test_a_port_in_use_is_told_and_the_next_one_taken(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        machine = Machine(tmp_path, ["--no-demo"], {"KVITTERA_WEB_PORT": str(port)})
        address = machine.wait_ready()
        assert f"Port {port} is in use" in "\n".join(machine.said) and not address.endswith(f":{port}")
        assert machine.stop() == 0


def test_ctrl_c_ends_everything_cleanly(tmp_path: Path) -> None:
    machine = Machine(tmp_path, ["--no-demo"])
    machine.wait_ready()
    below = descendants(machine.pid)
    assert machine.stop(signal.SIGINT) == 0
    assert machine.said[-1].startswith("Stopped")
    assert "SIGKILL" not in machine.log
    assert not alive(below)


def test_a_killed_supervisor_takes_its_children_along(tmp_path: Path) -> None:
    machine = Machine(tmp_path, ["--no-demo"])
    machine.wait_ready()
    below = descendants(machine.pid)
    assert len(below) >= 8
    machine.stop(signal.SIGKILL)
    until = time.monotonic() + 10
    while alive(below) and time.monotonic() < until:
        time.sleep(0.05)
    assert not alive(below)
    again = Machine(tmp_path, ["--no-demo"])
    again.wait_ready()
    assert again.stop() == 0
