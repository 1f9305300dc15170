"""Each service starts from an environment that has only its own dependency group, and from a folder without the other services."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from tests.conftest import PASSWORDS, Broker

ROOT = Path(__file__).parent.parent.parent
UV = Path(sys.executable).parent / "uv"
SERVICES = ("directory", "receipts", "claims", "approvals", "payroll_export", "web")
NOT_RUN = shutil.ignore_patterns("__pycache__", "node_modules", "src", ".svelte-kit", "static")
READY_WITHIN_S = 30.0


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment that each service in turn makes its own: what its lock file does not name is taken out again."""
    folder = tmp_path_factory.mktemp("environment")
    subprocess.run([UV, "venv", "-q", "--clear", "--python", sys.executable, folder], check=True)
    return folder


def alone(service: str, folder: Path, environment: Path) -> Path:
    """Put this service and what is shared into the folder, and its packages alone into the environment; returns its Python."""
    shutil.copytree(ROOT / "shared", folder / "shared", ignore=NOT_RUN)
    shutil.copytree(ROOT / "services" / service, folder / "services" / service, ignore=NOT_RUN)
    (folder / "services" / "__init__.py").touch()
    python = environment / "bin" / "python"
    lock = ROOT / f"requirements-{service}.lock"
    subprocess.run([UV, "pip", "sync", "-q", "--require-hashes", "--python", python, lock], check=True)
    return python


def settings(service: str, broker: Broker, data_dir: Path, port: int) -> Mapping[str, str]:
    ours = {name: value for name, value in os.environ.items() if not name.startswith(("KVITTERA_", "PYTHON"))}
    prefix = f"KVITTERA_{service.upper()}"
    return {
        **ours,
        "KVITTERA_DATA_DIR": str(data_dir),
        "KVITTERA_NATS_URL": broker.url,
        f"{prefix}_NATS_PASSWORD": PASSWORDS[service],
        f"{prefix}_PORT": str(port),
    }


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def ready(port: int) -> Mapping[str, str]:
    """What the service says about its parts."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/health/ready", timeout=5) as answer:
            parts: Mapping[str, str] = json.load(answer)
    except urllib.error.HTTPError as not_ready:
        parts = json.load(not_ready)
    except OSError as error:
        parts = {"service": repr(error)}
    return parts


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_starts_with_nothing_but_its_own(
    service: str, environment: Path, broker: Broker, data_dir: Path, tmp_path: Path
) -> None:
    folder, port = tmp_path / "alone", free_port()
    python = alone(service, folder, environment)
    output = tmp_path / "output"
    with output.open("wb") as written:
        process = subprocess.Popen(
            [python, "-m", f"services.{service}", "serve"],
            cwd=folder,
            env=settings(service, broker, data_dir, port),
            stdout=written,
            stderr=written,
        )
    try:
        until = time.monotonic() + READY_WITHIN_S
        while set((parts := ready(port)).values()) != {"ok"} and time.monotonic() < until and process.poll() is None:
            time.sleep(0.1)
        assert set(parts.values()) == {"ok"}, (parts, output.read_text()[-3000:])
        process.terminate()
        assert process.wait(10) in (0, -15)
    finally:
        process.kill()
    if service == "receipts":
        read_a_picture(python, folder)


def read_a_picture(python: Path, folder: Path) -> None:
    """The engines that read pictures are part of the group too."""
    picture = folder / "receipt.png"
    page = Image.new("RGB", (700, 500), "white")
    font = ImageFont.load_default(36)
    for place, line in enumerate(["KVARNENS CAFE", "2026-10-07 12:41", "Lunch        129,00", "TOTALT SEK   129,00"]):
        ImageDraw.Draw(page).text((60, 60 + 90 * place), line, "black", font)
    page.save(picture)
    read = subprocess.run(
        [python, "-m", "services.receipts", "read", picture], cwd=folder, capture_output=True, text=True, check=True
    )
    assert json.loads(read.stdout)["total"] == 12900
