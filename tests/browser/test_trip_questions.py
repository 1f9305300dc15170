"""A trip says what is missing beside each field, once the person wants to go on, and stops saying it when it is answered."""

from collections.abc import Iterator
from datetime import date, timedelta
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.browser.window import Window, a_window

LAST_DAY = date.today() - timedelta(days=40)  # noqa: DTZ011 (a day in the past, whatever the zone)
FIRST_DAY = LAST_DAY - timedelta(days=1)
MARKS = ".wrong"


@pytest.fixture
def window(browser: Browser, address: str) -> Iterator[Window]:
    with a_window(browser, address, "sv", "trip-questions", "Tove Bergström", tidy=True) as window:
        window.link("app.home.trip").click()
        expect(window.label("app.trip.destination")).to_be_visible()
        yield window


def day(window: Window, of: date, part: str = "day") -> Locator:
    return window.page.locator(f"#{part}-{of.isoformat()}")


def meal(window: Window, of: date, name: str) -> Locator:
    return day(window, of).get_by_role("button", name=window.say(f"app.trip.meal.{name}"), exact=True)


def fill_in_where_and_when(window: Window, back_at: str = "18:40") -> None:
    window.fill("app.trip.destination", "Lund")
    window.fill("app.trip.left", FIRST_DAY.isoformat())
    window.fill("app.trip.left-at", "06:50")
    window.fill("app.trip.back", LAST_DAY.isoformat())
    window.fill("app.trip.back-at", back_at)
    expect(day(window, LAST_DAY)).to_be_visible()


def words_of(window: Window, control: Locator) -> str:
    """What a reader of the screen hears about the control."""
    return window.page.locator(f"#{control.get_attribute('aria-describedby')}").inner_text()


def test_an_empty_trip_marks_each_field_once_the_person_wants_to_go_on_and_no_longer_when_it_is_answered(
    window: Window,
) -> None:
    review = window.button("app.trip.review")
    window.see("app.trip.begins")
    expect(window.page.locator(MARKS)).to_have_count(0)

    review.click()
    destination = window.label("app.trip.destination")
    expect(destination).to_be_focused()
    expect(destination).to_have_attribute("aria-invalid", "true")
    assert words_of(window, destination) == window.say("check.trip-destination-missing")
    for check in ("trip-time-missing.start", "trip-time-missing.end", "trip-purpose-missing"):
        window.see(f"check.{check}")
    expect(window.page.locator(MARKS)).to_have_count(4)
    window.shot("empty-trip")

    window.fill("app.trip.destination", "Lund")
    expect(destination).not_to_have_attribute("aria-invalid", "true")
    window.fill("app.trip.left", FIRST_DAY.isoformat())
    expect(window.label("app.trip.left-at")).to_have_attribute("aria-invalid", "true")
    window.fill("app.trip.left-at", "06:50")
    expect(window.page.locator(MARKS)).to_have_count(2)
    window.see("app.trip.unanswered", count=2)


def test_each_open_day_and_night_is_marked_and_review_opens_when_all_are_answered(window: Window) -> None:
    fill_in_where_and_when(window)
    review, night = window.button("app.trip.review"), day(window, FIRST_DAY, "night")
    window.see("app.trip.unanswered", count=4)
    expect(window.page.locator(MARKS)).to_have_count(0)

    review.click()
    expect(window.page.locator(MARKS)).to_have_count(4)
    expect(day(window, FIRST_DAY)).to_contain_text(window.say("check.meals-not-answered", date=FIRST_DAY.isoformat()))
    expect(night.get_by_role("radiogroup")).to_have_attribute("aria-invalid", "true")
    assert window.say("check.lodging-unknown", date=FIRST_DAY.isoformat()) in words_of(
        window, night.get_by_role("radiogroup")
    )
    window.shot("open-days")

    purpose = window.page.get_by_role("group", name=window.say("app.trip.why-travel"))
    other = purpose.get_by_role("button", name=window.say("app.trip.other-purpose"), exact=True)
    if other.count():
        other.click()
    window.fill("app.trip.purpose", "Utbildning i demensvård")
    expect(purpose.locator(MARKS)).to_have_count(0)
    review.click()
    expect(meal(window, FIRST_DAY, "breakfast")).to_be_focused()

    meal(window, FIRST_DAY, "none").click()
    meal(window, LAST_DAY, "none").click()
    night.get_by_role("radio", name=window.say("app.trip.night.private"), exact=True).click()
    expect(window.page.locator(MARKS)).to_have_count(0)
    expect(window.page.locator("#unanswered")).to_have_count(0)
    review.click()
    window.page.wait_for_url("**/review")


def test_nothing_stays_pressed_until_a_meal_is_tapped(window: Window) -> None:
    fill_in_where_and_when(window)
    nothing, lunch = meal(window, FIRST_DAY, "none"), meal(window, FIRST_DAY, "lunch")
    nothing.click()
    window.see("app.trip.saved")
    expect(nothing).to_have_attribute("aria-pressed", "true")
    expect(day(window, FIRST_DAY)).not_to_have_class("day unanswered")
    lunch.click()
    expect(nothing).to_have_attribute("aria-pressed", "false")
    expect(lunch).to_have_attribute("aria-pressed", "true")


def test_a_night_that_a_hotel_receipt_answers_is_not_asked_about(window: Window) -> None:
    fill_in_where_and_when(window)
    night = window.page.locator(".night.unanswered")
    expect(night).to_have_count(1)
    trip = window.page.url.rsplit("/", 1)[1]
    hotel = {
        "kind": "expense",
        "base_version": 0,
        "expense_kind": "hotel",
        "merchant": "Hotell Vinga Brygga",
        "date": LAST_DAY.isoformat(),
        "amount_ore": 112_000,
    }
    answer = window.page.request.put(
        f"{window.address}/api/claims/claims/{trip}/lines/{uuid4()}", data=hotel, headers={"Origin": window.address}
    )
    assert answer.ok, answer.text()
    expect(night).to_have_count(0)
    window.see("app.trip.night-by-receipt")
