"""A filter of system calls: no socket, no way out of the process group that is killed when time is up, no hand on other things.

A network namespace of its own would leave sockets that lie in the file system (a database, a container engine), and Landlock
all but TCP; neither is granted everywhere, this is. Nor does Landlock know of a file's rights, owner, times and attributes,
or of another process's limits and priority: the user that reads owns the services' keys and runs the services, too.
"""

import ctypes
import errno
import os
import struct
from collections.abc import Mapping

from .system_call import PR_SET_SECCOMP, checked, libc

MACHINES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
"""The kernel's audit numbers."""
REFUSED = {
    "socket": (41, 198),
    "setsid": (112, 157),
    "setpgid": (109, 154),
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "chmod": (90, None),
    "fchmod": (91, 52),
    "fchmodat": (268, 53),
    "chown": (92, None),
    "fchown": (93, 55),
    "lchown": (94, None),
    "fchownat": (260, 54),
    "utime": (132, None),
    "utimes": (235, None),
    "futimesat": (261, None),
    "utimensat": (280, 88),
    "setxattr": (188, 5),
    "lsetxattr": (189, 6),
    "fsetxattr": (190, 7),
    "removexattr": (197, 14),
    "lremovexattr": (198, 15),
    "fremovexattr": (199, 16),
    "setpriority": (141, 140),
    "sched_setparam": (142, 118),
    "sched_setscheduler": (144, 119),
    "ioprio_set": (251, 30),
    "sched_setattr": (314, 274),
    "io_uring_setup": (425, 425),  # which opens sockets without the call for it
    "pidfd_getfd": (438, 438),
    "fchmodat2": (452, 452),
    "setxattrat": (463, 463),
    "removexattrat": (466, 466),
    "file_setattr": (469, 469),
}
"""The number of each call on these machines, in their order, from the kernel's tables; None where there is no such call."""
FOR_ITSELF = {
    "prlimit64": (302, 261),
    "sched_setaffinity": (203, 122),
}
"""Refused for any process but the one that calls, which it names 0: its own limits it sets by the same call.

Onnxruntime names its threads by their own numbers when it is given more of them than there are processors, and wants each to
stay on one: it is refused, says so once, and goes on without, which on a machine that others use as well is no loss.
"""
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
    code = _program(machine)
    program = _Program(len(code) // 8, code)
    try:
        checked(libc.prctl(PR_SET_SECCOMP, _MODE_FILTER, ctypes.byref(program), 0, 0))
    except OSError:
        return False
    return True


def numbers_of(calls: Mapping[str, tuple[int | None, ...]], machine: str) -> tuple[int, ...]:
    """Those that the machine has."""
    place = list(MACHINES).index(machine)
    return tuple(number for numbers in calls.values() if (number := numbers[place]) is not None)


def _program(machine: str) -> bytes:
    """The filter in the kernel's form: operation, steps to skip when true, when false, and a value."""
    refused, for_itself = numbers_of(REFUSED, machine), numbers_of(FOR_ITSELF, machine)
    last = (
        len(refused) + len(for_itself) + 3
    )  # from the first of them to the step that allows what was asked for itself
    steps = [
        (_LOAD, 0, 0, _MACHINE_AT),
        (_EQUALS, 1, 0, MACHINES[machine]),
        (_RETURN, 0, 0, _KILL),  # the same kernel may also speak an older machine's numbers
        (_LOAD, 0, 0, _NUMBER_AT),
        (_AT_LEAST, last + 1, 0, OTHER_NUMBERING),
        *((_EQUALS, last - place, 0, number) for place, number in enumerate(refused)),
        *((_EQUALS, len(for_itself) - place, 0, number) for place, number in enumerate(for_itself)),
        (_RETURN, 0, 0, _ALLOW),
        (_LOAD, 0, 0, _FIRST_ARGUMENT_AT),
        (_EQUALS, 0, 1, 0),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _REFUSE),
    ]
    return b"".join(struct.pack("=HBBI", *step) for step in steps)
