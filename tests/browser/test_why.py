"""Every amount says why: its rows sum to it, in the employee's pages, in the manager's view and on paper."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, Locator, expect

from shared.text import Text
from shared.texts.formatting import FORMS, Language, format_text
from tests.browser.window import DESK, PHONE, Size, Window, a_window

EMPLOYEE, MANAGER, PAYROLL = "Johan Lindqvist", "Eva Sandberg", "Lars Öberg"
LOOKS: tuple[tuple[Language, Size], ...] = (("sv", PHONE), ("en", PHONE), ("sv", DESK))


@pytest.fixture(params=LOOKS, ids=lambda look: f"{look[0]}-{look[1][0]}")
def window(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Window]:
    language, size = request.param
    with a_window(browser, address, language, f"why-{language}-{size[0]}", size=size) as window:
        yield window


def panel(window: Window) -> Locator:
    return window.page.locator("dialog.sheet[open]")


def asked(window: Window, button: Locator) -> list[str]:
    """Press an amount; the amounts of its rows, and last their sum, as they are written."""
    button.click()
    expect(panel(window).get_by_role("heading")).to_be_focused()
    return [text.strip() for text in panel(window).locator(".slip-lines dd").all_inner_texts()]


def written(window: Window, ore: int) -> set[str]:
    return {FORMS[form](ore, window.language) for form in ("money", "kronor")}


def says_why(window: Window, button: Locator, line: dict[str, Any]) -> None:
    """Its rows in the order of the claim, its facts and its source, all in the window's language."""
    amounts = asked(window, button)
    terms = [one["amount_ore"] for one in line["reasons"] if one["amount_ore"] is not None] + [line["amount_ore"]]
    assert len(amounts) == len(terms) and sum(terms[:-1]) == terms[-1]
    assert all(amount in written(window, ore) for amount, ore in zip(amounts, terms, strict=True)), (amounts, terms)
    for text in [one["text"] for one in line["reasons"]] + [line["source"]]:
        expect(panel(window)).to_contain_text(format_text(Text(**text), window.language))


def claim_of(window: Window, kind: str, state: str) -> Any:
    found = window.ask(f"claims/claims?state={state}")["claims"]
    return window.ask(f"claims/claims/{next(one['id'] for one in found if one['kind'] == kind)}")


def test_each_amount_of_a_claim_says_why_and_the_same_stands_on_paper(window: Window) -> None:
    window.sign_in(EMPLOYEE)
    claim = claim_of(window, "trip", "exported")
    window.page.add_init_script("window.print = () => {}")
    window.open(f"/claims/{claim['id']}")
    rows = window.page.locator(".rows .why")
    lines = [line for line in claim["amounts"] if line["amount_ore"]]
    expect(rows).to_have_count(len(lines))
    for place, line in enumerate(lines):
        says_why(window, rows.nth(place), line)
        if place == 0:
            window.shot("claim")
        window.page.keyboard.press("Escape")
        expect(panel(window)).to_have_count(0)
        expect(rows.nth(place)).to_be_focused()

    window.button("app.claim.print").click()
    paper = window.page.locator(".print-only article")
    expect(paper).to_have_count(len(lines))
    window.page.emulate_media(media="print")
    for place, line in enumerate(lines):
        for reason in line["reasons"]:
            expect(paper.nth(place)).to_contain_text(format_text(Text(**reason["text"]), window.language))
    window.page.screenshot(path=window.album.next("paper"), full_page=True)


def test_a_draft_says_why_of_a_day_of_a_receipt_and_of_the_sum(window: Window) -> None:
    window.sign_in(EMPLOYEE)
    claim = claim_of(window, "trip", "draft")
    window.open(f"/trips/{claim['id']}")
    says_why(window, window.page.locator(".day-head .why").first, claim["amounts"][0])
    window.shot("trip-day")
    window.button("app.why.understood").click()
    expect(panel(window)).to_have_count(0)

    amounts = asked(window, window.page.locator(".dock .why"))
    assert amounts == [window.money(line["amount_ore"]) for line in claim["amounts"]] + [
        window.money(claim["total_ore"])
    ]
    window.page.go_back()
    expect(panel(window)).to_have_count(0)

    receipt = next(line for line in claim["lines"] if line["kind"] == "expense")
    window.open(f"/receipts/{receipt['receipt_id']}")
    says_why(
        window, window.page.locator(".card .why"), next(one for one in claim["amounts"] if one["id"] == receipt["id"])
    )
    window.shot("receipt")


def test_whoever_decides_sees_why_and_to_whom_it_is_told(window: Window) -> None:
    window.sign_in(MANAGER)
    inbox = window.ask("approvals/inbox")
    case = window.ask(f"approvals/cases/{(inbox['look_at'] + inbox['nothing_to_remark'])[0]['claim_id']}")["claim"]
    window.open(f"/inbox/{case['claim_id']}")
    told_to = window.say("app.why.told-to", name=case["person_name"].split()[0])
    driven = [line["amount_ore"] for line in case["lines"] if line["type"].startswith("mileage_")]
    amounts = asked(window, window.page.locator(".slip .slip-lines .why").first)
    assert len(driven) > 3 and amounts == [window.money(ore) for ore in [*driven, sum(driven)]]
    expect(panel(window)).to_contain_text(told_to)
    window.page.keyboard.press("Escape")
    drives = window.page.locator("details.flush")
    drives.locator("summary").click()
    says_why(window, drives.locator(".why").first, case["lines"][0])
    expect(panel(window)).to_contain_text(told_to)
    window.shot("decision")


def test_payroll_opens_each_sum_of_a_sealed_batch_to_its_lines_and_why_with_keys_alone(window: Window) -> None:
    window.sign_in(PAYROLL)
    batch = window.ask(f"payroll_export/batches/{window.ask('payroll_export/batches')['batches'][-1]['id']}")
    window.open(f"/batches/{batch['id']}")
    table = window.page.get_by_role("region", name=window.say("app.batch.per-type"))
    expect(table.locator("tbody .why")).to_have_text([window.money(row["amount_ore"]) for row in batch["per_type"]])
    row = next(one for one in batch["per_type"] if one["lines"] > 1)
    lines = window.ask(f"payroll_export/batches/{batch['id']}/lines?{urlencode({'per': 'type', 'key': row['key']})}")
    sum_of_row = table.locator("tbody .why").nth(batch["per_type"].index(row))
    sum_of_row.focus()
    window.page.keyboard.press("Enter")
    expect(panel(window).locator("summary")).to_have_count(row["lines"])
    window.tab_to(lines["lines"][0]["person_name"])
    window.page.keyboard.press("Enter")
    line, opened = lines["lines"][0], panel(window).locator("details[open]")
    for text in [one["text"] for one in line["reasons"]] + [line["source"]]:
        expect(opened).to_contain_text(format_text(Text(**text), window.language))
    expect(opened.locator(".slip-lines dd").last).to_have_text(window.money(line["amount_ore"]))
    window.shot("pay-lines")
    window.page.keyboard.press("Escape")
    expect(sum_of_row).to_be_focused()
