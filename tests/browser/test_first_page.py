"""What the first page costs somebody on a slow network."""

from playwright.sync_api import Browser, Request, expect

from tests.browser.window import PHONE

FIRST_PAGE_KB_MAX = 150


def test_a_browser_that_has_nothing_fetches_little_before_one_signs_in(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": PHONE[0], "height": PHONE[1]}, locale="sv-SE")
    fetched: list[Request] = []
    page.on("requestfinished", lambda request: fetched.append(request))
    page.goto(address)
    expect(page.get_by_role("button").first).to_be_visible()
    page.wait_for_load_state("networkidle")
    kb = sum(sum(one.sizes()[part] for part in ("responseHeadersSize", "responseBodySize")) for one in fetched) / 1000
    largest = sorted(fetched, key=lambda one: one.sizes()["responseBodySize"])[-5:]
    page.close()
    assert 50 < kb <= FIRST_PAGE_KB_MAX, f"{kb:.0f} kB, most of all for {[one.url for one in largest]}"
