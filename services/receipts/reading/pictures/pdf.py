"""PDF → pages: rendered, with the text that it carries, which is exact and needs no engine."""

from typing import Any

import pypdfium2

from ..values import TextBox, Unreadable
from .page import PAGE_SIDE_PX_MAX, PAGES_MAX, Document, Page

PDF_DPI = 200
"""Letters of 8 pt become 22 px high, which the engines read well."""
PDF_TEXT_LETTERS_MIN = 40
"""A page with fewer letters in its text layer is a scan with a stamp: it is read as a picture."""
PDF_TEXT_RUNS_MAX = 1500
"""Pieces of text taken from one PDF page; a dense A4 page has some 500."""
PDF_LETTERS_MAX = 40_000
"""On one page; an A4 page of print so small that it can hardly be read has 30,000. Each piece is looked for among all letters
of its page: with as many of both, ten pages take five seconds."""


def decode_pdf(data: bytes) -> Document:
    """The first pages of a PDF, each with its own text where it has some. Raises `Unreadable`."""
    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        code = "encrypted-pdf" if "password" in str(error).lower() or b"/Encrypt" in data else "broken-picture"
        raise Unreadable(code, str(error)[:200]) from error
    try:
        count = len(pdf)
        if count == 0:
            raise Unreadable("broken-picture", "a PDF without pages")
        return Document(tuple(_pdf_page(pdf, number) for number in range(min(count, PAGES_MAX))), count)
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
        boxes = _pdf_text(page, height_pt, scale)  # first: what is refused for its text need not be drawn
        picture = page.render(scale=scale).to_pil().convert("RGB")
        return Page(picture, boxes, "pdf-text" if boxes else "")
    finally:
        page.close()


def _pdf_text(page: Any, height_pt: float, scale: float) -> tuple[TextBox, ...]:
    """The page's own text, in pixels of its picture; empty when there is too little to trust, or the page is turned."""
    if page.get_rotation() != 0:
        return ()  # its text lies in unturned coordinates; the picture is right
    text_page = page.get_textpage()
    try:
        if (count := text_page.count_chars()) > PDF_LETTERS_MAX:
            raise Unreadable("picture-too-large", f"{count} letters on a page")
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
