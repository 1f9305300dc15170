"""How long from `make run` until everything is ready, on an empty folder and the next time?"""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from pathlib import Path

from benchmarks.figures import Figure
from tests.faults.everything import free_port

ROOT = Path(__file__).parent.parent
AIM_S = 6


async def measure() -> AsyncIterator[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        first, second = _seconds_to_ready(folder), _seconds_to_ready(folder)
    yield Figure("`make run` until ready, on an empty folder", first, "s", AIM_S)
    yield Figure("`make run` until ready, the next time", second, "s", AIM_S)


def _seconds_to_ready(folder: str) -> float:
    environment = {**os.environ, "KVITTERA_DATA_DIR": folder, "KVITTERA_WEB_PORT": str(free_port())}
    started = time.perf_counter()
    command = [sys.executable, "-m", "deploy.local", "--no-demo"]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        said = []
        for line in process.stdout:
            said.append(line)
            if "ready after" in line:
                break
        else:
            raise RuntimeError("".join(said))
        seconds = time.perf_counter() - started
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=20)
    return seconds
