"""What people meet most is said beside the field it is about, when it can be mended, and one tap mends it."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, expect

from shared.ids import new_id
from shared.texts.formatting import LANGUAGES
from tests.browser.window import LONG_WAIT_MS, Window, a_window
from tests.builders import a_receipt

EMPLOYEE = "Ruth Berg"
LAST_DAY = date.today() - timedelta(days=40)  # noqa: DTZ011 (a day in the past, whatever the zone)
FIRST_DAY = LAST_DAY - timedelta(days=1)
PURPOSE = "Samråd"
TOTALS = {"sv": "896,00", "en": "897,00"}
"""Both languages meet the same machine: their bills are not the same."""
Say = Callable[..., str]


class Drafts:
    """Drafts of the person, made without the screen, and thrown away at the end."""

    def __init__(self, window: Window) -> None:
        self.window = window
        self.opened: list[str] = []
        self._employment = window.ask("claims/known")["employments"][0]["id"]

    def _put(self, path: str, **data: Any) -> None:
        headers = {"Origin": self.window.address}
        answer = self.window.page.request.put(
            f"{self.window.address}/api/claims/claims/{path}", data=data, headers=headers
        )
        assert answer.ok, answer.text()

    def open(self, kind: str) -> str:
        claim = str(new_id())
        self._put(claim, employment_id=self._employment, kind=kind)
        self.opened.append(claim)
        return claim

    def line(self, claim: str, **said: Any) -> str:
        line = str(new_id())
        self._put(f"{claim}/lines/{line}", base_version=0, **said)
        return line

    def trip(self, **said: Any) -> str:
        """Over a night, with every question answered."""
        claim = self.open("trip")
        whole = {
            "base_version": 0,
            "destination": "Lund",
            "purpose": PURPOSE,
            "start": f"{FIRST_DAY}T06:50:00+01:00",
            "end": f"{LAST_DAY}T18:40:00+01:00",
            "meals": [{"date": f"{day}", "breakfast": "none"} for day in (FIRST_DAY, LAST_DAY)],
            "nights": [{"night_of": f"{FIRST_DAY}", "paid_by": "employer"}],
        }
        self._put(f"{claim}/trip", **{**whole, **said})
        return claim

    def expense(self, claim: str, merchant: str, kind: str = "taxi", **said: Any) -> str:
        """Of the trip's last day, its receipt lost."""
        whole = {"kind": "expense", "merchant": merchant, "expense_kind": kind, "date": f"{LAST_DAY}"}
        return self.line(claim, **{**whole, "amount_ore": 24_900, "lost_receipt_reason": "Tvättades", **said})

    def drive(self, claim: str, to: str, distance_hm: int = 64, **said: Any) -> str:
        whole = {"kind": "drive", "date": f"{LAST_DAY}", "from_place": "Stadshuset", "to_place": to}
        return self.line(claim, **{**whole, "distance_hm": distance_hm, "vehicle": "own_car", **said})


@pytest.fixture(params=LANGUAGES)
def window(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Window]:
    with a_window(browser, address, request.param, f"at-the-field-{request.param}", EMPLOYEE) as window:
        yield window


@pytest.fixture
def drafts(window: Window) -> Iterator[Drafts]:
    drafts = Drafts(window)
    yield drafts
    window.throw_away(drafts.opened)


def says(window: Window, check: str, **parameters: Any) -> Locator:
    """The note with those words."""
    return window.page.locator(".note").filter(has_text=window.say(f"check.{check}", **parameters))


def mend(window: Window, note: Locator, button: str, name: str) -> None:
    """Press what the note offers, and see that it is gone."""
    expect(note).to_be_visible()
    window.shot(name)
    note.get_by_role("button", name=button, exact=True).click()
    expect(note).to_have_count(0)


def test_a_receipt_that_is_missing_is_certified_to_be_lost(window: Window, drafts: Drafts) -> None:
    claim = drafts.open("expense")
    drafts.expense(claim, "Taxi Kurir", lost_receipt_reason=None)
    window.open(f"/claims/{claim}/review")
    note = says(window, "receipt-missing", what="Taxi Kurir")
    expect(note).to_be_visible()
    window.shot("receipt-missing")
    note.get_by_role("link", name=window.say("app.mend.lost-receipt")).click()
    window.fill("app.field.lost_receipt_reason", "Tvättades")
    window.button("app.mend.save").click()
    window.page.wait_for_url("**/review")
    expect(note).to_have_count(0)
    window.see("check.receipt-lost", reason="Tvättades")


