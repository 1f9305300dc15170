"""An administrator sees how well receipts are read, and what was learned of merchants, and can undo it."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from shared.texts.formatting import Language
from tests.browser.test_reading import WIDTH_PX, add
from tests.browser.window import DESK, LONG_WAIT_MS, PHONE, Window, an_album
from tests.builders import a_receipt

ADMINISTRATOR = "Marit Niemi"
DAYS = [date.today() - timedelta(days=ago) for ago in (15, 14)]  # noqa: DTZ011 (days in the past, whatever the zone)
PLOTS = ("per-week", "how-sure", "calibration")


@pytest.fixture
def windows(language: Language, browser: Browser, address: str) -> Iterator[tuple[Window, Window]]:
    with an_album(f"administration-{language}") as album:
        employee = Window(browser, address, language, album)
        administrator = Window(browser, address, language, album, DESK)
        employee.sign_in("Mirjam Kallio")
        administrator.sign_in(ADMINISTRATOR)
        yield employee, administrator
        employee.close()
        administrator.close()


def test_what_somebody_corrects_is_counted_and_learned_and_can_be_undone(
    windows: tuple[Window, Window], tmp_path: Path
) -> None:
    employee, administrator = windows
    name = {"sv": "Järnboden i Hamnen", "en": "Ironmonger by the Harbour"}[employee.language]
    printed = {"sv": "JARNBODEN HAMNEN AB", "en": "IRONMONGER HARBOUR AB"}[employee.language]
    lines = [printed, f"Datum {DAYS[0]}  08:12", "Moms 25 %  48,00", "ATT BETALA 240,00 kr"]
    fields = add(employee, tmp_path / "jarnboden.jpg", a_receipt(lines, WIDTH_PX))
    fields.get_by_role("button", name=printed).click()
    employee.label("app.field.merchant").fill(name)
    employee.page.keyboard.press("Enter")
    expect(fields).to_contain_text(name)

    administrator.page.locator('nav.bar a[href="/me"]').click()
    administrator.page.locator('a[href="/reading"]').click()
    expect(
        administrator.page.get_by_role("heading", level=1, name=administrator.say("app.reading.title"))
    ).to_be_visible()
    for plot in PLOTS:
        card = administrator.page.get_by_role("region", name=administrator.say(f"app.reading.{plot}"), exact=True)
        expect(card.get_by_role("img")).to_be_visible()
    administrator.shot_also_narrow("reading")
    for button in administrator.page.get_by_role("button", name=administrator.say("app.chart.as-table")).all()[::-1]:
        button.click()
    expect(administrator.page.locator(".plot")).to_have_count(0)
    expect(
        administrator.page.get_by_role("cell", name=administrator.say("app.reading.field.merchant"), exact=True).first
    ).to_be_visible()
    administrator.shot_also_narrow("reading-as-tables")
    administrator.radio("app.reading.days.30").click()
    administrator.see("app.reading.per-day")

    administrator.link("app.merchants.title").click()
    administrator.label("app.merchants.search").fill(name[:6].upper())
    found = administrator.page.get_by_role("link", name=name)
    expect(found).to_be_visible(timeout=LONG_WAIT_MS)
    administrator.shot_also_narrow("merchants")
    found.click()
    row = administrator.page.get_by_role("row").filter(has_text=printed)
    expect(row).to_contain_text("Mirjam Kallio")
    administrator.shot_also_narrow("merchant")
    for width in (PHONE[0], DESK[0]):  # how it was told is seen on a phone too
        administrator.page.set_viewport_size({"width": width, "height": PHONE[1]})
        told = row.get_by_text(administrator.say("app.merchants.source.correction"))
        expect(told.filter(visible=True)).to_have_count(1)
    row.get_by_role("button").click()
    expect(row).to_contain_text(ADMINISTRATOR)
    expect(row.get_by_role("button")).to_have_count(0)
    administrator.shot("merchant-undone")


def test_everything_that_was_learned_to_the_same_effect_is_undone_at_once(
    windows: tuple[Window, Window], tmp_path: Path
) -> None:
    employee, administrator = windows
    name = {"sv": "Glasbruket i Viken", "en": "Glassworks by the Bay"}[employee.language]
    printed = {"sv": "GLASBRUK VIKEN AB", "en": "GLASSWORK BAY AB"}[employee.language]
    receipts = []
    for day in DAYS:
        lines = [printed, f"Datum {day}  08:12", "Moms 25 %  48,00", "ATT BETALA 240,00 kr"]
        add(employee, tmp_path / f"{day}.jpg", a_receipt(lines, WIDTH_PX))
        receipts.append(employee.page.url)
    for receipt in receipts:
        employee.page.goto(receipt)
        fields = employee.page.get_by_role("region", name=employee.say("app.receipt.read"))
        fields.get_by_role("button", name=printed).click()
        employee.label("app.field.merchant").fill(name)
        employee.page.keyboard.press("Enter")
        expect(fields).to_contain_text(name)

    administrator.open("/merchants")
    administrator.page.get_by_role("link", name=name).click(timeout=LONG_WAIT_MS)
    rows = administrator.page.get_by_role("row").filter(has_text=printed)
    expect(rows).to_have_count(2)
    undo_all = administrator.page.get_by_role("button", name=administrator.say("app.merchants.undo-all", count=2))
    expect(undo_all).to_have_count(1)
    administrator.shot_also_narrow("merchant-with-two-lessons")
    administrator.page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    lessons = administrator.page.get_by_role("region", name=administrator.say("app.merchants.lessons"))
    assert lessons.evaluate("one => one.scrollWidth <= one.clientWidth"), "what undoes must not lie beyond the edge"
    title = administrator.page.get_by_role("heading", level=1)
    expect(title).to_contain_text(name)
    undo_all.click()
    for row in rows.all():
        expect(row).to_contain_text(ADMINISTRATOR)
        expect(row.get_by_role("button")).to_have_count(0)
    expect(title).to_contain_text(printed)
    assert lessons.evaluate("one => one.scrollWidth <= one.clientWidth"), "nor what tells who undid it"
    administrator.shot("merchant-all-undone-phone")
    administrator.page.set_viewport_size({"width": DESK[0], "height": DESK[1]})
    administrator.shot("merchant-all-undone")
