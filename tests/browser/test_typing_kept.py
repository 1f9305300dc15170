"""What is being typed is kept while it is typed: a page that is closed or left in the middle of a word has it when it is opened again."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.window import Window, a_window

DAY = (date.today() - timedelta(days=20)).isoformat()  # noqa: DTZ011 (a day in the past, whatever the zone)
PAUSE_MS = 2000


@pytest.fixture
def window(browser: Browser, address: str) -> Iterator[Window]:
    with a_window(browser, address, "sv", "typing-kept", "Tove Bergström", tidy=True) as window:
        yield window


def open_trip(window: Window) -> str:
    window.link("app.home.trip").click()
    expect(window.label("app.trip.destination")).to_be_visible()
    return window.page.url


def test_a_word_that_is_not_finished_is_there_after_a_reload_at_once(window: Window) -> None:
    open_trip(window)
    window.label("app.trip.destination").press_sequentially("Karls")
    window.page.reload()
    expect(window.label("app.trip.destination")).to_have_value("Karls")


def test_a_pause_sends_what_is_typed_and_takes_nothing_from_the_field(window: Window) -> None:
    trip = open_trip(window)
    field = window.label("app.trip.destination")
    field.press_sequentially("Karls")
    window.page.wait_for_timeout(PAUSE_MS)
    field.press_sequentially("tad")
    expect(field).to_have_value("Karlstad")
    sent = window.ask(f"claims/claims/{trip.rsplit('/', 1)[1]}")["trip"]["destination"]
    assert sent in ("Karls", "Karlstad")


def test_a_purpose_that_is_not_finished_is_there_after_going_back(window: Window) -> None:
    trip = open_trip(window)
    other = window.button("app.trip.other-purpose")
    if other.count():
        other.click()
    window.label("app.trip.purpose").press_sequentially("Om den nya")
    window.page.wait_for_timeout(PAUSE_MS)
    window.label("app.trip.purpose").press_sequentially(" bron")
    window.page.go_back()
    expect(window.page.locator("nav.bar")).to_be_visible()
    window.open(trip.removeprefix(window.address))
    expect(window.button("app.trip.other-purpose")).to_be_visible()
    expect(window.page.get_by_role("button", name="Om den nya bron", exact=True)).to_be_visible()


def test_a_day_without_its_time_is_there_after_a_reload_and_gone_when_it_is_whole(window: Window) -> None:
    open_trip(window)
    window.fill("app.trip.left", DAY)
    window.page.reload()
    expect(window.label("app.trip.left")).to_have_value(DAY)
    window.shot("half-a-moment")
    window.fill("app.trip.left-at", "06:50")
    window.see("app.trip.saved")
    assert window.page.evaluate("() => Object.keys(localStorage).filter(one => one.includes('half-typed'))") == []


def test_a_drive_that_was_begun_is_there_when_it_is_opened_again_and_can_be_started_over(window: Window) -> None:
    window.open("/drives/new")
    window.label("app.drive.from").press_sequentially("Stadsh")
    window.page.reload()
    expect(window.label("app.drive.from")).to_have_value("Stadsh")
    window.see("app.drive.left")
    window.shot("drive-begun")
    window.button("app.drive.start-over").click()
    expect(window.label("app.drive.from")).to_have_value("")
