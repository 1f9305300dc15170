"""An administrator puts next year's rates in ahead of time, sees who changed what, and takes it back."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from shared.texts.formatting import Language
from tests.browser.window import DESK, LONG_WAIT_MS, PHONE, Window, a_window

ADMINISTRATOR = "Marit Niemi"
REFUSED = frozenset({409, 422})


@pytest.fixture
def window(language: Language, browser: Browser, address: str) -> Iterator[Window]:
    with a_window(browser, address, language, f"rates-{language}", ADMINISTRATOR, size=DESK, refused=REFUSED) as window:
        window.page.locator('nav.bar a[href="/me"]').click()
        window.page.locator('a[href="/rates"]').click()
        yield window


def test_next_years_amount_is_put_in_with_its_source_and_undone(window: Window) -> None:
    year = window.ask("claims/rates")["next_year"]
    missing = window.ask("claims/rates")["missing"]
    window.see("app.rates.missing", count=missing, year=year)
    window.shot_also_narrow("rates")
    state = window.page.get_by_role("region", name=window.say("app.rates.state"), exact=True)
    row = state.get_by_role("row").filter(has_text=window.say("app.rates.series.per_diem_domestic"))
    expect(row).to_contain_text(window.say("app.rates.none"))
    row.get_by_role("button").click()
    amount = window.page.get_by_label(window.say("app.rates.figure.whole_day_ore")).first
    amount.fill("tre hundra")
    window.button("app.rates.save").click()
    window.see("app.rates.not-a-number", example="310")
    amount.fill("310")
    window.button("app.rates.save").click()
    window.see("problem.source-missing")
    window.shot_also_narrow("rate-without-source")
    window.label("app.rates.source").fill("SKV 354")
    window.button("app.rates.save").click()
    expect(row).to_contain_text(window.kronor(31000))
    expect(row).to_contain_text("SKV 354")
    window.see("app.rates.missing", count=missing - 1, year=year)
    history = window.page.get_by_role("region", name=window.say("app.rates.history"), exact=True)
    change = (
        history.get_by_role("row").filter(has_text=window.kronor(31000)).filter(has=window.page.get_by_role("button"))
    )
    expect(change).to_contain_text(ADMINISTRATOR)
    expect(change).to_contain_text(window.kronor(30000))
    window.shot_also_narrow("rates-with-next-year")
    window.page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    for table in window.page.locator("main .scroll").all():
        assert table.evaluate("one => one.scrollWidth <= one.clientWidth"), (
            "what changes a rate must not lie beyond the edge"
        )
    window.page.set_viewport_size({"width": DESK[0], "height": DESK[1]})
    change.get_by_role("button").click()
    expect(row).to_contain_text(window.say("app.rates.none"))
    window.shot("rates-undone")


def test_a_list_of_countries_is_pasted_and_the_line_that_is_wrong_is_named(window: Window) -> None:
    year = window.ask("claims/rates")["next_year"]
    window.button("app.rates.abroad-put", year=year).click()
    words = window.label("app.rates.abroad-list")
    words.fill("DK;1 234\nDanmark;1")
    window.button("app.rates.save").click()
    window.see("app.rates.abroad-wrong", line=2, text="Danmark;1")
    words.fill("DK;1 234\n*;500")
    window.label("app.rates.source").fill("SKV A")
    window.shot_also_narrow("list-of-countries")
    window.button("app.rates.save").click()
    window.see("app.rates.abroad-year", year=year, count=2)
    [made] = [one for one in window.ask("claims/rates/changes")["changes"] if not one["undone_at"]]
    assert made["figures"] == {"DK": 123400, "*": 50000}
    history = window.page.get_by_role("region", name=window.say("app.rates.history"), exact=True)
    history.get_by_role("row").filter(has=window.page.get_by_role("button")).get_by_role("button").click()
    window.see("app.rates.abroad-none", year=year)


def test_a_figure_far_from_the_one_before_is_asked_about(window: Window) -> None:
    before = window.ask("claims/rates/changes")["changes"]
    state = window.page.get_by_role("region", name=window.say("app.rates.state"), exact=True)
    state.get_by_role("row").filter(has_text=window.say("app.rates.series.per_diem_domestic")).get_by_role(
        "button"
    ).click()
    window.page.get_by_label(window.say("app.rates.figure.whole_day_ore")).first.fill("3000")
    window.label("app.rates.source").fill("SKV 354")
    window.button("app.rates.save").click()
    window.see("problem.rate-far-off", percent=1000)
    expect(window.button("app.rates.save-anyway")).to_be_visible()
    window.shot_also_narrow("far-off")
    assert window.ask("claims/rates/changes")["changes"] == before, "nothing was changed"


def test_next_years_amount_is_tried_on_real_claims_before_it_is_made(window: Window) -> None:
    state = window.page.get_by_role("region", name=window.say("app.rates.state"), exact=True)
    row = state.get_by_role("row").filter(has_text=window.say("app.rates.series.per_diem_domestic"))
    row.get_by_role("button").click()
    window.page.get_by_label(window.say("app.rates.figure.whole_day_ore")).first.fill("310")
    window.button("app.rates.trial-first").click()
    window.see(
        "app.rates.trial-change", name=window.say("app.rates.series.per_diem_domestic"), figures=window.kronor(31000)
    )
    window.button("app.rates.trial-start").click()
    people = window.page.get_by_role("region", name=window.say("app.rates.trial-by-person"), exact=True)
    expect(people.get_by_role("row").nth(1)).to_be_visible(timeout=LONG_WAIT_MS)
    window.shot_also_narrow("trial")
    assert window.ask("claims/rates")["series"][0]["next"] is None, "nothing was changed"
    window.button("app.rates.trial-make").click()
    window.see("app.rates.change-title", name=window.say("app.rates.series.per_diem_domestic"))
    window.label("app.rates.source").fill("SKV 354")
    window.button("app.rates.save").click()
    expect(row).to_contain_text(window.kronor(31000))
    history = window.page.get_by_role("region", name=window.say("app.rates.history"), exact=True)
    history.get_by_role("row").filter(has=window.page.get_by_role("button")).get_by_role("button").click()
    expect(row).to_contain_text(window.say("app.rates.none"))


def test_one_agreement_is_tried_as_another_on_the_claims_as_they_were(window: Window) -> None:
    agreements = {one["id"]: one["name"][window.language] for one in window.ask("claims/rates")["agreements"]}
    before = window.ask("claims/rates/changes")["changes"]
    window.radio("app.rates.trial-as-is").click()
    window.label("app.rates.trial-instead-of").select_option(label=window.say("app.rates.trial-no-agreement"))
    window.label("app.rates.trial-agreement").select_option(label=agreements["agreement-municipality"])
    window.button("app.rates.trial-start").click()
    people = window.page.get_by_role("region", name=window.say("app.rates.trial-by-person"), exact=True)
    rows = people.locator("tbody tr")
    expect(rows.first).to_be_visible(timeout=LONG_WAIT_MS)
    assert all("+" in differs for differs in rows.locator("td:last-child").all_inner_texts()), (
        "it pays more a kilometre"
    )
    window.shot_also_narrow("trial-as-another-agreement")
    assert window.ask("claims/rates/changes")["changes"] == before, "nothing was changed"
