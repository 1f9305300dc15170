"""A warning that is the same for several drives is asked once, answered once or apart, and shown once to whoever decides."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.browser.window import LONG_WAIT_MS, Window, a_window

DAY = date.today() - timedelta(days=2)  # noqa: DTZ011 (a day in the past, whatever the zone)
DRIVES = 3


@pytest.fixture
def window(browser: Browser, address: str) -> Iterator[Window]:
    with a_window(browser, address, "sv", "alike", "Petra Karlsson", tidy=True) as window:
        yield window


def drives_to_work(window: Window) -> str:
    """A draft of drives between home and work, and one that nobody asks about."""
    claim, address = str(uuid4()), f"{window.address}/api/claims/claims"
    at_work = window.ask("claims/known")["employments"][0]
    way = {"from_place": at_work["home"], "to_place": at_work["workplace"], "distance_hm": 32}
    elsewhere = {**way, "from_place": "Kvarnen", "to_place": "Hembygdsgården"}
    drive = {"kind": "drive", "base_version": 0, "date": str(DAY), "vehicle": "own_car", "purpose": "Hembesök"}
    bodies = [{"employment_id": at_work["id"], "kind": "drives"}, *({**drive, **way} for _ in range(DRIVES))]
    paths = [claim, *(f"{claim}/lines/{uuid4()}" for _ in range(DRIVES + 1))]
    for path, body in zip(paths, [*bodies, {**drive, **elsewhere}], strict=True):
        answer = window.page.request.put(f"{address}/{path}", data=body, headers={"Origin": window.address})
        assert answer.ok, answer.text()
    window.open(f"/claims/{claim}/review")
    expect(question(window)).to_have_count(1)
    return claim


def question(window: Window) -> Locator:
    return window.page.locator("article.card").filter(has_text=window.say("check.commute"))


def hand_in(window: Window, claim: str) -> Any:
    window.page.locator(".dock button").click()
    window.page.wait_for_url(f"**/claims/{claim}")
    return window.ask(f"claims/claims/{claim}")


def take_back(window: Window) -> None:
    """So that nobody finds it in the inbox."""
    window.button("app.claim.withdraw").click()
    expect(window.link("app.claim.go-on")).to_be_visible(timeout=LONG_WAIT_MS)


def send_back_all(manager: Window) -> None:
    """What deviates in several lines alike is sent back as the whole claim, for the reason that goes with it."""
    manager.button("app.decision.return").click()
    sheet = manager.page.get_by_role("dialog")
    expect(sheet.get_by_role("radio", name=manager.say("app.return.whole"), exact=True)).to_be_checked()
    expect(sheet.get_by_role("radio", name=manager.say("app.return.choice.private"), exact=True)).to_be_checked()
    manager.shot("return")
    sheet.get_by_role("button", name=manager.say("app.decision.return"), exact=True).click()
    expect(manager.page.locator(".undo")).to_be_visible()


def test_one_answer_for_all_is_what_each_drive_says_and_whoever_decides_reads_it_once(
    browser: Browser, address: str, window: Window
) -> None:
    claim = drives_to_work(window)
    expect(question(window)).to_contain_text(window.say("app.lines.drives", count=DRIVES))
    window.label("app.review.reason").fill("Hämtade nycklar åt hemtjänsten.")
    window.shot("answered-together")
    answered = hand_in(window, claim)
    assert [one["reason"] for one in answered["findings"]] == ["Hämtade nycklar åt hemtjänsten."] * DRIVES
    expect(window.page.get_by_text("Hämtade nycklar åt hemtjänsten.")).to_have_count(1)
    window.shot("claim")

    with a_window(browser, address, "sv", "alike-decision", "Eva Sandberg") as manager:
        manager.open("/inbox")
        manager.row(answered["number"]).click(timeout=LONG_WAIT_MS)
        lines = manager.say("app.lines.drives", count=DRIVES)
        said = manager.say("app.lines.about", what=manager.say("app.deviation.commute"), lines=lines)
        expect(manager.page.get_by_role("heading", name=said)).to_have_count(1)
        expect(manager.page.get_by_text("Hämtade nycklar åt hemtjänsten.")).to_have_count(1)
        rows = manager.page.get_by_role("region", name=said).get_by_role("listitem")
        expect(rows.first).to_be_hidden()
        manager.page.get_by_role("region", name=said).locator("summary").click()
        expect(rows).to_have_count(DRIVES)
        manager.shot("decision")
        send_back_all(manager)
    came_back = window.page.get_by_role("link", name=window.say("app.claim.mend"), exact=True)
    expect(came_back).to_have_attribute("href", f"/claims/{claim}/review", timeout=LONG_WAIT_MS)
    came_back.click()
    window.see("app.return.reason.private")
    expect(window.label("app.review.reason")).to_have_value("Hämtade nycklar åt hemtjänsten.")
    window.shot("came-back")


def test_each_drive_may_have_an_answer_of_its_own(window: Window) -> None:
    claim = drives_to_work(window)
    window.button("app.review.answer-apart").click()
    for place, field in enumerate(window.label("app.review.reason").all()):
        field.fill(f"Svar {place}")
    window.shot("answered-apart")
    answered = hand_in(window, claim)
    assert sorted(one["reason"] for one in answered["findings"]) == [f"Svar {place}" for place in range(DRIVES)]
    take_back(window)


def test_all_of_them_are_private_with_one_tap(window: Window) -> None:
    claim = drives_to_work(window)
    window.button("app.mend.all", what=window.say("app.mend.mark-private"), count=DRIVES).click()
    expect(question(window)).to_have_count(0)
    view = window.ask(f"claims/claims/{claim}")
    assert (len(view["amounts"]), view["findings"]) == (1, [])
