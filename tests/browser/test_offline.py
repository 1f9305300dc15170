"""A trip and a drive are begun, changed and worked out without network, and are sent when it is back."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.window import Window, a_window

COMPANY_CAR_ORE_PER_KM = 120
"""What the person usually drives."""
LAST_DAY = date.today() - timedelta(days=60)  # noqa: DTZ011 (a day in the past, whatever the zone)
FIRST_DAY = LAST_DAY - timedelta(days=1)


@pytest.fixture
def window(browser: Browser, address: str) -> Iterator[Window]:
    with a_window(
        browser, address, "sv", "offline", "Tove Bergström", offline=True, tidy=True, refused=frozenset({409})
    ) as window:
        yield window


def ready(window: Window) -> None:
    """The app has what it needs to open without network."""
    window.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    window.page.reload()  # the second visit: by then the phone keeps the page itself
    window.page.wait_for_load_state("networkidle")
    window.page.wait_for_timeout(5_000)  # pages that open without network are fetched after the first screen


def test_the_app_opens_without_network_after_the_very_first_visit(browser: Browser, address: str) -> None:
    with a_window(browser, address, "sv", "offline-at-once", "Tove Bergström", offline=True) as window:
        window.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        window.page.wait_for_load_state("networkidle")
        window.network(False)
        window.page.reload()
        expect(window.link("app.home.trip")).to_be_visible()
        window.shot("opened-without-network")


def due(window: Window, ore: int) -> None:
    expect(window.page.locator(".due b")).to_contain_text(window.money(ore))


def fill_in(window: Window) -> None:
    window.fill("app.trip.destination", "Lund")
    window.fill("app.trip.left", FIRST_DAY.isoformat())
    window.fill("app.trip.left-at", "06:50")
    window.fill("app.trip.back", LAST_DAY.isoformat())
    window.fill("app.trip.back-at", "21:40")


def test_a_trip_with_a_drive_is_begun_worked_out_and_kept_without_network_and_sent_when_it_is_back(
    window: Window,
) -> None:
    ready(window)
    window.network(False)
    window.link("app.home.trip").click()
    expect(window.label("app.trip.destination")).to_be_visible()
    fill_in(window)
    window.see("app.trip.not-saved")
    due(window, 2 * 30000)
    window.shot("trip-without-network")

    window.page.reload()
    window.see("app.network.typed")
    expect(window.page.get_by_role("heading", name="Lund")).to_be_visible()
    due(window, 2 * 30000)
    window.link("app.trip.add-drive").click()
    window.fill("app.drive.from", "Kjellstavik")
    window.fill("app.drive.to", "Lund")
    window.fill("app.drive.km", "124")
    expect(window.page.locator("main")).to_contain_text(window.money(124 * COMPANY_CAR_ORE_PER_KM))
    window.shot("drive-without-network")
    window.button("app.drive.log").click()
    due(window, 2 * 30000 + 124 * COMPANY_CAR_ORE_PER_KM)

    shown = window.page.url.rsplit("/", 1)[1]
    assert shown not in window.drafts()
    window.network(True)
    window.see("app.trip.saved")
    window.wait_until(lambda: bool(window.ask(f"claims/claims/{shown}")["lines"]))
    sent = window.ask(f"claims/claims/{shown}")
    assert (sent["trip"]["destination"], sent["total_ore"], len(sent["lines"])) == (
        "Lund",
        2 * 30000 + 124 * COMPANY_CAR_ORE_PER_KM,
        1,
    )
    due(window, sent["total_ore"])


def test_a_trip_changed_elsewhere_meanwhile_is_told_and_the_person_decides(window: Window, address: str) -> None:
    ready(window)
    window.link("app.home.trip").click()
    fill_in(window)
    window.see("app.trip.saved")
    shown = window.page.url.rsplit("/", 1)[1]
    window.wait_until(lambda: window.ask(f"claims/claims/{shown}")["total_ore"] == 2 * 30000)
    window.network(False)
    window.fill("app.trip.left-at", "13:00")
    due(window, 30000 + 15000)

    trip = window.ask(f"claims/claims/{shown}")["trip"]
    other = {**trip, "destination": "Malmö", "base_version": trip["version"]}
    other.pop("version")
    path = f"{address}/api/claims/claims/{shown}/trip"
    assert window.page.request.put(path, data=other, headers={"Origin": address}).ok
    window.network(True)
    window.see("problem.version-outdated")
    theirs, mine = window.page.get_by_role("row", name="Malmö"), window.page.get_by_role("row", name="13.00")
    expect(theirs).to_contain_text("Lund")
    expect(mine).to_contain_text("06.50")
    window.shot("changed-elsewhere")
    window.button("app.trip.let-go").click()
    expect(window.label("app.trip.destination")).to_have_value("Malmö")
    due(window, 2 * 30000)
