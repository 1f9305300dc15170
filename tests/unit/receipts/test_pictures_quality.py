"""What is wrong with a picture is seen in its pixels and boxes, and a good picture is left in peace."""

import numpy as np
import pytest
from PIL import Image

from services.receipts.domain.duplicates import bits_apart
from services.receipts.reading.pictures.fingerprint import picture_hash
from services.receipts.reading.pictures.geometry import Quads, pixels_of
from services.receipts.reading.pictures.paper import Paper, paper_around
from services.receipts.reading.pictures.quality import what_hinders, why_nothing
from services.receipts.reading.values import TextBox
from tests.unit.receipts.builders import LUNCH, drawn
from tests.unit.receipts.photographs import in_light, smeared

CORNERS = ((0.0, 0.0), (900.0, 0.0), (900.0, 700.0), (0.0, 700.0))


def a_paper(letter_px: float = 40.0, runs_out: tuple[bool, bool, bool, bool] = (False,) * 4) -> Paper:
    return Paper(CORNERS, (False,) * 4, runs_out, letter_px)


def rows_at(*tops: float) -> Quads:
    return np.array([[(100, y), (600, y), (600, y + 30), (100, y + 30)] for y in tops], np.float32)


@pytest.mark.parametrize(
    ("picture", "code"),
    [
        pytest.param(in_light(drawn(*LUNCH), 0.05), "too-dark", id="dark"),
        pytest.param(smeared(drawn(*LUNCH), 22), "too-blurred", id="smeared"),
        pytest.param(Image.new("RGB", (600, 800), "white"), "no-text-found", id="an empty page"),
        pytest.param(Image.new("RGB", (600, 800), "grey"), "no-text-found", id="a table"),
    ],
)
def test_why_nothing_was_found_is_seen(picture: Image.Image, code: str) -> None:
    assert why_nothing(pixels_of(picture)) == code


def test_a_good_picture_gets_no_advice() -> None:
    assert what_hinders(pixels_of(drawn(*LUNCH)), a_paper(), has_total=False) == ()


def test_print_out_of_focus_is_told_from_sharp_print() -> None:
    assert "too-blurred" in what_hinders(pixels_of(smeared(drawn(*LUNCH), 7)), a_paper(), has_total=False)
    assert "too-blurred" not in what_hinders(pixels_of(smeared(drawn(*LUNCH), 1)), a_paper(), has_total=False)


def test_letters_too_small_are_told() -> None:
    assert what_hinders(pixels_of(drawn(*LUNCH)), a_paper(letter_px=7), has_total=False) == ("too-small",)


def test_print_that_runs_out_below_is_told_only_while_there_is_no_total() -> None:
    page = Image.new("RGB", (700, 900), "white")
    paper = paper_around(pixels_of(page), rows_at(100, 300, 500, 700, 868))
    assert paper.runs_out == (False, False, True, False)
    sheet = pixels_of(drawn(*LUNCH))
    assert what_hinders(sheet, a_paper(runs_out=paper.runs_out), has_total=False) == ("cut-off-bottom",)
    assert what_hinders(sheet, a_paper(runs_out=paper.runs_out), has_total=True) == ()


def test_the_same_paper_in_another_light_has_nearly_the_same_hash_and_another_receipt_has_not() -> None:
    def hash_of(picture: Image.Image) -> str:
        box = TextBox("Krogen", 1.0, ((50, 40), (850, 40), (850, picture.height - 50), (50, picture.height - 50)))
        told = picture_hash(pixels_of(picture), (box,))
        assert told is not None and len(told) == 16
        return told

    lunch, other = drawn(*LUNCH), drawn(*LUNCH[:4], *("Vin | 89,00",) * 5, *LUNCH[7:9])
    assert bits_apart(hash_of(lunch), hash_of(smeared(in_light(lunch, 0.6), 1))) <= 6
    assert bits_apart(hash_of(lunch), hash_of(other)) >= 14
