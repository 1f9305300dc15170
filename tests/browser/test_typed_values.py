"""What a person has typed on a receipt's page is never lost: not by handing in, nor by going on to another field."""

import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Route, expect

from shared.ids import new_id
from tests.browser.window import LONG_WAIT_MS, Window, a_window
from tests.builders import a_receipt

YESTERDAY = date.today() - timedelta(days=1)  # noqa: DTZ011 (a day in the past, whatever the zone)
ANSWER_AFTER_S = 1.5
AT_ONCE_MS = 1_000
"""Sooner than the server answers."""


@pytest.fixture
def window(browser: Browser, address: str) -> Iterator[Window]:
    with a_window(browser, address, "sv", "typed-values", "Petra Karlsson") as window:
        yield window


def read(window: Window, folder: Path, merchant: str, kronor: int, bought: date = YESTERDAY) -> Locator:
    """Hand in a picture and answer what the reading doubts; its fields."""
    picture = folder / "kvitto.jpg"
    picture.write_bytes(
        a_receipt([merchant, f"Datum {bought.isoformat()}  10:12", f"ATT BETALA {kronor},00 kr", "Kontant"])
    )
    window.open("/capture")
    window.label("app.capture.files").set_input_files(picture)
    window.page.wait_for_url("**/receipts/*")
    fields = window.page.get_by_role("region", name=window.say("app.receipt.read"))
    expect(fields).to_contain_text(window.money(kronor * 100), timeout=LONG_WAIT_MS)
    window.answer_doubts()
    return fields


def row(window: Window, text_id: str) -> Locator:
    return window.page.locator("button.known").filter(has=window.page.get_by_text(window.say(text_id), exact=True))


def hand_in(window: Window) -> Locator:
    return window.page.locator(".dock button")


def test_an_amount_that_is_still_being_typed_is_kept_before_the_receipt_is_handed_in(
    window: Window, tmp_path: Path
) -> None:
    read(window, tmp_path, "SKRIVBODEN AB", 135)
    row(window, "app.field.total").click()
    window.label("app.field.total").fill("abc")
    hand_in(window).click()
    window.see("app.common.not-an-amount")
    expect(window.label("app.field.total")).to_be_focused()
    expect(hand_in(window)).to_have_attribute("aria-disabled", "true")
    window.shot("no-amount")
    hand_in(window).click(force=True)
    expect(window.label("app.field.total")).to_be_focused()

    window.label("app.field.total").fill("99")
    hand_in(window).click(force=True)
    window.page.wait_for_url("**/claims/*")
    claim = window.page.url.rsplit("/", 1)[1]
    assert window.ask(f"claims/claims/{claim}")["total_ore"] == 9_900


def test_a_value_that_is_still_being_typed_is_kept_when_another_field_is_pressed(
    window: Window, tmp_path: Path
) -> None:
    fields = read(window, tmp_path, "BLOMSTERLADAN AB", 245)
    row(window, "app.field.merchant").click()
    window.label("app.field.merchant").fill("Nytt Namn")
    row(window, "app.field.date").click()
    expect(window.label("app.field.date")).to_be_focused()
    row(window, "app.field.total").click()
    expect(fields).to_contain_text("Nytt Namn")

    window.label("app.field.total").fill("abc")
    row(window, "app.field.date").click()
    window.see("app.common.not-an-amount")
    expect(window.label("app.field.total")).to_be_focused()
    expect(window.label("app.field.date")).to_have_count(0)


def test_cancel_gives_the_old_amount_back_after_one_that_could_not_be_read(window: Window, tmp_path: Path) -> None:
    fields = read(window, tmp_path, "GLASRIKET AB", 355)
    row(window, "app.field.total").click()
    window.label("app.field.total").fill("abc")
    window.button("app.common.done").click()
    window.see("app.common.not-an-amount")
    window.button("app.common.cancel").click()
    expect(window.label("app.field.total")).to_have_count(0)
    expect(fields).to_contain_text(window.money(35_500))
    row(window, "app.field.total").click()
    expect(window.page.get_by_text(window.say("app.common.not-an-amount"))).to_have_count(0)


