"""A receipt by itself: what it was for is one tap or nothing at all, and no more is promised than holds."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from shared.texts.formatting import Language
from tests.browser.window import LONG_WAIT_MS, Window, a_window
from tests.builders import a_receipt


@pytest.fixture
def window(language: Language, browser: Browser, address: str) -> Iterator[Window]:
    with a_window(browser, address, language, f"lone-receipt-{language}", "Omar Haddad") as window:
        yield window


def test_of_a_course_it_is_asked_what_it_was_for_before_it_is_handed_in(window: Window, tmp_path: Path) -> None:
    yesterday = date.today() - timedelta(days=1)  # noqa: DTZ011 (a day in the past, whatever the zone)
    kronor = {"sv": 1250, "en": 1500}[window.language]
    picture = tmp_path / "kurs.jpg"
    rows = ["UTBILDNING AB", yesterday.isoformat(), "Kurs", f"ATT BETALA {kronor},00 kr", f"Moms 25 % {kronor // 5},00"]
    picture.write_bytes(a_receipt(rows))
    window.tab("app.nav.capture").click()
    window.label("app.capture.files").set_input_files(picture)
    read = window.page.get_by_role("region", name=window.say("app.receipt.read"))
    expect(read).to_contain_text(window.money(kronor * 100), timeout=LONG_WAIT_MS)
    window.answer_doubts()
    read.get_by_role("button").filter(has_text=window.say("app.field.kind")).click()
    read.get_by_role("group", name=window.say("app.field.kind")).get_by_text(window.say("kind.course")).click()

    purpose = window.page.get_by_role("group", name=window.say("app.receipt.purpose"))
    expect(purpose).not_to_contain_text(window.say("check.purpose-missing"))
    window.page.locator(".dock button").click(force=True)
    expect(purpose).to_contain_text(window.say("check.purpose-missing"))
    expect(purpose).not_to_contain_text(window.say("app.common.optional"))
    window.shot("course")
    purpose.get_by_role("button", name=window.ask("claims/known")["purposes"][0], exact=True).click()
    window.see("app.receipt.ready")
    window.page.locator(".dock button").click()
    expect(window.page.locator(".steps")).to_be_visible()


def test_what_a_receipt_was_for_is_one_tap_that_can_be_taken_back_and_the_pay_day_is_told_with_its_condition(
    window: Window, tmp_path: Path
) -> None:
    yesterday = date.today() - timedelta(days=1)  # noqa: DTZ011 (a day in the past, whatever the zone)
    kronor = {"sv": 35, "en": 40}[window.language]  # two receipts that are not the same
    picture = tmp_path / "parkering.jpg"
    picture.write_bytes(
        a_receipt(
            ["PARKERING TORGET", yesterday.isoformat(), f"ATT BETALA {kronor},00 kr", f"Moms 25 % {kronor // 5},00"]
        )
    )
    window.tab("app.nav.capture").click()
    window.label("app.capture.files").set_input_files(picture)
    read = window.page.get_by_role("region", name=window.say("app.receipt.read"))
    expect(read).to_contain_text(window.money(kronor * 100), timeout=LONG_WAIT_MS)

    purpose = window.page.get_by_role("group", name=window.say("app.receipt.purpose"))
    earlier = window.ask("claims/known")["purposes"][0]
    chip = purpose.get_by_role("button", name=earlier, exact=True)
    expect(chip).to_have_attribute("aria-pressed", "false")
    window.shot("asked")
    receipt = window.page.url.rsplit("/", 1)[1]
    claim = next(
        one["id"] for one in window.ask("claims/claims?state=draft")["claims"] if receipt in one["receipt_ids"]
    )

    def said() -> str:
        return str(window.ask(f"claims/claims/{claim}")["lines"][0]["purpose"])

    chip.click()
    expect(chip).to_have_attribute("aria-pressed", "true")
    window.wait_until(lambda: said() == earlier)
    window.shot("answered")
    chip.click()
    expect(chip).to_have_attribute("aria-pressed", "false")
    window.wait_until(lambda: said() == "")

    window.answer_doubts()
    pay_day = window.ask(f"claims/claims/{claim}")["pay_day"]
    expect(window.page.locator(".dock")).to_contain_text(window.say("app.receipt.paid-on", date=pay_day))
    window.see("app.receipt.ready")
    window.shot("ready")
    window.page.locator(".dock button").click()  # without a purpose: it can be left out
    expect(window.page.locator(".steps")).to_be_visible()
