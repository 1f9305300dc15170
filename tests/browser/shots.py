"""`make shots`: every screen of the demo data, on a phone in light and dark and on a desk, on one sheet in artifacts/.

`--readme` also writes docs/app.png, the three screens that README shows.
"""

# ruff: noqa: T201 (it speaks to a terminal)
import argparse
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from PIL import Image, ImageDraw, ImageFont
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser import chromium
from tests.browser.window import DESK, PHONE, WAIT_MS, Size
from tests.system.machine import ROOT, Machine

Ask = Callable[[str], Any]
"""What a service answers the person who looks."""

README_WIDTH_PX = 1170
README_BYTES_MAX = 350_000
README_SCREENS = ("home", "trip", "decision")
TILE_HEIGHT_PX = 620
GAP_PX = 16
LABEL_PX = 30
ACROSS_PX = 3400


@dataclass(frozen=True)
class Screen:
    """A screen by its name: who looks, at which address, and what is pressed first (the text of a button)."""

    name: str
    person: str | None
    path: Callable[[Ask], str]
    press: str | None = None


@dataclass(frozen=True)
class Look:
    """A way to look at all screens."""

    name: str
    size: Size
    scheme: Literal["light", "dark"]


LOOKS = (Look("phone", PHONE, "light"), Look("dark", PHONE, "dark"), Look("desk", DESK, "light"))


def at(path: str) -> Callable[[Ask], str]:
    return lambda _: path


def claim(address: str, state: str, kind: str = "") -> Callable[[Ask], str]:
    """The person's latest claim in that state, put into the address."""

    def found(ask: Ask) -> str:
        claims = ask(f"claims/claims?state={state}")["claims"]
        one = next(one for one in claims if kind in ("", one["kind"]))
        remark = one["returned"] or {}
        receipt = next(iter(one["receipt_ids"]), "")
        return address.format(id=one["id"], receipt=receipt, line=remark.get("line_id"), field=remark.get("field"))

    return found


def case(ask: Ask) -> str:
    inbox = ask("approvals/inbox")
    return f"/inbox/{(inbox['look_at'] + inbox['nothing_to_remark'])[0]['claim_id']}"


def batch(ask: Ask) -> str:
    return f"/batches/{ask('payroll_export/batches')['batches'][0]['id']}"


SCREENS = (
    Screen("sign-in", None, at("/")),
    Screen("home", "Amina Hassan", at("/")),
    Screen("home-empty", "Ruth Berg", at("/")),
    Screen("capture", "Amina Hassan", at("/capture")),
    Screen("receipt-doubt", "Amina Hassan", claim("/receipts/{receipt}", "draft", "expense")),
    Screen("receipt-unreadable", "Tove Bergström", claim("/receipts/{receipt}", "draft", "expense")),
    Screen("drive", "Amina Hassan", at("/drives/new")),
    Screen("drives-review", "Amina Hassan", claim("/claims/{id}/review", "draft", "drives")),
    Screen("trip", "Johan Lindqvist", claim("/trips/{id}", "draft", "trip")),
    Screen("trip-why", "Johan Lindqvist", claim("/trips/{id}", "draft", "trip"), press="Varför?"),
    Screen("trip-review", "Johan Lindqvist", claim("/claims/{id}/review", "draft", "trip")),
    Screen("claim-submitted", "Priya Nair", claim("/claims/{id}", "submitted")),
    Screen("claim-exported", "Johan Lindqvist", claim("/claims/{id}", "exported", "trip")),
    Screen("claim-rejected", "Priya Nair", claim("/claims/{id}", "rejected")),
    Screen("returned", "Amina Hassan", claim("/claims/{id}/mend/{line}/{field}", "returned")),
    Screen("claims", "Johan Lindqvist", at("/claims")),
    Screen("profile", "Mirjam Kallio", at("/me")),
    Screen("inbox", "Eva Sandberg", at("/inbox")),
    Screen("inbox-approve-all", "Eva Sandberg", at("/inbox"), press="Godkänn alla"),
    Screen("decision", "Eva Sandberg", case),
    Screen("decision-return", "Eva Sandberg", case, press="Skicka tillbaka"),
    Screen("inbox-empty", "Karin Åhl", at("/inbox")),
    Screen("payroll", "Lars Öberg", at("/payroll")),
    Screen("batch-preview", "Lars Öberg", at("/batches/new")),
    Screen("batches", "Lars Öberg", at("/batches")),
    Screen("batch-sealed", "Lars Öberg", batch),
    Screen("reading", "Marit Niemi", at("/reading")),
    Screen("merchants", "Marit Niemi", at("/merchants")),
    Screen("not-found", "Amina Hassan", at("/no-such-page")),
)


