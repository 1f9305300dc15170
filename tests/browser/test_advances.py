"""An advance: payroll notes it, its person sees it at home, and payroll undoes it while nothing is settled."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.window import DESK, LONG_WAIT_MS, Album, Window, an_album

PERSON, PURPOSE = "Helena Wallin", "Kommundagarna i Umeå"
LAST_WEEK = date.today() - timedelta(days=7)  # noqa: DTZ011 (a day in the past, whatever the zone)


@pytest.fixture
def album() -> Iterator[Album]:
    with an_album("advances") as album:
        yield album


def test_payroll_notes_an_advance_its_person_sees_it_and_it_is_undone(
    browser: Browser, address: str, album: Album
) -> None:
    payroll = Window(browser, address, "sv", album, DESK)
    payroll.sign_in("Lars Öberg")
    payroll.open("/payroll")
    payroll.link("app.advances.title").click()
    expect(payroll.page.locator("tr", has_text="Johan Lindqvist")).to_contain_text(payroll.money(150_000))
    payroll.shot_also_narrow("list")
    payroll.button("app.advances.new").click()
    payroll.button("app.advances.keep").click()
    payroll.see("app.advances.choose-person")
    payroll.page.set_viewport_size({"width": 390, "height": 844})
    payroll.shot("missing-phone")
    payroll.page.set_viewport_size({"width": DESK[0], "height": DESK[1]})
    sheet = payroll.page.get_by_role("dialog")
    person = sheet.get_by_label(payroll.say("app.advances.person"))
    person.select_option(label=next(one for one in person.inner_text().split("\n") if PERSON in one).strip())
    sheet.get_by_label(payroll.say("app.advances.amount")).fill("1 200")
    sheet.get_by_label(payroll.say("app.advances.paid-on")).fill(LAST_WEEK.isoformat())
    sheet.get_by_label(payroll.say("app.advances.purpose")).fill(PURPOSE)
    payroll.shot("form")
    payroll.button("app.advances.keep").click()
    row = payroll.page.locator("tr", has_text=PERSON)
    expect(row).to_contain_text(payroll.money(120_000))
    payroll.shot("kept")

    employee = Window(browser, address, "sv", album)
    employee.sign_in(PERSON)
    expect(employee.page.get_by_text(PURPOSE)).to_be_visible(timeout=LONG_WAIT_MS)
    employee.see("app.advances.how")
    employee.shot("home")

    row.get_by_role("button").click()
    expect(row).to_have_count(0)
    expect(employee.page.get_by_text(PURPOSE)).to_have_count(0, timeout=LONG_WAIT_MS)
    employee.close()
    payroll.close()
