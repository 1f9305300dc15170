"""The walls around the process that reads, attacked from inside: what a stranger's bytes could do if they had taken it over."""

import ctypes
import errno
import os
import resource
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from services.receipts.reading.sandbox import PROJECT_ROOT
from services.receipts.reading.walls import all as walls
from services.receipts.reading.walls import landlock
from services.receipts.reading.walls.system_call import libc

MEMORY_BYTES = 1024**3
NOBODY = 65534
needs_landlock = pytest.mark.skipif(landlock.abi() == 0, reason="this kernel has no Landlock")


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    folder = tmp_path / "workspace"
    folder.mkdir()
    return folder


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    """A key as it lies in the data folder."""
    key = tmp_path / "data" / "keys" / "identity.key"
    key.parent.mkdir(parents=True)
    key.write_text("the key")
    return key


def inside(workspace: Path, attack: Callable[[], object], user: int | None = None) -> str:
    """What an attack gets in a process behind the walls: what it returns, or the name of the error that stopped it."""
    reader, writer = os.pipe()
    process = os.fork()
    if process == 0:
        try:
            if user is not None:
                os.setgid(user)
                os.setuid(user)
            walls.stand_behind_walls(workspace, MEMORY_BYTES)
            said = str(attack())
        except OSError as error:
            said = errno.errorcode.get(error.errno or 0, "OSError")
        except BaseException as error:
            said = type(error).__name__
        os.write(writer, said.encode())
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader, "rb") as pipe:
        said = pipe.read().decode()
    os.waitpid(process, 0)
    return said


def namespaces_are_granted() -> bool:
    """Whether an ordinary user of this system may have users and a network of their own."""
    process = os.fork()
    if process == 0:
        if os.geteuid() == 0:
            os.setuid(NOBODY)
        os._exit(abs(libc.unshare(walls._CLONE_NEWUSER | walls._CLONE_NEWNET)))
    return os.waitpid(process, 0)[1] == 0


@needs_landlock
def test_no_file_of_the_service_the_person_or_the_system_can_be_read(workspace: Path, secret: Path) -> None:
    for file in (
        secret,
        Path("/etc/passwd"),
        Path(f"/proc/{os.getpid()}/environ"),
        Path(f"/proc/{os.getpid()}/cmdline"),
        PROJECT_ROOT / "pyproject.toml",
        PROJECT_ROOT / "services" / "directory" / "store.py",
    ):
        assert file.read_bytes() or file.name == "environ"
        assert inside(workspace, file.read_bytes) == "EACCES", file


@needs_landlock
def test_no_folder_outside_can_be_listed(workspace: Path, secret: Path) -> None:
    for folder in (secret.parent, workspace.parent, Path.home(), Path("/"), Path("/proc"), Path("/tmp")):
        assert inside(workspace, partial(os.listdir, folder)) == "EACCES", folder


@needs_landlock
def test_nothing_can_be_written_outside(workspace: Path, secret: Path) -> None:
    attacks: dict[str, Callable[[], object]] = {
        "a new file": lambda: (workspace.parent / "new").write_text("x"),
        "an old file": lambda: secret.open("a").write("x"),
        "truncated": lambda: os.truncate(secret, 0),
        "removed": lambda: secret.unlink(),
        "a folder": lambda: (workspace.parent / "folder").mkdir(),
        "shared memory": lambda: Path("/dev/shm/kvittera").write_text("x"),
        "the code": lambda: (PROJECT_ROOT / "shared" / "new.py").write_text("x"),
        "carried in": lambda: secret.rename(workspace / "key"),
        "linked in": lambda: os.link(secret, workspace / "key"),
        "pointed at": lambda: (workspace / "key").symlink_to(secret),
        "carried out": lambda: ((workspace / "x").write_text("x"), (workspace / "x").rename(workspace.parent / "x")),
    }
    assert {name: inside(workspace, attack) for name, attack in attacks.items()} == dict.fromkeys(attacks, "EACCES") | {
        "linked in": "EXDEV"
    }
    assert secret.read_text() == "the key"


