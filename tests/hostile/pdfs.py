"""PDFs that no till made. Each function gives one file, another for each state of the generator of chance."""

import zlib
from functools import cache
from random import Random

from .pictures import nothing, seed
from .texts import any_lines

CATALOGUE = b"<< /Type /Catalog /Pages 2 0 R >>"
ONE_PAGE = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> %s >> %s >>"
IMAGE = b"/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /Device%s /BitsPerComponent %d "
FORM = b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X %d 0 R >> >>"
TYPE3 = (
    b"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 9 9] /FontMatrix [1 0 0 1 0 0] /CharProcs << /a 7 0 R >> "
    b"/Encoding << /Differences [97 /a] >> /FirstChar 97 /LastChar 97 /Widths [9] /Resources << /Font << /F2 6 0 R >> >> >>"
)
"""A letter that is written with itself."""
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"


def stream(content: bytes, extra: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), extra, content)


def flate(packed: bytes, extra: bytes = b"") -> bytes:
    return stream(packed, b"/Filter /FlateDecode " + extra)


def pdf(*parts: bytes, trailer: bytes = b"") -> bytes:
    """Objects 1, 2, 3 … with their table; the first is the catalogue."""
    out, places = [b"%PDF-1.7\n"], []
    at = len(out[0])
    for number, part in enumerate(parts, 1):
        written = b"%d 0 obj\n%s\nendobj\n" % (number, part)
        places.append(at)
        out.append(written)
        at += len(written)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer << /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF" % (len(parts) + 1, trailer, at)
    return b"".join((*out, b"xref\n0 %d\n0000000000 65535 f \n" % (len(parts) + 1), table, end))


def shown(lines: list[str], size: float = 8) -> bytes:
    """The lines as the content of a page."""

    def escaped(line: str) -> bytes:
        plain = line.encode("cp1252", "replace")
        return plain.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")

    return b"".join(
        b"BT /F1 %.1f Tf 20 %d Td (%s) Tj ET\n" % (size, 820 - 10 * number, escaped(line))
        for number, line in enumerate(lines)
    )


def page_of(
    content: bytes, resources: bytes = b"", page: bytes = b"", *more: bytes, catalogue: bytes = CATALOGUE
) -> bytes:
    """A PDF of one page; `more` are objects 6, 7 …"""
    return pdf(catalogue, ONE_PAGE, PAGE % (resources, page), stream(content), FONT, *more)


@cache
def seed_pdf(scanned: bool) -> bytes:
    """A good one-page receipt, to be damaged: with its text, or as a picture."""
    if not scanned:
        return page_of(shown(["Hotell Norra AB", "Datum 2026-03-10", "Totalt SEK 1 254,24", "Moms 12 % 134,38"], 14))
    picture = stream(seed("JPEG"), IMAGE % (600, 426, b"RGB", 8) + b"/Filter /DCTDecode")
    return page_of(b"q 500 0 0 700 40 60 cm /Im Do Q", b"/XObject << /Im 6 0 R >>", b"", picture)


def damaged_pdf(random: Random) -> bytes:
    """Cut off, bits flipped, a piece moved, the table of objects wrong."""
    data = bytearray(seed_pdf(random.random() < 0.4))
    way = random.randrange(4)
    if way == 0:
        return bytes(data[: random.randrange(6, len(data))])
    if way == 1:
        for _ in range(random.choice((1, 10, 100))):
            data[random.randrange(len(data))] ^= 1 << random.randrange(8)
        return bytes(data)
    if way == 2:
        start, to = random.randrange(len(data)), random.randrange(len(data))
        return bytes(data[:to] + data[start : start + 300] + data[to:])
    return bytes(data).replace(b"startxref\n", b"startxref\n9", 1)


def many_pages(random: Random) -> bytes:
    count = random.choice((500, 5000))
    kids = b" ".join(b"%d 0 R" % number for number in range(5, 5 + count))
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 400] /Contents 3 0 R /Resources << /Font << /F1 4 0 R >> >> >>"
    content = stream(
        shown(["Kvitto Totalt SEK 164,50", "Datum 2026-03-10 kl 12.31, tack och hej!"], 10).replace(b" 820 ", b" 300 ")
    )
    return pdf(CATALOGUE, b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, count), content, FONT, *((page,) * count))


def encrypted(random: Random) -> bytes:
    version, revision = random.choice(((1, 2), (2, 3), (4, 4), (5, 6), (99, 99)))
    secret = bytes(random.randrange(65, 90) for _ in range(32))
    lock = b"<< /Filter /Standard /V %d /R %d /Length 128 /P -4 /O (%s) /U (%s) >>" % (
        version,
        revision,
        secret,
        secret,
    )
    page = PAGE % (b"", b"")
    trailer = b"/Encrypt 6 0 R /ID [<41414141> <41414141>]"
    return pdf(CATALOGUE, ONE_PAGE, page, stream(shown(["Totalt 1,00"])), FONT, lock, trailer=trailer)


