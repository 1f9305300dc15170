"""What lies beside a trip, on a phone: another trip at the same time is opened, and a way that was driven says that a place is near."""

from collections.abc import Iterator
from datetime import date, timedelta
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.window import Window, a_window

LAST_DAY = date.today() - timedelta(days=300)  # noqa: DTZ011 (a day in the past, whatever the zone)
FIRST_DAY = LAST_DAY - timedelta(days=1)


@pytest.fixture
def window(browser: Browser, address: str) -> Iterator[Window]:
    with a_window(browser, address, "sv", "trip-beside", "Tove Bergström", tidy=True) as window:
        yield window


def begin(window: Window, kind: str, path: str, body: dict[str, object]) -> str:
    claim, address = str(uuid4()), f"{window.address}/api/claims/claims"
    employment = window.ask("claims/known")["employments"][0]["id"]
    for where, said in ((claim, {"employment_id": employment, "kind": kind}), (f"{claim}/{path}", body)):
        answer = window.page.request.put(f"{address}/{where}", data=said, headers={"Origin": window.address})
        assert answer.ok, answer.text()
    return claim


def a_trip(destination: str) -> dict[str, object]:
    times = {"start": f"{FIRST_DAY}T07:00:00+01:00", "end": f"{LAST_DAY}T19:00:00+01:00"}
    return {"base_version": 0, "destination": destination, "purpose": "Kurs", **times}


def test_a_trip_at_the_same_time_is_said_beside_the_times_and_opened(window: Window) -> None:
    other = begin(window, "trip", "trip", a_trip("Malmö"))
    window.open(f"/trips/{begin(window, 'trip', 'trip', a_trip('Lund'))}")
    to_other = window.link("app.mend.open-other-trip")
    expect(to_other).to_be_visible()
    window.shot("overlap")
    to_other.click()
    window.page.wait_for_url(f"**/trips/{other}")
    expect(window.label("app.trip.destination")).to_have_value("Malmö")


def test_a_per_diem_for_a_place_that_was_driven_to_nearby_is_asked_about_and_taken_off(window: Window) -> None:
    workplace = window.ask("claims/known")["employments"][0]["workplace"]
    way = {"kind": "drive", "base_version": 0, "from_place": workplace, "to_place": "Sala", "distance_hm": 412}
    begin(window, "drives", f"lines/{uuid4()}", way)
    window.open(f"/trips/{begin(window, 'trip', 'trip', a_trip('Sala'))}")
    window.see("check.within-50-km", base=workplace, place="Sala", distance=412)
    expect(window.page.locator(f"#day-{FIRST_DAY}")).to_be_visible()
    window.shot("near")
    window.button("app.mend.take-per-diem-off").click()
    window.see("rule.remark.within-50-km")
    expect(window.button("app.mend.take-per-diem-off")).to_have_count(0)
