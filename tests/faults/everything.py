"""Kvittera as a whole under test: started as `make run` does, spoken to as browsers do, and its processes killed."""

import json
import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Mapping, Sequence
from pathlib import Path

import psutil

ROOT = Path(__file__).parent.parent.parent
READY_WITHIN_S = 40.0
VICTIMS = ("directory", "receipts", "claims", "approvals", "payroll_export", "web", "broker")


class Everything:
    """All processes, on a data folder of their own."""

    def __init__(self, data_dir: Path, *arguments: str, **settings: str) -> None:
        self.data_dir = data_dir
        environment = {
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "KVITTERA_DATA_DIR": str(data_dir),
            "KVITTERA_WEB_PORT": str(free_port()),
            "KVITTERA_WEB_DEMO": "true",
            **settings,
        }
        self._output = (data_dir / "output").open("wb")
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.supervised", *arguments],
            cwd=data_dir,
            env=environment,
            stdout=self._output,
            stderr=self._output,
        )
        self.ports = self._wait_for_ports()
        self._wait_until_ready()

    def _wait_for_ports(self) -> Mapping[str, int]:
        file = self.data_dir / "ports.json"
        deadline = time.monotonic() + READY_WITHIN_S
        while not file.exists() or not file.read_text():
            assert self._process.poll() is None and time.monotonic() < deadline, self.output()
            time.sleep(0.05)
        ports: Mapping[str, int] = json.loads(file.read_text())
        return ports

    def _wait_until_ready(self) -> None:
        deadline = time.monotonic() + READY_WITHIN_S
        for name in VICTIMS[:-1]:
            while not is_ready(self.ports[name]):
                assert time.monotonic() < deadline, self.output()
                time.sleep(0.05)

    @property
    def pid(self) -> int:
        """Of the supervisor."""
        return self._process.pid

    @property
    def address(self) -> str:
        return f"http://localhost:{self.ports['web']}"

    def pid_of(self, name: str) -> int | None:
        """The process that serves that name now; None while it is being started again."""
        for child in psutil.Process(self._process.pid).children():
            try:
                if name == "broker":
                    if child.name() == "nats-server":
                        return int(child.pid)
                elif any(
                    one.laddr.port == self.ports[name] for one in child.net_connections("tcp") if one.status == "LISTEN"
                ):
                    return int(child.pid)
            except psutil.Error:
                continue
        return None

    def kill(self, name: str) -> bool:
        """SIGKILL; False when it is dead already."""
        return self.send(name, signal.SIGKILL)

    def send(self, name: str, number: signal.Signals) -> bool:
        pid = self.pid_of(name)
        if pid:
            os.kill(pid, number)
        return pid is not None

    def stop(self) -> None:
        self._process.terminate()
        try:
            self._process.wait(20)
        except subprocess.TimeoutExpired:
            self._process.kill()
            raise
        finally:
            self._output.close()

    def output(self) -> str:
        return (self.data_dir / "output").read_text()[-4000:]


class Killer(threading.Thread):
    """Kills one process after another, by chance but the same for the same seed, until it is told to stop."""

    def __init__(self, everything: Everything, seed: int, victims: Sequence[str] = VICTIMS) -> None:
        super().__init__(daemon=True)
        self._everything, self._chance, self._victims = everything, random.Random(seed), victims
        self._stop_now = threading.Event()
        self.killed: list[str] = []

    def run(self) -> None:
        while not self._stop_now.wait(self._chance.uniform(0.5, 1.0)):
            name = self._chance.choice(self._victims)
            if self._everything.kill(name):
                self.killed.append(name)

    def stop(self) -> None:
        self._stop_now.set()
        self.join()


def is_ready(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/health/ready", timeout=3) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
