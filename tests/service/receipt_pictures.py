"""Receipts drawn for tests, in the formats that people send."""

import io
import zlib
from pathlib import Path
from struct import pack
from typing import Literal

import pillow_heif
from PIL import Image, ImageDraw, ImageFont

LINES = (
    "CAFÉ SOLROSEN",
    "Storgatan 4, Västerås",
    "Org.nr 556677-8899",
    "",
    "Kvitto 1042",
    "Datum 2026-10-12 12:07",
    "",
    "Dagens lunch        129,00",
    "Kaffe                32,00",
    "",
    "TOTALT SEK          161,00",
    "",
    "Moms%   Moms    Netto   Brutto",
    "12,00   17,25   143,75  161,00",
    "",
    "Kort ************4711",
    "Tack för besöket!",
)
"""161.00 kronor with 12 % VAT, paid on 12 October 2026."""
FONTS = ("/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf",)

Format = Literal["JPEG", "PNG", "HEIF", "PDF"]


def drawn(lines: tuple[str, ...] = LINES, width: int = 900) -> Image.Image:
    """The lines on paper, some 30 letters wide."""
    picture = Image.new("RGB", (width, 60 + 52 * len(lines)), "white")
    pen = ImageDraw.Draw(picture)
    found = [name for name in FONTS if Path(name).exists()]
    font = ImageFont.truetype(found[0], 36) if found else ImageFont.load_default(36)
    for row, line in enumerate(lines):
        pen.text((40, 30 + 52 * row), line, "black", font)
    return picture


def receipt(form: Format = "JPEG", lines: tuple[str, ...] = LINES) -> bytes:
    """The drawn receipt as a file; a JPEG says in its EXIF where it was taken."""
    picture, out = drawn(lines), io.BytesIO()
    if form == "HEIF":
        pillow_heif.from_pillow(picture).save(out, quality=80)
    elif form == "JPEG":
        exif = Image.Exif()
        exif[0x010E] = "taken at home"
        picture.save(out, "JPEG", quality=88, exif=exif)
    else:
        picture.save(out, form)
    return out.getvalue()


def bomb_png(side: int = 30_000) -> bytes:
    """A PNG of few bytes that would be side² pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return pack(">I", len(data)) + kind + data + pack(">I", zlib.crc32(kind + data))

    row = bytes(side // 8 + 1)
    packer = zlib.compressobj(9)
    body = b"".join(packer.compress(row) for _ in range(side)) + packer.flush()
    header = pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", body) + chunk(b"IEND", b"")
