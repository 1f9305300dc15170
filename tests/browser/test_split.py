"""A receipt is divided on the phone: the sums follow what is typed, a private part is not paid, and one tap makes it whole."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.window import DESK, LONG_WAIT_MS, Window, a_window
from tests.builders import a_receipt

NORRA, PROJECT = "Hemtjänsten Norra", "Digital tillsyn"


@pytest.fixture
def window(browser: Browser, address: str) -> Iterator[Window]:
    with a_window(browser, address, "sv", "split", "Omar Haddad") as window:
        yield window


def test_a_receipt_is_divided_between_a_project_and_private_with_sums_that_follow(
    window: Window, tmp_path: Path
) -> None:
    yesterday = date.today() - timedelta(days=1)  # noqa: DTZ011 (a day in the past, whatever the zone)
    picture = tmp_path / "hotell.jpg"
    picture.write_bytes(
        a_receipt(
            [
                "NORRLIDENS VERKTYG",
                yesterday.isoformat(),
                "Verktyg",
                "ATT BETALA 500,00 kr",
                "Moms 25 % 100,00",
                "Kort 4711",
            ]
        )
    )
    window.tab("app.nav.capture").click()
    window.label("app.capture.files").set_input_files(picture)
    read = window.page.get_by_role("region", name=window.say("app.receipt.read"))
    expect(read).to_contain_text(window.money(50_000), timeout=LONG_WAIT_MS)

    folded = read.locator("summary")
    if folded.count():  # while a doubt of the reading is asked about
        folded.click()
    read.get_by_role("button").filter(has_text=window.say("app.field.kind")).click()
    window.fill("app.kind.search", "reserv")
    window.shot("kind")
    window.button("kind.hardware").click()
    expect(read).to_contain_text(window.say("kind.hardware"))

    window.button("app.split.begin").click()
    sheet = window.page.get_by_role("dialog")
    first, second = (sheet.get_by_role("group", name=window.say("app.split.part", number=one)) for one in (1, 2))
    expect(first).to_contain_text(window.money(50_000))
    amount = second.get_by_label(window.say("app.split.kronor"), exact=True)
    amount.fill("85,50")
    expect(first).to_contain_text(window.money(41_450))
    window.see("app.split.all", total=50_000)
    amount.fill("600")
    window.see("app.split.over", over=10_000, total=50_000)
    amount.fill("85,50")
    second.get_by_role("button", name=window.say("app.split.private")).click()
    first.get_by_label(window.say("app.split.person")).fill("Dagverksamheten")
    first.get_by_role("button", name=window.say("app.field.coding")).click()
    sheet.get_by_role("button", name=PROJECT).click()
    expect(first).to_contain_text(f"{NORRA} · {PROJECT}")
    window.shot("typed")
    window.button("app.common.done").click()

    parts = window.page.get_by_role("region", name=window.say("app.split.title"))
    expect(parts).to_contain_text(f"{NORRA} · {PROJECT}")
    expect(parts).to_contain_text("Dagverksamheten")
    window.see("app.split.paid-of", paid=41_450, total=50_000)
    expect(window.page.locator(".dock button")).to_contain_text(window.money(41_450))
    window.shot("divided")
    window.page.set_viewport_size({"width": DESK[0], "height": DESK[1]})
    window.shot("divided-desk")

    window.button("app.split.undo").click()
    expect(parts).to_have_count(0)
    expect(window.page.locator(".dock button")).to_contain_text(window.money(50_000))
