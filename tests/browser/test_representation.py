"""Representation on a receipt's page: one asks who took part without reproach, and those of last time are one tap."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.browser.test_typed_values import hand_in, row
from tests.browser.window import DESK, LONG_WAIT_MS, PHONE, Window, a_window
from tests.builders import a_receipt

YESTERDAY = date.today() - timedelta(days=1)  # noqa: DTZ011 (a day in the past, whatever the zone)
WINE_ORE = 17_800
LANGUAGES = ("sv", "en")


@pytest.fixture(params=LANGUAGES)
def window(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Window]:
    name = f"representation-{request.param}"
    with a_window(browser, address, request.param, name, "Petra Karlsson", tidy=True) as window:
        yield window


def eaten(window: Window, folder: Path, merchant: str, net_kronor: int) -> None:
    """Hand in a dinner's receipt with wine, answer what the reading doubts, and say that it was with guests."""
    lines = [
        merchant,
        f"Datum {YESTERDAY.isoformat()}  19:12",
        f"Rödvin glas 2 st  {WINE_ORE // 100},00",
        f"ATT BETALA {net_kronor * 112 // 100},00 kr",
        f"Moms 12 % {net_kronor * 12 // 100},00",
        "Kontant",
    ]
    picture = folder / f"{merchant}.jpg"
    picture.write_bytes(a_receipt(lines))
    window.open("/capture")
    window.label("app.capture.files").set_input_files(picture)
    window.page.wait_for_url("**/receipts/*")
    fields = window.page.get_by_role("region", name=window.say("app.receipt.read"))
    expect(fields).to_contain_text(window.money(net_kronor * 112), timeout=LONG_WAIT_MS)
    question = window.page.locator("section.ask h2")
    while question.count():
        asked = question.inner_text()
        window.page.locator("section.ask button").last.click()
        expect(window.page.get_by_role("heading", name=asked)).to_have_count(0)
    row(window, "app.field.kind").click()
    window.button("kind.representation_external").click()
    expect(people(window)).to_be_visible()


def people(window: Window) -> Locator:
    return window.page.get_by_role("region", name=window.say("app.people.title"))


def test_who_took_part_is_asked_once_without_reproach_and_is_one_tap_the_next_time(
    window: Window, tmp_path: Path
) -> None:
    eaten(window, tmp_path, "GASTHUSET NORD", 700 if window.language == "sv" else 800)
    expect(people(window).get_by_text(window.say("app.people.no-alcohol"))).to_be_visible()
    expect(window.page.locator(".wrong")).to_have_count(0)
    window.shot("asked")

    hand_in(window).click(force=True)
    window.see("check.representation-people")
    expect(people(window)).to_be_focused()
    window.shot("tried")
    window.page.set_viewport_size({"width": DESK[0], "height": DESK[1]})
    window.shot("tried-desk")
    window.page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})

    window.fill("app.people.add", "Anna Berg, Region Viken; Bo Ek")
    window.see("app.people.count", count=3)
    window.button("app.people.alcohol-read", alcohol=WINE_ORE).click()
    expect(people(window).locator("button.known")).to_contain_text(window.money(WINE_ORE))
    window.page.get_by_role("group").get_by_label(window.say("app.trip.purpose")).fill("Avtalet om vägen")
    window.page.keyboard.press("Tab")
    expect(hand_in(window)).to_have_attribute("aria-disabled", "false")
    window.shot("answered")

    eaten(window, tmp_path, "GASTHUSET SYD", 500 if window.language == "sv" else 600)
    window.button("app.people.together", names="Anna Berg, Bo Ek").click()
    window.see("app.people.count", count=3)
    window.shot("as-last-time")
