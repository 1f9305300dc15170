"""What was read is shown where it stands; several receipts in one picture, one in several, and the same one twice."""

import io
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PIL import Image, ImageFilter
from playwright.sync_api import Browser, Locator, expect

from shared.texts.formatting import LANGUAGES, Language
from tests.browser.window import LONG_WAIT_MS, Window, a_window
from tests.builders import a_receipt, on_a_table

DAY: dict[Language, str] = {
    language: (date.today() - timedelta(days=20 + n)).isoformat()  # noqa: DTZ011 (a day in the past, whatever the zone)
    for n, language in enumerate(LANGUAGES)
}
"""Both languages meet the same machine: their receipts are not the same."""
WIDTH_PX = 620


@pytest.fixture
def window(language: Language, browser: Browser, address: str) -> Iterator[Window]:
    with a_window(browser, address, language, f"reading-{language}", "Mirjam Kallio") as window:
        yield window


def hand_in(window: Window, picture: Path, content: bytes) -> None:
    picture.write_bytes(content)
    window.open("/capture")
    window.label("app.capture.files").set_input_files(picture)
    window.page.wait_for_url("**/receipts/*")


def add(window: Window, picture: Path, content: bytes) -> Locator:
    """Hand in a picture; its fields, once they are read."""
    hand_in(window, picture, content)
    fields = window.page.get_by_role("region", name=window.say("app.receipt.read"))
    expect(fields.locator("b", has_text="AB").first).to_be_visible(timeout=LONG_WAIT_MS)
    return fields


def out_of_focus(picture: Path, blurred: Path) -> None:
    Image.open(picture).filter(ImageFilter.GaussianBlur(14)).save(blurred, "JPEG")


def dock(window: Window) -> Locator:
    return window.page.locator(".dock")


def test_each_field_shows_where_it_stands_and_what_is_seldom_needed_is_folded(window: Window, tmp_path: Path) -> None:
    lines = [
        "HOTELL VIK AB",
        f"Datum {DAY[window.language]}  10:12",
        "Logi 1 natt",
        "Moms 12 %  96,00",
        "ATT BETALA 896,00 kr",
    ]
    fields = add(window, tmp_path / "hotell.jpg", a_receipt(lines, WIDTH_PX))
    place = window.page.locator(".photo .place")
    expect(place).to_have_count(0)

    fields.get_by_role("button", name=window.money(89_600)).click()
    expect(window.label("app.field.total")).to_be_focused()
    expect(window.page.locator(".closeup")).to_have_count(1)
    top = place.evaluate("one => parseFloat(one.style.top)")
    assert top > 60, "the total stands at the bottom"
    window.page.evaluate("() => scrollTo(0, 0)")  # else the top bar lies over half of the picture's button
    window.shot("where-it-stands")
    window.page.keyboard.press("Escape")

    more = window.page.get_by_role("region", name=window.say("app.receipt.more-on-it"))
    more.locator("summary").click()
    expect(more).to_contain_text(window.say("app.field.breakfast_included"))
    more.get_by_role("button", name=window.say("app.field.tip")).click()
    window.label("app.field.tip").fill("20")
    window.button("app.common.done").click()
    expect(more).to_contain_text(window.money(2_000))
    window.shot("more-on-the-receipt")


def test_two_receipts_in_one_picture_become_two_and_the_way_back_is_to_throw_one_away(
    window: Window, tmp_path: Path
) -> None:
    day = DAY[window.language]
    tail = ["Kort **** **** **** 4711", "Tack och välkommen åter"]
    taxi = [
        "TAXI BLOMMAN AB",
        "Org.nr 556610-2033",
        f"Datum {day}  08:00",
        "Resa 12 km",
        "Moms 6 %  11,32",
        "ATT BETALA 200,00 kr",
    ]
    parking = [
        "PARKERING TORGET AB",
        "Org.nr 556000-1111",
        f"Datum {day}  09:00",
        "Plats 4",
        "Moms 25 %  7,00",
        "ATT BETALA 35,00 kr",
    ]
    add(window, tmp_path / "two.jpg", on_a_table(*(a_receipt(lines + tail, WIDTH_PX) for lines in (taxi, parking))))

    asked = window.page.get_by_role("region", name=window.say("app.receipt.two"))
    expect(asked).to_contain_text(window.money(3_500))
    expect(dock(window)).to_contain_text(window.say("app.receipt.answer-first"))
    window.shot("two-in-one")
    first = window.page.url
    window.button("app.receipt.separate-two").click()
    window.see("app.receipt.cut-out")
    expect(asked).to_have_count(0)
    window.shot("made-two")
    window.link("app.receipt.see-other").click()
    window.see("app.receipt.cut-from")
    expect(window.page.get_by_role("region", name=window.say("app.receipt.read"))).to_contain_text(window.money(3_500))
    window.shot("the-other")

    window.page.goto(first)
    window.button("app.receipt.discard-other").click()
    expect(window.page.get_by_text(window.say("app.receipt.cut-out"))).to_have_count(0)
    expect(dock(window).get_by_role("button")).to_contain_text(window.money(20_000))


def test_a_long_receipt_grows_by_another_picture(window: Window, tmp_path: Path) -> None:
    fields = add(
        window,
        tmp_path / "top.jpg",
        a_receipt(["JARNHANDELN I STAN AB", f"Datum {DAY[window.language]}", "Spik 100,00", "Skruv 100,00"], WIDTH_PX),
    )
    rest = tmp_path / "rest.jpg"
    rest.write_bytes(a_receipt(["Moms 25 %  60,00", "ATT BETALA 300,00 kr", "Kort **** **** **** 4711"], WIDTH_PX))
    window.button("app.receipt.more").click()
    window.shot("more-sheet")
    window.label("app.receipt.add-page").set_input_files(rest)
    window.see("app.receipt.saved-pages", timeout_ms=LONG_WAIT_MS, count=2)
    expect(fields).to_contain_text(window.money(30_000), timeout=LONG_WAIT_MS)
    expect(fields).to_contain_text("4711")
    window.shot("two-pictures")


