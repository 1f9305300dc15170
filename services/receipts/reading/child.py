"""The process that touches strangers' bytes: limits itself, loads the engines once, then reads one file after another from a pipe.

Started by `sandbox.Reader` as `python -m services.receipts.reading.child`. Messages are described in `wire`.
"""

import argparse
import os
import resource
import signal
import sys
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import BinaryIO

from . import wire
from .values import Reading, ReadingFailure
from .walls.all import stand_behind_walls
from .walls.system_call import PR_SET_PDEATHSIG, libc

EXIT_OUT_OF_MEMORY = 77
"""The exit code that says so; the memory of a process that ran out is not trusted any further."""


def main() -> int:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--parent", type=int, required=True)
    arguments.add_argument("--memory-bytes", type=int, required=True)
    arguments.add_argument("--cpu-seconds", type=int, required=True)
    arguments.add_argument("--threads", type=int, required=True)
    arguments.add_argument("--workspace", type=Path, required=True)
    told = arguments.parse_args()
    walls = stand_behind_walls(told.workspace, told.memory_bytes)
    _die_with(told.parent)  # not before: a change of credentials takes it back
    # The pipe is moved away from standard output: a library that prints must not break the messages.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    questions = os.fdopen(0, "rb", closefd=False)
    warnings.simplefilter("ignore")  # of decoders, about broken files: thousands from a single one would fill the log
    try:
        return _serve(questions, answers, told.cpu_seconds, told.threads, walls)
    except (wire.Broken, BrokenPipeError):
        return 0  # the parent closed: done


def _serve(questions: BinaryIO, answers: BinaryIO, cpu_seconds: int, threads: int, walls: Mapping[str, str]) -> int:
    os.environ.setdefault("OMP_THREAD_LIMIT", str(threads))  # Tesseract's own threads
    try:
        from .pipeline import Pipeline  # here: behind the walls, and never in the parent

        pipeline = Pipeline(threads)
    except Exception as error:
        if _is_out_of_memory(error):
            return EXIT_OUT_OF_MEMORY
        raise
    wire.send(answers, wire.pack_ready(wire.Ready(pipeline.engines, walls)))
    while True:
        head, files = wire.receive(questions)
        _allow_cpu(cpu_seconds)
        try:
            answer: Reading | ReadingFailure = pipeline.read(files, wire.unpack_context(head))
        except Exception as error:
            if not _is_out_of_memory(error):
                raise
            wire.send(answers, *wire.pack(ReadingFailure("reading-out-of-memory", type(error).__name__)))
            return EXIT_OUT_OF_MEMORY
        wire.send(answers, *wire.pack(answer))
        _give_memory_back()


def _give_memory_back() -> None:
    """Hands freed memory to the system: between receipts the process then holds 0.17 GB, not 0.37 (glibc keeps it otherwise)."""
    trim = getattr(libc, "malloc_trim", None)
    if trim is not None:
        trim(0)


def _is_out_of_memory(error: BaseException) -> bool:
    """Each library says it in its own way."""
    told = f"{type(error).__name__} {error}".lower()
    signs = (
        "memoryerror",
        "insufficient memory",
        "failed to allocate",
        "bad_alloc",
        "out of memory",
        "outofmemory",
        "failed to map segment",
    )
    return any(sign in told for sign in signs)


def _die_with(parent: int) -> None:
    """Asks the kernel to kill this process when the parent dies, and checks that it has not died meanwhile."""
    libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:
        sys.exit(0)


def _allow_cpu(seconds: int) -> None:
    """CPU for one more file: the limit counts the whole life of the process, so it is moved on before each."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = int(used.ru_utime + used.ru_stime) + 1 + seconds
    resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.RLIM_INFINITY))


if __name__ == "__main__":
    sys.exit(main())
