"""Receipts as rows of text, and as pictures drawn here, so that no test needs a folder of photographs."""

import io

from PIL import Image, ImageDraw, ImageFont

from services.receipts.reading.values import Box, Row

LUNCH = (
    "Krogen Lilla Björn AB",
    "Storgatan 12",
    "722 12 Västerås",
    "Org.nr: 556016-0680",
    "Datum: 2026-03-10 | Kl 12.31",
    "Dagens lunch | 129,00",
    "Kaffe | 35,50",
    "TOTALT | 164,50 kr",
    "Varav moms 12 % | 17,63",
    "Bankkort | 164,50",
    "Mastercard | **** **** **** 4321",
)
"""A receipt as tills print it; " | " parts the columns."""


def rows_of(*lines: str, score: float = 0.99) -> tuple[Row, ...]:
    """Rows as if each were printed under the last."""
    return tuple(_row(line, number, len(lines), score) for number, line in enumerate(lines))


def _row(line: str, number: int, count: int, score: float) -> Row:
    texts = tuple(part.strip() for part in line.split("|"))
    step = 1 / max(count, 1)
    boxes = tuple(Box(column / len(texts), number * step, 0.9 / len(texts), 0.8 * step) for column in range(len(texts)))
    return Row(texts, (score,) * len(texts), boxes, 0.8 * step)


def drawn(*lines: str, width_px: int = 900) -> Image.Image:
    """The lines as black print on white paper."""
    height_px = 90 + 56 * len(lines)
    picture = Image.new("RGB", (width_px, height_px), "white")
    pen, letters = ImageDraw.Draw(picture), ImageFont.load_default(30)
    for number, line in enumerate(lines):
        parts = [part.strip() for part in line.split("|")]
        pen.text((60, 45 + 56 * number), parts[0], "black", font=letters)
        if len(parts) > 1:
            right = "  ".join(parts[1:])
            pen.text(
                (width_px - 60 - pen.textlength(right, font=letters), 45 + 56 * number), right, "black", font=letters
            )
    return picture


def as_bytes(picture: Image.Image, kind: str = "JPEG", **options: object) -> bytes:
    """The picture as a file."""
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()
