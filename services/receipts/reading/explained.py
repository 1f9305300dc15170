"""A reading as a picture: where each field stands, how sure it is and why, for whoever doubts the reader."""

import io
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw

from shared.text import Text
from shared.texts.formatting import format_text

from .pictures.font import font
from .values import Box, Fields, Found, PrivatePart, Reading, VatRow

PANEL_WIDTH_PX = 620
LINE_HEIGHT_PX = 22
LETTERS_PX = 16
VALUE_LETTERS_MAX = 44
MARGIN_PX = 16
SURE, FAIRLY, DOUBTFUL = "#1a7f37", "#b26a00", "#b3261e"
SURE_MIN, FAIRLY_MIN = 0.95, 0.8
LEGEND = ((SURE, "95 % sure or more"), (FAIRLY, "80 % or more"), (DOUBTFUL, "less"))
LEGEND_STEP_PX = 190


def explain(reading: Reading, path: Path) -> None:
    """Writes the picture as PNG: the upright receipt with a box round each field, and beside it every field with its reasons."""
    shown = Image.open(io.BytesIO(reading.display_jpeg)).convert("RGB")
    found = _found(reading.fields)
    lines_count = 2 + sum(_lines_count(one) for _, one in found)
    height = max(shown.height, 2 * MARGIN_PX + lines_count * LINE_HEIGHT_PX)
    sheet = Image.new("RGB", (shown.width + PANEL_WIDTH_PX, height), "white")
    sheet.paste(shown)
    draw = ImageDraw.Draw(sheet)
    letters = font(LETTERS_PX)
    top = MARGIN_PX
    for place, (colour, meaning) in enumerate(LEGEND):
        draw.text((shown.width + MARGIN_PX + LEGEND_STEP_PX * place, top), meaning, colour, letters)
    top += 2 * LINE_HEIGHT_PX
    for number, (name, one) in enumerate(found, 1):
        colour = _colour(one.confidence)
        if one.box is not None:
            _mark(draw, one.box, shown.size, f"{number}", colour, letters)
        left = shown.width + MARGIN_PX
        draw.text((left, top), f"{number}  {name}: {_told(one.value)}  {100 * one.confidence:.1f} %", colour, letters)
        top += LINE_HEIGHT_PX
        for reason in one.reasons:
            draw.text((left + 2 * MARGIN_PX, top), format_text(Text(f"evidence.{reason}"), "en"), "#444444", letters)
            top += LINE_HEIGHT_PX
    sheet.save(path)


def _found(fields: Fields) -> list[tuple[str, Found[Any]]]:
    return [(name, one) for name, one in vars(fields).items() if isinstance(one, Found)]


def _lines_count(found: Found[Any]) -> int:
    return 1 + len(found.reasons)


def _colour(confidence: float) -> str:
    return SURE if confidence >= SURE_MIN else FAIRLY if confidence >= FAIRLY_MIN else DOUBTFUL


def _told(value: Any) -> str:
    if isinstance(value, tuple):
        value = ", ".join(_part(one) for one in value)
    return str(value)[:VALUE_LETTERS_MAX].encode("latin-1", "replace").decode("latin-1")


def _part(one: VatRow | PrivatePart) -> str:
    if isinstance(one, VatRow):
        return f"{one.rate_per_mille / 10:g} % {one.vat_ore} of {one.net_ore}"
    return f"{one.text} {one.ore}"


def _mark(draw: ImageDraw.ImageDraw, box: Box, size: tuple[int, int], text: str, colour: str, font: Any) -> None:
    width, height = size
    corners = (box.x * width, box.y * height, (box.x + box.w) * width, (box.y + box.h) * height)
    draw.rectangle(corners, outline=colour, width=3)
    draw.text((max(corners[0] - LETTERS_PX, 0), corners[1]), text, colour, font)
