"""Several pictures or pages are one receipt, shown below each other."""

import io

import pytest
from PIL import Image

from services.receipts.reading.pictures.stack import joined, stacked
from services.receipts.reading.pipeline import Pipeline
from services.receipts.reading.values import NOTHING_KNOWN, Reading
from tests.unit.receipts.builders import LUNCH, as_bytes, drawn, rows_of
from tests.unit.receipts.photographs import on_a_table

LONG = LUNCH[:5] + tuple(f"Vara nummer {number} | {number}7,50" for number in range(11, 31)) + LUNCH[5:]


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return Pipeline(threads=2)


def texts(*lines: str) -> list[str]:
    return [row.text for row in rows_of(*lines)]


def test_rows_that_both_pictures_show_are_kept_once() -> None:
    upper, lower = (
        rows_of("Krogen AB", "Kaffe | 35,50", "Bulle | 29,00"),
        rows_of("Kaffe | 35,50", "Bulle | 29.00", "TOTALT | 64,50"),
    )
    assert [row.text for row in joined(upper, lower)] == texts(
        "Krogen AB", "Kaffe | 35,50", "Bulle | 29,00", "TOTALT | 64,50"
    )


def test_rows_cut_through_at_the_seam_are_dropped() -> None:
    upper, lower = (
        rows_of("Krogen AB", "Kaffe svart | 35,50", "Bu11e"),
        rows_of("lllll", "Kaffe svart | 35,50", "Bulle | 29,00"),
    )
    assert [row.text for row in joined(upper, lower)] == texts("Krogen AB", "Kaffe svart | 35,50", "Bulle | 29,00")


def test_pictures_that_share_nothing_keep_all_their_rows() -> None:
    assert len(joined(rows_of("Krogen AB", "Kaffe | 35,50"), rows_of("TOTALT | 64,50", "Tack"))) == 4


def test_pages_stand_below_each_other_in_one_width() -> None:
    stack, places = stacked([Image.new("RGB", (800, 1000)), Image.new("RGB", (400, 100))])
    assert stack.size == (800, 1200)
    assert places == [(1.0, 0), (2.0, 1000)]


def test_a_long_receipt_in_two_pictures_is_one_and_every_row_has_its_place(pipeline: Pipeline) -> None:
    whole = drawn(*LONG)
    upper, lower = whole.crop((0, 0, 900, 1100)), whole.crop((0, 900, 900, whole.height))
    answer = pipeline.read([as_bytes(on_a_table(part, room_px=90)) for part in (upper, lower)], NOTHING_KNOWN)
    assert isinstance(answer, Reading)
    fields = answer.fields
    assert answer.pages_count == 2
    assert [answer.text.count(f"Vara nummer {number}") for number in range(11, 31)] == [1] * 20
    assert fields.merchant is not None and fields.merchant.value.startswith("Krogen Lilla")
    assert fields.total_ore is not None and fields.total_ore.value == 16450
    assert fields.merchant.box is not None and fields.merchant.box.y < 0.2
    assert fields.total_ore.box is not None and fields.total_ore.box.y > 0.7
    picture = Image.open(io.BytesIO(answer.display_jpeg))
    assert picture.width <= 1000 and picture.height > 1.3 * picture.width


def test_a_scan_of_several_pages_is_read_to_its_end(pipeline: Pipeline) -> None:
    first, second = drawn(*LONG[:12]), drawn(*LONG[12:])
    answer = pipeline.read([as_bytes(first, "TIFF", save_all=True, append_images=[second])], NOTHING_KNOWN)
    assert isinstance(answer, Reading)
    assert answer.pages_count == answer.pages_read_count == 2
    assert answer.fields.total_ore is not None and answer.fields.total_ore.value == 16450


def test_items_that_differ_in_their_figures_alone_are_no_seam() -> None:
    upper = rows_of(*(f"Vara nummer {number} | {number}7,50" for number in range(11, 20)))
    lower = rows_of(*(f"Vara nummer {number} | {number}7,50" for number in range(18, 26)))
    assert len(joined(upper, lower)) == 15