def test_a_file_outside_keeps_its_rights_owner_times_and_attributes(workspace: Path, secret: Path) -> None:
    secret.chmod(0o600)
    before = secret.stat()
    descriptor = os.open(secret, os.O_RDONLY)  # as one that the service forgot to close
    attacks: dict[str, Callable[[], object]] = {
        "opened to all": lambda: secret.chmod(0o666),
        "by descriptor": lambda: os.fchmod(descriptor, 0o666),
        "by the newest call": lambda: _called(452, -100, bytes(secret), 0o666, 0),
        "given away": lambda: os.chown(secret, os.getuid(), os.getgid()),
        "its link": lambda: os.lchown(secret, os.getuid(), os.getgid()),
        "by descriptor given away": lambda: os.fchown(descriptor, os.getuid(), os.getgid()),
        "made old": lambda: os.utime(secret, (0, 0)),
        "marked": lambda: os.setxattr(secret, "user.mark", b"x"),
        "by descriptor marked": lambda: os.setxattr(descriptor, "user.mark", b"x"),
        "unmarked": lambda: os.removexattr(secret, "user.mark"),
        "its folder": lambda: secret.parent.chmod(0o777),
        "its own folder": lambda: workspace.chmod(0),
    }
    assert {name: inside(workspace, attack) for name, attack in attacks.items()} == dict.fromkeys(attacks, "EACCES")
    os.close(descriptor)
    assert (secret.stat().st_mode, secret.stat().st_mtime) == (before.st_mode, before.st_mtime)


def _called(number: int, *arguments: int | bytes) -> int:
    result = int(libc.syscall(number, *arguments))
    if result < 0:
        raise OSError(ctypes.get_errno(), "system call")
    return result


@needs_landlock
def test_no_other_program_can_be_started(workspace: Path) -> None:
    assert inside(workspace, lambda: subprocess.run(["/bin/sh", "-c", "true"], check=False)) == "EACCES"
    assert inside(workspace, lambda: subprocess.run([sys.executable, "-c", ""], check=False)) == "EACCES"


def test_the_workspace_can_be_written_and_tesseract_started(workspace: Path) -> None:
    def work() -> str:
        (workspace / "page").write_text("x")
        return subprocess.run(["tesseract", "--version"], check=True, capture_output=True, text=True).stdout[:9]

    assert inside(workspace, work) == "tesseract"


def test_no_socket_can_be_opened(workspace: Path) -> None:
    for family in (socket.AF_INET, socket.AF_INET6, socket.AF_UNIX):
        for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM):
            assert inside(workspace, partial(socket.socket, family, kind)) == "EACCES"


