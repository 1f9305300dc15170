"""Bytes of any kind → upright pages in memory, and the display copy. Runs inside the sandbox: the bytes come from strangers."""

import io
import struct

import pillow_heif
from PIL import Image, ImageOps, UnidentifiedImageError

from services.receipts.domain.media import is_html, is_message

from ..values import Unreadable
from . import mail
from .page import PAGE_SIDE_PX_MAX, PAGES_MAX, Document, Page
from .pdf import decode_pdf

FILE_BYTES_MAX = 30 * 1024 * 1024
"""A 50 Mpx phone JPEG is some 20 MB; mail gateways stop at 25 MB."""
PIXELS_MAX = 80_000_000
"""Phones reach 50 Mpx; 80 Mpx decoded is 240 MB, which the sandbox can bear. More is a bomb or a map."""
SIDE_PX_MAX = 30_000
"""A till roll two metres long, scanned at 300 dpi, is 24,000 px."""
SIDE_PX_MIN = 16
"""Below this no letter fits."""
JPEG_SCANS_MAX = 500
"""A progressive JPEG has some ten; each is work for the whole picture. By chance the mark also stands in other data."""
DISPLAY_SIDE_PX_MAX = 1600
DISPLAY_STACK_WIDTH_PX_MAX = 1000
DISPLAY_JPEG_QUALITY = 82

PICTURE_FORMATS = ("JPEG", "PNG", "WEBP", "TIFF", "HEIF")
"""What phones, scanners and mail give. Pillow's rarer decoders stay closed: each is a door."""

Image.MAX_IMAGE_PIXELS = None  # our own limit is checked on the header, before any decoding
pillow_heif.register_heif_opener()
Image.init()


def decode(data: bytes) -> Document:
    """Pages of a picture or PDF; the type is told by content, never by a name. Raises `Unreadable`."""
    if not data:
        raise Unreadable("empty-file")
    if len(data) > FILE_BYTES_MAX:
        raise Unreadable("picture-too-large", f"{len(data)} bytes")
    if b"%PDF-" in data[:1024]:
        return decode_pdf(data)
    if is_html(data):
        return _drawn(mail.text_of_html(data))
    if is_message(data):
        return _drawn(mail.text_of_message(data))
    return _decode_picture(data)


def _drawn(text: str) -> Document:
    picture, boxes = mail.drawn(text)
    return Document((Page(picture, boxes, "html"),), 1)


def display_copy(picture: Image.Image, pages_count: int = 1) -> bytes:
    """An upright JPEG without any metadata. One page: longest side at most `DISPLAY_SIDE_PX_MAX`; several that stand below each
    other: at most `DISPLAY_STACK_WIDTH_PX_MAX` wide, and no longer than as many single ones."""
    copy = picture.copy()
    width = DISPLAY_SIDE_PX_MAX if pages_count == 1 else DISPLAY_STACK_WIDTH_PX_MAX
    copy.thumbnail((width, DISPLAY_SIDE_PX_MAX * pages_count), Image.Resampling.LANCZOS)
    clean = Image.frombytes("RGB", copy.size, copy.tobytes())  # a fresh image carries no info, profile or EXIF
    out = io.BytesIO()
    clean.save(out, "JPEG", quality=DISPLAY_JPEG_QUALITY, optimize=True)
    return out.getvalue()


def _decode_picture(data: bytes) -> Document:
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
        # Only a scan has several pages: further frames of a photograph are thumbnails, depth or the moment before.
        count = getattr(picture, "n_frames", 1) if picture.format == "TIFF" else 1
        if count == 1:
            return Document((_page(picture),), 1)
        return Document(tuple(_frame(picture, number) for number in range(min(count, PAGES_MAX))), count)
    except (MemoryError, Unreadable):
        raise
    except Exception as error:  # decoders raise whatever the bytes provoke; all of it means the same
        raise Unreadable("broken-picture", f"{type(error).__name__}: {error}"[:200]) from error


def _frame(picture: Image.Image, number: int) -> Page:
    picture.seek(number)
    _check_size(*picture.size)
    return _page(picture.copy())  # which is turned in place, while the file is still to be read on


def _page(picture: Image.Image) -> Page:
    picture.load()
    return Page(_page_size(_on_white(_upright(picture))))


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
