"""The way in: `Reader` hands files to a child process with limits, and replaces it when it dies or takes too long.

Nothing here imports a decoder or an engine: the parent stays small, and a picture that breaks a decoder breaks the child only.
"""

import contextlib
import logging
import os
import selectors
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, BinaryIO
from uuid import uuid4

from . import wire
from .values import NOTHING_KNOWN, Context, Reading, ReadingFailure

WALL_SECONDS_MAX = 45.0
"""A phone photo takes about a second, ten dense pages some fifteen, on a busy machine three times that."""
START_SECONDS_MAX = 60.0
"""Loading the engines takes one or two seconds, from a cold disk ten."""
CPU_SECONDS_MAX = 90
"""Of all cores together for one file; two cores for the whole of the wall time."""
MEMORY_BYTES_MAX = 1536 * 1024**2
"""A receipt needs some 0.4 GB, a picture at the limit of 80 Mpx three times that; Tesseract, when it runs, as much again at most."""
FILE_BYTES_MAX = 30 * 1024 * 1024
"""As in `decode`: refused here already, so that it is not copied through the pipe."""
READINGS_PER_CHILD_MAX = 1000
"""Then the child is replaced: no library is trusted not to leak."""

EXIT_OUT_OF_MEMORY = 77
"""As in `child`, which is not imported here."""

WORKSPACE = "kvittera-reading"
"""How the folders of the children are named, before the process that made them."""
PROJECT_ROOT = Path(__file__).resolve().parents[3]

log = logging.getLogger(__name__)


