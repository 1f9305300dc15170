"""The second engine is asked only about what nothing else confirms, and its word is evidence for or against."""

import datetime as dt

import pytest
from PIL import Image, ImageDraw, ImageFont

from services.receipts.reading.engines import tesseract
from services.receipts.reading.engines.agreement import confirmed
from services.receipts.reading.values import Box, Fields, Found

SIZE = (600, 200)
PRINTED = Box(0.05, 0.2, 0.9, 0.3)

pytestmark = pytest.mark.skipif(not tesseract.available(), reason="tesseract is not installed: make test installs it")


def picture(text: str) -> Image.Image:
    sheet = Image.new("RGB", SIZE, "white")
    place = (PRINTED.x * SIZE[0], PRINTED.y * SIZE[1])
    ImageDraw.Draw(sheet).text(place, text, "black", ImageFont.load_default(44))
    return sheet


def total(ore: int, **evidence: float) -> Fields:
    return Fields(total_ore=Found(ore, box=PRINTED, evidence=evidence))


def evidence_of(fields: Fields) -> set[str]:
    found = fields.total_ore or fields.date
    assert found is not None
    return set(found.evidence)


def test_an_amount_that_both_engines_read_alike_says_so() -> None:
    assert evidence_of(confirmed(total(76700), picture("Totalt 767,00"))) == {"engines-agree"}


def test_another_amount_speaks_against_it_and_none_a_little() -> None:
    assert evidence_of(confirmed(total(76790), picture("Totalt 767,00"))) == {"engines-differ"}
    assert evidence_of(confirmed(total(76790), picture(""))) == {"one-engine-only"}


def test_a_day_is_read_again_too() -> None:
    fields = Fields(date=Found(dt.date(2026, 3, 10), box=PRINTED))
    assert evidence_of(confirmed(fields, picture("2026-03-10"))) == {"engines-agree"}


def test_what_the_payment_confirms_is_not_read_again() -> None:
    known = total(76790, **{"payment-agrees": 1.0})
    assert confirmed(known, picture("Totalt 767,00")) == known
