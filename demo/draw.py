"""Draws the receipts of the story as phone photographs. `python -m demo.draw FOLDER` writes them all, with recent dates,
and one that nobody in the story has."""

import io
import random
import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from demo.receipts import RECEIPTS, TO_TRY, Receipt, story_friday
from shared.money import Ore

if TYPE_CHECKING:  # Pillow is imported when something is drawn: whoever imports the story does not pay for it
    from PIL import Image, ImageDraw, ImageFont

PAPER_WIDTH_PX = 620
MARGIN_PX = 44
TEXT_PX = 29
LINE_PX = 43
PHOTO_SIZE_PX = (780, 1040)
JPEG_QUALITY = 66
PAPER, INK, FAINT_INK = 246, 45, 190
WORN_GAPS_PX = (14, 22)
MARKED = {"å": "a°", "ä": "a¨", "ö": "o¨", "Å": "A°", "Ä": "A¨", "Ö": "O¨", "é": "e´", "É": "E´"}
"""Letters as base and mark: the font that Pillow ships has no accented ones."""

Row = tuple[str, str, int]
"""Left text, right text, ink."""


def draw(receipt: Receipt, friday: date) -> tuple[bytes, str]:
    """The file that the phone sends, and its name. The same receipt in the same week gives the same bytes."""
    if receipt.look == "document":
        return _document(receipt, friday), f"{receipt.name}.pdf"
    return _photograph(_paper(_printed(receipt, friday)), receipt), f"{receipt.name}.jpg"


def kronor(amount_ore: Ore) -> str:
    """As a till prints it: `1 345,00`."""
    return f"{amount_ore // 100:,}".replace(",", " ") + f",{amount_ore % 100:02d}"


def _printed(receipt: Receipt, friday: date) -> Sequence[Row]:
    """What stands on it, from top to bottom."""
    date_ink = FAINT_INK if receipt.look == "faint-date" else INK
    rule = ("-" * 67, "", INK)
    return (
        (receipt.printed or receipt.merchant, "", INK),
        (receipt.place, "", INK),
        (f"Orgnr {receipt.organisation_number}", "", INK),
        ("", "", INK),
        (f"{receipt.date(friday):%Y-%m-%d}", f"{receipt.at:%H:%M}", date_ink),
        rule,
        *((text, kronor(amount_ore), INK) for text, amount_ore in receipt.rows),
        rule,
        ("TOTALT", f"{kronor(receipt.total_ore)} {receipt.currency}", INK),
        (f"Varav moms {receipt.vat_percent} %", kronor(receipt.vat_ore), INK),
        ("Netto", kronor(receipt.net_ore), INK),
        ("", "", INK),
        (f"Kort **** **** **** {receipt.card_last4}", kronor(receipt.total_ore), INK),
        *((note, "", INK) for note in receipt.notes),
        *(
            (f"{text} {receipt.date(friday) + timedelta(days=days):%Y-%m-%d}", "", INK)
            for text, days in receipt.other_days
        ),
    )


def _paper(rows: Sequence[Row]) -> "Image.Image":
    """The strip of paper, printed."""
    from PIL import Image, ImageDraw, ImageFont

    paper = Image.new("L", (PAPER_WIDTH_PX, 2 * MARGIN_PX + LINE_PX * len(rows)), PAPER)
    pen, font = ImageDraw.Draw(paper), ImageFont.load_default(size=TEXT_PX)
    for number, (left, right, ink) in enumerate(rows):
        top = MARGIN_PX + LINE_PX * number
        _write(pen, font, (MARGIN_PX, top), left, ink)
        _write(pen, font, (PAPER_WIDTH_PX - MARGIN_PX - _width(font, right), top), right, ink)
        if ink == FAINT_INK:
            for gap in WORN_GAPS_PX:  # a worn print head leaves stripes without ink
                pen.line((MARGIN_PX, top + gap, PAPER_WIDTH_PX - MARGIN_PX, top + gap), fill=PAPER, width=2)
    return paper


def _width(font: "ImageFont.FreeTypeFont | ImageFont.ImageFont", text: str) -> int:
    return round(sum(font.getlength(MARKED.get(letter, letter)[0]) for letter in text))


