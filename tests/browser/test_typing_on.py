"""What is being typed stays as it is typed, whatever answers come meanwhile to what was typed before."""

import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Route, expect

from tests.browser.window import Window, a_window

ANSWER_AFTER_S = 1.0
BETWEEN_KEYS_MS = 60
WORDS = "Möte om den nya bron"


@pytest.fixture
def window(browser: Browser, address: str) -> Iterator[Window]:
    """On a new trip whose writes are answered late."""
    with a_window(browser, address, "sv", "typing-on", "Tove Bergström", tidy=True) as window:
        window.page.route("**/trip", late)
        window.link("app.home.trip").click()
        expect(window.label("app.trip.destination")).to_be_visible()
        yield window


def late(route: Route) -> None:
    """The server has it at once; its answer takes a while."""
    answer = route.fetch()
    time.sleep(ANSWER_AFTER_S)
    route.fulfill(response=answer)


def destination(window: Window) -> str:
    claim = window.page.url.rsplit("/", 1)[1]
    return str((window.ask(f"claims/claims/{claim}")["trip"] or {}).get("destination"))


def test_a_field_that_is_changed_again_at_once_keeps_the_second_value(window: Window) -> None:
    field = window.label("app.trip.destination")
    for words in ("Malmö", "Lund"):
        field.fill(words)
        field.press("Enter")
    expect(field).to_have_value("Lund")
    window.see("app.trip.saved")
    expect(field).to_have_value("Lund")
    window.wait_until(lambda: destination(window) == "Lund")


def test_an_answer_that_comes_while_one_types_on_takes_no_letter_away(window: Window) -> None:
    field = window.label("app.trip.destination")
    field.fill("Malmö")
    field.press("Enter")
    field.fill("")
    field.press_sequentially(WORDS, delay=BETWEEN_KEYS_MS)
    window.see("app.trip.saved")
    expect(field).to_have_value(WORDS)
    field.press("Tab")
    window.wait_until(lambda: destination(window) == WORDS)


def test_an_answer_about_one_field_leaves_another_that_is_being_typed_in_alone(window: Window) -> None:
    window.radio("app.trip.within-50").click()
    field = window.label("app.trip.destination")
    field.press_sequentially(WORDS, delay=BETWEEN_KEYS_MS)
    window.see("app.trip.saved")
    expect(field).to_have_value(WORDS)
