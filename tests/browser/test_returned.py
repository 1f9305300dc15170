"""A trip that comes back is mended by tapping, on a phone: the person lands at the day, the manager sees what changed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from playwright.sync_api import Browser, Locator, expect

from shared.ids import new_id
from shared.texts.formatting import FORMS
from tests.browser.window import LONG_WAIT_MS, Window, a_window

LAST_DAY = date.today() - timedelta(days=47)  # noqa: DTZ011 (a day in the past, whatever the zone)
FIRST_DAY = LAST_DAY - timedelta(days=1)
PLACE = "Karlstad"
NOTHING = {"breakfast": "none", "lunch": "none", "dinner": "none"}
QUESTION = "Fick du inte lunch på kursen?"


@dataclass(frozen=True)
class Two:
    """Who made the claim, and who decides on it."""

    employee: Window
    manager: Window
    claim: str


@pytest.fixture
def two(browser: Browser, address: str) -> Iterator[Two]:
    """A trip over one night that waits for its decision."""
    with (
        a_window(browser, address, "sv", "returned", "Amina Hassan") as employee,
        a_window(browser, address, "sv", "returned-manager", "Eva Sandberg") as manager,
    ):
        claim = str(new_id())
        trip = {
            "base_version": 0,
            "destination": PLACE,
            "purpose": "Utbildning",
            "start": f"{FIRST_DAY}T06:50:00+02:00",
            "end": f"{LAST_DAY}T19:40:00+02:00",
            "meals": [{"date": one.isoformat(), **NOTHING} for one in (FIRST_DAY, LAST_DAY)],
            "nights": [{"night_of": FIRST_DAY.isoformat(), "paid_by": "private"}],
        }
        put(employee, f"claims/claims/{claim}", {"employment_id": employment(employee), "kind": "trip"})
        put(employee, f"claims/claims/{claim}/trip", trip)
        put(employee, f"claims/claims/{claim}/submission", {"version": 1, "reasons": {}})
        employee.wait_until(lambda: manager.page.request.get(f"{address}/api/approvals/cases/{claim}").ok)
        yield Two(employee, manager, claim)
        for window in (employee, manager):
            window.page.goto("about:blank")  # what is taken back is looked for no longer
        taken = {"version": employee.ask(f"claims/claims/{claim}")["version"]}
        put(employee, f"claims/claims/{claim}/withdrawal", taken)
        employee.wait_until(lambda: state(employee, claim) == "draft")
        employee.throw_away([claim])


def employment(window: Window) -> str:
    return str(window.ask("claims/known")["employments"][0]["id"])


def state(window: Window, claim: str) -> str:
    return str(window.ask(f"claims/claims/{claim}")["state"])


def put(window: Window, path: str, body: object) -> None:
    answer = window.page.request.put(f"{window.address}/api/{path}", data=body, headers={"Origin": window.address})
    assert answer.ok, answer.text()


def day(window: Window, of: date, part: str = "day") -> Locator:
    return window.page.locator(f"#{part}-{of.isoformat()}")


def short(of: date) -> str:
    """As a row says its day: “15 okt”."""
    return FORMS["date"](of.isoformat(), "sv").split(" ", 1)[1]


def send_back(two: Two, row: str, reason: str, words: str = "") -> None:
    window = two.manager
    window.open(f"/inbox/{two.claim}")
    window.button("app.decision.return").click()
    sheet = window.page.get_by_role("dialog")
    sheet.get_by_role("radio", name=row).first.click()
    sheet.get_by_role("radio", name=window.say(f"app.return.choice.{reason}"), exact=True).click()
    sheet.get_by_role("textbox").fill(words)
    window.shot("asks")
    sheet.get_by_role("button", name=window.say("app.decision.return"), exact=True).click()
    expect(window.page.locator(".undo")).to_be_visible()
    two.employee.wait_until(lambda: state(two.employee, two.claim) == "returned")


def open_from_home(window: Window, words: str) -> None:
    window.open("/")
    window.row(words).click(timeout=LONG_WAIT_MS)


def test_a_day_that_came_back_is_landed_at_mended_with_a_tap_and_sent_back(two: Two) -> None:
    window = two.employee
    send_back(two, short(LAST_DAY), "meals", QUESTION)

    open_from_home(window, QUESTION)
    window.page.wait_for_url(f"**/trips/{two.claim}#day-{LAST_DAY}")
    expect(day(window, LAST_DAY)).to_contain_text(QUESTION)
    expect(day(window, LAST_DAY)).to_be_in_viewport()
    expect(day(window, LAST_DAY).locator(":focus")).to_have_count(1)
    window.shot("day-asked")

    day(window, LAST_DAY).get_by_role("button", name=window.say("app.trip.meal.lunch"), exact=True).click()
    window.button("app.mend.send-back", name="Eva").click()
    window.page.wait_for_url(f"**/claims/{two.claim}")
    assert state(window, two.claim) == "submitted"

    manager, case = two.manager, f"approvals/cases/{two.claim}"
    manager.wait_until(lambda: manager.ask(case)["claim"]["version"] == 2)
    manager.open(f"/inbox/{two.claim}")
    expect(manager.page.get_by_text(QUESTION)).to_be_visible()
    expect(manager.page.get_by_role("row", name=manager.money(30_000))).to_contain_text(manager.money(19_500))
    manager.shot("changed")


def test_a_trip_that_came_back_whole_is_mended_on_its_page_and_review_says_that_a_question_is_open(two: Two) -> None:
    window = two.employee
    send_back(two, window.say("app.return.whole"), "other", "Vem åkte du med?")

    open_from_home(window, "Vem åkte du med?")
    window.page.wait_for_url(f"**/trips/{two.claim}")
    window.see("app.mend.asks", name="Eva Sandberg")
    window.shot("trip-asked")

    window.button("app.trip.review").click()
    window.see("app.review.asked", name="Eva Sandberg")
    expect(window.page.get_by_text(window.say("app.review.all-in"))).to_have_count(0)
    window.shot("review-asked")
    window.row(window.say("app.review.the-trip")).click()
    window.page.wait_for_url(f"**/trips/{two.claim}")
    put(window, f"claims/claims/{two.claim}/submission", {"version": 2, "reasons": {}})


def test_an_address_of_a_field_that_the_row_has_not_leads_to_its_day(two: Two) -> None:
    window = two.employee
    send_back(two, short(LAST_DAY), "amount")
    row = window.ask(f"claims/claims/{two.claim}")["returned"]["line_id"]
    window.open(f"/claims/{two.claim}/mend/{row}/amount_ore")
    window.page.wait_for_url(f"**/trips/{two.claim}#day-{LAST_DAY}")
    window.see("app.return.reason.amount")
    put(window, f"claims/claims/{two.claim}/submission", {"version": 2, "reasons": {}})
