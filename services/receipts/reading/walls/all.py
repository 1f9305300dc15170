"""All walls around the process that reads, from the outermost in. Called once, before any library starts a thread."""

import ctypes
import os
import resource
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from . import landlock
from .seccomp import refuse_calls
from .system_call import PR_SET_NO_NEW_PRIVS, libc

OPEN_FILES_MAX = 128
FILE_BYTES_WRITTEN_MAX = 64 * 1024 * 1024
"""Tesseract is handed its picture through a temporary file."""
RESERVED_BYTES_MAX = 2 * 1024**3
"""Addresses beside memory in use: libraries, weights and threads reserve more than they touch."""
PROCESSES_MAX = 64
"""Threads count too: the engines have some ten, Tesseract four."""

OK = "ok"
PROJECT_ROOT = Path(__file__).resolve().parents[4]
CODE = (PROJECT_ROOT / "services" / "receipts", PROJECT_ROOT / "shared")
SYSTEM = (
    *("/lib", "/lib32", "/lib64", "/usr/lib", "/usr/lib32", "/usr/lib64", "/usr/local/lib", "/etc/ld.so.cache"),
    *("/usr/share/tesseract-ocr", "/usr/share/tessdata", "/usr/share/fonts", "/usr/share/zoneinfo", "/etc/localtime"),
    *("/proc/cpuinfo", "/proc/meminfo", "/sys/devices/system/cpu", "/sys/bus/pci/devices", "/dev/urandom"),
)
"""Libraries, Tesseract's languages, fonts, and what libraries ask about the machine."""

_CLONE_NEWUSER, _CLONE_NEWNET, _CLONE_NEWIPC = 0x10000000, 0x40000000, 0x08000000
_CAPABILITY_VERSION = 0x20080522


def stand_behind_walls(workspace: Path, memory_bytes: int) -> dict[str, str]:
    """Limit this process for good. `workspace` is the only folder in which it may write.

    Returns what each wall that not every system grants is worth here: `ok`, or what is missing.
    """
    libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    is_root = os.geteuid() == 0  # asked now: inside it is nobody
    user, network = _namespaces()
    _drop_capabilities()
    _limit(memory_bytes, user)
    counted = user and not is_root
    files = _only_these_files(workspace)
    calls = refuse_calls()
    return {
        "files": files,
        "network": OK if calls else _network_without_filter(network),
        "processes": OK if counted else "not counted: root's never are" if user else "not counted: no users of its own",
    }


def _namespaces() -> tuple[bool, bool]:
    """Whether it has users of its own, among whom its processes are counted, and a network of its own with nothing in it."""
    if libc.unshare(_CLONE_NEWUSER | _CLONE_NEWNET | _CLONE_NEWIPC) == 0:
        return True, True
    return False, libc.unshare(_CLONE_NEWNET) == 0


def _drop_capabilities() -> None:
    """None is needed, not even as root in a container; `no new privileges` keeps them from coming back with a program."""
    header = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION, 0)
    none = (ctypes.c_uint32 * 6)()
    libc.capset(header, none)


def _limit(memory_bytes: int, processes: bool) -> None:
    resource.setrlimit(resource.RLIMIT_DATA, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes + RESERVED_BYTES_MAX, memory_bytes + RESERVED_BYTES_MAX))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (OPEN_FILES_MAX, OPEN_FILES_MAX))
    resource.setrlimit(resource.RLIMIT_FSIZE, (FILE_BYTES_WRITTEN_MAX, FILE_BYTES_WRITTEN_MAX))
    if processes:  # elsewhere all processes of the same user count; root's count nowhere
        resource.setrlimit(resource.RLIMIT_NPROC, (PROCESSES_MAX, PROCESSES_MAX))


def _only_these_files(workspace: Path) -> str:
    version = landlock.abi()
    if version == 0:
        return "this kernel has no Landlock: other files of the same user can be read"
    try:
        landlock.restrict(version, _allowed(workspace))
    except OSError as error:
        return f"Landlock: {error}"
    return OK


def _allowed(workspace: Path) -> Iterator[tuple[Path, int]]:
    yield workspace, landlock.WRITE
    yield Path("/dev/null"), landlock.READ_FILE | landlock.WRITE_FILE
    for place in (*CODE, *SYSTEM, sys.prefix, sys.base_prefix, os.environ.get("TESSDATA_PREFIX", sys.prefix)):
        yield Path(place), landlock.READ
    tesseract = shutil.which("tesseract")
    if tesseract:
        yield Path(tesseract), landlock.RUN
        for loader in (*Path("/").glob("lib*/ld-*.so*"), *Path("/lib").glob("*/ld-*.so*")):
            yield loader, landlock.RUN


def _network_without_filter(network: bool) -> str:
    if network:
        return "a network of its own; sockets in the file system stay open"
    return "TCP refused; UDP and sockets in the file system stay open" if _tcp_refused() else "open"


def _tcp_refused() -> bool:
    return landlock.abi() >= landlock.ABI_OF_TCP
