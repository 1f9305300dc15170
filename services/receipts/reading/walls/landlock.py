"""Landlock: from here on this process and its children reach only the files that are named, and no TCP at all.

Linux since 5.13, for any user, also in a container; what it can wall off grows with its ABI, which is asked at run time
(https://docs.kernel.org/userspace-api/landlock.html). It binds the thread that asks for it and what that starts, so it is
asked for before any library starts threads.
"""

import contextlib
import ctypes
import os
from collections.abc import Iterable
from pathlib import Path

from .system_call import checked, libc

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_ASK_VERSION, _PATH_BENEATH = 1, 1

EXECUTE, WRITE_FILE, READ_FILE, READ_DIR, REMOVE_DIR, REMOVE_FILE = 1, 1 << 1, 1 << 2, 1 << 3, 1 << 4, 1 << 5
MAKE_DIR, MAKE_REG, TRUNCATE = 1 << 7, 1 << 8, 1 << 14
READ = READ_FILE | READ_DIR
RUN = READ_FILE | EXECUTE
WRITE = READ | WRITE_FILE | REMOVE_DIR | REMOVE_FILE | MAKE_DIR | MAKE_REG | TRUNCATE
_FOR_FILES = EXECUTE | WRITE_FILE | READ_FILE | TRUNCATE
"""The rights that a rule for a single file may give."""

_FILE_RIGHTS_COUNT = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}
"""How many of the rights above, counted from the lowest bit, each ABI knows; later ones know as many as the fifth."""
_TCP_BIND_AND_CONNECT = 3
_ABSTRACT_SOCKETS_AND_SIGNALS = 3
ABI_OF_TCP, ABI_OF_SCOPES = 4, 6


class _Ruleset(ctypes.Structure):
    _fields_ = [("files", ctypes.c_uint64), ("tcp", ctypes.c_uint64), ("scoped", ctypes.c_uint64)]


class _PathBeneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = [("allowed", ctypes.c_uint64), ("parent", ctypes.c_int32)]


def abi() -> int:
    """The version that this kernel offers; 0 where it has none or it is switched off."""
    return max(0, int(libc.syscall(_CREATE_RULESET, None, ctypes.c_size_t(0), _ASK_VERSION)))


def restrict(version: int, allowed: Iterable[tuple[Path, int]]) -> None:
    """Leave only these: a file, or a folder with all that is in it, with its rights. What does not exist is passed over.

    Everything that `version` can wall off besides is walled off: TCP, and signals to processes outside. Raises `OSError`.
    """
    known = (1 << _FILE_RIGHTS_COUNT[min(version, max(_FILE_RIGHTS_COUNT))]) - 1
    asked = _Ruleset(
        known,
        _TCP_BIND_AND_CONNECT if version >= ABI_OF_TCP else 0,
        _ABSTRACT_SOCKETS_AND_SIGNALS if version >= ABI_OF_SCOPES else 0,
    )
    ruleset = checked(libc.syscall(_CREATE_RULESET, ctypes.byref(asked), ctypes.c_size_t(ctypes.sizeof(asked)), 0))
    try:
        for path, rights in allowed:
            _allow(ruleset, path, rights & known)
        checked(libc.syscall(_RESTRICT_SELF, ruleset, 0))
    finally:
        os.close(ruleset)


def _allow(ruleset: int, path: Path, rights: int) -> None:
    with contextlib.suppress(FileNotFoundError, PermissionError):  # what we may not open needs no rule
        place = os.open(path, os.O_PATH | os.O_CLOEXEC)
        try:
            rule = _PathBeneath(rights if path.is_dir() else rights & _FOR_FILES, place)
            checked(libc.syscall(_ADD_RULE, ruleset, _PATH_BENEATH, ctypes.byref(rule), 0))
        finally:
            os.close(place)
