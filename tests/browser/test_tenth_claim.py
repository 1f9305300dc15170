"""Nothing is asked twice: a person's tenth claim needs fewer typed characters than the first, and no more taps."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, expect

from shared.ids import new_id
from tests.browser.test_offline import ready
from tests.browser.window import LONG_WAIT_MS, Window, a_window
from tests.builders import a_hotel_receipt

TODAY = date.today()  # noqa: DTZ011 (a day or two off changes nothing)
FIRST = TODAY - timedelta(days=60)
PLACE, PURPOSE = "Mariestad", "Nätverk för digital tillsyn"
FROM, TO, KM, VISIT = "Solgården", "Ekbacken", "7,4", "Hembesök"
LEFT, BACK = "07:10", "18:20"
NOTHING = {"breakfast": "none", "lunch": "none", "dinner": "none"}
BREAKFAST = NOTHING | {"breakfast": "hotel_breakfast"}


@dataclass
class Hand:
    """What a person's hand does in a window: taps, and characters typed. Every digit of a day or a time counts as typed."""

    window: Window
    taps: int = 0
    characters: int = 0

    def tap(self, what: Locator) -> None:
        self.taps += 1
        what.click()

    def type(self, text_id: str, words: str) -> None:
        self.taps += 1
        self.characters += sum(one.isalnum() or one in " ," for one in words)
        self.window.fill(text_id, words)

    def photograph(self, picture: Path) -> None:
        self.taps += 1
        self.window.label("app.capture.files").set_input_files(picture)

    @property
    def done(self) -> tuple[int, int]:
        return self.characters, self.taps


@pytest.fixture
def window(browser: Browser, address: str) -> Iterator[Window]:
    with a_window(browser, address, "sv", "tenth-claim", "Priya Nair", offline=True) as window:
        yield window


def test_the_tenth_claim_of_a_drive_between_visits_needs_no_typing(window: Window) -> None:
    first, tenth = Hand(window), Hand(window)
    begin_a_drive(first)
    for text_id, words in (("from", FROM), ("to", TO), ("km", KM), ("purpose", VISIT)):
        first.type(f"app.drive.{text_id}", words)
    hand_in_the_drive(first)
    for number in range(1, 9):
        hand_in(window, "drives", lines=[a_drive(FIRST + timedelta(days=number))])
    begin_a_drive(tenth)
    usual = window.page.get_by_role("region", name=window.say("app.drive.usual"))
    window.shot("drive-again")
    tenth.tap(usual.get_by_role("button", name=window.say("app.line.drive", **{"from": FROM, "to": TO})))
    hand_in_the_drive(tenth)
    sys.stdout.write(f"a drive: first {first.done}, tenth {tenth.done} characters and taps\n")
    assert tenth.characters == 0 < first.characters
    assert tenth.taps <= first.taps


def test_the_tenth_claim_of_a_trip_with_a_receipt_needs_no_typing(window: Window, tmp_path: Path) -> None:
    first, tenth = Hand(window), Hand(window)
    begin_a_trip(first)
    first.type("app.trip.destination", PLACE)
    first.type("app.trip.left", FIRST.isoformat())
    first.type("app.trip.left-at", LEFT)
    first.type("app.trip.back", (FIRST + timedelta(days=1)).isoformat())
    first.type("app.trip.back-at", BACK)
    why = window.page.get_by_role("group", name=window.say("app.trip.why-travel"))
    if (other := why.get_by_role("button", name=window.say("app.trip.other-purpose"))).count():
        first.tap(other)
    first.type("app.trip.purpose", PURPOSE)
    first.tap(window.radio("app.trip.night.employee_receipt"))
    for day, meal in ((FIRST, "none"), (FIRST + timedelta(days=1), "hotel-breakfast")):
        first.tap(window.page.locator(f"#day-{day}").get_by_role("button", name=window.say(f"app.trip.meal.{meal}")))
    add_the_receipt(first, tmp_path, FIRST + timedelta(days=1))
    hand_in_the_trip(first)
    for number in range(1, 9):
        hand_in(window, "trip", trip=a_trip(FIRST - timedelta(days=3 * number)))

    begin_a_trip(tenth)
    window.shot("trip-again")
    usual = window.page.get_by_role("region", name=window.say("app.trip.usual"))
    tenth.tap(usual.get_by_role("button", name=PLACE))
    expect(window.label("app.trip.back-at")).to_have_value(BACK)
    window.shot("trip-proposed")
    tenth.tap(window.button("app.trip.as-last-time"))
    add_the_receipt(tenth, tmp_path, date.fromisoformat(window.label("app.trip.back").input_value()))
    hand_in_the_trip(tenth)
    sys.stdout.write(f"a trip: first {first.done}, tenth {tenth.done} characters and taps\n")
    assert tenth.characters == 0 < first.characters
    assert tenth.taps <= first.taps


