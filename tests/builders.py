"""Things tests are about, made so that a test says only what matters to it."""

import io
from collections.abc import Sequence


def a_receipt(lines: Sequence[str], width: int = 900) -> bytes:
    """A receipt as a JPEG with these printed lines, dark on light."""
    from PIL import Image, ImageDraw, ImageFont

    font = ImageFont.load_default(size=34)
    image = Image.new("RGB", (width, 120 + 56 * len(lines)), (246, 244, 238))
    draw = ImageDraw.Draw(image)
    for number, line in enumerate(lines):
        draw.text((60, 60 + 56 * number), line, fill=(30, 30, 30), font=font)
    data = io.BytesIO()
    image.save(data, "JPEG", quality=88)
    return data.getvalue()


def a_hotel_receipt(date: str, total: str = "1 120,00", vat: str = "120,00", net: str = "1 000,00") -> bytes:
    """A hotel's receipt of that ISO date, VAT 12 %."""
    return a_receipt(
        [
            "HOTELL VINGA BRYGGA AB",
            "Org.nr 556677-8899",
            f"Datum {date}  08:12",
            "Logi 1 natt               1 120,00",
            f"Moms 12 %  Netto {net}  Moms {vat}",
            f"ATT BETALA SEK            {total}",
            "Kort **** **** **** 4711",
            "Tack!",
        ]
    )


def on_a_table(*receipts: bytes, between: int = 90) -> bytes:
    """A photograph of these receipts side by side on a dark table."""
    from PIL import Image

    papers = [Image.open(io.BytesIO(receipt)) for receipt in receipts]
    width = sum(paper.width for paper in papers) + between * (len(papers) + 1)
    table = Image.new("RGB", (width, max(paper.height for paper in papers) + 2 * between), (62, 48, 36))
    left = between
    for paper in papers:
        table.paste(paper, (left, between))
        left += paper.width + between
    data = io.BytesIO()
    table.save(data, "JPEG", quality=90)
    return data.getvalue()
