"""Two places that are looked at twice: the marks over the merchant's letters, and the card number that was passed over."""

import dataclasses
import re

import numpy as np
from PIL import Image

from ..fields.lettering import folded, word_list
from ..pictures.geometry import pixels_of
from ..rows import fraction_box
from ..values import Fields, Found, TextBox
from . import tesseract
from .rapid_ocr import RapidOcr

_BRAND = word_list(
    "visa, mastercard, master card, amex, american express, maestro, eurocard, debit, visa debit, electron, dankort"
)
_FOUR_LAST = re.compile(r"(?<!\d)(\d{4})\W*$")
_SWEDISH_MARKS = "åäöÅÄÖ"
_FOREIGN_MARKS = str.maketrans("ãāâàáõôòóøāĀÃÂÀÁÕÔÒÓØ", "åååååöööööåÅÅÅÅÅÖÖÖÖÖ")
"""In a Swedish name a mark of another language is a misread ring or pair of dots; é is kept, cafés have it."""
_BASES = {"å": "a", "ä": "a", "ö": "o"}
STRIP_WIDTH_MAX = 0.75
"""Of the page's width: how far right of a card's name its number is looked for."""
CARD_CONFIDENCE = 0.8


def merchant_read_again(fields: Fields, shown: Image.Image) -> Fields:
    """The merchant's line read by Tesseract too, believed only where it sees å, ä or ö over a letter that is the same otherwise.

    The first engine takes å for ä or a in a quarter of the cases; Tesseract seldom invents a ring, but misreads more of the rest.
    """
    merchant = fields.merchant
    if merchant is None or merchant.box is None or fields.currency is None or fields.currency.value != "SEK":
        return fields
    if not any(letter in "ao" for letter in folded(merchant.value)):
        return fields
    box = merchant.box
    pad = 0.15 * box.h
    crop = shown.crop(
        (
            max(0, round((box.x - pad) * shown.width)),
            max(0, round((box.y - pad) * shown.height)),
            min(shown.width, round((box.x + box.w + pad) * shown.width)),
            min(shown.height, round((box.y + box.h + pad) * shown.height)),
        )
    )
    name = marks_of(tesseract.read_line(crop), merchant.value)
    return dataclasses.replace(fields, merchant=dataclasses.replace(merchant, value=name))


def marks_of(again: str, name: str) -> str:
    """`name` with the å, ä and ö of `again` in words that are the same letters otherwise; no mark is ever taken away."""
    offered = {folded(word): word for word in again.split()}
    return " ".join(_marked(word, offered.get(folded(word), word)) for word in name.split()).translate(_FOREIGN_MARKS)


def _marked(word: str, other: str) -> str:
    if len(other) != len(word):
        return word
    return "".join(
        (new.upper() if old.isupper() else new.lower())
        if new in _SWEDISH_MARKS and folded(old) == _BASES[new.lower()]
        else old
        for old, new in zip(word, other, strict=True)
    )


def card_read_again(fields: Fields, shown: Image.Image, boxes: tuple[TextBox, ...], engine: RapidOcr) -> Fields:
    """When a card is named but no number was found: the strip right of its name is read, since stars alone look like a rule."""
    if fields.last4 is not None:
        return fields
    right_edge = max((box.right for box in boxes), default=0.0)
    pixels = pixels_of(shown)
    for box in boxes:
        if not _BRAND.search(folded(box.text)):
            continue
        strip = _strip_beside(box, min(right_edge + 4, box.right + STRIP_WIDTH_MAX * shown.width))
        if strip is None:
            continue
        text, score = engine.read(pixels, np.array([strip], np.float32))[0]
        match = _FOUR_LAST.search(text)
        if match and score > 0:
            place = fraction_box(TextBox(text, score, strip), shown.width, shown.height)
            return dataclasses.replace(fields, last4=Found(match[1], round(CARD_CONFIDENCE * score, 3), place))
    return fields


def _strip_beside(box: TextBox, right_edge: float) -> tuple[tuple[float, float], ...] | None:
    """The corners of the rest of the row to the right of a box, along its slope; None when there is no room for four digits."""
    _, upper, lower, _ = box.corners
    run = max(box.corners[1][0] - box.corners[0][0], 1.0)
    slope = (box.corners[1][1] - box.corners[0][1]) / run
    height = lower[1] - upper[1]
    start, length = upper[0] + 0.3 * height, right_edge - upper[0]
    if height < 4 or length < 2 * height:
        return None
    rise = slope * (length - 0.3 * height)
    top, bottom = upper[1] - 0.1 * height, lower[1] + 0.1 * height
    return ((start, top), (right_edge, top + rise), (right_edge, bottom + rise), (start, bottom))
