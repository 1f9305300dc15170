"""A PostgreSQL server of the tests' own, on a free port, from the system's binaries."""

import os
import pwd
import shutil
import socket
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Postgres:
    url: str
    folder: Path
    binaries: Path


def binaries() -> Path | None:
    """The folder of initdb and pg_ctl, newest version first; None when not installed."""
    folders = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda file: int(file.parts[4]), reverse=True
    )
    found = folders[0] if folders else shutil.which("initdb")
    return Path(found).parent if found else None


def start_postgres(folder: Path) -> Postgres:
    """Initialise and start; PostgreSQL refuses to run as root, so root starts it as `nobody`-like user `postgres`."""
    place = binaries()
    assert place, "PostgreSQL is not installed"
    data = folder / "data"
    if os.geteuid() == 0:
        owner = pwd.getpwnam("postgres")
        os.chown(folder, owner.pw_uid, owner.pw_gid)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    _run([place / "initdb", "-D", data, "-U", "kvittera", "-A", "trust", "--no-sync", "-E", "UTF8"])
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c max_connections=200"
    _run([place / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", options, "start"])
    return Postgres(f"postgresql://kvittera@127.0.0.1:{port}", folder, place)


def stop_postgres(server: Postgres) -> None:
    """At once, without writing anything back."""
    _run([server.binaries / "pg_ctl", "-D", server.folder / "data", "-m", "immediate", "-w", "stop"])


def create_database(url: str, name: str) -> str:
    """A fresh database on that server; returns its URL."""
    import psycopg

    with psycopg.connect(f"{url}/postgres", autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    return f"{url}/{name}"


def _run(command: Sequence[object]) -> None:
    words = [str(word) for word in command]
    if os.geteuid() == 0:
        words = ["runuser", "-u", "postgres", "--", *words]
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL, cwd="/")
