"""Files of other kinds: pages of HTML, pictures that are programs, two kinds in one, and what is no receipt at all."""

import gzip
import io
import struct
import zipfile
from random import Random

from .pdfs import page_of, seed_pdf, stream
from .pictures import seed
from .texts import any_lines, catastrophic


def zipped(name: str, content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return out.getvalue()


def polyglot(random: Random) -> bytes:
    """Two kinds of file in one."""
    page = b"<html><script>alert(1)</script></html>"
    jpeg, text = seed("JPEG"), seed_pdf(False)
    comment = b"\xff\xfe" + struct.pack(">H", 12) + b"%PDF-1.7\n\n"
    archive = zipped("a.class", b"\xca\xfe\xba\xbe" + bytes(200))
    return random.choice(
        (
            jpeg + text,
            text + jpeg,
            text.replace(b"%PDF-1.7\n", b"%PDF-1.7\n" + page + b"\n", 1),
            page + b"\n" + text,
            jpeg[:2] + comment + jpeg[2:],
            b"GIF89a" + bytes(7) + b";" + archive,
            jpeg + archive,
            seed("PNG") + page,
            text + archive,
            page_of(b"", b"", b"", stream(archive)),
            b"MZ" + bytes(500) + text,
            seed("TIFF")[:8] + text + seed("TIFF")[8:],
            b"RIFF\xff\xff\xff\xffWEBP" + text,
        )
    )


def wrong_type(random: Random) -> bytes:
    """What else lies on a disk."""
    return random.choice(
        (
            b"MZ" + bytes(random.randrange(60, 5000)),
            b"\x7fELF" + bytes(5000),
            zipped("a.txt", bytes(1 << 20)),
            zipped("word/document.xml", b"<w:document/>"),
            gzip.compress(bytes(1 << 20)) * 50,
            struct.pack(">I4s4sI", 16, b"ftyp", b"isom", 512) + bytes(3000),
            b"ID3\x04" + bytes(500),
            b"{\\rtf1 Totalt 164,50}",
            b"{" * 100_000,
            b"8BPS\0\1" + bytes(400),
            b"BM" + struct.pack("<IIIIiiHH", 99, 0, 54, 40, 30_000, 30_000, 1, 24),
            b"%!PS-Adobe-3.0\n{ } loop\n",
            bytes(range(256)) * 40,
            bytes(random.randrange(256) for _ in range(3000)),
            "Totalt 164,50 kr åäö".encode("utf-16"),
            b"\0" * 1_000_000,
            b"<!---->" * 146,
            b"<!-- -->\n" * 50 + b"<p>",
            b"-----BEGIN PRIVATE KEY-----\n",
        )
    )


def tiny(random: Random) -> bytes:
    """One to four bytes, or only a beginning."""
    starts = (
        *(b"\xff", b"\xff\xd8", b"\xff\xd8\xff", b"\x89PNG", b"\x89PNG\r\n\x1a\n", b"II*\0", b"MM\0*", b"RIFF"),
        *(b"%PDF-", b"%PDF-1.7", b"<", b"<html", b"\0\0\0\x18ftypheic", b"\0", b" ", b"\n"),
    )
    return random.choice(starts)


def svg(random: Random) -> bytes:
    """Pictures that are programs."""
    return random.choice(
        (
            b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>while(1){}</script></svg>',
            b'<?xml version="1.0"?><svg width="1e9" height="1e9"><image href="file:///etc/passwd"/></svg>',
            b'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg><text>&x;</text></svg>',
            entities("svg"),
            b"<svg>" + b"<g>" * 200_000,
            b'\xef\xbb\xbf<svg><foreignObject><iframe src="http://127.0.0.1/"/></foreignObject></svg>',
        )
    )


def entities(root: str) -> bytes:
    """A billion laughs."""
    lines = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return f'<?xml version="1.0"?><!DOCTYPE {root} [<!ENTITY l0 "ha">{lines}]><{root}>&l9;</{root}>'.encode()


def html(random: Random) -> bytes:
    """E-mail receipts from somebody else."""
    head = random.choice((b"<!DOCTYPE html>", b"<html>", b"\xef\xbb\xbf<html>", b"<HTML><BODY>"))
    lines = "".join(f"<tr><td>{line}</td></tr>" for line in any_lines(random, 30)).encode("utf-8", "replace")
    tag = random.choice((b"div", b"table><tr><td", b"b", b"p", b"li", b"font", b"svg", b"select", b"template"))
    return head + random.choice(
        (
            b"<script>while(true){}</script><body>Totalt 164,50 kr",
            b'<meta http-equiv="refresh" content="0;url=file:///etc/passwd"><img src="http://127.0.0.1/x">Totalt 1,00',
            b'<iframe src="file:///etc/passwd"></iframe><object data="x.exe"></object>',
            b"<%s>" % tag * random.choice((10_000, 1_000_000)) + b"Totalt 164,50",
            b"</%s>" % tag * 300_000,
            b"<p " + b'a="b" ' * 300_000 + b">Totalt",
            b"<p a='" + b"x" * 5_000_000,
            b"<!--" * 300_000,
            b"<![CDATA[" * 100_000,
            b"&amp" * 500_000,
            b"&#x110000;&#0;&#xD800;&#99999999999999999999;" * 10_000,
            b"<style>" + b"*{}" * 300_000 + b"</style>Totalt 164,50",
            b"<table>" + lines + b"</table>",
            b"<table>" + b"<tr><td>Totalt<td>164,50" * 100_000,
            b"<td colspan=999999999 rowspan=999999999>Totalt 1,00" * 100,
            b"<" * 1_000_000,
            b"<pre>" + catastrophic(random).encode("utf-8", "replace") * 100,
            b'<img src="data:image/png;base64,' + b"A" * 1_000_000 + b'">',
            b'<meta charset="'
            + random.choice((b"utf-7", b"utf-16", b"nonsense", b"idna", b"zlib"))
            + b'">+ADw-script+AD4-',
            entities("html"),
        )
    )


def mail(random: Random) -> bytes:
    """Letters in letters, parts without end, encodings that are none."""
    head = b"From: a@example.com\r\nTo: b@example.com\r\nSubject: Kvitto\r\nMIME-Version: 1.0\r\n"
    depth = random.choice((50, 5_000))
    nested = b"".join(b'Content-Type: multipart/mixed; boundary="%d"\r\n\r\n--%d\r\n' % (n, n) for n in range(depth))
    page = b"\r\n<html>Krogen AB 2026-03-10 Totalt 164,50 kr</html>"
    return head + random.choice(
        (
            nested + page,
            b"Content-Type: message/rfc822\r\n\r\n" * depth + page,
            b'Content-Type: multipart/mixed; boundary="x"\r\n'
            + b"\r\n--x\r\nContent-Type: text/html\r\n\r\n<p>1,00" * 20_000,
            b"Content-Type: text/html; charset=%s\r\n" % random.choice((b"idna", b"zlib", b"none", b"utf-7")) + page,
            b"Content-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n" + page,
            b"Content-Type: text/html\r\nContent-Transfer-Encoding: x-uuencode\r\n" + page,
            b"X-A: b\r\n" * 200_000 + page,
            b"X-A: " + b"=?utf-8?b?w6U=?= " * 50_000 + b"\r\n" + page,
            b"Content-Type: text/html;" + b" a=b;" * 100_000 + b"\r\n" + page,
            b"Content-Type: text/html\r\n\r\n" + html(random),
        )
    )