def test_the_time_is_corrected_like_the_other_values(window: Window, tmp_path: Path) -> None:
    read(window, tmp_path, "TIDNINGSKIOSKEN AB", 465)
    more = window.page.get_by_role("region", name=window.say("app.receipt.more-on-it"))
    more.locator("summary").click()
    row(window, "app.field.time").click()
    window.label("app.field.time").fill("14:45")
    window.button("app.common.done").click()
    expect(row(window, "app.field.time")).to_contain_text("14.45")
    receipt = window.page.url.rsplit("/", 1)[1]
    window.wait_until(lambda: window.ask(f"receipts/receipts/{receipt}")["fields"]["time"] == "14:45:00")


def test_an_old_receipt_is_answered_in_words_and_the_answer_stands_there_after_it_was_handed_in(
    window: Window, tmp_path: Path
) -> None:
    bought = date(YESTERDAY.year - 1, 3, 4)
    fields = read(window, tmp_path, "RITBODEN AB", 575, bought)
    expect(fields).to_contain_text(str(bought.year))
    note = window.page.locator("[data-open-question]")
    expect(note).to_have_count(1)
    expect(note.locator(".btn:not(.quiet)")).to_have_count(0)
    expect(note.locator(".btn.quiet")).to_have_text(window.say("app.mend.edit-date"))
    window.shot("old")
    window.label("app.review.reason").fill("Jag låg sjuk hela våren.")
    hand_in(window).click()
    window.page.wait_for_url("**/claims/*")
    line = window.page.locator("#lines + section").get_by_role("listitem")
    expect(line).to_contain_text(f"4 mars {bought.year}")
    line.get_by_role("link").click()
    window.page.wait_for_url("**/receipts/*")
    window.see("app.review.answered", words="Jag låg sjuk hela våren.")
    expect(window.page.get_by_text("Varför kommer det nu?")).to_have_count(0)
    expect(window.page.get_by_text(window.say("app.receipt.ready"))).to_have_count(0)
    window.shot("old-and-handed-in")


def test_a_receipt_paid_in_cash_abroad_asks_for_kronor_in_words_that_fit_and_never_for_nothing(
    window: Window, tmp_path: Path
) -> None:
    read(window, tmp_path, "HARBOUR TEA AB", 685)
    receipt = window.page.url.rsplit("/", 1)[1]
    corrected = window.page.request.put(
        f"{window.address}/api/receipts/receipts/{receipt}/corrections/{new_id()}",
        data={
            "base_version": window.ask(f"receipts/receipts/{receipt}")["version"],
            "fields": {"currency": "GBP", "payment_means": "cash"},
        },
        headers={"origin": window.address},
    )
    assert corrected.ok, corrected.text()
    asked = window.say("check.currency-rate-missing.not-card", total=68_500, currency="GBP")
    expect(window.page.get_by_text(asked).first).to_be_visible()
    expect(hand_in(window)).to_have_text(window.say("app.review.hand-in-plain"))
    window.page.locator("[data-open-question] .btn").first.click()
    window.page.wait_for_url("**/amount_ore")
    expect(window.page.get_by_text(asked).first).to_be_visible()
    window.shot("kronor")


def late(route: Route) -> None:
    """The server has it at once; its answer takes a while."""
    answer = route.fetch()
    time.sleep(ANSWER_AFTER_S)
    route.fulfill(response=answer)


def test_what_is_typed_counts_at_once_and_stands_until_the_server_answers(window: Window, tmp_path: Path) -> None:
    fields = read(window, tmp_path, "PAPPERSHUSET AB", 985)
    window.page.route("**/corrections/*", late)
    row(window, "app.field.total").click()
    window.label("app.field.total").fill("795")
    expect(hand_in(window)).to_have_text(window.say("app.review.hand-in", amount=79_500), timeout=AT_ONCE_MS)
    window.shot("typed-and-counted")
    window.label("app.field.total").press("Enter")
    expect(fields).to_contain_text(window.money(79_500), timeout=AT_ONCE_MS)

    row(window, "app.field.total").click()
    expect(window.label("app.field.total")).to_have_value("795,00")
    window.label("app.field.total").fill("845")
    window.label("app.field.total").press("Enter")
    for _ in range(8):
        expect(fields).to_contain_text(window.money(84_500), timeout=AT_ONCE_MS)
        expect(hand_in(window)).to_have_text(window.say("app.review.hand-in", amount=84_500), timeout=AT_ONCE_MS)
        window.page.wait_for_timeout(500)
    hand_in(window).click()
    window.page.wait_for_url("**/claims/*")
    claim = window.page.url.rsplit("/", 1)[1]
    assert window.ask(f"claims/claims/{claim}")["total_ore"] == 84_500
