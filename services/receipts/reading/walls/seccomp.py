"""A filter of system calls: no socket, no way out of the process group that is killed when time is up, no hand on other things.

A network namespace of its own would leave sockets that lie in the file system (a database, a container engine), and Landlock
all but TCP; neither is granted everywhere, this is. Nor does Landlock know of a file's rights, owner, times and attributes,
or of another process's limits and priority: the user that reads owns the services' keys and runs the services, too.
"""

import ctypes
import errno
import os
import struct

from .system_call import PR_SET_SECCOMP, checked, libc

_EVERYWHERE = (  # newer calls have the same number on every machine
    *(425, 438),  # io_uring_setup, which opens sockets without the call for it; pidfd_getfd
    *(452, 463, 466, 469),  # fchmodat2, setxattrat, removexattrat, file_setattr
)
REFUSED = {  # by machine, from the kernel's tables of system calls
    "x86_64": (
        *(41, 112, 109),  # socket, setsid, setpgid
        *(101, 310, 311),  # ptrace, process_vm_readv and _writev
        *(90, 91, 268),  # chmod, fchmod, fchmodat
        *(92, 93, 94, 260),  # chown, fchown, lchown, fchownat
        *(132, 235, 261, 280),  # utime, utimes, futimesat, utimensat
        *(188, 189, 190, 197, 198, 199),  # setxattr, lsetxattr, fsetxattr and the three that remove
        *(141, 142, 144, 251, 314),  # setpriority, sched_setparam and _setscheduler, ioprio_set, sched_setattr
        *_EVERYWHERE,
    ),
    "aarch64": (
        *(198, 157, 154),
        *(117, 270, 271),
        *(52, 53),
        *(54, 55),
        *(88,),
        *(5, 6, 7, 14, 15, 16),
        *(140, 118, 119, 30, 274),
        *_EVERYWHERE,
    ),
}
PRLIMIT = {"x86_64": 302, "aarch64": 261}
"""Refused for any process but the one that calls, which it names 0: its own limits it sets by the same call."""
MACHINES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
"""The kernel's audit numbers."""
OTHER_NUMBERING = 0x40000000
"""On x86_64 the same calls exist a second time from here on."""

_MODE_FILTER = 2
_LOAD, _EQUALS, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_NUMBER_AT, _MACHINE_AT, _FIRST_ARGUMENT_AT = 0, 4, 16
_ALLOW, _KILL, _REFUSE = 0x7FFF0000, 0x80000000, 0x00050000 | errno.EACCES


class _Program(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("code", ctypes.c_char_p)]


def refuse_calls() -> bool:
    """Install the filter for this process and its children; False where the kernel or the machine does not know it."""
    machine = os.uname().machine
    if machine not in MACHINES:
        return False
    code = _program(MACHINES[machine], REFUSED[machine], PRLIMIT[machine])
    program = _Program(len(code) // 8, code)
    try:
        checked(libc.prctl(PR_SET_SECCOMP, _MODE_FILTER, ctypes.byref(program), 0, 0))
    except OSError:
        return False
    return True


def _program(machine: int, refused: tuple[int, ...], prlimit: int) -> bytes:
    """The filter in the kernel's form: operation, steps to skip when true, when false, and a value."""
    last = len(refused) + 3  # from the first of them to the step that allows
    steps = [
        (_LOAD, 0, 0, _MACHINE_AT),
        (_EQUALS, 1, 0, machine),
        (_RETURN, 0, 0, _KILL),  # the same kernel may also speak an older machine's numbers
        (_LOAD, 0, 0, _NUMBER_AT),
        (_AT_LEAST, last + 1, 0, OTHER_NUMBERING),
        *((_EQUALS, last - place, 0, number) for place, number in enumerate(refused)),
        (_EQUALS, 0, 2, prlimit),
        (_LOAD, 0, 0, _FIRST_ARGUMENT_AT),
        (_EQUALS, 0, 1, 0),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _REFUSE),
    ]
    return b"".join(struct.pack("=HBBI", *step) for step in steps)
