"""A browser window of one person: acts by the words on the screen, photographs every screen and holds it to the promises."""

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Request, Response, expect

from shared.refusal import Parameter
from shared.text import Text
from shared.texts.formatting import FORMS, Language, format_text
from tests.system.machine import ROOT

Size = tuple[int, int]
PHONE: Size = (390, 844)
DESK: Size = (1280, 800)
AXE_TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice")
TABS_AT_MOST = 60
WAIT_MS = 20_000
OFFLINE = "ERR_INTERNET_DISCONNECTED"
"""What the browser says of each request while the phone has no network."""
LONG_WAIT_MS = 45_000
"""What another process has to do first: reading a picture, an event on its way."""


@dataclass
class Album:
    """Where the pictures of one walk go, and what was wrong on its screens."""

    folder: Path
    findings: list[str] = field(default_factory=list)
    count: int = 0

    def next(self, name: str) -> Path:
        self.count += 1
        return self.folder / f"{self.count:02}-{name}.png"


@contextmanager
def an_album(name: str) -> Iterator[Album]:
    """An album in artifacts/browser. In the end nothing may have been wrong on its screens."""
    folder = ROOT / "artifacts" / "browser" / name
    folder.mkdir(parents=True, exist_ok=True)
    album = Album(folder)
    yield album
    assert not album.findings, "\n".join(album.findings)


