"""What begins a trip."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.window import Window, a_window


@pytest.fixture(params=["sv", "en"])
def window(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Window]:
    with a_window(browser, address, request.param, f"starting-{request.param}") as window:
        yield window


def begin_a_trip(window: Window) -> str:
    """Its address."""
    window.link("app.home.trip").click()
    window.page.wait_for_url("**/trips/*-*")
    expect(window.label("app.trip.destination")).to_be_visible()
    return window.page.url


def test_a_trip_that_was_left_untouched_is_no_draft_and_is_taken_up_again(window: Window) -> None:
    window.sign_in({"sv": "Petra Karlsson", "en": "Omar Haddad"}[window.language])
    first = begin_a_trip(window)
    window.wait_until(lambda: first.rsplit("/", 1)[1] in window.drafts())
    drafts = set(window.drafts())
    window.link("app.nav.back").click()
    expect(window.link("app.home.trip")).to_be_visible()
    window.settle()
    expect(window.row(window.say("app.claim.untitled.trip"))).to_have_count(0)
    assert begin_a_trip(window) == first
    assert set(window.drafts()) == drafts

    window.fill("app.trip.destination", "Lund")
    window.see("app.trip.saved")
    window.link("app.nav.back").click()
    expect(window.row("Lund")).to_be_visible()
    assert begin_a_trip(window) != first