def test_a_trip_without_a_purpose_takes_an_earlier_one(window: Window, drafts: Drafts) -> None:
    week_before = [day - timedelta(days=7) for day in (FIRST_DAY, LAST_DAY)]
    drafts.trip(start=f"{week_before[0]}T06:50:00+01:00", end=f"{week_before[1]}T18:40:00+01:00", meals=[], nights=[])
    claim = drafts.trip(purpose="")
    window.open(f"/claims/{claim}/review")
    mend(window, says(window, "trip-purpose-missing"), PURPOSE, "purpose")


def test_a_day_without_an_answer_about_meals_says_that_nothing_was_given(window: Window, drafts: Drafts) -> None:
    claim = drafts.trip(meals=[{"date": f"{FIRST_DAY}", "lunch": "provided"}])
    window.open(f"/claims/{claim}/review")
    note = says(window, "meals-not-answered", date=f"{LAST_DAY}")
    mend(window, note, window.say("app.mend.no-meals"), "meals")


def test_a_night_that_nobody_is_known_to_have_paid_is_answered(window: Window, drafts: Drafts) -> None:
    claim = drafts.trip(nights=[])
    window.open(f"/claims/{claim}/review")
    note = says(window, "lodging-unknown", date=f"{FIRST_DAY}")
    mend(window, note, window.say("app.mend.lodging-employer"), "lodging")


def test_a_hotels_breakfast_is_asked_about_on_its_day_and_taken_off(window: Window, drafts: Drafts) -> None:
    claim = drafts.trip(nights=[{"night_of": f"{FIRST_DAY}", "paid_by": "employee_receipt"}])
    drafts.expense(claim, "Hotell Vinga Brygga", "hotel", amount_ore=112_000)
    window.open(f"/trips/{claim}")
    day = window.page.locator(f"#day-{LAST_DAY}")
    note = day.locator(".note")
    expect(note).to_contain_text(window.say("check.hotel-breakfast", date=f"{LAST_DAY}"))
    mend(window, note, window.say("app.mend.hotel-breakfast"), "breakfast")
    expect(day.locator(".chip").first).to_have_attribute("aria-pressed", "true")


def test_a_breakfast_that_the_hotels_bill_says_is_included_is_asked_about_on_its_day(
    window: Window, drafts: Drafts, tmp_path: Path
) -> None:
    claim = drafts.trip(nights=[{"night_of": f"{FIRST_DAY}", "paid_by": "employee_receipt"}])
    bill = tmp_path / "hotell.jpg"
    lines = ["HOTELL VIK AB", f"Datum {LAST_DAY}  10:12", "Logi 1 natt, frukost ingår", "Moms 12 %  96,00"]
    bill.write_bytes(a_receipt([*lines, f"ATT BETALA {TOTALS[window.language]} kr"], 700))
    window.open(f"/capture?claim={claim}")
    window.label("app.capture.files").set_input_files(bill)
    read = window.page.get_by_role("region", name=window.say("app.receipt.read"))
    expect(read).to_contain_text("HOTELL VIK", ignore_case=True, timeout=LONG_WAIT_MS)
    window.open(f"/trips/{claim}")
    day = window.page.locator(f"#day-{LAST_DAY}")
    note = day.locator(".note").filter(has_text=window.say("check.hotel-breakfast.included", date=f"{LAST_DAY}"))
    mend(window, note, window.say("app.mend.hotel-breakfast"), "breakfast-included")
    expect(day.locator(".chip").first).to_have_attribute("aria-pressed", "true")


def test_food_of_ones_own_on_a_day_with_a_per_diem_is_asked_about_at_its_line(window: Window, drafts: Drafts) -> None:
    claim = drafts.trip()
    drafts.expense(claim, "Krog Linden", "restaurant")
    window.open(f"/trips/{claim}")
    note = window.page.locator("li").filter(has_text="Krog Linden").locator(".note")
    expect(note.first).to_contain_text(window.say("check.meal-and-per-diem", date=f"{LAST_DAY}"))
    window.shot("food")
    note.get_by_role("button", name=window.say("app.mend.remove-line"), exact=True).click()
    expect(window.page.locator("li").filter(has_text="Krog Linden")).to_have_count(0)


