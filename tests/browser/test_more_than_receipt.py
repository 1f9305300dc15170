"""Whoever asks for more than the receipt says gives a reason, and whoever decides sees both amounts beside it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from shared.texts.formatting import Language
from tests.browser.test_doubles import EMPLOYEE, MANAGER, bought, sees, submitted
from tests.browser.test_reading import add, dock
from tests.browser.test_typed_values import row
from tests.browser.window import DESK, LONG_WAIT_MS, Window, a_window

READ_ORE = {"sv": 39_200, "en": 33_600}
"""Two receipts that are not the same."""
ASKED_ORE = 392_000
WHY = "Dricksen står på ett eget kvitto"


@pytest.fixture
def window(language: Language, browser: Browser, address: str) -> Iterator[Window]:
    with a_window(browser, address, language, f"more-{language}", EMPLOYEE) as window:
        yield window


def test_more_than_was_read_wants_a_reason_that_whoever_decides_sees(
    window: Window, browser: Browser, address: str, tmp_path: Path
) -> None:
    read_ore = READ_ORE[window.language]
    net_kronor = read_ore // 112
    add(window, tmp_path / "mat.jpg", bought("SMEDJANS KROG AB", window.language, net_kronor=net_kronor))
    window.answer_doubts()
    row(window, "app.field.total").click()
    window.label("app.field.total").fill("3920")
    window.label("app.field.total").press("Enter")
    window.see("check.more-than-receipt", read=read_ore, value=ASKED_ORE, timeout_ms=LONG_WAIT_MS)
    expect(dock(window)).to_contain_text(window.say("app.receipt.answer-first"))
    window.shot("asked-why")
    window.label("app.review.reason").first.fill(WHY)
    window.shot("answered")
    claim = submitted(window)

    manager = Window(browser, address, window.language, window.album, DESK)
    manager.sign_in(MANAGER)
    told = manager.say("app.deviation.more-than-receipt", read=read_ore, value=ASKED_ORE)
    deviation = sees(manager, claim).get_by_role("region", name=told)
    expect(deviation).to_contain_text(WHY)
    manager.shot_also_narrow("manager-sees-both-amounts")
    manager.close()
