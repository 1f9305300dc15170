"""A page that is for others."""

import pytest
from playwright.sync_api import Browser, expect

from shared.texts.formatting import Language
from tests.browser.window import a_window


@pytest.mark.parametrize(
    ("language", "path", "whose"),
    [
        ("sv", "/payroll", "payroll"),
        ("en", "/advances", "payroll"),
        ("sv", "/rates", "administrator"),
        ("en", "/merchants", "administrator"),
    ],
)
def test_a_page_for_others_says_for_whom_it_is_and_leads_home(
    browser: Browser, address: str, language: Language, path: str, whose: str
) -> None:
    with a_window(browser, address, language, f"not-mine-{language}-{whose}") as window:
        window.sign_in("Amina Hassan")
        window.open(path)
        window.see(f"app.missing.{whose}.heading")
        window.shot("not-mine")
        window.page.locator(".empty").get_by_role("link").click()
        expect(window.link("app.home.trip")).to_be_visible()