def test_a_picture_that_cannot_be_read_is_taken_again_in_its_place(window: Window, tmp_path: Path) -> None:
    blurred, sharp = tmp_path / "blurred.jpg", tmp_path / "sharp.jpg"
    lines = ["KIOSKEN VID BRON AB", f"Datum {DAY[window.language]}", "Moms 12 %  4,82", "ATT BETALA 45,00 kr"]
    sharp.write_bytes(a_receipt(lines, WIDTH_PX))
    out_of_focus(sharp, blurred)
    window.open("/capture")
    window.label("app.capture.files").set_input_files(blurred)
    window.page.wait_for_url("**/receipts/*")
    window.see("reading.too-blurred", timeout_ms=LONG_WAIT_MS)
    window.shot("too-blurred")
    first = window.page.url.rsplit("/", 1)[1]
    window.label("app.receipt.retake").set_input_files(sharp)
    fields = window.page.get_by_role("region", name=window.say("app.receipt.read"))
    expect(fields).to_contain_text(window.money(4_500), timeout=LONG_WAIT_MS)
    again = window.page.url.rsplit("/", 1)[1]
    claims = window.ask("claims/claims?state=draft")["claims"]
    assert [one["receipt_ids"] for one in claims if again in one["receipt_ids"]] == [[again]]
    assert first not in [one["id"] for one in window.ask("receipts/receipts")["receipts"]]


def test_of_two_readings_of_a_doubt_one_tap_takes_the_other(
    window: Window, browser: Browser, address: str, tmp_path: Path
) -> None:
    """Day or month first? Nothing on the receipt says the country, and the phone's zone is none that tells it."""
    month = {"sv": 9, "en": 8}[window.language]
    likely, other = date(2026, month, 10), date(2026, 10, month)
    abroad = Window(browser, address, window.language, window.album, zone="Africa/Nairobi")
    abroad.sign_in("Mirjam Kallio")
    lines = ["LAMPHUSET AB", f"Date {likely:%d/%m/%Y}", "Lamp 120.00", "Total 120.00"]
    fields = add(abroad, tmp_path / "two-ways.jpg", a_receipt(lines, WIDTH_PX))
    asked = abroad.page.get_by_role("region", name=abroad.say("app.receipt.missing.date"))
    expect(asked.get_by_role("button")).to_have_text(
        [abroad.day_and_month(likely), abroad.day_and_month(other), abroad.say("app.receipt.neither")]
    )
    expect(fields).to_contain_text(abroad.day_and_month(likely))
    abroad.shot("two-readings")
    asked.get_by_role("button", name=abroad.day_and_month(other)).click()
    expect(asked).to_have_count(0)
    expect(fields).to_contain_text(abroad.day_and_month(other))
    abroad.page.reload()
    expect(fields).to_contain_text(abroad.day_and_month(other))
    expect(asked).to_have_count(0)
    abroad.shot("the-other-reading")
    abroad.close()


def hand_in_cut_off(window: Window, folder: Path, merchant: str) -> bytes:
    """A picture that ends above the total; the whole of it."""
    lines = [merchant, f"Datum {DAY[window.language]}  10:12", "Pensel 100,00", "Rulle 120,00", "Tejp 20,00"]
    whole = on_a_table(a_receipt([*lines, "Moms 25 %  48,00", "ATT BETALA 240,00 kr"], WIDTH_PX))
    picture, cut = Image.open(io.BytesIO(whole)), io.BytesIO()
    picture.crop((0, 0, picture.width, picture.height - 230)).save(cut, "JPEG", quality=90)
    hand_in(window, folder / "cut.jpg", cut.getvalue())
    window.see("app.advice.cut-off-bottom", timeout_ms=LONG_WAIT_MS)
    return whole


def test_a_receipt_that_is_cut_off_says_so_and_the_rest_is_added(window: Window, tmp_path: Path) -> None:
    hand_in_cut_off(window, tmp_path, "FARGBODEN I STAN AB")
    window.shot("cut-off")
    rest = tmp_path / "rest.jpg"
    rest.write_bytes(a_receipt(["Moms 25 %  48,00", "ATT BETALA 240,00 kr"], WIDTH_PX))
    window.label("app.receipt.add-rest").set_input_files(rest)
    window.see("app.receipt.saved-pages", timeout_ms=LONG_WAIT_MS, count=2)
    fields = window.page.get_by_role("region", name=window.say("app.receipt.read"))
    expect(fields).to_contain_text(window.money(24_000), timeout=LONG_WAIT_MS)
    window.shot("with-the-rest")


def test_a_receipt_that_is_cut_off_is_taken_again(window: Window, tmp_path: Path) -> None:
    whole = tmp_path / "whole.jpg"
    whole.write_bytes(hand_in_cut_off(window, tmp_path, "TAPETBODEN I STAN AB"))
    first = window.page.url
    window.label("app.receipt.retake").set_input_files(whole)
    fields = window.page.get_by_role("region", name=window.say("app.receipt.read"))
    expect(fields).to_contain_text(window.money(24_000), timeout=LONG_WAIT_MS)
    assert window.page.url != first
    expect(window.page.get_by_text(window.say("app.advice.cut-off-bottom"))).to_have_count(0)
