"""Where a claim is, told once, and told aloud to whoever does not see the screen."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.window import LONG_WAIT_MS, Window, a_window

EAR = """
    window.heard = [];
    const latest = {};
    new MutationObserver(() => {
        for (const place of ['#svelte-announcer', 'main > p[role=status]']) {
            const words = document.querySelector(place)?.textContent.trim() ?? '';
            if (words && words !== latest[place]) window.heard.push(words);
            latest[place] = words;
        }
    }).observe(document, { subtree: true, childList: true, characterData: true });
"""
"""Keeps what a screen reader is told, in order."""


@pytest.fixture(params=[("sv", "Petra Karlsson"), ("en", "Omar Haddad")], ids=lambda param: str(param[0]))
def window(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Window]:
    language, person = request.param
    with a_window(browser, address, language, f"telling-{language}") as window:
        window.page.add_init_script(EAR)
        window.sign_in(person)
        yield window


def hand_in_a_drive(window: Window) -> str:
    """The id of its claim."""
    window.link("app.home.drive").click()
    window.fill("app.drive.from", "Stadshuset")
    window.fill("app.drive.to", "Linden")
    window.fill("app.drive.km", "12")
    window.fill("app.drive.purpose", "Möte")
    expect(window.page.get_by_role("radio", checked=True)).to_be_visible()  # the usual car, once the server has told it
    window.button("app.drive.log").click()
    window.page.wait_for_url("**/review")
    window.settle()
    window.page.evaluate("window.heard.length = 0")
    window.page.locator(".dock button").click()
    window.page.wait_for_url(lambda url: "/claims/" in url and not url.endswith("/review"))
    return window.page.url.rsplit("/", 1)[1]


def heard(window: Window) -> list[str]:
    return [str(words) for words in window.page.evaluate("window.heard")]


def test_a_claim_says_once_and_aloud_who_has_it(window: Window) -> None:
    claim_id = hand_in_a_drive(window)
    steps = window.page.locator(".steps li")
    window.wait_until(lambda: window.ask(f"claims/claims/{claim_id}")["ahead"][0]["text"]["id"] == "ahead.decide")
    manager = window.ask(f"claims/claims/{claim_id}")["approver_name"]
    decides = window.say("ahead.decide", name=manager)
    expect(window.page.locator(".steps .now")).to_contain_text(decides, timeout=LONG_WAIT_MS)
    expect(steps.filter(has_text=manager)).to_have_count(1)
    window.shot("claim-submitted")
    expect(window.page.locator("main > p[role=status]")).to_have_text(
        f"{window.say('app.claim.state.submitted')}. {decides}"
    )
    told = heard(window)
    assert any(words.startswith(window.say("app.claim.title")) for words in told), told
    assert not any(window.say("app.claim.state.draft") in words for words in told), told
    assert not any(window.say("app.claims.title") in words for words in told), told

    window.page.evaluate("window.heard.length = 0")
    window.button("app.claim.withdraw").click()
    expect(window.link("app.claim.go-on")).to_be_visible(timeout=LONG_WAIT_MS)
    assert heard(window)[-1] == f"{window.say('app.claim.state.draft')}. {window.say('ahead.submit')}"
    window.shot("claim-withdrawn")
