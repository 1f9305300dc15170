"""What kind of file it is, told by its first bytes and never by its name, and a name that is safe to save it under."""

import re
import unicodedata

from services.receipts.domain.receipt import File
from shared.refusal import Refusal

HEAD_BYTES = 1024
"""As far as a type may be told; a PDF may have that much before its mark."""
FILE_NAME_LETTERS_MAX = 100
"""Of the part before the dot."""

EXTENSIONS = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/webp": "webp",
    "image/tiff": "tif",
    "image/heic": "heic",
    "application/pdf": "pdf",
    "text/html": "html",
    "message/rfc822": "eml",
}
"""Every media type that is taken, and the extension it is saved with."""
HEIC_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")
STARTS = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
)

HTML = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*+<(?:!doctype\s+html|html|body|table)[\s>]",
    re.IGNORECASE | re.DOTALL,
)
"""A receipt that came by mail, saved as a page. `*+`: where one comment ends is not thought over again, or forty take a day."""
HEADER = re.compile(
    rb"^(from|to|subject|date|received|mime-version|return-path|message-id|delivered-to|content-type):",
    re.IGNORECASE | re.MULTILINE,
)
FIRST_HEADER = re.compile(rb"[A-Za-z][A-Za-z0-9-]*:[ \t]|From ")
HEADERS_MIN = 2


def file_of(sha256: str, bytes_count: int, head: bytes, given_name: str) -> File | Refusal:
    """What was sent, if it is something that a receipt can be. `head`: its first `HEAD_BYTES`."""
    if bytes_count == 0:
        return Refusal("empty-file")
    media_type = media_type_of(head)
    if media_type is None:
        return Refusal("not-a-picture")
    return File(sha256, media_type, safe_file_name(given_name, media_type), bytes_count)


def media_type_of(head: bytes) -> str | None:
    """The media type of a file that begins with these bytes; None for what is none of: a picture that we read, a PDF, a page, a mail."""
    for start, media_type in STARTS:
        if head.startswith(start):
            return media_type
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    if head[4:8] == b"ftyp" and head[8:12] in HEIC_BRANDS:
        return "image/heic"
    if b"%PDF-" in head[:HEAD_BYTES]:
        return "application/pdf"
    if is_html(head):
        return "text/html"
    return "message/rfc822" if is_message(head) else None


def is_html(head: bytes) -> bool:
    """True for a page of HTML."""
    return HTML.match(head[:HEAD_BYTES]) is not None


def is_message(head: bytes) -> bool:
    """True for an e-mail as it was sent: it begins with headers, and has at least two that every mail has (RFC 5322)."""
    head = head[:HEAD_BYTES]
    if FIRST_HEADER.match(head) is None or b"\0" in head:
        return False
    return len({name.lower() for name in HEADER.findall(head)}) >= HEADERS_MIN


def safe_file_name(given: str, media_type: str) -> str:
    """The name a person gave, without folders or anything a file system or header minds, and with the type's own extension."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", given))[-1]
    stem = last.rsplit(".", 1)[0] if "." in last else last
    plain = re.sub(r"[^\w \-]", "_", stem).strip(" _")[:FILE_NAME_LETTERS_MAX].strip()
    return f"{plain or 'receipt'}.{EXTENSIONS[media_type]}"
