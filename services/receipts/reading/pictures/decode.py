"""Bytes of any kind → upright pages in memory, and the display copy. Runs inside the sandbox: the bytes come from strangers."""

import io
import struct
from dataclasses import dataclass
from typing import Any

import pillow_heif
import pypdfium2
from PIL import Image, ImageOps, UnidentifiedImageError

from ..values import TextBox, Unreadable

FILE_BYTES_MAX = 30 * 1024 * 1024
"""A 50 Mpx phone JPEG is some 20 MB; mail gateways stop at 25 MB."""
PIXELS_MAX = 80_000_000
"""Phones reach 50 Mpx; 80 Mpx decoded is 240 MB, which the sandbox can bear. More is a bomb or a map."""
SIDE_PX_MAX = 30_000
"""A till roll two metres long, scanned at 300 dpi, is 24,000 px."""
SIDE_PX_MIN = 16
"""Below this no letter fits."""
PDF_PAGES_MAX = 10
"""Receipts and hotel bills have fewer; of a longer file only these are read."""
PAGE_SIDE_PX_MAX = 2000
"""Letters of a whole receipt are legible at this size; more only costs time."""
PDF_DPI = 200
"""Letters of 8 pt become 22 px high, which the engines read well."""
PDF_TEXT_LETTERS_MIN = 40
"""A page with fewer letters in its text layer is a scan with a stamp: it is read as a picture."""
PDF_TEXT_RUNS_MAX = 1500
"""Pieces of text taken from one PDF page; a dense A4 page has some 500."""
JPEG_SCANS_MAX = 500
"""A progressive JPEG has some ten; each is work for the whole picture. By chance the mark also stands in other data."""
DISPLAY_SIDE_PX_MAX = 1600
DISPLAY_JPEG_QUALITY = 82

PICTURE_FORMATS = ("JPEG", "PNG", "WEBP", "TIFF", "HEIF")
"""What phones, scanners and mail give. Pillow's rarer decoders stay closed: each is a door."""

Image.MAX_IMAGE_PIXELS = None  # our own limit is checked on the header, before any decoding
pillow_heif.register_heif_opener()
Image.init()


@dataclass(frozen=True)
class Page:
    """An upright page as RGB. `text_boxes` is its exact text where the file carries it (PDF), else empty."""

    picture: Image.Image
    text_boxes: tuple[TextBox, ...] = ()


@dataclass(frozen=True)
class Document:
    """The pages that are read, of all that the file has."""

    pages: tuple[Page, ...]
    pages_count: int


def decode(data: bytes) -> Document:
    """Pages of a picture or PDF; the type is told by content, never by a name. Raises `Unreadable`."""
    if not data:
        raise Unreadable("empty-file")
    if len(data) > FILE_BYTES_MAX:
        raise Unreadable("picture-too-large", f"{len(data)} bytes")
    if b"%PDF-" in data[:1024]:
        return _decode_pdf(data)
    return Document((Page(_decode_picture(data)),), 1)


def display_copy(picture: Image.Image) -> bytes:
    """An upright JPEG without any metadata, longest side at most `DISPLAY_SIDE_PX_MAX`."""
    copy = picture.copy()
    copy.thumbnail((DISPLAY_SIDE_PX_MAX, DISPLAY_SIDE_PX_MAX), Image.Resampling.LANCZOS)
    clean = Image.frombytes("RGB", copy.size, copy.tobytes())  # a fresh image carries no info, profile or EXIF
    out = io.BytesIO()
    clean.save(out, "JPEG", quality=DISPLAY_JPEG_QUALITY, optimize=True)
    return out.getvalue()


def _decode_picture(data: bytes) -> Image.Image:
    try:
        picture = Image.open(io.BytesIO(data), formats=PICTURE_FORMATS)
    except UnidentifiedImageError as error:
        code = "broken-picture" if _looks_like_a_picture(data) else "not-a-picture"
        raise Unreadable(code, "no decoder knows it") from error
    except (OSError, ValueError, SyntaxError, struct.error, EOFError, IndexError, KeyError, TypeError) as error:
        raise Unreadable("broken-picture", type(error).__name__) from error
    _check_size(*picture.size)
    try:
        if picture.format in ("JPEG", "MPO"):
            if data.count(b"\xff\xda") > JPEG_SCANS_MAX:
                raise Unreadable("broken-picture", "scans without end")
            # Decoded at half or a quarter of the size where that is enough: a 50 Mpx photo costs 10 MB, not 150.
            picture.draft("RGB", (PAGE_SIDE_PX_MAX, PAGE_SIDE_PX_MAX))
        picture.load()
        return _page_size(_on_white(_upright(picture)))
    except (MemoryError, Unreadable):
        raise
    except Exception as error:  # decoders raise whatever the bytes provoke; all of it means the same
        raise Unreadable("broken-picture", f"{type(error).__name__}: {error}"[:200]) from error


