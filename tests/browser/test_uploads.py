"""What is no picture gets a clear answer beside it, and the app goes on."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Route, expect

from tests.browser.window import Album, Window, a_window
from tests.builders import a_receipt
from tests.system.machine import ROOT

TEXT_UNDER_A_FALSE_NAME = b"Dear Kvittera, this is a letter and no picture."


@pytest.fixture
def window(browser: Browser, address: str) -> Iterator[Window]:
    with a_window(browser, address, "sv", "uploads", "Petra Karlsson", refused=frozenset({422, 415, 400})) as window:
        yield window


def test_a_text_file_named_as_a_picture_is_refused_beside_it_and_the_next_receipt_is_read(
    window: Window, tmp_path: Path
) -> None:
    false, true = tmp_path / "kvitto.jpg", tmp_path / "parkering.jpg"
    false.write_bytes(TEXT_UNDER_A_FALSE_NAME)
    true.write_bytes(a_receipt(["PARKERING TORGET", "2026-11-02", "ATT BETALA 35,00 kr", "Moms 25 % 7,00"]))

    window.tab("app.nav.capture").click()
    window.label("app.capture.files").set_input_files(false)
    refused = window.page.get_by_role("alert")
    expect(refused).to_contain_text(window.say("problem.not-a-picture"))
    expect(refused).to_contain_text(false.name)
    window.see("app.receipt.not-taken")
    expect(window.page.get_by_text(window.say("app.receipt.kept"))).to_have_count(0)
    expect(window.page.locator(".photo")).to_have_count(0)
    window.shot("no-picture")
    refused.get_by_role("button", name=window.say("app.receipt.remove")).click()
    expect(window.link("app.home.trip")).to_be_visible()
    expect(window.page.get_by_text(window.say("problem.not-a-picture"))).to_have_count(0)

    window.tab("app.nav.capture").click()
    window.label("app.capture.files").set_input_files(true)
    read = window.page.get_by_role("region", name=window.say("app.receipt.read"))
    expect(read).to_contain_text(window.money(3_500), timeout=45_000)


def test_another_file_takes_the_place_of_one_that_was_refused(window: Window, tmp_path: Path) -> None:
    text, true = tmp_path / "anteckningar.txt", tmp_path / "bok.jpg"
    text.write_bytes(TEXT_UNDER_A_FALSE_NAME)
    true.write_bytes(a_receipt(["BOKHANDELN LINDEN", "2026-11-03", "ATT BETALA 212,00 kr", "Moms 6 % 12,00"]))

    window.tab("app.nav.capture").click()
    window.label("app.capture.files").set_input_files(text)
    expect(window.page.get_by_role("alert")).to_contain_text(window.say("problem.not-a-picture"))
    window.link("app.receipt.done-for-now").click()
    told = window.row(text.name)
    expect(told).to_contain_text(window.say("problem.not-a-picture"))
    window.shot("home-with-a-refused-file")
    told.click()
    window.label("app.receipt.other-file").set_input_files(true)
    read = window.page.get_by_role("region", name=window.say("app.receipt.read"))
    expect(read).to_contain_text(window.money(21_200), timeout=45_000)
    window.open()
    expect(window.link("app.home.trip")).to_be_visible()
    expect(window.row(text.name)).to_have_count(0)


def test_two_files_at_once_become_one_claim_that_is_asked_for_once_it_is_there(window: Window, tmp_path: Path) -> None:
    files = [tmp_path / "kaffe.jpg", tmp_path / "papper.jpg"]
    files[0].write_bytes(a_receipt(["KAFFEBAREN AB", "Datum 2026-11-04  10:12", "ATT BETALA 48,00 kr", "Kontant"]))
    files[1].write_bytes(a_receipt(["PAPPERSHUSET AB", "Datum 2026-11-05  11:12", "ATT BETALA 91,00 kr", "Kontant"]))
    window.tab("app.nav.capture").click()
    window.label("app.capture.files").set_input_files(files)
    window.page.wait_for_url("**/review")
    lines = window.page.get_by_role("region", name=window.say("app.review.lines"))
    for kronor in (4_800, 9_100):
        expect(window.page.locator("main")).to_contain_text(window.money(kronor), timeout=45_000)
    expect(lines.locator("a.row")).to_have_count(3)  # both, and one more to add
    window.shot("two-at-once")


def test_of_many_files_at_once_nobody_waits_for_each_and_all_say_where_the_phone_is(
    browser: Browser, address: str, tmp_path: Path
) -> None:
    album = Album(ROOT / "artifacts" / "browser" / "uploads")
    window = Window(browser, address, "en", album, refused=frozenset({404}))  # their pictures are not there to be seen
    window.sign_in("Petra Karlsson")
    sent: dict[str, dict[str, str]] = {}

    def take(route: Route) -> None:
        """In the service's place: eleven readings would keep the others waiting."""
        if route.request.method != "PUT":
            return route.continue_()
        sent[route.request.url] = route.request.headers  # sent again after a reload, it is the same receipt
        return route.fulfill(status=201, json={})

    window.page.route("**/api/receipts/receipts/*", take)
    picture = a_receipt(["KIOSK AB", "ATT BETALA 35,00 kr"])
    files = [tmp_path / f"{number}.jpg" for number in range(11)]
    for number, file in enumerate(files):
        file.write_bytes(picture + bytes([number]))
    window.tab("app.nav.capture").click()
    window.label("app.capture.files").set_input_files(files[:1])
    window.wait_until(lambda: len(sent) == 1)
    window.open("/capture")
    window.label("app.capture.files").set_input_files(files)
    window.wait_until(lambda: len(sent) == 1 + len(files))
    window.close()
    assert {one["kvittera-country"] for one in sent.values()} == {"SE"}
    assert [one.get("kvittera-bulk") for one in sent.values()] == [None] + ["1"] * len(files)