def active(random: Random) -> bytes:
    """Wants to run something when it is opened, or brings a program along."""
    act = random.choice(
        (
            b"<< /S /JavaScript /JS (while(true){app.alert(1)}) >>",
            b"<< /S /Launch /F (/bin/sh) /Win << /F (cmd.exe) /P (/c calc) >> >>",
            b"<< /S /URI /URI (http://127.0.0.1/) >>",
            b"<< /S /SubmitForm /F (http://127.0.0.1/) >>",
            b"<< /S /GoToR /F (../../../etc/passwd) /D [0 /Fit] >>",
            b"<< /S /Named /N /Print /Next 6 0 R >>",
        )
    )
    catalogue = random.choice(
        (
            b"<< /Type /Catalog /Pages 2 0 R /OpenAction 6 0 R >>",
            b"<< /Type /Catalog /Pages 2 0 R /AA << /WC 6 0 R /O 6 0 R >> >>",
            b"<< /Type /Catalog /Pages 2 0 R /Names << /JavaScript << /Names [(a) 6 0 R] >> >> >>",
            b"<< /Type /Catalog /Pages 2 0 R /Names << /EmbeddedFiles << /Names [(x.exe) 7 0 R] >> >> >>",
            b"<< /Type /Catalog /Pages 2 0 R /AcroForm << /XFA 8 0 R /Fields [] >> >>",
        )
    )
    inside = stream(b"MZ" + bytes(5000), b"/Type /EmbeddedFile")
    content = shown(["Hotell Norra AB", "Datum 2026-03-10", "Totalt SEK 1 254,24, Moms 12 % 134,38"], 12)
    file = b"<< /Type /Filespec /F (x.exe) /EF << /F 8 0 R >> >>"
    return page_of(content, b"", b"/AA << /O 6 0 R >>", act, file, inside, catalogue=catalogue)


