"""A reading drawn for whoever doubts it: the boxes on the receipt, and beside it every field with its reasons in words."""

import dataclasses
import io
from pathlib import Path

import numpy as np
from PIL import Image

from services.receipts.reading.explained import LEGEND, LINE_HEIGHT_PX, MARGIN_PX, PANEL_WIDTH_PX, explain
from services.receipts.reading.fields.all import read_fields
from services.receipts.reading.values import Reading
from tests.unit.receipts.builders import LUNCH, drawn, rows_of


def a_reading() -> Reading:
    jpeg = io.BytesIO()
    drawn(*LUNCH).save(jpeg, "JPEG")
    return Reading(read_fields(rows_of(*LUNCH)), "", jpeg.getvalue(), 1, 1, "rapidocr", 0.5)


def colours_in(pixels: "np.ndarray[tuple[int, int, int], np.dtype[np.uint8]]") -> set[str]:
    return {
        f"#{red:02x}{green:02x}{blue:02x}" for red, green, blue in np.unique(pixels.reshape(-1, 3), axis=0).tolist()
    }


def test_boxes_are_drawn_on_the_receipt_and_fields_and_a_legend_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "lunch.explained.png"
    explain(a_reading(), path)
    sheet = np.asarray(Image.open(path).convert("RGB"))
    width = sheet.shape[1] - PANEL_WIDTH_PX
    assert width == 900
    assert LEGEND[0][0] in colours_in(sheet[:, :width])
    assert {colour for colour, _ in LEGEND} <= colours_in(sheet[:60, width:])


def test_a_field_without_a_place_is_told_beside_the_receipt_alone(tmp_path: Path) -> None:
    reading = a_reading()
    only = {name: None for name in vars(reading.fields) if name != "kind"}
    explain(dataclasses.replace(reading, fields=dataclasses.replace(reading.fields, **only)), tmp_path / "one.png")
    sheet = np.asarray(Image.open(tmp_path / "one.png").convert("RGB"))
    assert not {colour for colour, _ in LEGEND} & colours_in(sheet[:, :900])
    assert sheet[MARGIN_PX + 2 * LINE_HEIGHT_PX :, 900:].min() < 100
