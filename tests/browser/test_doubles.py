"""A receipt that is the same as an earlier one: asked about, answered, and shown to whoever decides with the answer."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, expect

from shared.ids import new_id
from shared.texts.formatting import Language
from tests.browser.test_reading import DAY, WIDTH_PX, add, dock
from tests.browser.window import DESK, LONG_WAIT_MS, Window, a_window
from tests.builders import a_receipt

EMPLOYEE, COLLEAGUE, MANAGER = "Mirjam Kallio", "Omar Haddad", "Eva Sandberg"


@pytest.fixture
def window(language: Language, browser: Browser, address: str) -> Iterator[Window]:
    with a_window(browser, address, language, f"doubles-{language}", EMPLOYEE) as window:
        yield window


def bought(merchant: str, language: Language, *more: str, net_kronor: int = 500) -> bytes:
    """`net_kronor`: a multiple of 25."""
    vat = net_kronor * 12 // 100
    lines = [merchant, f"Datum {DAY[language]}  12:00", f"Moms 12 %  {vat},00", f"ATT BETALA {net_kronor + vat},00 kr"]
    return a_receipt([*lines, *more], WIDTH_PX)


def asked_about(window: Window) -> Locator:
    return window.page.get_by_role("region", name=window.say("app.receipt.same"))


def submitted(window: Window) -> str:
    """Hand in what is open; the claim."""
    dock(window).get_by_role("button").click()
    window.page.wait_for_url("**/claims/*")
    return window.page.url.rsplit("/", 1)[1]


def sees(manager: Window, claim: str) -> Locator:
    """What whoever decides finds on the claim's page, on a desk."""
    opened(manager, claim)
    expect(manager.page.locator(f'a[href="/inbox/{claim}"]')).to_be_visible()
    return manager.page.locator("main")


def sees_on_phone(manager: Window, claim: str) -> Locator:
    """The heading of the claim's page."""
    opened(manager, claim)
    return manager.page.locator("h1")


def opened(manager: Window, claim: str) -> None:
    """Open the claim's page once it waits there."""

    def is_there(inbox: dict[str, Any]) -> bool:
        return claim in {one["claim_id"] for group in ("look_at", "nothing_to_remark") for one in inbox[group]}

    manager.wait_until(lambda: is_there(manager.ask("approvals/inbox")))
    manager.open(f"/inbox/{claim}")


def test_the_same_receipt_twice_is_shown_beside_the_other_and_asked_about(
    window: Window, browser: Browser, address: str, tmp_path: Path
) -> None:
    lines = ["BOKHANDELN ALMEN AB", f"Datum {DAY[window.language]}  10:00", "Moms 6 %  12,00", "ATT BETALA 212,00 kr"]
    add(window, tmp_path / "first.jpg", a_receipt(lines, WIDTH_PX))
    first = window.page.url
    add(window, tmp_path / "again.jpg", a_receipt([*lines, "Tack"], WIDTH_PX))

    asked = window.page.get_by_role("region", name=window.say("app.receipt.same"))
    expect(asked).to_be_visible(timeout=LONG_WAIT_MS)
    expect(asked.get_by_role("link")).to_have_attribute("href", first.removeprefix(window.address))
    expect(asked.locator("img")).to_be_visible()
    window.shot("the-same")
    window.button("app.receipt.discard-this").click()
    expect(window.link("app.home.trip")).to_be_visible()
    receipts = [one["fields"]["merchant"] for one in window.ask("receipts/receipts")["receipts"]]
    assert receipts.count(lines[0]) == 1

    add(window, tmp_path / "third.jpg", a_receipt([*lines, "Tack och hej"], WIDTH_PX))
    expect(asked).to_be_visible(timeout=LONG_WAIT_MS)
    window.button("app.receipt.is-another").click()
    expect(asked).to_have_count(0)
    window.page.reload()
    expect(window.page.locator(".photo img")).to_be_visible()
    expect(asked).to_have_count(0)
    window.see("check.receipt-another.draft")
    window.shot("said-to-be-another")
    other_phone = Window(browser, address, window.language, window.album)
    other_phone.sign_in("Mirjam Kallio")
    other_phone.page.goto(window.page.url)
    other_phone.see("check.receipt-another.draft")
    expect(other_phone.page.get_by_role("region", name=window.say("app.receipt.same"))).to_have_count(0)
    other_phone.close()
    window.button("app.receipt.more").click()
    window.button("app.receipt.discard").click()
    expect(window.link("app.home.trip")).to_be_visible()
    window.open(first.removeprefix(window.address))
    window.button("app.receipt.more").click()
    window.button("app.receipt.discard").click()
    expect(window.link("app.home.trip")).to_be_visible()


