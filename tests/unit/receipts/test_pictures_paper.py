"""Photographs are laid flat and cropped to the paper, for reading and for showing."""

import io

import numpy as np
import pytest
from PIL import Image

from services.receipts.reading.pictures.geometry import Quads, pixels_of, print_direction_deg
from services.receipts.reading.pictures.paper import paper_around
from services.receipts.reading.pipeline import Pipeline
from services.receipts.reading.values import NOTHING_KNOWN, Reading, ReadingFailure
from tests.unit.receipts.builders import LUNCH, as_bytes, drawn
from tests.unit.receipts.photographs import colour_at_rim, in_light, on_a_table

SUPPER = tuple(
    line.replace("Krogen Lilla Björn", "Hotell Åsen").replace("164,50", "389,00").replace("03-10", "04-17")
    for line in LUNCH
)


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return Pipeline(threads=2)


def read(pipeline: Pipeline, *pictures: Image.Image) -> Reading:
    answer = pipeline.read([as_bytes(picture) for picture in pictures], NOTHING_KNOWN)
    assert isinstance(answer, Reading), answer
    return answer


def shown(reading: Reading) -> Image.Image:
    return Image.open(io.BytesIO(reading.display_jpeg))


def key_fields(reading: Reading) -> tuple[str, int]:
    assert reading.fields.date is not None and reading.fields.total_ore is not None
    return reading.fields.date.value.isoformat(), reading.fields.total_ore.value


def a_quad(x: float, y: float, width: float, height: float) -> list[tuple[float, float]]:
    return [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]


def quads(*boxes: tuple[float, float, float, float]) -> Quads:
    return np.array([a_quad(*box) for box in boxes], np.float32)


@pytest.mark.parametrize("degrees", [0, -7, 24, 90, 180, 263])
def test_a_receipt_on_a_table_is_read_and_shown_level_without_the_table(pipeline: Pipeline, degrees: int) -> None:
    reading = read(pipeline, on_a_table(drawn(*LUNCH), degrees=degrees, room_px=300))
    assert key_fields(reading) == ("2026-03-10", 16450)
    picture = shown(reading)
    assert picture.height / picture.width == pytest.approx(drawn(*LUNCH).height / 900, rel=0.05)
    assert min(colour_at_rim(picture)) > 165  # paper, and no more than a hair of the table, on every side
    box = reading.fields.total_ore.box if reading.fields.total_ore else None
    assert box is not None and 0.5 < box.x < 0.95 and 0.5 < box.y < 0.75


def test_the_direction_of_print_is_that_of_its_long_boxes() -> None:
    level = quads(*((100, 60 * row, 400, 30) for row in range(8)), (20, 20, 30, 300))
    assert print_direction_deg(level) == pytest.approx(0, abs=0.5)
    upright = quads(*((60 * column, 100, 30, 400) for column in range(8)))
    assert abs(print_direction_deg(upright)) == pytest.approx(90, abs=0.5)


def test_no_text_is_cropped_away_where_no_edge_of_paper_is_seen() -> None:
    page = Image.new("RGB", (800, 1000), "white")
    paper = paper_around(pixels_of(page), quads((100, 120, 500, 30), (100, 500, 500, 30), (100, 800, 500, 30)))
    assert paper.edges == (False,) * 4
    left, top = paper.corners[0]
    right, bottom = paper.corners[2]
    assert left <= 100 and top <= 120 and right >= 600 and bottom >= 830


def test_two_receipts_side_by_side_are_two_readings(pipeline: Pipeline) -> None:
    reading = read(pipeline, on_a_table(drawn(*LUNCH), drawn(*SUPPER)))
    assert key_fields(reading) == ("2026-03-10", 16450)
    (other,) = reading.further
    assert key_fields(other) == ("2026-04-17", 38900)
    assert other.picture_hash != reading.picture_hash
    assert shown(other).width < 1000  # each shows its own paper


def test_a_receipt_with_its_card_slip_beside_it_is_one(pipeline: Pipeline) -> None:
    slip = (
        "Krogen Lilla Björn AB",
        "KONTOKORT",
        "2026-03-10 | 12:31",
        "Mastercard | **** 4321",
        "Belopp | 164,50",
        "Tack!",
    )
    reading = read(pipeline, on_a_table(drawn(*LUNCH), drawn(*slip)))
    assert reading.further == ()
    assert key_fields(reading) == ("2026-03-10", 16450)


def test_a_receipt_with_two_columns_is_one(pipeline: Pipeline) -> None:
    wide = read(pipeline, on_a_table(drawn(*LUNCH, width_px=1500)))
    assert wide.further == ()


def test_a_photograph_in_the_dark_says_so(pipeline: Pipeline) -> None:
    answer = pipeline.read([as_bytes(in_light(on_a_table(drawn(*LUNCH)), 0.02), quality=40)], NOTHING_KNOWN)
    assert isinstance(answer, ReadingFailure)
    assert answer.code == "too-dark"
    assert answer.display_jpeg
