"""The filter of system calls refuses on each machine the calls that it means, by the numbers that the kernel gives them there."""

import re
import struct
from pathlib import Path

import pytest

from services.receipts.reading.walls import landlock, seccomp
from services.receipts.reading.walls.seccomp import FOR_ITSELF, MACHINES, REFUSED, numbers_of

HEADERS = {
    "x86_64": Path("/usr/include/x86_64-linux-gnu/asm/unistd_64.h"),
    "aarch64": Path("/usr/include/asm-generic/unistd.h"),
}
"""Of Debian's `linux-libc-dev` on x86_64; aarch64 has the generic numbers."""
NEWER = {"fchmodat2": 452, "setxattrat": 463, "removexattrat": 466, "file_setattr": 469}
"""Not yet in every header; scripts/syscall.tbl and arch/x86/entry/syscalls/syscall_64.tbl of Linux 6.18."""
ALLOWED, KILLED = seccomp._ALLOW, seccomp._KILL
machines = pytest.mark.parametrize("machine", MACHINES)


def known_calls(machine: str) -> dict[str, int]:
    """Every call of a machine that its header knows."""
    if not HEADERS[machine].exists():
        pytest.skip(f"the kernel's header {HEADERS[machine]} is not installed")
    defined = re.findall(r"^#define __NR(?:3264)?_(\w+)\s+(\d+)$", HEADERS[machine].read_text(), re.MULTILINE)
    return NEWER | {name: int(number) for name, number in defined}


def answer(machine: str, number: int, first_argument: int = 0, caller: int | None = None) -> int:
    """What the filter of a machine answers to a call, worked out as the kernel does."""
    program = seccomp._program(machine)
    call = struct.pack("=IIQQ", number, caller or MACHINES[machine], 0, first_argument)
    value = at = 0
    while True:
        operation, if_true, if_false, constant = struct.unpack_from("=HBBI", program, 8 * at)
        at += 1
        if operation == 0x20:
            (value,) = struct.unpack_from("=I", call, constant)
        elif operation == 0x06:
            return int(constant)
        else:
            is_true = value == constant if operation == 0x15 else value >= constant
            at += if_true if is_true else if_false


@machines
def test_each_number_is_that_of_its_call(machine: str) -> None:
    known, place = known_calls(machine), list(MACHINES).index(machine)
    told = {name: numbers[place] for name, numbers in (REFUSED | FOR_ITSELF).items()}
    assert told == {name: known.get(name) for name in told}


@machines
def test_landlock_is_asked_for_by_its_numbers(machine: str) -> None:
    known = known_calls(machine)
    names = ("landlock_create_ruleset", "landlock_add_rule", "landlock_restrict_self")
    told = landlock._CREATE_RULESET, landlock._ADD_RULE, landlock._RESTRICT_SELF
    assert told == tuple(known[name] for name in names)


def test_each_machine_is_known_by_its_audit_number() -> None:
    """Of ELF's number for the machine, and two marks: 64 bits, lowest byte first (linux/audit.h)."""
    header = Path("/usr/include/linux/elf-em.h")
    if not header.exists():
        pytest.skip(f"the kernel's header {header} is not installed")
    known = dict(re.findall(r"^#define EM_(\w+)\s+(\d+)", header.read_text(), re.MULTILINE))
    assert {machine: 0xC0000000 | int(known[machine.upper()]) for machine in MACHINES} == MACHINES


@machines
def test_the_filter_refuses_these_calls_and_no_others(machine: str) -> None:
    refused, for_itself = set(numbers_of(REFUSED, machine)), set(numbers_of(FOR_ITSELF, machine))
    answers = {number: answer(machine, number) for number in range(600)}
    assert {number for number, told in answers.items() if told != ALLOWED} == refused
    of_another = {number for number in range(600) if answer(machine, number, first_argument=77) != ALLOWED}
    assert of_another == refused | for_itself
    assert ALLOWED not in {answer(machine, 0x40000000 + number) for number in range(600)}


@machines
def test_a_call_by_another_machines_numbers_is_the_end(machine: str) -> None:
    for other in (0x40000003, 0x40000028, *(MACHINES[one] for one in MACHINES if one != machine)):  # 32-bit x86 and ARM
        assert answer(machine, 0, caller=other) == KILLED