class Window:
    """One signed-in browser context.

    `refused` are the statuses that a test provokes on purpose. `offline`: the network is taken away from it; only such a
    window has the service worker, which fetches the whole app anew for each window.
    """

    def __init__(
        self,
        browser: Browser,
        address: str,
        language: Language,
        album: Album,
        size: Size = PHONE,
        locale: str | None = None,
        refused: frozenset[int] = frozenset(),
        zone: str = "Europe/Stockholm",
        offline: bool = False,
    ) -> None:
        self.language = language
        self.album = album
        self.address = address
        self._size = size
        self._refused = refused
        self._offline = offline
        self._context = browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            has_touch=size == PHONE,
            locale=locale or {"sv": "sv-SE", "en": "en-GB"}[language],
            timezone_id=zone,
            reduced_motion="reduce",
            accept_downloads=True,
            service_workers="allow" if offline else "block",
        )
        self._context.set_default_timeout(WAIT_MS)
        self.page: Page = self._context.new_page()
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.album.findings.append(f"error on {self.page.url}: {error}"))
        self.page.on("response", self._answered)
        self.page.on("requestfailed", self._failed)

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type == "error" and "Failed to load resource" not in message.text:  # those are told by their status
            self._found(f"console on {self.page.url}: {message.text}")

    def _answered(self, response: Response) -> None:
        if response.status >= 400 and response.status not in self._refused:
            self.album.findings.append(f"{response.status} {response.request.method} {response.url}")

    def _failed(self, request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # a page that is left, a download
            self._found(f"{request.failure} {request.method} {request.url}")

    def _found(self, finding: str) -> None:
        if not (self._offline and OFFLINE in finding):
            self.album.findings.append(finding)

    def say(self, text_id: str, **parameters: Parameter) -> str:
        """What the screen says in this window's language."""
        return format_text(Text(text_id, parameters), self.language)

    def button(self, text_id: str, **parameters: Parameter) -> Locator:
        return self.page.get_by_role("button", name=self.say(text_id, **parameters), exact=True)

    def link(self, text_id: str, **parameters: Parameter) -> Locator:
        return self.page.get_by_role("link", name=self.say(text_id, **parameters), exact=True)

    def tab(self, text_id: str) -> Locator:
        """A tab of the bar; its name ends with what waits there."""
        return self.page.locator("nav.bar").get_by_role("link", name=self.say(text_id))

    def label(self, text_id: str, **parameters: Parameter) -> Locator:
        return self.page.get_by_label(self.say(text_id, **parameters), exact=True)

    def radio(self, text_id: str) -> Locator:
        return self.page.get_by_role("radio", name=self.say(text_id), exact=True)

    def row(self, text: str) -> Locator:
        return self.page.locator("a.row", has_text=text)

    def fill(self, text_id: str, value: str) -> None:
        """Type into the field with that label and leave it, which saves it."""
        self.label(text_id).fill(value)
        self.label(text_id).press("Tab")

    def money(self, ore: int) -> str:
        return FORMS["money"](ore, self.language)

    def kronor(self, ore: int) -> str:
        return FORMS["kronor"](ore, self.language)

    def day_and_month(self, day: date) -> str:
        return FORMS["fulldate"](day.isoformat(), self.language).rsplit(" ", 1)[0]

    def tab_to(self, words: str) -> None:
        """Press Tab until what has the focus says these words."""
        for _ in range(TABS_AT_MOST):
            self.page.keyboard.press("Tab")
            if words in self.page.evaluate("() => document.activeElement?.innerText ?? ''"):
                return
        raise AssertionError(f"Tab never reaches “{words}” on {self.page.url}")

    def wait_until(self, true: Callable[[], bool]) -> None:
        until = time.monotonic() + LONG_WAIT_MS / 1000
        while not true():
            assert time.monotonic() < until
            self.page.wait_for_timeout(200)

    def see(self, text_id: str, timeout_ms: int = WAIT_MS, **parameters: Parameter) -> None:
        expect(self.page.get_by_text(self.say(text_id, **parameters)).first).to_be_visible(timeout=timeout_ms)

    def open(self, path: str = "/") -> None:
        self.page.goto(self.address + path)

    def sign_in(self, name: str) -> None:
        """By the picker, as the person with that name."""
        self.open()
        self.page.get_by_role("button", name=name).click()
        expect(self.page.locator("nav.bar")).to_be_visible()

    def ask(self, path: str) -> Any:
        """What a service answers this person, for a check that no screen can make."""
        answer = self.page.request.get(f"{self.address}/api/{path}")
        assert answer.ok, f"{path}: {answer.status} {answer.text()}"
        return answer.json()

    def answer_doubts(self, tap: Callable[[Locator], None] = Locator.click) -> None:
        """Say to each question about what was read that it was read right: yes is the last button of its question."""
        question = self.page.locator("section.ask", has=self.page.locator("h2[data-open-question]")).first
        self.settle()  # fields stand there before the reading is done, and what it doubts after it
        while question.count():
            asked = question.locator("h2").inner_text()
            tap(question.get_by_role("button").last)
            expect(self.page.get_by_role("heading", name=asked)).to_have_count(0)
            self.settle()

    def drafts(self) -> dict[str, Any]:
        """The person's claims that are not handed in, by id."""
        return {claim["id"]: claim for claim in self.ask("claims/claims?state=draft")["claims"]}

    def throw_away(self, claims: Iterable[str]) -> None:
        """Drafts that the next test shall not find."""
        self.page.goto("about:blank")  # no page looks again for what is gone
        for claim in claims:
            self.page.request.delete(f"{self.address}/api/claims/claims/{claim}", headers={"Origin": self.address})

    def network(self, there: bool) -> None:
        """Take the phone's network away, or give it back."""
        assert self._offline, "a window is made for that: offline=True"
        self._context.set_offline(not there)
        if there:
            self._context.unroute("**/*")
        else:  # after a reload the browser itself lets a first request through
            self._context.route("**/*", lambda route: route.abort("internetdisconnected"))

    def settle(self) -> None:
        """Wait until the page has what it shows, its pictures too."""
        expect(self.page.locator("main[aria-busy=true]")).to_have_count(0)
        self.page.wait_for_function(
            "() => document.fonts.status === 'loaded' && [...document.images].every(one => one.complete)"
        )

    def shot(self, name: str, settled: bool = True) -> None:
        """Photograph the screen, and note what is wrong with it; not `settled`: something on it is still on its way."""
        if settled:
            self.settle()
        self.page.screenshot(path=self.album.next(name), animations="disabled")
        wide, narrow = self.page.evaluate(
            "() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]"
        )
        if wide > narrow:
            self.album.findings.append(f"{name}: {wide} px wide in a window of {narrow}")
        found = Axe().run(self.page, options={"runOnly": AXE_TAGS, "resultTypes": ["violations"]})
        for violation in found.response["violations"]:
            places = [" ".join(map(str, node["target"])) + " " + node["html"][:120] for node in violation["nodes"]]
            self.album.findings.append(f"{name}: {violation['id']}: {violation['help']}: {places}")

    def shot_also_narrow(self, name: str) -> None:
        """A desk page must also hold on a phone."""
        self.shot(name)
        self.page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
        self.shot(f"{name}-phone")
        self.page.set_viewport_size({"width": self._size[0], "height": self._size[1]})

    def close(self) -> None:
        self._context.close()


@contextmanager
def a_window(
    browser: Browser,
    address: str,
    language: Language,
    name: str,
    person: str | None = None,
    *,
    tidy: bool = False,
    **options: Any,
) -> Iterator[Window]:
    """A window with an album of that name, signed in as the person. `tidy`: the drafts that were begun in it go with it."""
    with an_album(name) as album:
        window = Window(browser, address, language, album, **options)
        if person:
            window.sign_in(person)
        before = window.drafts() if tidy else {}
        yield window
        if tidy:
            window.throw_away(window.drafts().keys() - before.keys())
        window.close()
