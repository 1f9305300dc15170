"""A filter of system calls: no socket of any kind, and nobody leaves the process group that is killed when time is up.

A network namespace of its own would leave sockets that lie in the file system (a database, a container engine), and Landlock
all but TCP; neither is granted everywhere, this is.
"""

import ctypes
import errno
import os
import struct

from .system_call import PR_SET_SECCOMP, checked, libc

IO_URING_SETUP = 425
"""It opens sockets without the call for it. The same number everywhere."""
REFUSED = {  # by machine: its audit number, then socket, setsid, setpgid and ptrace, from the kernel's tables of system calls
    "x86_64": (0xC000003E, (41, 112, 109, 101, IO_URING_SETUP)),
    "aarch64": (0xC00000B7, (198, 157, 154, 117, IO_URING_SETUP)),
}
OTHER_NUMBERING = 0x40000000
"""On x86_64 the same calls exist a second time from here on."""

_MODE_FILTER = 2
_LOAD, _EQUALS, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_NUMBER_AT, _MACHINE_AT = 0, 4
_ALLOW, _KILL, _REFUSE = 0x7FFF0000, 0x80000000, 0x00050000 | errno.EACCES


class _Program(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("code", ctypes.c_char_p)]


def refuse_calls() -> bool:
    """Install the filter for this process and its children; False where the kernel or the machine does not know it."""
    if os.uname().machine not in REFUSED:
        return False
    code = _program(*REFUSED[os.uname().machine])
    program = _Program(len(code) // 8, code)
    try:
        checked(libc.prctl(PR_SET_SECCOMP, _MODE_FILTER, ctypes.byref(program), 0, 0))
    except OSError:
        return False
    return True


def _program(machine: int, refused: tuple[int, ...]) -> bytes:
    """The filter in the kernel's form: operation, steps to skip when true, when false, and a value."""
    last = len(refused)
    steps = [
        (_LOAD, 0, 0, _MACHINE_AT),
        (_EQUALS, 1, 0, machine),
        (_RETURN, 0, 0, _KILL),  # the same kernel may also speak an older machine's numbers
        (_LOAD, 0, 0, _NUMBER_AT),
        (_AT_LEAST, last + 1, 0, OTHER_NUMBERING),
        *((_EQUALS, last - place, 0, number) for place, number in enumerate(refused)),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _REFUSE),
    ]
    return b"".join(struct.pack("=HBBI", *step) for step in steps)
