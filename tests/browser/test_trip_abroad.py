"""A trip to two countries on a phone: each day gets its country's amount, and a country that was taken away comes back."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.browser.window import DESK, PHONE, Window, a_window

LAST_DAY = date.today() - timedelta(days=50)  # noqa: DTZ011 (a day in the past, whatever the zone)
FIRST_DAY = LAST_DAY - timedelta(days=2)
MIDDLE_DAY = LAST_DAY - timedelta(days=1)


@pytest.fixture
def window(browser: Browser, address: str) -> Iterator[Window]:
    with a_window(browser, address, "sv", "trip-abroad", "Tove Bergström", tidy=True) as window:
        window.link("app.home.trip").click()
        expect(window.label("app.trip.destination")).to_be_visible()
        yield window


def day(window: Window, of: date) -> Locator:
    return window.page.locator(f"#day-{of.isoformat()}")


def country(window: Window, code: str) -> str:
    return window.say(f"country.{code}")


def fill_in_where_and_when(window: Window) -> None:
    window.fill("app.trip.destination", "Köpenhamn och Hamburg")
    window.fill("app.trip.left", FIRST_DAY.isoformat())
    window.fill("app.trip.left-at", "06:30")
    window.fill("app.trip.back", LAST_DAY.isoformat())
    window.fill("app.trip.back-at", "21:40")
    window.button("app.common.done").click()


def test_a_trip_to_two_countries_has_each_days_country_and_amount(window: Window) -> None:
    fill_in_where_and_when(window)
    expect(day(window, MIDDLE_DAY)).not_to_contain_text(country(window, "DK"))

    window.button("app.trip.abroad").click()
    window.page.get_by_role("button", name=country(window, "DK"), exact=True).click()
    window.button("app.common.done").click()
    window.see("app.trip.stay.missing-time")
    window.fill("app.trip.stay.start-at", "09:05")
    window.fill("app.trip.stay.end", MIDDLE_DAY.isoformat())
    window.fill("app.trip.stay.end-at", "11:10")
    window.shot("first-country")
    window.button("app.common.done").click()

    window.button("app.trip.add-country").click()
    window.fill("app.trip.stay.country", "tysk")
    window.page.get_by_role("button", name=country(window, "DE"), exact=True).click()
    expect(window.label("app.trip.stay.start-at")).to_have_value("11:10")
    window.fill("app.trip.stay.end-at", "17:45")
    window.button("app.trip.stay.flew-on").click()
    window.fill("app.trip.stay.back-at", "17:00")
    window.button("app.common.done").click()
    window.see("app.trip.stay.back-before")
    window.fill("app.trip.stay.back-at", "19:00")
    window.button("app.common.done").click()

    expect(day(window, FIRST_DAY)).to_contain_text(country(window, "DK"))
    expect(day(window, MIDDLE_DAY)).to_contain_text(country(window, "DE"))
    expect(day(window, LAST_DAY)).to_contain_text(country(window, "DE"))
    amounts = [
        re.findall(r"[\d\u00a0]+ kr", day(window, one).inner_text().replace("\u00a0kr", " kr"))[0]
        for one in (FIRST_DAY, MIDDLE_DAY)
    ]
    assert amounts[0] != amounts[1]
    window.see("app.trip.saved")
    window.shot("two-countries")
    window.page.set_viewport_size({"width": DESK[0], "height": DESK[1]})
    window.shot("two-countries-desk")
    window.page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})

    window.button("app.trip.change-stay", country="country.DE").click()
    window.button("app.trip.stay.take").click()
    expect(day(window, MIDDLE_DAY)).to_contain_text(country(window, "DK"))
    window.button("app.common.undo").click()
    expect(day(window, MIDDLE_DAY)).to_contain_text(country(window, "DE"))
