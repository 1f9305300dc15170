"""A receipt by itself that is dated within a trip is offered to it: on its own page, and on the trip's; a no holds."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.browser.window import LONG_WAIT_MS, Window, a_window
from tests.builders import a_receipt

LAST_DAY = date.today() - timedelta(days=25)  # noqa: DTZ011 (a day in the past, whatever the zone)
FIRST_DAY = LAST_DAY - timedelta(days=1)


@pytest.fixture
def window(browser: Browser, address: str) -> Iterator[Window]:
    with a_window(browser, address, "sv", "receipt-and-trip", "Tove Bergström", tidy=True) as window:
        yield window


def begin_trip(window: Window) -> str:
    trip, address = str(uuid4()), f"{window.address}/api/claims/claims"
    employment = window.ask("claims/known")["employments"][0]["id"]
    said = {
        "base_version": 0,
        "destination": "Lund",
        "purpose": "Kurs",
        "start": f"{FIRST_DAY}T07:00:00+01:00",
        "end": f"{LAST_DAY}T19:00:00+01:00",
    }
    for path, body in ((trip, {"employment_id": employment, "kind": "trip"}), (f"{trip}/trip", said)):
        answer = window.page.request.put(f"{address}/{path}", data=body, headers={"Origin": window.address})
        assert answer.ok, answer.text()
    return trip


def photograph(window: Window, tmp_path: Path, kronor: int) -> None:
    picture = tmp_path / f"parkering-{kronor}.jpg"
    lines = ["PARKERING TORGET", LAST_DAY.isoformat(), f"ATT BETALA {kronor},00 kr", f"Moms 25 % {kronor // 5},00"]
    picture.write_bytes(a_receipt(lines))
    window.open()
    window.tab("app.nav.capture").click()
    window.label("app.capture.files").set_input_files(picture)
    read = window.page.get_by_role("region", name=window.say("app.receipt.read"))
    expect(read).to_contain_text(window.money(kronor * 100), timeout=LONG_WAIT_MS)
    window.answer_doubts()


def question(window: Window, text_id: str, **parameters: str) -> Locator:
    return window.page.get_by_role("region", name=window.say(text_id, **parameters), exact=True)


def test_a_receipt_dated_within_a_trip_is_offered_to_it_until_it_is_answered(window: Window, tmp_path: Path) -> None:
    trip = begin_trip(window)
    photograph(window, tmp_path, 55)
    asked = question(window, "app.receipt.belongs-to-trip", place="Lund")
    expect(asked).to_be_visible()
    asked.scroll_into_view_if_needed()
    window.shot("asked-at-receipt")
    asked.get_by_role("button", name=window.say("app.common.no"), exact=True).click()
    expect(asked).to_have_count(0)
    window.page.reload()
    window.settle()
    expect(window.page.get_by_role("heading", name=window.say("app.receipt.title"))).to_be_visible()
    expect(asked).to_have_count(0)

    photograph(window, tmp_path, 65)
    expect(asked).to_be_visible()
    window.open(f"/trips/{trip}")
    offered = question(window, "app.trip.offer")
    expect(offered).to_have_count(1)
    expect(offered).to_contain_text(window.money(6500))
    offered.scroll_into_view_if_needed()
    window.shot("asked-at-trip")
    offered.get_by_role("button", name=window.say("app.common.yes"), exact=True).click()
    expect(offered).to_have_count(0)
    expect(window.page.locator(".row", has_text=window.money(6500))).to_be_visible()
    window.shot("on-the-trip")
    assert [claim["kind"] for claim in window.drafts().values()].count("trip") >= 1

    def on_the_trip() -> list[tuple[int, str]]:
        return [(line["amount_ore"], line["date"]) for line in window.ask(f"claims/claims/{trip}")["lines"]]

    window.wait_until(lambda: on_the_trip() == [(6500, LAST_DAY.isoformat())])

    photograph(window, tmp_path, 75)
    asked.get_by_role("button", name=window.say("app.common.yes"), exact=True).click()
    window.page.wait_for_url(f"**/trips/{trip}")
    expect(window.page.locator(".row", has_text=window.money(7500))).to_be_visible()