class Reader:
    """Reads one file at a time; use one `Reader` for each that shall run at once. Safe to call from several threads.

    The child is started by `start`, or at the first reading, and lives until `close`.
    """

    def __init__(
        self,
        threads: int = 2,
        wall_seconds_max: float = WALL_SECONDS_MAX,
        memory_bytes_max: int = MEMORY_BYTES_MAX,
        cpu_seconds_max: int = CPU_SECONDS_MAX,
    ) -> None:
        self._threads, self._wall_seconds_max = threads, wall_seconds_max
        self._memory_bytes_max, self._cpu_seconds_max = memory_bytes_max, cpu_seconds_max
        self._child: subprocess.Popen[bytes] | None = None
        self._workspace: Path | None = None
        self._ready = wire.Ready({}, {})
        self._readings_count = 0
        self._lock = threading.Lock()
        # The kernel kills the child when the *thread* that started it ends, so it is started by one that lives as long as we.
        self._starter = ThreadPoolExecutor(max_workers=1, thread_name_prefix="reader-start")

    def __enter__(self) -> "Reader":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def start(self) -> None:
        """Loads the engines now, so that the first file does not wait for them. Raises `RuntimeError` when they cannot run."""
        with self._lock:
            try:
                self._ready_child()
            except _NotStarted as error:
                raise RuntimeError(str(error)) from error

    def read(self, files: Sequence[bytes], context: Context = NOTHING_KNOWN) -> Reading | ReadingFailure:
        """What the file says, or the files that are one receipt, or why it could not be read.

        Blocks for at most the wall time (and the start of a child). Raises `RuntimeError`, and nothing else, when the
        reading process cannot start at all: that is no file's fault.
        """
        if not all(files) or not files:
            return ReadingFailure("empty-file")
        if sum(map(len, files)) > FILE_BYTES_MAX or len(files) > wire.FILES_MAX:
            return ReadingFailure("picture-too-large", f"{len(files)} files of {sum(map(len, files))} bytes")
        with self._lock:
            started = time.monotonic()
            try:
                child = self._ready_child()
            except _NotStarted as error:
                return self._failed(error.code, str(error), started)
            try:
                answer = self._ask(child, files, context)
            except TimeoutError:
                self._kill()
                return self._failed("reading-timed-out", "wall time", started)
            except (wire.Broken, OSError) as error:
                return self._failed(self._why_died(), str(error), started)
            self._readings_count += 1
            if self._readings_count >= READINGS_PER_CHILD_MAX or _is_last(answer) or not self._is_workspace_emptied():
                self._kill()
            return answer

    def close(self) -> None:
        """Ends the child. The reader may not be used afterwards."""
        with self._lock:
            self._kill()
            self._starter.shutdown(wait=False)

    @property
    def engines(self) -> Mapping[str, str]:
        """Each engine's name with `ok`, or why it does not run. Empty until a child was ready."""
        return self._ready.engines

    @property
    def walls(self) -> Mapping[str, str]:
        """Each wall that not every system grants with `ok`, or what is open. Empty until a child was ready."""
        return self._ready.walls

    @property
    def child_pid(self) -> int | None:
        """The process that reads, for those who measure it."""
        return self._child.pid if self._child else None

    def _failed(self, code: str, detail: str, started: float) -> ReadingFailure:
        return ReadingFailure(code, detail[:500], round(time.monotonic() - started, 3))

    def _ready_child(self) -> subprocess.Popen[bytes]:
        if self._child is not None and self._child.poll() is None:
            return self._child
        self._kill()
        try:
            self._child = self._starter.submit(self._start).result()
        except OSError as error:  # no room for its folder, or for another process
            raise RuntimeError(f"the reading process cannot start: {error}") from error
        self._readings_count = 0
        try:
            self._note(self._answer(self._child, time.monotonic() + START_SECONDS_MAX))
        except TimeoutError as error:
            self._kill()
            raise _NotStarted("reading-timed-out") from error
        except (wire.Broken, OSError) as error:
            code = self._why_died()
            if (
                code == "broken-picture"
            ):  # no picture was sent yet: the installation is broken, which is not the file's fault
                raise RuntimeError("the reading process cannot start; its own message is in the log") from error
            raise _NotStarted(code) from error
        return self._child

    def _note(self, answer: tuple[bytes, tuple[bytes, ...]]) -> None:
        before, self._ready = self._ready, wire.unpack_ready(answer[0])
        if before != self._ready:  # said once, and not for each new child
            for name, state in self._ready.walls.items():
                if state != "ok":
                    log.warning("the wall around readings is lower here: %s: %s", name, state)

    def _start(self) -> subprocess.Popen[bytes]:
        _remove_what_was_left()
        self._workspace = Path(tempfile.mkdtemp(prefix=f"{WORKSPACE}-{os.getpid()}-"))
        command = [sys.executable, "-m", "services.receipts.reading.child", "--parent", str(os.getpid())]
        command += ["--memory-bytes", str(self._memory_bytes_max), "--cpu-seconds", str(self._cpu_seconds_max)]
        command += ["--threads", str(self._threads), "--workspace", str(self._workspace)]
        return subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=None,  # into the log of the service
            cwd=PROJECT_ROOT,
            env=_bare_environment(self._workspace),
            start_new_session=True,  # so that what the child starts can be killed with it
        )

    def _ask(
        self, child: subprocess.Popen[bytes], files: Sequence[bytes], context: Context
    ) -> Reading | ReadingFailure:
        assert child.stdin is not None
        deadline = time.monotonic() + self._wall_seconds_max
        wire.send(_pipe(child.stdin), wire.pack_context(context), files)
        return wire.unpack(*self._answer(child, deadline))

    def _answer(self, child: subprocess.Popen[bytes], deadline: float) -> tuple[bytes, tuple[bytes, ...]]:
        assert child.stdout is not None
        return wire.receive(_pipe(_PatientPipe(child.stdout.fileno(), deadline)))

    def _why_died(self) -> str:
        """The code for a child that is gone, by the way it went."""
        if self._child is None:
            return "broken-picture"
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._child.wait(timeout=2)
        code = self._child.returncode
        self._kill()
        if code == -signal.SIGXCPU:
            return "reading-timed-out"
        if code in (
            EXIT_OUT_OF_MEMORY,
            -signal.SIGKILL,
            -signal.SIGABRT,
        ):  # said so itself; the kernel's killer; C++ without memory
            return "reading-out-of-memory"
        return "broken-picture"  # a decoder that crashed on these bytes

    def _kill(self) -> None:
        child, self._child = self._child, None
        if child is None:
            return
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()
        if self._workspace is not None:
            try:
                _remove(self._workspace)
            except OSError as error:
                log.warning("the folder of a reading stays: %r", error)

    def _is_workspace_emptied(self) -> bool:
        """What the child left there of one receipt is gone before the next; done here, since the child is not trusted to.

        False when it cannot be, or when the folder itself is gone (some systems clean theirs of what is old): the next
        reading then needs another.
        """
        assert self._workspace is not None
        try:
            for left in self._workspace.iterdir():
                if left.is_dir() and not left.is_symlink():
                    shutil.rmtree(left)
                else:
                    left.unlink(missing_ok=True)
        except (OSError, RecursionError) as error:  # nested deeper than Python walks
            log.warning("the folder of readings is replaced: %r", error)
            return False
        return True


