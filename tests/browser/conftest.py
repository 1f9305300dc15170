"""One machine with the demo's people, and one browser, for all tests in a real browser."""

from collections.abc import Iterator
from zlib import crc32

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from shared.texts.formatting import LANGUAGES, Language
from tests.browser import chromium
from tests.browser.window import WAIT_MS
from tests.system.machine import ROOT, Machine

UNDO_S = 4
"""Long enough to press Undo on a busy machine, short enough to wait for."""


@pytest.fixture(scope="package")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where Kvittera runs, with its demo data in place."""
    environment = {"KVITTERA_APPROVALS_UNDO_SECONDS": str(UNDO_S), "KVITTERA_WEB_PORT": "18180"}
    if not (ROOT / "services" / "web" / "app" / "build" / "index.html").exists():
        pytest.skip("the app is not built: make install")
    machine = Machine(tmp_path_factory.mktemp("browser"), [], environment)
    found = machine.wait_ready()
    machine.wait_for("Demo data is in place", 300)
    yield found
    assert machine.stop() == 0


@pytest.fixture(scope="package")
def browser(address: str) -> Iterator[Browser]:
    """Chromium of the system, without a screen."""
    executable = chromium.executable()
    if executable is None:
        pytest.skip(chromium.MISSING)
    expect.set_options(timeout=WAIT_MS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=chromium.ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def language(request: pytest.FixtureRequest) -> Language:
    """Half of the tests see the app in one language, half in the other: always the same one for a test."""
    return LANGUAGES[crc32(request.node.name.encode()) % len(LANGUAGES)]
