"""All days at once, on a phone: as the first day, as the last trip, and who gave a meal."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.browser.window import Window, a_window

LAST_DAY = date.today() - timedelta(days=70)  # noqa: DTZ011 (a day in the past, whatever the zone)
TRAVELLER = "Johan Lindqvist"
"""Has been to Göteborg, with every day answered."""
DAYS = tuple(LAST_DAY - timedelta(days=before) for before in (2, 1, 0))


@pytest.fixture
def window(browser: Browser, address: str) -> Iterator[Window]:
    with a_window(browser, address, "sv", "trip-meals", TRAVELLER, tidy=True) as window:
        window.link("app.home.trip").click()
        expect(window.label("app.trip.destination")).to_be_visible()
        window.fill("app.trip.destination", "Lund")
        window.fill("app.trip.left", DAYS[0].isoformat())
        window.fill("app.trip.left-at", "06:50")
        window.fill("app.trip.back", DAYS[-1].isoformat())
        window.fill("app.trip.back-at", "18:40")
        window.button("app.common.done").click()
        expect(day(window, LAST_DAY)).to_be_visible()
        yield window


def day(window: Window, of: date, part: str = "day") -> Locator:
    return window.page.locator(f"#{part}-{of.isoformat()}")


def pressed(window: Window, of: date) -> list[str]:
    return [words.strip() for words in day(window, of).locator("[aria-pressed=true]").all_inner_texts()]


def test_one_days_answer_goes_to_all_and_a_meal_tells_who_gave_it(window: Window) -> None:
    lunch, none = window.say("app.trip.meal.lunch"), window.say("app.trip.meal.none")
    first = day(window, DAYS[0])
    expect(first.get_by_role("button", name=window.say("app.trip.same-all-days"))).to_have_count(0)
    first.get_by_role("button", name=lunch, exact=True).click()
    first.get_by_role("button", name=window.say("app.trip.same-all-days")).click()
    expect(window.page.locator(".day.unanswered:not(.night)")).to_have_count(0)
    assert [pressed(window, one) for one in DAYS] == [[lunch]] * 3

    last = day(window, LAST_DAY)
    last.get_by_role("button", name=window.say("app.trip.who-gave")).click()
    last.get_by_role("radio", name=window.say("app.trip.given.transport_included")).click()
    assert pressed(window, LAST_DAY) == [f"{lunch}, {window.say('app.trip.given-short.transport_included')}"]
    last.evaluate("day => day.scrollIntoView({block: 'end'})")
    window.shot("who-gave")
    last.get_by_role("button", name=none, exact=True).click()
    assert pressed(window, LAST_DAY) == [none]


def test_everything_open_is_as_on_the_last_trip_with_one_tap(window: Window) -> None:
    window.button("app.trip.as-last-time").click()
    expect(window.page.locator(".day.unanswered")).to_have_count(0)
    lunch, breakfast = window.say("app.trip.meal.lunch"), window.say("app.trip.meal.hotel-breakfast")
    assert [pressed(window, one) for one in DAYS] == [[lunch], [breakfast, lunch], [breakfast]]
    expect(window.button("app.trip.as-last-time")).to_have_count(0)
    window.see("app.trip.saved")
    window.shot("as-last-trip")
