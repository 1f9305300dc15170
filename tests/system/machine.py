"""Kvittera on this machine for a test: the real supervisor with every process, on a data folder of its own."""

import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
READY_WITHIN_S = 60


class Machine:
    """A running supervisor; `address` is where the page is, `said` everything it printed."""

    def __init__(
        self, data_dir: Path, arguments: Sequence[str] = (), environment: Mapping[str, str] | None = None
    ) -> None:
        self.data_dir = data_dir
        self.said: list[str] = []
        self._process = subprocess.Popen(
            [sys.executable, "-m", "deploy.local", *arguments],
            cwd=ROOT,
            env={
                **os.environ,
                "KVITTERA_WEB_PORT": "18080",
                **(environment or {}),
                "KVITTERA_DATA_DIR": str(data_dir),
                "PYTHONUNBUFFERED": "1",
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self._process.stdout
        for line in self._process.stdout:
            self.said.append(line.rstrip("\n"))

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def log(self) -> str:
        """What the processes have written."""
        file = self.data_dir / "logs" / "kvittera.log"
        return file.read_text(errors="replace") if file.exists() else ""

    def wait_ready(self) -> str:
        """Its address, once every service is ready."""
        return self.wait_for(r"Open (http://\S+)", READY_WITHIN_S)[1]

    def wait_for(self, pattern: str, seconds: float) -> re.Match[str]:
        """The first line printed that matches; a machine that never says it is stopped."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            for line in list(self.said):
                if match := re.search(pattern, line):
                    return match
            if self._process.poll() is not None:
                break
            time.sleep(0.02)
        self.stop()
        raise TimeoutError(f"{pattern!r} was not said:\n" + "\n".join(self.said[-30:]) + "\n" + self.log[-3000:])

    def children(self) -> dict[int, str]:
        """Process id → command line, of the supervisor's children."""
        listed = subprocess.run(
            ["ps", "-o", "pid=,args=", "--ppid", str(self.pid)], capture_output=True, text=True, check=False
        )
        return {int(line.split()[0]): line.split(None, 1)[1] for line in listed.stdout.splitlines() if line.strip()}

    def wait_end(self) -> int:
        """Its exit status, when it ends by itself."""
        status = self._process.wait(30)
        self._reader.join(5)
        return status

    def stop(self, number: int = signal.SIGINT) -> int:
        """End it as Ctrl-C does; returns its exit status."""
        if self._process.poll() is None:
            self._process.send_signal(number)
        return self.wait_end()