def test_that_it_was_said_to_be_another_is_seen_by_whoever_decides(
    window: Window, browser: Browser, address: str, tmp_path: Path
) -> None:
    merchant = "CAFE KANALEN AB"
    add(window, tmp_path / "first.jpg", bought(merchant, window.language))
    add(window, tmp_path / "another.jpg", bought(merchant, window.language, "Tack"))
    expect(asked_about(window)).to_be_visible(timeout=LONG_WAIT_MS)
    window.button("app.receipt.is-another").click()
    window.see("check.receipt-another.draft")
    claim = submitted(window)

    manager = Window(browser, address, window.language, window.album, DESK)
    manager.sign_in(MANAGER)
    expect(sees(manager, claim)).to_contain_text(manager.say("app.deviation.receipt-another.draft"))
    manager.shot_also_narrow("manager-sees-it-was-said-to-be-another")
    manager.close()


def test_whoever_decides_on_both_is_led_from_one_claim_to_the_other_by_its_number(
    window: Window, browser: Browser, address: str, tmp_path: Path
) -> None:
    merchant = "GLASSBAREN UDDEN AB"
    add(window, tmp_path / "first.jpg", bought(merchant, window.language, net_kronor=725))
    first = submitted(window)
    number = window.ask(f"claims/claims/{first}")["number"]
    add(window, tmp_path / "another.jpg", bought(merchant, window.language, "Tack", net_kronor=725))
    expect(asked_about(window)).to_be_visible(timeout=LONG_WAIT_MS)
    window.button("app.receipt.is-another").click()
    window.see("check.receipt-another", claim=number)
    second = submitted(window)

    manager = Window(browser, address, window.language, window.album)
    manager.sign_in(MANAGER)
    expect(sees_on_phone(manager, second)).to_contain_text(window.ask(f"claims/claims/{second}")["number"])
    manager.link("app.decision.open-other", number=number).click()
    manager.page.wait_for_url(f"**/inbox/{first}")
    expect(manager.page.locator("h1")).to_contain_text(number)
    manager.shot("manager-is-led-to-the-other")
    manager.open("/inbox")
    expect(manager.page.locator(f'a.row[href="/inbox/{first}"]')).to_contain_text(f", {number}")
    manager.close()


def test_a_colleagues_receipt_that_is_the_same_asks_whether_it_was_shared_and_the_answer_is_seen_by_whoever_decides(
    window: Window, browser: Browser, address: str, tmp_path: Path
) -> None:
    merchant, answer = "RESTAURANG KAJEN AB", {"sv": "Vi delade på notan.", "en": "We shared the bill."}
    colleague = Window(browser, address, window.language, window.album)
    colleague.sign_in(COLLEAGUE)
    add(colleague, tmp_path / "colleague.jpg", bought(merchant, window.language))
    colleague.close()
    add(window, tmp_path / "shared.jpg", bought(merchant, window.language, "Tack"))
    window.see("check.duplicate-colleague", timeout_ms=LONG_WAIT_MS)
    ready = window.page.get_by_text(window.say("app.receipt.ready"))
    expect(ready).to_have_count(0)
    expect(dock(window)).to_contain_text(window.say("app.receipt.answer-first"))
    window.shot("a-colleagues-too")
    dock(window).get_by_role("button").press("Enter")
    expect(window.page.locator(":focus")).to_contain_text(window.say("check.duplicate-colleague"))

    window.label("app.review.reason").fill(answer[window.language])
    expect(dock(window)).not_to_contain_text(window.say("app.receipt.answer-first"))
    window.shot("a-colleagues-too-answered")
    claim = submitted(window)

    manager = Window(browser, address, window.language, window.album, DESK)
    manager.sign_in(MANAGER)
    deviation = sees(manager, claim).get_by_role("region", name=manager.say("app.deviation.duplicate-colleague"))
    expect(deviation).to_contain_text(answer[window.language])
    expect(deviation).not_to_contain_text(COLLEAGUE)
    manager.shot_also_narrow("manager-sees-what-was-answered")
    manager.close()


def test_a_double_on_no_claim_leads_to_the_earlier_one(window: Window, tmp_path: Path) -> None:
    merchant, tail = "BAGERIET VID TORGET AB", ("Bullar 12 st", "Kort **** **** **** 4711")
    add(window, tmp_path / "first.jpg", bought(merchant, window.language, *tail, net_kronor=300))
    first = window.page.url.removeprefix(window.address)
    receipt = new_id()
    sent = window.page.request.put(
        f"{window.address}/api/receipts/receipts/{receipt}",
        data=bought(merchant, window.language, *tail, "Tack", net_kronor=300),
        headers={"Content-Type": "image/jpeg", "Kvittera-File-Name": "again.jpg", "Origin": window.address},
    )
    assert sent.ok, sent.text()
    window.wait_until(lambda: window.ask(f"receipts/receipts/{receipt}")["duplicate_of"] is not None)
    window.open(f"/receipts/{receipt}")
    window.see("app.receipt.same-text")
    expect(asked_about(window)).to_have_count(0)
    window.shot("on-no-claim")
    expect(window.link("app.receipt.see-other")).to_have_attribute("href", first)
    window.button("app.receipt.discard-this").click()
    expect(window.link("app.home.trip")).to_be_visible()
    assert str(receipt) not in {one["id"] for one in window.ask("receipts/receipts")["receipts"]}
