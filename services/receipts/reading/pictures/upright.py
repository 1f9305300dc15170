"""A picture of a receipt → the paper alone, upright and level, with the text that stands on it."""

from dataclasses import dataclass

import numpy as np
from PIL import Image

from ..engines.rapid_ocr import SCORE_MIN, RapidOcr
from ..values import TextBox
from .apart import RECEIPTS_MAX, groups_of
from .faint import with_faint
from .geometry import Pixels, Quads, letter_height, moved, pixels_of
from .paper import Paper, flattened, paper_around

FIRST_LOOK_SIDE_PX = 640
"""Enough to find where the print lies, and too little to find every piece of it: at 512 whole receipts were missed."""
STRIP_ASPECT = 2.6
"""A picture longer than this times its width is looked at closer, or its letters would be too small to find."""
CLOSE_LOOK_SIDE_PX = 1920
BOXES_FEW = 4
"""With fewer a first look three times as close is worth its time."""
FOUND_LETTER_PX = 24.0
"""Height of the boxes at the second look, on the paper alone; below 20 letters merge, above 28 only time is lost."""


@dataclass(frozen=True)
class Upright:
    """One receipt as it is shown, its text in pixels of that picture, and how it lay in the picture that was sent."""

    picture: Image.Image
    boxes: tuple[TextBox, ...]
    paper: Paper | None = None
    """As it lies now, upright. None: no text was found and the picture is the whole one, or nobody looked for paper."""


def read_upright(picture: Image.Image, engine: RapidOcr, receipts_max: int = RECEIPTS_MAX) -> tuple[Upright, ...]:
    """Finds where print lies; each paper is laid flat, its pieces of print found, turned the right way up and read.

    Mostly one; several when receipts lie apart from each other, from left to right or top to bottom.
    """
    pixels = pixels_of(picture)
    rough = _rough(pixels, engine)
    if not len(rough):
        return (Upright(picture, ()),)
    return tuple(_read_paper(pixels, group, engine) for group in groups_of(pixels, rough, receipts_max))


def _rough(pixels: Pixels, engine: RapidOcr) -> Quads:
    height, width = pixels.shape[:2]
    strip = max(1.0, max(height, width) / min(height, width) / STRIP_ASPECT)
    rough = engine.find(pixels, round(FIRST_LOOK_SIDE_PX * strip))
    if len(rough) >= BOXES_FEW:
        return rough
    closer = engine.find(pixels, min(CLOSE_LOOK_SIDE_PX, 2 * max(height, width)))
    return closer if len(closer) > len(rough) else rough


def _read_paper(pixels: Pixels, rough: Quads, engine: RapidOcr) -> Upright:
    paper = paper_around(pixels, rough)
    sheet, matrix = flattened(pixels, paper)
    quads = _found_on(sheet, moved(rough, matrix), engine)
    if engine.is_upside_down(sheet, quads):
        sheet, quads = _turned_over(sheet, quads)
        paper = paper.turned_over()
    boxes = tuple(
        TextBox(text, score, tuple((float(x), float(y)) for x, y in quad))
        for quad, (text, score) in zip(quads, engine.read(sheet, quads), strict=True)
        if text and score >= SCORE_MIN
    )
    return Upright(Image.fromarray(np.ascontiguousarray(sheet[:, :, ::-1])), boxes, paper)


def _found_on(sheet: Pixels, rough: Quads, engine: RapidOcr) -> Quads:
    """The pieces of print on the paper, looked for at a size that fits its letters; the rough ones where that finds fewer."""
    side_px = round(max(sheet.shape) * FOUND_LETTER_PX / max(letter_height(rough), 1.0))
    quads = engine.find(sheet, side_px)
    return with_faint(sheet, quads if len(quads) >= len(rough) / 2 else rough, side_px, engine)


def _turned_over(sheet: Pixels, quads: Quads) -> tuple[Pixels, Quads]:
    height, width = sheet.shape[:2]
    over = np.array([width, height], np.float32) - quads
    return np.ascontiguousarray(sheet[::-1, ::-1]), np.roll(over, 2, axis=1)