def test_the_last_day_of_a_trip_that_is_made_again_follows_the_first_until_it_is_told(window: Window) -> None:
    known = Hand(window)
    begin_a_trip(known)
    usual = window.page.get_by_role("region", name=window.say("app.trip.usual"))
    usual.get_by_role("button").first.click()
    left, back = window.label("app.trip.left"), window.label("app.trip.back")
    expect(left).to_be_focused()
    length = date.fromisoformat(back.input_value()) - date.fromisoformat(left.input_value())
    window.fill("app.trip.left", FIRST.isoformat())
    expect(back).to_have_value((FIRST + length).isoformat())
    told = FIRST + length + timedelta(days=1)
    window.fill("app.trip.back", told.isoformat())
    window.fill("app.trip.left", (FIRST - timedelta(days=1)).isoformat())
    expect(back).to_have_value(told.isoformat())
    window.see("app.trip.saved")
    trip = window.page.url.rsplit("/", 1)[1]
    headers = {"Origin": window.address}
    assert window.page.request.delete(f"{window.address}/api/claims/claims/{trip}", headers=headers).ok


def test_what_was_said_before_is_offered_while_one_types_also_without_network(window: Window) -> None:
    known = window.ask("claims/known")
    ready(window)
    window.network(False)
    window.link("app.home.drive").click()
    for text_id, earlier in (("app.drive.from", "places"), ("app.drive.purpose", "purposes")):
        offered = window.page.locator(f"#{window.label(text_id).get_attribute('list')} option")
        expect(offered).to_have_count(len(known[earlier]))
        assert known[earlier] and offered.evaluate_all("all => all.map(one => one.value)") == known[earlier]


def begin_a_drive(hand: Hand) -> None:
    hand.window.open()
    hand.tap(hand.window.link("app.home.drive"))
    expect(hand.window.label("app.drive.from")).to_be_visible()
    hand.window.settle()


def hand_in_the_drive(hand: Hand) -> None:
    hand.tap(hand.window.button("app.drive.log"))
    hand.window.page.wait_for_url("**/review")
    submit(hand)


def begin_a_trip(hand: Hand) -> None:
    hand.window.open()
    hand.tap(hand.window.link("app.home.trip"))
    expect(hand.window.label("app.trip.destination")).to_be_visible()
    hand.window.settle()


def add_the_receipt(hand: Hand, folder: Path, day: date) -> None:
    """A picture of it is all; a doubt of the reading is one tap."""
    window = hand.window
    picture = folder / f"hotell-{day}.jpg"
    picture.write_bytes(a_hotel_receipt(day.isoformat()))
    hand.tap(window.link("app.trip.add-receipt"))
    hand.photograph(picture)
    window.page.wait_for_url("**/receipts/*")
    read = window.page.get_by_role("region", name=window.say("app.receipt.read"))
    expect(read).to_contain_text(window.money(112_000), timeout=LONG_WAIT_MS)
    hand.window.answer_doubts(hand.tap)
    hand.tap(window.link("app.receipt.to-trip"))


def hand_in_the_trip(hand: Hand) -> None:
    hand.window.settle()
    hand.tap(hand.window.button("app.trip.review"))
    hand.window.page.wait_for_url("**/review")
    submit(hand)


def submit(hand: Hand) -> None:
    page = hand.window.page
    hand.window.settle()
    hand.tap(page.locator(".dock button"))
    page.wait_for_url(lambda url: "/claims/" in url and not url.endswith("/review"))


def a_drive(on: date) -> dict[str, Any]:
    way = {"from_place": FROM, "to_place": TO, "distance_hm": 74, "purpose": VISIT}
    return {"kind": "drive", "date": on.isoformat(), "vehicle": "own_car", "base_version": 0, **way}


def a_trip(first: date) -> dict[str, Any]:
    last = first + timedelta(days=1)
    return {
        "base_version": 0,
        "destination": PLACE,
        "purpose": PURPOSE,
        "start": f"{first}T{LEFT}:00+02:00",
        "end": f"{last}T{BACK}:00+02:00",
        "meals": [{"date": first.isoformat(), **NOTHING}, {"date": last.isoformat(), **BREAKFAST}],
        "nights": [{"night_of": first.isoformat(), "paid_by": "employee_receipt"}],
    }


def hand_in(window: Window, kind: str, lines: list[dict[str, Any]] | None = None, trip: Any = None) -> None:
    claim = f"{window.address}/api/claims/claims/{new_id()}"
    employment = window.ask("claims/known")["employments"][0]["id"]
    writes = [(claim, {"employment_id": employment, "kind": kind})]
    writes += [(f"{claim}/trip", trip)] if trip else []
    writes += [(f"{claim}/lines/{new_id()}", line) for line in lines or []]
    reasons = {"hotel-receipt-missing": "Hotellet skickar en faktura"}
    writes += [(f"{claim}/submission", {"version": 1, "reasons": reasons})]
    for path, content in writes:
        answer = window.page.request.put(path, data=content, headers={"Origin": window.address})
        assert answer.ok, f"{path}: {answer.status} {answer.text()}"
