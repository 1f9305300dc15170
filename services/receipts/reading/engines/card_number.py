"""The last four digits of a card, looked for where they were passed over: at the end of the row that names the card.

Stars alone look like a rule to the engine, and digits behind them are lost with it. So the row is cut out to the right of
the card's name, its last ink is taken to be the digits, and they are read at several widths; the reading that most widths
agree on counts.
"""

import dataclasses
import re
from collections import Counter

import cv2
import numpy as np
from PIL import Image

from ..fields.amounts import exact_amounts
from ..fields.card import brand_in
from ..pictures.geometry import Pixels, pixels_of
from ..rows import fraction_box
from ..values import Fields, Found, TextBox, clearness
from .rapid_ocr import RapidOcr

LETTER_ASPECT = 0.52
"""Width of a letter of a till, by its height."""
WIDTHS_LETTERS = (4.1, 4.35, 4.7, 5.3)
"""Four digits, and a little more of what stands before them."""
_AMOUNT = re.compile(r"\d\s?[.,:]\s?\d\d(?!\d)|[€£$]|\b(?:kr|sek|eur)\b", re.IGNORECASE)
INK_SHARE = 0.4
INK_GREY_MIN = 15.0


def card_read_again(fields: Fields, shown: Image.Image, boxes: tuple[TextBox, ...], engine: RapidOcr) -> Fields:
    """The fields with the card's digits, where a card is named and none were found."""
    if fields.last4 is not None:
        return fields
    pixels = pixels_of(shown)
    right_px = max((box.right for box in boxes), default=0.0)
    for box in boxes:
        found = _digits_beside(pixels, box, _until_amount(box, boxes, right_px), engine)
        if found is not None:
            return dataclasses.replace(fields, last4=found)
    return fields


def _digits_beside(pixels: Pixels, box: TextBox, right_px: float, engine: RapidOcr) -> Found[str] | None:
    brand_ends = brand_in(box.text)
    if brand_ends is None:
        return None
    corners = _rest_of_row(box, brand_ends / len(box.text), right_px)
    if corners is None:
        return None
    strip, letter_px = _strip(pixels, corners)
    end = _last_ink(strip)
    told = [one for width in WIDTHS_LETTERS if (one := _digits(strip, end, width * letter_px, letter_px, engine))]
    if not told:
        return None
    digits, votes = Counter(text for text, _ in told).most_common(1)[0]
    score = max(score for text, score in told if text == digits)
    place = fraction_box(TextBox(digits, score, corners), pixels.shape[1], pixels.shape[0])
    evidence = {"card-beside": 1.0, "widths-agree": votes / len(WIDTHS_LETTERS), "clear-print": clearness(score)}
    return Found(digits, box=place, evidence=evidence)


def _until_amount(box: TextBox, boxes: tuple[TextBox, ...], right_px: float) -> float:
    """How far the row goes before what was paid with the card, which is no part of its number."""
    middle = (box.top + box.bottom) / 2
    amounts = [
        each.left
        for each in boxes
        if each.top < middle < each.bottom and each.left > box.right and exact_amounts(each.text)
    ]
    return min([right_px, *amounts])


def _rest_of_row(box: TextBox, share: float, right_px: float) -> tuple[tuple[float, float], ...] | None:
    """The corners of the row behind that share of the box, along its slope; None when there is no room for four digits."""
    (x0, y0), (x1, y1), (_, y2), (_, y3) = box.corners
    height = ((y3 - y0) + (y2 - y1)) / 2
    letter = LETTER_ASPECT * height
    slope = (y1 - y0) / max(x1 - x0, 1.0)
    start, end = min(x0 + share * (x1 - x0), x1 - letter), right_px + letter
    if height < 4 or end - start < 4 * letter:
        return None
    upper, lower = y0 - 0.1 * height, y3 + 0.1 * height
    rise_start, rise_end = slope * (start - x0), slope * (end - x0)
    return (
        (start, upper + rise_start),
        (end, upper + rise_end),
        (end, lower + rise_end),
        (start, lower + rise_start),
    )


def _strip(pixels: Pixels, corners: tuple[tuple[float, float], ...]) -> tuple[Pixels, float]:
    """The row laid level, and the width of its letters."""
    quad = np.array(corners, np.float32)
    size = max(8, int(quad[1, 0] - quad[0, 0])), max(8, int(quad[3, 1] - quad[0, 1]))
    target = np.array([(0, 0), (size[0], 0), size, (0, size[1])], np.float32)
    warp = cv2.getPerspectiveTransform(quad, target)
    strip = cv2.warpPerspective(pixels, warp, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(strip, dtype=np.uint8), LETTER_ASPECT * size[1] / 1.2


def _last_ink(strip: Pixels) -> int:
    """The column where the last dark mark ends; the strip's own end when nothing is dark."""
    grey = cv2.cvtColor(strip, cv2.COLOR_BGR2GRAY).astype(np.float32)
    middle = grey[round(0.15 * len(grey)) : round(0.85 * len(grey))]
    ink = np.percentile(middle, 80) - middle.min(axis=0)
    dark = np.flatnonzero(ink > max(INK_SHARE * np.percentile(ink, 95), INK_GREY_MIN))
    return int(dark[-1]) + 1 if len(dark) else strip.shape[1]


def _digits(strip: Pixels, end: int, width: float, letter_px: float, engine: RapidOcr) -> tuple[str, float] | None:
    left, right = max(0, round(end - width)), min(strip.shape[1], round(end + 0.4 * letter_px))
    if right - left < 8:
        return None
    text, score = engine.read_line(np.ascontiguousarray(strip[:, left:right]))
    if _AMOUNT.search(text):  # what stands at the end of the row is what was paid
        return None
    digits = re.sub(r"\D", "", text)
    return (digits[-4:], score) if len(digits) >= 4 else None
