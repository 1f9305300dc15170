"""A refund on the phone: read or said by one tap it lowers what one gets, and is called by its name to everybody."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.window import DESK, LONG_WAIT_MS, Album, Window, an_album
from tests.builders import a_receipt

YESTERDAY = date.today() - timedelta(days=1)  # noqa: DTZ011 (a day in the past, whatever the zone)


@pytest.fixture
def album() -> Iterator[Album]:
    with an_album("refund") as album:
        yield album


def take(window: Window, folder: Path, *lines: str) -> None:
    """Hand in a picture and answer what the reading doubts."""
    picture = folder / f"{lines[0]}.jpg"
    picture.write_bytes(a_receipt([lines[0], f"Datum {YESTERDAY.isoformat()}  10:12", *lines[1:]]))
    window.open("/capture")
    window.label("app.capture.files").set_input_files(picture)
    window.page.wait_for_url("**/receipts/*")
    fields = window.page.get_by_role("region", name=window.say("app.receipt.read"))
    expect(fields).to_contain_text("kr", timeout=LONG_WAIT_MS)
    window.answer_doubts()


def test_a_refund_is_read_owed_and_shown_to_whoever_decides(
    browser: Browser, address: str, album: Album, tmp_path: Path
) -> None:
    window = Window(browser, address, "sv", album)
    window.sign_in("Omar Haddad")
    take(window, tmp_path, "TYGSTUGAN AB", "RETUR", "Total -250,00 kr", "Moms 25 % -50,00", "Kort 4711")
    window.see("app.refund.lowers")
    expect(window.page.get_by_text(window.money(-25_000)).first).to_be_visible()
    window.shot("read")
    claim = window.ask("claims/claims")["claims"][0]
    window.open(f"/claims/{claim['id']}/review")
    window.see("app.settlement.you-owe")
    window.shot("review")
    window.open("/")
    window.see("app.settlement.owed", amount=25_000)
    window.shot("home")
    window.close()


def test_an_amount_becomes_a_refund_by_one_tap(browser: Browser, address: str, album: Album, tmp_path: Path) -> None:
    window = Window(browser, address, "sv", album)
    window.sign_in("Omar Haddad")
    take(window, tmp_path, "SKRIVBODEN NORD", "ATT BETALA 135,00 kr", "Kontant")
    total = window.page.locator("button.known").filter(
        has=window.page.get_by_text(window.say("app.field.total"), exact=True)
    )
    total.click()
    window.button("app.refund").click()
    expect(window.label("app.field.total")).to_have_value("-135,00")
    window.shot("turned")
    window.button("app.common.done").click()
    window.see("app.refund.lowers")
    expect(window.page.get_by_text(window.money(-13_500)).first).to_be_visible()
    window.page.set_viewport_size({"width": DESK[0], "height": DESK[1]})
    window.shot("typed-desk")
    window.close()
