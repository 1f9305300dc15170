"""What is typed on a receipt without network is worked out and kept on the phone, and sent when the network is back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.test_offline import ready
from tests.browser.test_typed_values import hand_in, read, row
from tests.browser.window import Window, a_window


@pytest.fixture
def window(browser: Browser, address: str) -> Iterator[Window]:
    with a_window(browser, address, "sv", "receipt-offline", "Petra Karlsson", offline=True) as window:
        yield window


def test_a_receipt_is_corrected_without_network_and_the_correction_is_sent_when_it_is_back(
    window: Window, tmp_path: Path
) -> None:
    fields = read(window, tmp_path, "REPSLAGARN AB", 415)
    ready(window)
    window.network(False)
    row(window, "app.field.total").click()
    window.label("app.field.total").fill("395")
    window.label("app.field.total").press("Enter")
    row(window, "app.field.paid_with").click()
    window.label("app.field.paid_with").select_option("employer_card")
    window.label("app.field.paid_with").press("Enter")
    window.see("app.receipt.kept")

    window.page.reload()
    expect(fields).to_contain_text(window.money(39_500))
    expect(fields).to_contain_text(window.say("app.paid-with.employer_card"))
    receipt = window.page.url.rsplit("/", 1)[1]
    hand_in(window).click()
    window.see("app.problem.not-sent")

    window.network(True)
    window.see("app.receipt.saved")
    window.wait_until(lambda: window.ask(f"receipts/receipts/{receipt}")["fields"]["total"] == 39_500)
    claim = next(one["id"] for one in window.drafts().values() if receipt in one["receipt_ids"])

    def line() -> tuple[int, str]:
        kept = window.ask(f"claims/claims/{claim}")["lines"][0]
        return kept["amount_ore"], kept["paid_with"]

    window.wait_until(lambda: line() == (39_500, "employer_card"))
    expect(fields).to_contain_text(window.money(39_500))
    window.shot("sent")


def test_a_draft_that_was_never_opened_on_this_phone_opens_without_network(
    browser: Browser, address: str, window: Window, tmp_path: Path
) -> None:
    read(window, tmp_path, "TRANBODEN AB", 235)
    window.open()
    with a_window(browser, address, "sv", "receipt-unopened", "Petra Karlsson", offline=True) as other:
        other.open()
        draft = other.row("TRANBODEN AB")
        expect(draft).to_be_visible()
        ready(other)
        other.page.wait_for_timeout(1000)  # what is begun is being fetched
        other.network(False)
        draft.click()
        fields = other.page.get_by_role("region", name=other.say("app.receipt.read"))
        expect(fields).to_contain_text(other.money(23_500))
        expect(other.page.locator(".dock")).to_contain_text(other.money(23_500))
        other.shot("unopened")