def _write(
    pen: "ImageDraw.ImageDraw",
    font: "ImageFont.FreeTypeFont | ImageFont.ImageFont",
    at: tuple[float, float],
    text: str,
    ink: int,
) -> None:
    x, top = at
    for letter in text.replace("–", "-"):
        base, mark = (*MARKED[letter],) if letter in MARKED else (letter, "")
        pen.text((x, top), base, font=font, fill=ink, stroke_width=0)
        width = font.getlength(base)
        if mark:
            _mark(pen, x + width / 2, top + (TEXT_PX * 0.14 if base.isupper() else TEXT_PX * 0.3), mark, ink)
        x += width


def _mark(pen: "ImageDraw.ImageDraw", middle: float, bottom: float, mark: str, ink: int) -> None:
    """Dots, ring or accent above a letter, its lower edge at `bottom`."""
    dot = TEXT_PX * 0.075
    if mark == "¨":
        for x in (middle - 2.0 * dot, middle + 2.0 * dot):
            pen.ellipse((x - dot, bottom - 2 * dot, x + dot, bottom), fill=ink)
    elif mark == "°":
        pen.ellipse((middle - 2 * dot, bottom - 3.6 * dot, middle + 2 * dot, bottom + 0.4 * dot), outline=ink, width=2)
    else:
        pen.line((middle, bottom, middle + 2 * dot, bottom - 3 * dot), fill=ink, width=3)


def _photograph(paper: "Image.Image", receipt: Receipt) -> bytes:
    """The paper on a table, as a phone sees it: a little turned, light from one side, a hand's shadow, grain."""
    from PIL import Image, ImageChops, ImageFilter

    chance = random.Random(receipt.name)
    width, height = PHOTO_SIZE_PX
    table = Image.linear_gradient("L").resize((width, height)).point(lambda level: 92 + level // 8)
    grain = _noise((width // 6, height // 90), chance).resize((width, height), Image.Resampling.BICUBIC)
    photo = Image.blend(table, grain, 0.12)

    turn = chance.choice((-1, 1)) * chance.uniform(0.8, 2.4)
    turned = paper.rotate(turn, Image.Resampling.BICUBIC, expand=True, fillcolor=0)
    shape = Image.new("L", paper.size, 255).rotate(turn, Image.Resampling.BICUBIC, expand=True, fillcolor=0)
    at = ((width - turned.width) // 2 + chance.randint(-30, 30), max(20, (height - turned.height) // 2))
    shadow = Image.new("L", (width, height), 0)
    shadow.paste(150, (at[0] + 9, at[1] + 12), shape)
    photo.paste(30, (0, 0), shadow.filter(ImageFilter.GaussianBlur(12)))
    photo.paste(turned, at, shape)

    light = (
        Image.radial_gradient("L")
        .resize((width * 2, height * 2))
        .crop((width // 3, height // 3, width // 3 + width, height // 3 + height))
    )
    photo = ImageChops.multiply(photo, light.point(lambda level: 255 - level // 4))
    if receipt.look == "blurred":
        photo = photo.point(lambda level: 120 + level * 2 // 5).filter(ImageFilter.GaussianBlur(5.5))
    noise = (
        _noise((width, height), chance)
        .filter(ImageFilter.GaussianBlur(1))
        .point(lambda level: 128 + (level - 128) // 6)
    )
    photo = ImageChops.add(photo, noise, 1, -128)
    tinted = Image.merge(
        "RGB", (photo, photo.point(lambda level: level * 249 // 255), photo.point(lambda level: level * 238 // 255))
    )
    file = io.BytesIO()
    tinted.save(file, "JPEG", quality=JPEG_QUALITY, optimize=True)
    return file.getvalue()


def _noise(size: tuple[int, int], chance: random.Random) -> "Image.Image":
    from PIL import Image

    return Image.frombytes("L", size, chance.randbytes(size[0] * size[1]))


def _document(receipt: Receipt, friday: date) -> bytes:
    """A page of PDF with a text layer, as a ticket office mails it."""
    lines = [f"{left}    {right}".rstrip() for left, right, _ in _printed(receipt, friday)]
    text = "\n".join(f"({_escaped(line)}) Tj T*" for line in lines)
    stream = f"BT /F1 12 Tf 18 TL 60 780 Td\n{text}\nET".encode("cp1252")
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    )
    file, starts = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        starts.append(len(file))
        file += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % start for start in starts)
    return file + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
        % (len(objects) + 1, table, len(objects) + 1, len(file))
    )


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def main() -> int:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for receipt in (*RECEIPTS, TO_TRY):
        picture, file_name = draw(receipt, story_friday(datetime.now(UTC).date()))
        (folder / file_name).write_bytes(picture)
        sys.stdout.write(f"{file_name} {len(picture)} bytes\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