def test_the_network_is_out_of_reach_without_the_filter_of_calls(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each of the two other walls alone: a network of its own, and Landlock."""
    monkeypatch.setattr(walls, "refuse_calls", lambda: False)
    with socket.create_server(("127.0.0.1", 0)) as server:

        def call_home() -> object:
            return socket.create_connection(server.getsockname(), timeout=2)

        if landlock.abi() >= landlock.ABI_OF_TCP:
            with monkeypatch.context() as patch:
                patch.setattr(walls, "_namespaces", lambda: (False, False))
                assert inside(workspace, call_home) == "EACCES"
                assert inside(workspace, lambda: socket.create_server(("127.0.0.1", 0))) == "EACCES"
        monkeypatch.setattr(landlock, "abi", lambda: 0)
        if namespaces_are_granted():
            assert inside(workspace, call_home) == "ENETUNREACH"


def test_other_processes_are_out_of_reach(workspace: Path) -> None:
    if landlock.abi() >= landlock.ABI_OF_SCOPES:
        assert inside(workspace, lambda: os.kill(os.getppid(), 0)) == "EPERM"
    assert inside(workspace, lambda: _ptrace_attached(os.getppid())) == "EACCES"


def test_another_process_keeps_its_limits_and_its_priority(workspace: Path) -> None:
    before = resource.getrlimit(resource.RLIMIT_CPU)

    def strangle() -> object:  # with what it has: one that succeeds would kill this very process
        return resource.prlimit(os.getppid(), resource.RLIMIT_CPU, before)

    assert inside(workspace, strangle) == "EACCES"
    assert inside(workspace, lambda: os.setpriority(os.PRIO_PROCESS, os.getppid(), 19)) == "EACCES"
    assert inside(workspace, lambda: resource.setrlimit(resource.RLIMIT_CPU, (90, 90))) == "None"  # its own


def test_another_process_keeps_the_processors_that_it_runs_on(workspace: Path) -> None:
    here = os.sched_getaffinity(0)
    assert inside(workspace, lambda: os.sched_setaffinity(os.getppid(), here)) == "EACCES"
    assert inside(workspace, lambda: os.sched_setaffinity(0, here)) == "None"  # its own


def _ptrace_attached(process: int) -> int:
    if libc.ptrace(16, process, None, None) != 0:
        raise OSError(ctypes.get_errno(), "ptrace")
    return 0


def test_root_in_a_container_is_nobody_in_here(workspace: Path) -> None:
    assert inside(workspace, lambda: os.chroot("/")) == "EPERM"
    assert inside(workspace, lambda: resource.setrlimit(resource.RLIMIT_AS, (-1, -1))) == "ValueError"


def test_memory_open_files_and_the_size_of_a_file_are_limited(workspace: Path) -> None:
    assert inside(workspace, lambda: len(bytearray(MEMORY_BYTES))) == "MemoryError"
    assert inside(workspace, lambda: [os.dup(0) for _ in range(walls.OPEN_FILES_MAX)]) == "EMFILE"

    def flood() -> int:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        return (workspace / "flood").write_bytes(bytes(walls.FILE_BYTES_WRITTEN_MAX + 1))

    assert inside(workspace, flood) == "EFBIG"
    assert (workspace / "flood").stat().st_size <= walls.FILE_BYTES_WRITTEN_MAX


def test_processes_are_counted_where_readings_have_users_of_their_own(workspace: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root can become another user here")
    os.chown(workspace, NOBODY, NOBODY)
    if not namespaces_are_granted():
        pytest.skip("this system grants no user namespace")

    def multiply() -> int:
        for count in range(500):
            try:
                process = os.fork()
            except BlockingIOError:
                return count
            if process == 0:
                time.sleep(0.5)
                os._exit(0)
        return 500

    assert 1 <= int(inside(workspace, multiply, NOBODY)) <= walls.PROCESSES_MAX


def test_no_process_leaves_the_group_that_is_killed(workspace: Path) -> None:
    assert inside(workspace, lambda: os.setpgid(0, 0)) == "EACCES"

    def leave() -> None:
        if os.fork() != 0:  # its leader could not anyway
            os.wait()
            os._exit(0)
        os.setsid()

    assert inside(workspace, leave) == "EACCES"


def test_a_kernel_without_landlock_is_told_and_the_other_walls_stay(
    workspace: Path, secret: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(landlock, "abi", lambda: 0)
    monkeypatch.setattr(walls, "_namespaces", lambda: (False, False))
    assert inside(workspace, lambda: walls.stand_behind_walls(workspace, MEMORY_BYTES)) == str(
        {
            "files": "this kernel has no Landlock: other files of the same user can be read",
            "network": "ok",
            "processes": "not counted: no users of its own",
        }
    )
    assert inside(workspace, secret.read_text) == "the key"
    assert inside(workspace, socket.socket) == "EACCES"
    assert inside(workspace, lambda: len(bytearray(MEMORY_BYTES))) == "MemoryError"
