"""The text of a PDF is taken whole, and a page with more of it than a receipt can have is refused at once."""

import time

import pytest

from services.receipts.reading.pictures.pdf import decode_pdf
from services.receipts.reading.values import Unreadable
from tests.hostile.pdfs import page_of

RUNS = 1500
PAGE_SECONDS_MAX = 5
"""A fraction of it is enough; the wall time is nine times as long."""


def a_page(letters_of_run: int) -> bytes:
    """A PDF with as many pieces of text as are taken from a page, each so long."""
    word = b"vara "
    return page_of(
        b"".join(
            b"BT /F1 0.5 Tf %d %d Td (%s) Tj ET\n"
            % (5 + n % 7 * 80, 830 - n * 13 % 820, (word * letters_of_run)[: letters_of_run - 1] + b"x")
            for n in range(RUNS)
        )
    )


def test_a_dense_page_is_taken_whole() -> None:
    started = time.monotonic()
    (page,) = decode_pdf(a_page(20)).pages
    assert len(page.text_boxes) == RUNS
    assert {box.text for box in page.text_boxes} == {"vara vara vara vara" + "x"}
    assert time.monotonic() - started < PAGE_SECONDS_MAX


def test_a_page_of_long_runs_is_refused_long_before_time_is_up() -> None:
    started = time.monotonic()
    with pytest.raises(Unreadable) as refused:
        decode_pdf(a_page(1000))
    assert refused.value.code == "picture-too-large"
    assert time.monotonic() - started < PAGE_SECONDS_MAX
