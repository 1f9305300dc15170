"""Text boxes become rows, also on a tilted page."""

import pytest
from PIL import Image

from services.receipts.reading.pictures.upright import Upright
from services.receipts.reading.pipeline import ROWS_MAX, Sheet, rows_of
from services.receipts.reading.rows import rows
from services.receipts.reading.values import TextBox


def a_box(text: str, x: float, y: float, width: float = 200, slope: float = 0.0) -> TextBox:
    rise = slope * width
    return TextBox(text, 0.9, ((x, y), (x + width, y + rise), (x + width, y + rise + 30), (x, y + 30)))


def texts(*boxes: TextBox) -> list[tuple[str, ...]]:
    return [row.texts for row in rows(boxes, 1000, 1000)]


def test_boxes_beside_each_other_are_one_row() -> None:
    assert texts(a_box("58,50", 600, 102), a_box("Total", 100, 100), a_box("Kort", 100, 140)) == [
        ("Total", "58,50"),
        ("Kort",),
    ]


def test_a_tilted_row_is_followed_along_its_slope() -> None:
    # 500 px to the right the second column stands 50 px lower: level with the next row, were the page straight.
    tilt = 0.1
    assert texts(
        a_box("Total", 100, 100, slope=tilt),
        a_box("58,50", 600, 150, slope=tilt),
        a_box("Kort", 100, 150, slope=tilt),
        a_box("99,00", 600, 200, slope=tilt),
    ) == [("Total", "58,50"), ("Kort", "99,00")]


def test_short_words_far_apart_are_joined_as_the_rows_around_them_lean() -> None:
    # Right-aligned amounts stand 700 px away, and the short labels' own slopes are off by what a pixel makes.
    lean = 0.04
    wide = [a_box("Storgatan 12, 722 12 Västerås", 50, 50 + 40 * row, width=500, slope=lean) for row in range(2)]
    labels = [
        a_box(word, 50, 130 + 40 * row, width=80, slope=0.0) for row, word in enumerate(("Bilaga", "Datum", "Nätter"))
    ]
    values = [
        a_box(word, 750, 130 + lean * 700 + 40 * row, width=60, slope=0.1)
        for row, word in enumerate(("A1", "14 juni", "2"))
    ]
    assert texts(*wide, *labels, *values)[2:] == [("Bilaga", "A1"), ("Datum", "14 juni"), ("Nätter", "2")]


def test_boxes_are_given_in_fractions_of_the_page() -> None:
    (row,) = rows((a_box("Total", 100, 200),), 1000, 2000)
    assert row.box is not None
    assert (row.box.x, row.box.y, row.box.w, row.box.h) == pytest.approx((0.1, 0.1, 0.2, 0.015))


def test_pages_full_of_text_give_no_more_rows_than_can_be_looked_through() -> None:
    page = Image.new("RGB", (400, 40_000))
    dense = tuple(a_box(f"Kaffe {number}", 10, 40.0 * number) for number in range(900))
    sheets = [Sheet(Upright(page, dense), "pdf-text")] * 10
    found = rows_of(sheets, [dense] * 10, page)
    assert len(found) == ROWS_MAX
    assert [row.text for row in found[:900]] == [box.text for box in dense]
    assert len(rows_of(sheets[:2], [dense] * 2, page)) == 1800
