"""What tests stand on: a real broker, real databases. Nothing is faked that starts in seconds."""

import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from deploy.nats.permissions import READS, server_configuration
from shared.identity import make_keys

SHARED = Path(__file__).parent.parent.parent / "shared"
PASSWORDS = {user: f"{user}-secret" for user in READS}


@dataclass(frozen=True)
class Broker:
    """A running `nats-server` with the users and permissions of the product."""

    url: str


@pytest.fixture
def broker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Broker]:
    """One broker a test: what a service had not acknowledged when its test ended would come again in the next one's."""
    folder = tmp_path_factory.mktemp("broker")
    process, url = start_broker(folder)
    yield Broker(url)
    process.terminate()
    process.wait(10)


def start_broker(folder: Path, port: int = -1) -> tuple[subprocess.Popen[bytes], str]:
    """Start `nats-server` on a folder of its own; returns it and its URL once it listens."""
    config = folder / "nats.conf"
    config.write_text(server_configuration(port, str(folder / "store"), PASSWORDS))
    ports = folder / "ports"
    ports.mkdir(exist_ok=True)
    for old in ports.glob("*.ports"):
        old.unlink()
    binary = Path(sys.executable).parent / "nats-server"
    with (folder / "nats.log").open("ab") as log:
        process = subprocess.Popen([binary, "-c", config, "--ports_file_dir", ports], stdout=log, stderr=log)
    for _ in range(200):
        written = [text for file in ports.glob("*.ports") if (text := file.read_text())]  # empty for a moment
        if written:
            return process, str(json.loads(written[0])["nats"][0])
        time.sleep(0.02)
    raise TimeoutError((folder / "nats.log").read_text())


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    """A data folder with identity keys."""
    make_keys(tmp_path / "keys")
    return tmp_path


@pytest.fixture(scope="session")
def research() -> Path:
    """The research folder beside the project; skips where it is absent."""
    if not SHARED.exists():
        pytest.skip("the folder ../shared with golden cases, formats and receipts is not here")
    return SHARED


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """A PostgreSQL server of its own; yields its URL without a database name. Skips where the binaries are absent."""
    from tests.postgres import start_postgres, stop_postgres

    if shutil.which("initdb") is None and not list(Path("/usr/lib/postgresql").glob("*/bin/initdb")):
        pytest.skip("PostgreSQL is not installed: apt-get install postgresql")
    with tempfile.TemporaryDirectory(
        prefix="kvittera-postgres-"
    ) as folder:  # its own: another user than ours must reach it
        server = start_postgres(Path(folder))
        yield server.url
        stop_postgres(server)