def test_a_purchase_that_is_there_already_is_another_one(window: Window, drafts: Drafts) -> None:
    for _ in range(2):
        claim = drafts.open("expense")
        drafts.expense(claim, "Parkering Hamnplan", "parking")
    window.open(f"/claims/{claim}/review")
    note = says(window, "duplicate-own.draft")
    mend(window, note, window.say("app.mend.is-another"), "duplicate")


def test_a_trip_that_ends_before_it_begins_says_so_at_once_and_swaps_its_times(window: Window, drafts: Drafts) -> None:
    claim = drafts.trip()
    window.open(f"/trips/{claim}")
    window.button("app.common.change").first.click()
    window.fill("app.trip.back", f"{FIRST_DAY}")
    window.fill("app.trip.back-at", "06:40")
    window.see("check.trip-end-before-start")
    window.shot("swap")
    window.button("app.mend.swap-times").click()
    expect(window.page.get_by_text(window.say("check.trip-end-before-start"))).to_have_count(0)


def test_a_field_that_was_left_empty_asks_and_one_not_yet_reached_does_not(window: Window, drafts: Drafts) -> None:
    claim = drafts.trip(purpose="", destination="")
    window.open(f"/trips/{claim}")
    expect(window.page.locator("main [aria-invalid=true]")).to_have_count(0)
    window.fill("app.trip.destination", "Lund")
    window.wait_until(lambda: window.ask(f"claims/claims/{claim}")["trip"]["destination"] == "Lund")
    window.fill("app.trip.destination", "")
    window.see("check.trip-destination-missing")
    expect(window.page.locator("main [aria-invalid=true]")).to_have_count(1)


def test_a_drive_without_a_car_takes_the_usual_one(window: Window, drafts: Drafts) -> None:
    claim = drafts.open("drives")
    line = drafts.drive(claim, "Linden", vehicle=None)
    window.open(f"/drives/{line}?claim={claim}")
    mend(window, says(window, "vehicle-missing"), window.say("app.mend.use-usual-vehicle"), "vehicle")


def test_a_way_that_is_known_fills_its_distance_and_another_is_asked_about_where_it_stands(
    window: Window, drafts: Drafts
) -> None:
    drafts.drive(drafts.open("drives"), "Björkudden", purpose="Hembesök")
    window.open("/drives/new")
    window.page.get_by_role("region", name=window.say("app.drive.usual")).get_by_role(
        "button", name="Björkudden"
    ).click()
    expect(window.label("app.drive.km")).to_have_value("6,4")
    window.shot("drive-known")
    window.fill("app.drive.km", "8,3")
    window.button("app.drive.log").click()
    note = says(window, "distance-unlikely", distance=83, difference=19)
    mend(window, note, window.say("app.mend.use-usual-distance", usual=64), "drive-unlikely")
    expect(window.label("app.drive.km")).to_have_value("6,4")
    window.button("app.drive.remove").click()


def test_a_day_of_too_much_driving_is_asked_about_beside_its_distance_also_in_the_first_drive_of_all(
    window: Window,
) -> None:
    window.open("/drives/new")
    for text_id, words in (("from", "Kiruna"), ("to", "Malmö"), ("km", "9999")):
        window.fill(f"app.drive.{text_id}", words)
    window.button("app.drive.log").click()
    expect(says(window, "distance-unlikely.day", distance=99_990)).to_be_visible()
    expect(window.label("app.drive.km")).to_have_value("9999,0")
    window.shot("drive-too-far")
    window.button("app.drive.remove").click()


def test_the_way_to_work_is_marked_as_private(window: Window, drafts: Drafts) -> None:
    employment = window.ask("claims/known")["employments"][0]
    claim = drafts.open("drives")
    line = drafts.drive(claim, employment["workplace"], from_place=employment["home"])
    window.open(f"/drives/{line}?claim={claim}")
    mend(window, says(window, "commute"), window.say("app.mend.mark-private"), "commute")
    expect(window.button("app.drive.private")).to_have_attribute("aria-pressed", "true")
