"""The process that touches strangers' bytes: limits itself, loads the engines once, then reads one file after another from a pipe.

Started by `sandbox.Reader` as `python -m services.receipts.reading.child`. Messages are described in `wire`.
"""

import argparse
import ctypes
import os
import resource
import signal
import sys
from typing import BinaryIO

from . import wire
from .values import Reading, ReadingFailure

PR_SET_PDEATHSIG = 1
PR_SET_NO_NEW_PRIVS = 38
CLONE_NEWUSER, CLONE_NEWNET = 0x10000000, 0x40000000
OPEN_FILES_MAX = 128
FILE_BYTES_WRITTEN_MAX = 64 * 1024 * 1024
"""Tesseract is handed its picture through a temporary file."""
EXIT_OUT_OF_MEMORY = 77
"""The exit code that says so; the memory of a process that ran out is not trusted any further."""


def main() -> int:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--parent", type=int, required=True)
    arguments.add_argument("--memory-bytes", type=int, required=True)
    arguments.add_argument("--cpu-seconds", type=int, required=True)
    arguments.add_argument("--threads", type=int, required=True)
    told = arguments.parse_args()
    _die_with(told.parent)
    _leave_the_network()
    _limit(told.memory_bytes)
    # The pipe is moved away from standard output: a library that prints must not break the messages.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    questions = os.fdopen(0, "rb", closefd=False)
    try:
        return _serve(questions, answers, told.cpu_seconds, told.threads)
    except (wire.Broken, BrokenPipeError):
        return 0  # the parent closed: done


def _serve(questions: BinaryIO, answers: BinaryIO, cpu_seconds: int, threads: int) -> int:
    os.environ.setdefault("OMP_THREAD_LIMIT", str(threads))  # Tesseract's own threads
    try:
        from .pipeline import Pipeline  # here: after the limits, and never in the parent

        pipeline = Pipeline(threads)
    except Exception as error:
        if _is_out_of_memory(error):
            return EXIT_OUT_OF_MEMORY
        raise
    wire.send(answers, b"{}")
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
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
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
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    if os.getppid() != parent:
        sys.exit(0)


def _leave_the_network() -> None:
    """A network of its own, with nothing in it, where the system permits; elsewhere the other walls must do."""
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(CLONE_NEWNET) != 0:
        libc.unshare(CLONE_NEWUSER | CLONE_NEWNET)


def _limit(memory_bytes: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (OPEN_FILES_MAX, OPEN_FILES_MAX))
    resource.setrlimit(resource.RLIMIT_FSIZE, (FILE_BYTES_WRITTEN_MAX, FILE_BYTES_WRITTEN_MAX))


def _allow_cpu(seconds: int) -> None:
    """CPU for one more file: the limit counts the whole life of the process, so it is moved on before each."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = int(used.ru_utime + used.ru_stime) + 1 + seconds
    resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.RLIM_INFINITY))


if __name__ == "__main__":
    sys.exit(main())
