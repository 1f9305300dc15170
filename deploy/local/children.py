"""The processes of one machine: started, watched, restarted and ended with their parent."""

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

PR_SET_PDEATHSIG = 1
RESTART_DELAYS_S = (0.1, 0.2, 0.5, 1, 2, 5)  # grows while a process dies young
OLD_ENOUGH_S = 10.0  # a process that lived this long is restarted without delay


def die_with_parent() -> None:
    """Have the kernel kill this process when its parent dies, however that happens (Linux; elsewhere only orderly ends reach it)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


@dataclass
class Child:
    """A process that shall run. `start` starts it with standard output on the given descriptor and returns its pid."""

    name: str
    start: Callable[[int], int]
    pid: int = 0
    output: int = -1
    started_at: float = 0.0
    deaths: int = 0
    restart_at: float = field(default=0.0)

    def launch(self) -> None:
        """Start it, with a fresh pipe to read its output from."""
        self.output, write_end = os.pipe()
        os.set_blocking(self.output, False)
        self.pid = self.start(write_end)
        os.close(write_end)
        self.started_at, self.restart_at = time.monotonic(), 0.0

    def died(self) -> float:
        """Note its death; returns the seconds until it is started again."""
        self.deaths = 0 if time.monotonic() - self.started_at > OLD_ENOUGH_S else self.deaths + 1
        delay = RESTART_DELAYS_S[min(self.deaths, len(RESTART_DELAYS_S) - 1)]
        self.pid, self.restart_at = 0, time.monotonic() + delay
        return delay


def forked(
    run: Callable[[], int], environment: dict[str, str], close: Sequence[socket.socket] = ()
) -> Callable[[int], int]:
    """How to start a Python process from this one, which has everything imported already: milliseconds, and shared memory.

    `close`: listening sockets that are others'.
    """

    def start(output: int) -> int:
        pid = os.fork()
        if pid:
            return pid
        status = 1
        try:
            die_with_parent()
            os.setpgid(0, 0)
            signal.set_wakeup_fd(-1)
            for number in (signal.SIGINT, signal.SIGTERM, signal.SIGCHLD):
                signal.signal(number, signal.SIG_DFL)
            os.dup2(output, 1)
            os.dup2(output, 2)
            for listener in close:
                listener.close()
            os.environ.update(environment)
            status = run()
        except SystemExit as end:
            status = end.code if isinstance(end.code, int) else 1
        except BaseException:
            import traceback

            traceback.print_exc()
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(status)

    return start


def executed(command: Sequence[str | Path]) -> Callable[[int], int]:
    """How to start another program."""

    def prepare() -> None:
        die_with_parent()
        os.setpgid(0, 0)

    def start(output: int) -> int:
        return subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=output, stderr=output, preexec_fn=prepare).pid

    return start


def listen(host: str, port: int) -> socket.socket:
    """A listening socket that outlives the process that serves it: while it restarts, callers wait instead of being refused."""
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError:
        listener.close()
        raise
    listener.listen(512)
    listener.setblocking(False)
    return listener