class _NotStarted(Exception):
    """The child did not become ready; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(f"{code} while the reading process started")
        self.code = code


def _is_last(answer: Reading | ReadingFailure) -> bool:
    """True after an answer with which the child ended itself."""
    return isinstance(answer, ReadingFailure) and answer.code == "reading-out-of-memory"


def _remove(folder: Path) -> None:
    """Remove it with all that is in it, whose makers have ended.

    Always from two levels: it may be nested deeper than can be walked or named, and without rights.
    """
    if not folder.exists():
        return
    folder.chmod(0o700)
    while folders := [each for each in folder.iterdir() if not _removed_as_file(each)]:
        for each in folders:
            each.chmod(0o700)
            for inner in each.iterdir():
                if not _removed_as_file(inner):
                    inner.chmod(0o700)  # else it cannot be moved
                    inner.rename(folder / uuid4().hex)
            each.rmdir()
    folder.rmdir()


def _removed_as_file(path: Path) -> bool:
    if path.is_dir() and not path.is_symlink():
        return False
    path.unlink()
    return True


def _remove_what_was_left() -> None:
    """Folders whose service was killed before it could remove them: there may be a receipt in them."""
    for folder in Path(tempfile.gettempdir()).glob(f"{WORKSPACE}-*-*"):
        maker = folder.name.removeprefix(WORKSPACE).split("-")[1]
        if not Path("/proc", maker).exists():
            with contextlib.suppress(OSError):  # of another user
                _remove(folder)


def _bare_environment(workspace: Path) -> dict[str, str]:
    """What Python and the engines need, and no more: no secrets of the service in a process that handles strangers' bytes."""
    kept = ("PATH", "LANG", "LC_ALL", "TESSDATA_PREFIX", "VIRTUAL_ENV", "LD_LIBRARY_PATH")
    return {name: os.environ[name] for name in kept if name in os.environ} | {
        "PYTHONDONTWRITEBYTECODE": "1",
        "MALLOC_ARENA_MAX": "2",
        "ORT_DISABLE_TELEMETRY": "1",
        "TMPDIR": str(workspace),
        "HOME": str(workspace),
    }


def _pipe(stream: Any) -> BinaryIO:
    pipe: BinaryIO = stream
    return pipe


class _PatientPipe:
    """Reads a pipe until a deadline, then raises `TimeoutError`."""

    def __init__(self, number: int, deadline: float) -> None:
        self._number, self._deadline = number, deadline

    def read(self, count: int) -> bytes:
        with selectors.DefaultSelector() as selector:
            selector.register(self._number, selectors.EVENT_READ)
            if not selector.select(max(0.0, self._deadline - time.monotonic())):
                raise TimeoutError
        return os.read(self._number, min(count, 1 << 20))