def circular(random: Random) -> bytes:
    """Things that contain themselves, once or a billion times."""
    levels = [stream(b"/X Do " * 10, FORM % min(7 + level, 15)) for level in range(9)]
    himself = stream(b"/X Do", FORM % 6)
    return random.choice(
        (
            pdf(CATALOGUE, b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"),
            pdf(CATALOGUE, b"<< /Type /Pages /Kids [2 0 R 2 0 R 3 0 R] /Count 1000 /Parent 3 0 R >>", ONE_PAGE),
            pdf(b"1 0 R"),
            pdf(CATALOGUE, b"2 0 R"),
            page_of(b"/X Do", b"/XObject << /X 6 0 R >>", b"", himself),
            page_of(b"/X Do", b"/XObject << /X 6 0 R >>", b"", *levels),
            page_of(b"BT /F2 9 Tf (aaaa) Tj ET", b"/Font << /F2 6 0 R >>", b"", TYPE3, stream(b"BT /F2 9 Tf (aa) Tj ET")),
            seed_pdf(False).replace(b"trailer <<", b"trailer << /Prev 9 ", 1),
            pdf(CATALOGUE, ONE_PAGE, PAGE % (b"", b""), b"<< /Length 4 0 R >>\nstream\nx\nendstream", FONT),
        )
    )  # fmt: skip


def deep(random: Random) -> bytes:
    """Brackets in brackets, pages in folders in folders, saved states without end."""
    depth = random.choice((1_000, 100_000))
    folders = [b"<< /Type /Pages /Kids [%d 0 R] /Count 1 >>" % number for number in range(3, 3 + min(depth, 20_000))]
    return random.choice(
        (
            page_of(b"", b"", b"/X " + b"[" * depth + b"]" * depth),
            page_of(b"", b"", b"/X " + b"<< /X " * depth + b"1" + b" >>" * depth),
            pdf(CATALOGUE, *folders, b"<< /Type /Page /MediaBox [0 0 9 9] >>"),
            page_of(b"q " * depth + b"Q " * depth),
            page_of(b"[" * depth + b"]" * depth + b" TJ"),
            page_of(b"/P BMC " * depth),
        )
    )


def vast(random: Random) -> bytes:
    """Sizes beyond sense: pages, letters, fonts, pictures, streams."""
    side = random.choice((8_000, 20_000, 65_535))
    image = flate(nothing(side * side), IMAGE % (side, side, random.choice((b"Gray", b"RGB")), 8))
    box = random.choice(
        (
            b"0 0 1e9 1e9",
            b"0 0 14400 14400",
            b"-1e38 -1e38 1e38 1e38",
            b"0 0 0 0",
            b"0 0 nan 5",
            b"0 0 1 90000",
            b"9 9 1 1",
        )
    )
    tile = stream(
        b"0 0 1 1 re f",
        b"/PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 1 1] /XStep 0.0001 /YStep 0.0001 /Resources << >>",
    )
    shade = b"<< /ShadingType 1 /ColorSpace /DeviceRGB /Function << /FunctionType 4 /Domain [0 1 0 1] /Range [0 1 0 1 0 1] /Length 9 >> >>"
    return random.choice(
        (
            lambda: page_of(shown(["Totalt 1,00"])).replace(b"0 0 595 842", box),
            lambda: page_of(shown(["Totalt 1 254,24 kronor, Hotell Norra AB, 2026-03-10"], 1e9)),
            lambda: page_of(shown(["Totalt 1 254,24 kronor, Hotell Norra AB, 2026-03-10"], 0.0)),
            lambda: page_of(b"q 500 0 0 700 0 0 cm /Im Do Q", b"/XObject << /Im 6 0 R >>", b"", image),
            lambda: pdf(CATALOGUE, ONE_PAGE, PAGE % (b"", b""), flate(nothing(400 << 20)), FONT),
            lambda: page_of(b"", b"", b"", flate(nothing(200 << 20), b"/Type /ObjStm /N 1000000 /First 10")),
            lambda: page_of(b"/Pattern cs /P scn 0 0 595 842 re f", b"/Pattern << /P 6 0 R >>", b"", tile),
            lambda: page_of(b"/S sh", b"/Shading << /S 6 0 R >>", b"", shade),
            lambda: page_of(shown(["x"]), b"", b"/UserUnit 1e9 /Rotate 45"),
            lambda: page_of(b"0 0 m " + b"%d %d l " * 1 % (5, 5) + b"100 700 l 500 3 l " * 60_000 + b"S"),
            lambda: page_of(b"[0.00001 0.00001] 0 d 40 w 0 0 m 590 840 l S"),
            lambda: page_of(b"0 0 595 842 re W n " * 20_000 + b"f"),
        )
    )()  # fmt: skip


def wordy(random: Random) -> bytes:
    """Text to its limits, made to keep patterns busy."""
    lines = any_lines(random, random.choice((3, 60, 80)))
    return page_of(shown([line[:1500] for line in lines], random.choice((0.5, 4, 8))))


def crowded(random: Random) -> bytes:
    """A hundred thousand letters, fonts or notes on one page."""
    content = b"".join(
        b"BT /F1 2 Tf %d %d Td (%d,%d0) Tj ET\n" % (random.randrange(590), random.randrange(840), n, n % 10)
        for n in range(20_000)
    )
    notes = b"/Annots [%s]" % (b"<< /Type /Annot /Subtype /Text /Rect [0 0 9 9] /Contents (x) >> " * 20_000)
    fonts = b"/Font << %s >>" % b" ".join(b"/G%d 5 0 R" % n for n in range(30_000))
    return random.choice((page_of(content), page_of(b"", b"", notes), page_of(shown(["x"]), fonts)))


def long_runs(random: Random) -> bytes:
    """As many pieces of text as are taken from a page, each up to a thousand letters long."""
    words = b"vara " * random.choice((2, 5, 6, 200))
    return page_of(
        b"".join(
            b"BT /F1 0.5 Tf %d %d Td (%d %s) Tj ET\n" % (5 + n % 7 * 80, 830 - n * 13 % 820, n, words)
            for n in range(1500)
        )
    )


def pictures_in_pdf(random: Random) -> bytes:
    """Packings that are seldom and have seldom been right."""
    names = b"JPXDecode JBIG2Decode CCITTFaxDecode LZWDecode RunLengthDecode DCTDecode ASCII85Decode Crypt".split()
    body = random.choice((random.randbytes(2000), seed("JPEG")[: random.randrange(9000)], b"\xff" * 4000))
    filters = b" ".join([b"/" + random.choice(names)] * random.choice((1, 40)))
    lies = b"/Filter [%s] /DecodeParms [<< /K -1 /Columns 5000 /Predictor 15 /Colors 99 >>]" % filters
    image = stream(
        body, IMAGE % (random.choice((1, 5000, 99_999)), 5000, b"Gray", random.choice((1, 8, 16, 99))) + lies
    )
    return page_of(b"q 500 0 0 700 0 0 cm /Im Do Q", b"/XObject << /Im 6 0 R >>", b"", image)


def packed_bomb(random: Random) -> bytes:
    """Noughts in noughts: a stream that is packed five times."""
    data = nothing(300 << 20)
    rounds = random.randint(1, 4)
    for _ in range(rounds):
        data = zlib.compress(data, 9)
    filters = b"/Filter [%s]" % (b"/FlateDecode " * (rounds + 1))
    return pdf(CATALOGUE, ONE_PAGE, PAGE % (b"", b""), stream(data, filters), FONT)