@contextmanager
def demo() -> Iterator[str]:
    """A fresh machine with the demo's data; its address."""
    with tempfile.TemporaryDirectory() as folder:
        machine = Machine(Path(folder), [], {"KVITTERA_WEB_PORT": "18280"})
        try:
            address = machine.wait_ready()
            machine.wait_for("Demo data is in place", 120)
            yield address
        finally:
            machine.stop()


def photograph(browser: Browser, address: str, look: Look, folder: Path, screens: Iterable[Screen]) -> None:
    """One picture a screen; a person signs in once."""
    pages: dict[str | None, Page] = {}
    for screen in screens:
        if screen.person not in pages:
            context = browser.new_context(
                viewport={"width": look.size[0], "height": look.size[1]},
                device_scale_factor=2 if look.size == PHONE else 1,
                color_scheme=look.scheme,
                locale="sv-SE",
                timezone_id="Europe/Stockholm",
                reduced_motion="reduce",
            )
            pages[screen.person] = page = context.new_page()
            page.goto(address)
            if screen.person:
                page.get_by_role("button", name=screen.person).click()
                expect(page.locator("nav.bar")).to_be_visible()
        page = pages[screen.person]

        def ask(path: str, page: Page = page) -> Any:
            return page.request.get(f"{address}/api/{path}").json()

        page.goto(address + screen.path(ask))
        expect(page.locator("main")).to_have_count(1)
        expect(page.locator("main[aria-busy=true]")).to_have_count(0)
        if screen.press:
            page.get_by_role("button", name=screen.press).first.click()
        page.wait_for_load_state("load")
        page.wait_for_timeout(300)  # pictures that come after the answer
        page.wait_for_function("() => [...document.images].every(one => one.complete)")
        page.screenshot(path=folder / f"{screen.name}.{look.name}.png", animations="disabled")
    for page in pages.values():
        page.context.close()


def sheet(folder: Path, file: Path) -> None:
    """All pictures of a folder on one sheet, labelled."""
    font = ImageFont.load_default(size=18)
    tiles = []
    for picture in sorted(folder.glob("*.png")):
        image = Image.open(picture).convert("RGB")
        image.thumbnail((ACROSS_PX, TILE_HEIGHT_PX))
        tiles.append((picture.stem, image))
    places, x, y = [], GAP_PX, GAP_PX
    for name, image in tiles:
        if x + image.width + GAP_PX > ACROSS_PX:
            x, y = GAP_PX, y + TILE_HEIGHT_PX + LABEL_PX + GAP_PX
        places.append((name, image, x, y))
        x += image.width + GAP_PX
    whole = Image.new("RGB", (ACROSS_PX, y + TILE_HEIGHT_PX + LABEL_PX + GAP_PX), "white")
    draw = ImageDraw.Draw(whole)
    for name, image, left, top in places:
        draw.text((left, top), name, fill="black", font=font)
        whole.paste(image, (left, top + LABEL_PX))
    whole.save(file, optimize=True)


def for_readme(folder: Path, file: Path) -> None:
    """Three phone screens side by side, small enough for a page that everybody opens."""
    images = [Image.open(folder / f"{name}.phone.png").convert("RGB") for name in README_SCREENS]
    width = (README_WIDTH_PX - GAP_PX * (len(images) - 1)) // len(images)
    images = [image.resize((width, image.height * width // image.width), Image.Resampling.LANCZOS) for image in images]
    whole = Image.new("RGB", (README_WIDTH_PX, images[0].height), "white")
    for number, image in enumerate(images):
        whole.paste(image, (number * (width + GAP_PX), 0))
    whole.quantize(128, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(file, optimize=True)
    if (size := file.stat().st_size) > README_BYTES_MAX:
        raise SystemExit(f"{file} is {size} bytes, more than {README_BYTES_MAX}")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.browser.shots", description=__doc__)
    parser.add_argument("--readme", action="store_true", help="also write docs/app.png")
    arguments = parser.parse_args()
    executable = chromium.executable()
    if executable is None:
        sys.exit(chromium.MISSING)
    folder = ROOT / "artifacts" / "shots"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    expect.set_options(timeout=WAIT_MS)
    with demo() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=chromium.ARGUMENTS)
        for look in LOOKS:
            photograph(browser, address, look, folder, SCREENS)
        browser.close()
    sheet(folder, ROOT / "artifacts" / "shots.png")
    print(ROOT / "artifacts" / "shots.png")
    if arguments.readme:
        for_readme(folder, ROOT / "docs" / "app.png")
        print(ROOT / "docs" / "app.png")


if __name__ == "__main__":
    main()
