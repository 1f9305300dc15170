"""An advance: payroll notes it, its person sees it at home, and payroll takes it away while nothing is settled, and back."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.window import DESK, LONG_WAIT_MS, PHONE, Album, Window, an_album

PERSON, PURPOSE = "Helena Wallin", "Kommundagarna i Umeå"
LAST_WEEK = date.today() - timedelta(days=7)  # noqa: DTZ011 (a day in the past, whatever the zone)


@pytest.fixture
def album() -> Iterator[Album]:
    with an_album("advances") as album:
        yield album


def fill(payroll: Window, name: str, sum_: str, paid_on: date, purpose: str) -> None:
    """The form of an advance."""
    sheet = payroll.page.get_by_role("dialog")
    person = sheet.get_by_label(payroll.say("app.advances.person"))
    person.select_option(value=person.locator("option", has_text=name).get_attribute("value"))
    sheet.get_by_label(payroll.say("app.advances.amount")).fill(sum_)
    sheet.get_by_label(payroll.say("app.advances.paid-on")).fill(paid_on.isoformat())
    sheet.get_by_label(payroll.say("app.advances.purpose")).fill(purpose)


def test_payroll_notes_an_advance_its_person_sees_it_and_it_is_taken_away_and_back(
    browser: Browser, address: str, album: Album
) -> None:
    payroll = Window(browser, address, "sv", album, DESK)
    payroll.sign_in("Lars Öberg")
    payroll.open("/payroll")
    payroll.page.get_by_role("navigation").get_by_role("link", name=payroll.say("app.advances.title")).click()
    expect(payroll.page.locator("tr", has_text="Johan Lindqvist")).to_contain_text(payroll.money(150_000))
    payroll.shot_also_narrow("list")
    payroll.button("app.advances.new").click()
    payroll.button("app.advances.keep").click()
    payroll.see("app.advances.choose-person")
    payroll.page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    payroll.shot("missing-phone")
    payroll.page.set_viewport_size({"width": DESK[0], "height": DESK[1]})
    fill(payroll, PERSON, "1 200", LAST_WEEK, PURPOSE)
    payroll.shot("form")
    payroll.button("app.advances.keep").click()
    row = payroll.page.locator("tr", has_text=PERSON)
    expect(row).to_contain_text(payroll.money(120_000))
    payroll.shot_also_narrow("kept")
    payroll.page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    table = payroll.page.locator("main .scroll")
    assert table.evaluate("one => one.scrollWidth <= one.clientWidth"), "nothing lies beyond the edge of a phone"
    payroll.page.set_viewport_size({"width": DESK[0], "height": DESK[1]})

    employee = Window(browser, address, "sv", album)
    employee.sign_in(PERSON)
    expect(employee.page.get_by_text(PURPOSE)).to_be_visible(timeout=LONG_WAIT_MS)
    employee.see("app.advances.how")
    employee.shot("home")

    row.get_by_role("button").click()
    expect(row).to_have_count(0)
    payroll.see("app.advances.taken", name=PERSON, amount=120_000)
    payroll.button("app.common.undo").click()
    expect(row).to_contain_text(payroll.money(120_000))
    expect(employee.page.get_by_text(PURPOSE)).to_be_visible(timeout=LONG_WAIT_MS)
    row.get_by_role("button").click()
    expect(row).to_have_count(0)
    expect(employee.page.get_by_text(PURPOSE)).to_have_count(0, timeout=LONG_WAIT_MS)
    employee.close()
    payroll.close()


def test_what_an_advance_leaves_of_a_trip_says_why(browser: Browser, address: str, album: Album) -> None:
    employee = Window(browser, address, "sv", album)
    employee.sign_in("Johan Lindqvist")
    trip = next(one for one in employee.ask("claims/claims?state=draft")["claims"] if one["kind"] == "trip")
    payroll = Window(browser, address, "sv", album, DESK)
    payroll.sign_in("Lars Öberg")
    payroll.open("/advances")
    payroll.button("app.advances.new").click()
    fill(payroll, "Johan Lindqvist", "500", date.fromisoformat(trip["first_date"]) - timedelta(days=5), PURPOSE)
    payroll.button("app.advances.keep").click()
    row = payroll.page.locator("tr", has_text=PURPOSE)
    expect(row).to_be_visible()

    employee.open(f"/trips/{trip['id']}")
    left = employee.money(trip["total_ore"] - 50_000)
    expect(employee.page.locator(".dock .why")).to_have_text(left, timeout=LONG_WAIT_MS)
    employee.page.locator(".dock .why").click()
    amounts = employee.page.locator("dialog.sheet[open] .slip-lines dd")
    expect(amounts.last).to_have_text(left)
    assert employee.money(-50_000) in amounts.all_inner_texts()
    employee.shot("left-of-the-trip")

    row.get_by_role("button").click()
    expect(row).to_have_count(0)
    employee.close()
    payroll.close()
