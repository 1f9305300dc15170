"""A receipt that came by e-mail, as HTML or as the whole message: its exact text, and a page on which it is drawn tidily.

Nothing is fetched and no script runs: the page is parsed, laid out as text with its columns, and drawn letter by letter.
"""

import email
import email.policy
import re
from email.message import EmailMessage

import lxml.html
from inscriptis.html_engine import Inscriptis
from lxml import etree
from PIL import Image, ImageDraw

from ..values import TextBox, Unreadable
from .font import font

CHARSET_WITHIN_BYTES = 4096
"""As far as the type may be told."""
HEADERS_BYTES_MAX = 64 * 1024
"""A much forwarded mail has some 20 kB; a header of 100,000 parameters would take minutes."""
HTML_BYTES_MAX = 4 * 1024 * 1024
"""Mail with pictures inside is larger, its HTML is not."""
DEPTH_MAX = 200
"""Elements within elements; mail made of tables has some 30."""
ELEMENTS_MAX = 20_000
TEXT_LETTERS_MAX = 1000
LINES_MAX = 600
COLUMNS_MAX = 160
LETTER_PX = 20
LINE_PX = 30
MARGIN_PX = 40


def text_of_message(data: bytes) -> str:
    """The text of a mail's HTML part, or of its plain one. Raises `Unreadable` when it has neither."""
    if len(re.split(rb"\r?\n\r?\n", data, maxsplit=1)[0]) > HEADERS_BYTES_MAX:
        raise Unreadable("broken-picture", "mail: headers without end")
    try:
        message = email.message_from_bytes(data, policy=email.policy.default)
        body = message.get_body(("html", "plain")) if isinstance(message, EmailMessage) else None
        if body is None:
            raise Unreadable("no-text-found", "a mail without text")
        content = body.get_content()
        is_page = body.get_content_type() == "text/html"
    except (LookupError, ValueError, TypeError, AttributeError, RecursionError, AssertionError, IndexError) as error:
        raise Unreadable("broken-picture", f"mail: {type(error).__name__}") from error
    return text_of_html(str(content).encode("utf-8", "replace"), "utf-8") if is_page else str(content)


def text_of_html(data: bytes, encoding: str | None = None) -> str:
    """The page as lines of text, the columns of its tables beside each other. `encoding`: when it is known beforehand."""
    if len(data) > HTML_BYTES_MAX:
        raise Unreadable("picture-too-large", f"{len(data)} bytes of HTML")
    parser = lxml.html.HTMLParser(
        encoding=encoding or _encoding(data), no_network=True, remove_comments=True, recover=True
    )
    try:
        tree = lxml.html.document_fromstring(data, parser=parser)
        _check(tree)
        etree.strip_elements(
            tree, "script", "style", "noscript", "template", "svg", "iframe", "object", with_tail=False
        )
        text = Inscriptis(tree).get_text()
    except (etree.LxmlError, ValueError, RecursionError, LookupError, TypeError, AttributeError, IndexError) as error:
        raise Unreadable("broken-picture", f"HTML: {type(error).__name__}") from error
    return str(text)


def drawn(text: str) -> tuple[Image.Image, tuple[TextBox, ...]]:
    """The text on a white page, and each piece of it where it was drawn: two blanks part two columns."""
    lines = [
        line.rstrip()[:COLUMNS_MAX] for line in text.replace("\0", " ").replace("\xa0", " ").expandtabs(4).splitlines()
    ]
    lines = [line for number, line in enumerate(lines) if line.strip() or (number and lines[number - 1].strip())][
        :LINES_MAX
    ]
    letters = font(LETTER_PX)
    advance = LETTER_PX * 0.6
    pieces = [(number, match.start(), match[0]) for number, line in enumerate(lines) for match in _pieces(line)]
    width = max(
        (MARGIN_PX * 2 + max(start * advance + letters.getlength(piece), 0) for _, start, piece in pieces), default=200
    )
    page = Image.new("RGB", (max(200, round(width)), MARGIN_PX * 2 + LINE_PX * max(1, len(lines))), "white")
    pen = ImageDraw.Draw(page)
    boxes = []
    for number, start, piece in pieces:
        x0, y0 = MARGIN_PX + start * advance, float(MARGIN_PX + number * LINE_PX)
        pen.text((x0, y0), piece, "black", font=letters)
        x1, y1 = x0 + letters.getlength(piece), y0 + LETTER_PX * 1.2
        boxes.append(TextBox(piece, 1.0, ((x0, y0), (x1, y0), (x1, y1), (x0, y1))))
    return page, tuple(boxes)


def _pieces(line: str) -> "list[re.Match[str]]":
    return list(re.finditer(r"\S+(?: \S+)*", line))


def _encoding(data: bytes) -> str:
    """What the page says of itself; else UTF-8 where that fits, else what old mail programs wrote."""
    said = re.search(rb"charset=[\"']?([\w-]{1,40})", data[:CHARSET_WITHIN_BYTES], re.I)
    if said is not None and _may_be_said(name := said[1].decode("ascii")):
        return name
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _may_be_said(encoding: str) -> bool:
    """Not UTF-16 and its like: were it true, the words that say so could not have been found (HTML standard, 13.2.3.2)."""
    try:
        parser = lxml.html.HTMLParser(encoding=encoding)  # asked itself: it knows other names than Python
        return str(lxml.html.document_fromstring(b"<p>charset", parser=parser).text_content()) == "charset"
    except (LookupError, etree.LxmlError):
        return False


def _check(tree: "etree._Element") -> None:
    """Refuses what no mail is; long runs of text are cut, since a table makes all cells of a column as wide as the widest."""
    depth = count = 0
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if event == "end":
            depth -= 1
            continue
        depth, count = depth + 1, count + 1
        if depth > DEPTH_MAX or count > ELEMENTS_MAX:
            raise Unreadable("broken-picture", "HTML with too many elements")
        element.text = element.text and element.text[:TEXT_LETTERS_MAX]
        element.tail = element.tail and element.tail[:TEXT_LETTERS_MAX]
