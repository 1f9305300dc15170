"""Writes come from our own pages only."""

import pytest
from starlette.datastructures import Headers

from services.web.rim import is_our_own


@pytest.mark.parametrize(
    ("origin", "host"),
    [
        ("https://kvittera.example", "kvittera.example"),
        ("https://kvittera.example:8443", "kvittera.example:8443"),
        ("http://localhost:8080", "localhost:8080"),
        ("http://127.0.0.1:8080", "127.0.0.1:8080"),
        ("http://[::1]:8080", "[::1]:8080"),
    ],
)
def test_our_own_page_may_write(origin: str, host: str) -> None:
    assert is_our_own(Headers({"origin": origin, "host": host}), secure=True)


@pytest.mark.parametrize(
    ("origin", "host"),
    [
        ("https://other.example", "kvittera.example"),
        ("https://kvittera.example:444", "kvittera.example"),
        ("http://kvittera.example", "kvittera.example"),
        ("null", "kvittera.example"),
        ("", "kvittera.example"),
        ("https://localhost.other.example", "localhost:8080"),
        ("http://localhost:8081", "localhost:8080"),
        ("ftp://localhost:8080", "localhost:8080"),
    ],
)
def test_another_page_may_not_write(origin: str, host: str) -> None:
    assert not is_our_own(Headers({"origin": origin, "host": host, "sec-fetch-site": "same-origin"}), secure=True)


@pytest.mark.parametrize(
    ("site", "allowed"), [("same-origin", True), ("none", True), ("same-site", False), ("cross-site", False)]
)
def test_without_an_origin_the_browsers_word_on_the_site_counts(site: str, allowed: bool) -> None:
    assert is_our_own(Headers({"host": "kvittera.example", "sec-fetch-site": site}), secure=True) is allowed


def test_a_write_that_says_nothing_of_where_it_comes_from_is_refused() -> None:
    assert not is_our_own(Headers({"host": "kvittera.example"}), secure=True)


def test_plain_http_elsewhere_is_allowed_only_when_the_cookies_are_plain() -> None:
    headers = Headers({"origin": "http://kvittera.internal", "host": "kvittera.internal"})
    assert is_our_own(headers, secure=False)
    assert not is_our_own(headers, secure=True)
