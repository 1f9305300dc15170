"""What a receipt is booked on: words of the coding plan, chosen by searching, and next time proposed with its reason."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, expect

from shared.texts.formatting import Language
from tests.browser.window import LONG_WAIT_MS, Window, an_album
from tests.builders import a_receipt

NORRA, PROJECT = "Hemtjänsten Norra", "Digital tillsyn"
SHOPS = {"sv": "KJELLS ELEKTRONIK", "en": "HARBOUR HARDWARE"}


@pytest.fixture
def windows(language: Language, browser: Browser, address: str) -> Iterator[tuple[Window, Window]]:
    """An employee's phone and the manager's."""
    with an_album("coding") as album:
        employee, manager = (Window(browser, address, language, album) for _ in range(2))
        employee.sign_in("Omar Haddad")
        manager.sign_in("Eva Sandberg")
        yield employee, manager
        employee.close()
        manager.close()


def take_receipt(window: Window, folder: Path, shop: str, kronor: int) -> Locator:
    """The row that says what the receipt is booked on, once the receipt is read."""
    yesterday = date.today() - timedelta(days=1)  # noqa: DTZ011 (a day in the past, whatever the zone)
    picture = folder / f"{kronor}.jpg"
    lines = [shop, yesterday.isoformat(), "Batterier"]
    picture.write_bytes(a_receipt([*lines, f"ATT BETALA {kronor},00 kr", f"Moms 25 % {kronor // 5},00", "Kort 4711"]))
    window.open()
    window.tab("app.nav.capture").click()
    window.label("app.capture.files").set_input_files(picture)
    read = window.page.get_by_role("region", name=window.say("app.receipt.read"))
    expect(read).to_contain_text(window.money(kronor * 100), timeout=LONG_WAIT_MS)
    return read.get_by_role("button").filter(has_text=window.say("app.field.coding"))


def hand_in(window: Window) -> str:
    """The claim's number."""
    window.answer_doubts()
    window.page.locator(".dock button").click()
    expect(window.page.locator(".steps")).to_be_visible()
    claim_id = window.page.url.rsplit("/", 1)[1]
    return str(window.ask(f"claims/claims/{claim_id}")["number"])


def test_a_project_is_found_by_a_word_and_proposed_for_the_next_receipt_of_the_shop(
    windows: tuple[Window, Window], tmp_path: Path
) -> None:
    employee, manager = windows
    row = take_receipt(employee, tmp_path, SHOPS[employee.language], 85)
    expect(row).to_contain_text(NORRA)
    row.click()
    sheet = employee.page.get_by_role("dialog")
    expect(sheet.get_by_role("button", name=PROJECT)).to_be_visible()
    expect(sheet).not_to_contain_text("Trygg hemgång")  # it is closed
    employee.label("app.coding.search").fill("tills")
    expect(sheet.get_by_role("button", name="E-arkiv")).to_have_count(0)
    employee.shot("found")
    sheet.get_by_role("button", name=PROJECT).click()
    expect(sheet).to_be_hidden()
    expect(row).to_contain_text(f"{NORRA} · {PROJECT}")
    expect(row).to_contain_text(employee.say("app.coding.own"))
    employee.shot("chosen")
    number = hand_in(employee)

    claim = next(one["id"] for one in employee.ask("claims/claims")["claims"] if one["number"] == number)
    manager.wait_until(lambda: manager.page.request.get(f"{manager.address}/api/approvals/cases/{claim}").ok)
    manager.open(f"/inbox/{claim}")
    manager.see("app.coding.on", coding=f"{NORRA} · {PROJECT}")
    manager.shot("decision")
    manager.button("app.decision.approve").click()
    employee.wait_until(lambda: employee.ask(f"claims/claims/{claim}")["state"] == "approved")

    again = take_receipt(employee, tmp_path, SHOPS[employee.language], 95)
    expect(again).to_contain_text(f"{NORRA} · {PROJECT}")
    expect(again).to_contain_text(employee.say("app.coding.merchant", merchant="").strip())
    employee.shot("proposed")