def _check_size(width: int, height: int) -> None:
    if width * height > PIXELS_MAX or max(width, height) > SIDE_PX_MAX:
        raise Unreadable("picture-too-large", f"{width} × {height}")
    if min(width, height) < SIDE_PX_MIN:
        raise Unreadable("no-text-found", f"{width} × {height}")


def _upright(picture: Image.Image) -> Image.Image:
    """The picture as its EXIF tag says it was held; a broken tag is as good as none."""
    try:
        ImageOps.exif_transpose(picture, in_place=True)  # a copy of 80 Mpx is 320 MB
    except Exception:
        return picture
    return picture


def _on_white(picture: Image.Image) -> Image.Image:
    """RGB; what is transparent becomes paper."""
    if picture.mode in ("I;16", "I;16B", "I", "F"):
        low, high = picture.convert("F").getextrema()
        span = max(float(high) - float(low), 1.0)  # type: ignore[arg-type]
        return picture.convert("F").point(lambda v: (v - float(low)) * (255.0 / span)).convert("L").convert("RGB")  # type: ignore[arg-type]
    if picture.mode in ("RGBA", "LA", "PA", "La", "RGBa") or "transparency" in picture.info:
        layer = picture.convert("RGBA")
        paper = Image.new("RGB", layer.size, "white")
        paper.paste(layer, mask=layer.getchannel("A"))
        return paper
    return picture if picture.mode == "RGB" else picture.convert("RGB")


def _page_size(picture: Image.Image) -> Image.Image:
    """At most `PAGE_SIDE_PX_MAX` long, except that a long strip keeps 700 px of width for its letters."""
    longest, shortest = max(picture.size), min(picture.size)
    scale = min(1.0, max(PAGE_SIDE_PX_MAX / longest, min(700 / shortest, 6000 / longest)))
    if scale == 1.0:
        return picture
    size = (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
    return picture.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)


def _looks_like_a_picture(data: bytes) -> bool:
    """The first bytes of the formats we take: a cut-off photo is broken, a letter is not a picture."""
    starts = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"II*\x00", b"MM\x00*")
    webp = data[:4] == b"RIFF" and data[8:12] == b"WEBP"
    heif = data[4:8] == b"ftyp" and data[8:12] in (b"heic", b"heix", b"mif1", b"msf1", b"heim", b"heis", b"avif")
    return data.startswith(starts) or webp or heif


def _decode_pdf(data: bytes) -> Document:
    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        code = "encrypted-pdf" if "password" in str(error).lower() or b"/Encrypt" in data else "broken-picture"
        raise Unreadable(code, str(error)[:200]) from error
    try:
        count = len(pdf)
        if count == 0:
            raise Unreadable("broken-picture", "a PDF without pages")
        return Document(tuple(_pdf_page(pdf, number) for number in range(min(count, PDF_PAGES_MAX))), count)
    except pypdfium2.PdfiumError as error:
        raise Unreadable("broken-picture", str(error)[:200]) from error
    finally:
        pdf.close()


def _pdf_page(pdf: Any, number: int) -> Page:
    page = pdf[number]
    try:
        width_pt, height_pt = page.get_size()
        if width_pt < 1 or height_pt < 1:
            raise Unreadable("broken-picture", f"page of {width_pt} × {height_pt} pt")
        scale = min(PDF_DPI / 72, PAGE_SIDE_PX_MAX / max(width_pt, height_pt))
        if max(width_pt, height_pt) / min(width_pt, height_pt) > 100:
            raise Unreadable("picture-too-large", f"page of {width_pt} × {height_pt} pt")
        picture = page.render(scale=scale).to_pil().convert("RGB")
        return Page(picture, _pdf_text(page, height_pt, scale))
    finally:
        page.close()


def _pdf_text(page: Any, height_pt: float, scale: float) -> tuple[TextBox, ...]:
    """The page's own text, in pixels of its picture; empty when there is too little to trust, or the page is turned."""
    if page.get_rotation() != 0:
        return ()  # its text lies in unturned coordinates; the picture is right
    text_page = page.get_textpage()
    try:
        left_pt, bottom_pt = page.get_mediabox()[:2]
        boxes = []
        for index in range(min(text_page.count_rects(), PDF_TEXT_RUNS_MAX)):
            left, bottom, right, top = text_page.get_rect(index)
            text = " ".join(text_page.get_text_bounded(left, bottom, right, top).replace("\0", " ").split())
            if not text or top <= bottom:
                continue
            x0, x1 = (left - left_pt) * scale, (right - left_pt) * scale
            y0, y1 = (height_pt - (top - bottom_pt)) * scale, (height_pt - (bottom - bottom_pt)) * scale
            boxes.append(TextBox(text, 1.0, ((x0, y0), (x1, y0), (x1, y1), (x0, y1))))
    finally:
        text_page.close()
    letters = sum(char.isalnum() for box in boxes for char in box.text)
    return tuple(boxes) if letters >= PDF_TEXT_LETTERS_MIN else ()
