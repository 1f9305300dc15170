"""A long stay at one place, on a phone: it is found from earlier trips and taken with one tap, or said by the person."""

from collections.abc import Iterator
from datetime import date, timedelta
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.browser.test_offline import ready
from tests.browser.window import DESK, PHONE, Window, a_window

LAST_DAY = date.today() - timedelta(days=120)  # noqa: DTZ011 (a day in the past, whatever the zone)
FIRST_DAY = LAST_DAY - timedelta(days=1)
SINCE = LAST_DAY - timedelta(days=110)


@pytest.fixture
def window(browser: Browser, address: str) -> Iterator[Window]:
    with a_window(browser, address, "sv", "long-stay", "Tove Bergström", offline=True, tidy=True) as window:
        earlier = str(uuid4())
        trip = {
            "base_version": 0,
            "destination": "Lund",
            "start": f"{SINCE}T08:00:00+01:00",
            "end": f"{LAST_DAY - timedelta(days=9)}T18:00:00+01:00",
        }
        employment = window.ask("claims/known")["employments"][0]["id"]
        put(window, earlier, {"employment_id": employment, "kind": "trip"})
        put(window, f"{earlier}/trip", trip)
        window.link("app.home.trip").click()
        window.fill("app.trip.destination", "Lund")
        window.fill("app.trip.left", FIRST_DAY.isoformat())
        window.fill("app.trip.left-at", "06:50")
        window.fill("app.trip.back", LAST_DAY.isoformat())
        window.fill("app.trip.back-at", "19:40")
        window.button("app.common.done").click()
        expect(day(window)).to_be_visible()
        yield window


def put(window: Window, path: str, body: object) -> None:
    where = f"{window.address}/api/claims/claims/{path}"
    answer = window.page.request.put(where, data=body, headers={"Origin": window.address})
    assert answer.ok, answer.text()


def day(window: Window) -> Locator:
    return window.page.locator(f"#day-{FIRST_DAY.isoformat()}")


def test_a_long_stay_is_found_from_earlier_trips_taken_with_one_tap_changed_and_taken_back(window: Window) -> None:
    whole, lowered = window.kronor(30000 if FIRST_DAY.year == 2026 else 29000), window.kronor(21000)
    expect(day(window)).to_contain_text(whole)
    take = window.button("app.mend.use-long-stay", since=SINCE.isoformat())
    expect(take).to_be_visible()
    window.shot("found")
    window.page.set_viewport_size({"width": DESK[0], "height": DESK[1]})
    window.shot("found-desk")
    window.page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})

    take.click()
    window.see("app.trip.long-stay.since", since=SINCE.isoformat())
    expect(day(window)).to_contain_text(lowered)
    expect(take).to_have_count(0)
    window.shot("taken")

    said = window.page.locator("p.grow", has_text=window.say("app.trip.long-stay.since", since=SINCE.isoformat()))
    said.locator("..").get_by_role("button", name=window.say("app.common.change")).click()
    window.fill("app.trip.long-stay.question", LAST_DAY.isoformat())
    window.see("app.trip.long-stay.too-late")
    window.fill("app.trip.long-stay.question", SINCE.isoformat())
    put_off = window.page.get_by_label(window.say("app.trip.long-stay.put-off"))
    put_off.fill("30")
    put_off.press("Tab")
    expect(day(window)).to_contain_text(whole)
    window.shot("put-off")
    window.button("app.trip.stay.take").click()
    expect(take).to_be_visible()


def test_whoever_wants_to_say_it_finds_it_under_more(window: Window) -> None:
    window.button("app.common.change").first.click()
    window.fill("app.trip.destination", "Umeå")
    window.button("app.common.done").click()
    window.see("app.trip.saved")
    expect(window.button("app.mend.use-long-stay", since=SINCE.isoformat())).to_have_count(0)
    expect(window.button("app.trip.long-stay")).to_have_count(0)

    window.button("app.trip.more").click()
    window.shot("more")
    window.button("app.trip.long-stay").click()
    expect(window.label("app.trip.long-stay.question")).to_be_focused()
    window.fill("app.trip.long-stay.question", SINCE.isoformat())
    window.button("app.common.done").click()
    window.see("app.trip.long-stay.since", since=SINCE.isoformat())
    expect(day(window)).to_contain_text(window.kronor(21000))
    window.shot("said")


def test_what_the_server_found_of_the_place_stands_while_the_phone_has_no_network(window: Window) -> None:
    take = window.button("app.mend.use-long-stay", since=SINCE.isoformat())
    ready(window)
    expect(take).to_be_visible()
    found = window.page.locator(".note", has_text="Lund")
    expect(found).to_have_count(1)
    window.network(False)
    day(window).get_by_role("button", name=window.say("app.trip.meal.lunch")).click()
    window.see("app.trip.not-saved")
    expect(found).to_be_visible()
    expect(take).to_have_count(0)
    window.shot("without-network")
    window.network(True)
    expect(take).to_be_visible()
