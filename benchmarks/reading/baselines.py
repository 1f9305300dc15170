"""Two plain readers to compare with: an engine and a handful of patterns, as anybody would write them in an afternoon."""

import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytesseract
from PIL import Image, ImageOps

from benchmarks.reading.truth import Labelled
from services.receipts.reading.engines.rapid_ocr import SCORE_MIN, RapidOcr
from services.receipts.reading.pictures.geometry import pixels_of
from services.receipts.reading.rows import rows
from services.receipts.reading.values import TextBox

TotalLine = re.compile(r"(?:total|summa|att betala|kontokort|sum)", re.IGNORECASE)
Money = re.compile(r"-?\d{1,3}(?:[ .,]\d{3})*[.,]\d{2}|-?\d+[.,]\d{2}")
DATES = (
    (re.compile(r"(20\d\d)-(\d\d)-(\d\d)"), (1, 2, 3)),
    (re.compile(r"(\d\d)[./-](\d\d)[./-](20\d\d)"), (3, 2, 1)),
)
VAT_LINE = re.compile(r"moms\D{0,4}(\d{1,2})\s*%.*?(\d+[.,]\d{2})\s*$", re.IGNORECASE)
ORGNR = re.compile(r"(\d{6}-\d{4})")
CARD = re.compile(r"\*{2,}\s*(\d{4})")
PLAIN_SIDE_PX = 960
"""At which the plain reader looks for text in the whole picture."""


def by_tesseract(receipt: Labelled) -> dict[str, Any]:
    """Tesseract `swe+eng` on the file as it is."""
    return _timed(
        receipt.path, lambda: str(pytesseract.image_to_string(_upright(receipt.path), lang="swe+eng")).splitlines()
    )


class ByRapidOcr:
    """The second engine as it comes, with the same patterns."""

    def __init__(self) -> None:
        self._engine = RapidOcr()

    def __call__(self, receipt: Labelled) -> dict[str, Any]:
        def lines() -> list[str]:
            pixels = pixels_of(_upright(receipt.path))
            quads = self._engine.find(pixels, PLAIN_SIDE_PX)
            boxes = tuple(
                TextBox(text, score, tuple((float(x), float(y)) for x, y in quad))
                for quad, (text, score) in zip(quads, self._engine.read(pixels, quads), strict=True)
                if text and score >= SCORE_MIN
            )
            return [row.text for row in rows(boxes, pixels.shape[1], pixels.shape[0])]

        return _timed(receipt.path, lines)


def _upright(path: Path) -> Image.Image:
    return ImageOps.exif_transpose(Image.open(path)).convert("RGB")


def _timed(path: Path, read: Callable[[], list[str]]) -> dict[str, Any]:
    started = time.perf_counter()
    told = plain_fields([line.strip() for line in read() if line.strip()])
    return {"file": path.name, **told, "seconds": round(time.perf_counter() - started, 3)}


def plain_fields(lines: list[str]) -> dict[str, Any]:
    """First line, first date, the largest amount beside a word for the sum. No confidence: patterns have none."""
    text = "\n".join(lines)
    totals = [_ore(amount) for line in lines if TotalLine.search(line) for amount in Money.findall(line)]
    vat = [(int(found[1]), _ore(found[2])) for line in lines if (found := VAT_LINE.search(line))]
    orgnr, card = ORGNR.search(text), CARD.search(text)
    return {
        "merchant": lines[0] if lines else None,
        "date": _date(text),
        "total": max(totals, default=None),
        "currency": "MYR"
        if re.search(r"\bRM\b", text)
        else "SEK"
        if re.search(r"\b(?:kr|SEK|moms)\b", text, re.IGNORECASE)
        else None,
        "vat": [{"rate": rate, "vat": ore, "net": 0} for rate, ore in vat],
        "orgnr": orgnr[1] if orgnr else None,
        "last4": card[1] if card else None,
    }


def _date(text: str) -> str | None:
    for pattern, (year, month, day) in DATES:
        if found := pattern.search(text):
            return f"{found[year]}-{found[month]}-{found[day]}"
    return None


def _ore(text: str) -> int:
    return int(re.sub(r"[^\d-]", "", text))
