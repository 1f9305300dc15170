"""One file from bytes to a reading: decode, find the text, make rows, read fields. Runs inside the sandbox only."""

import logging
import time
from collections.abc import Sequence

from PIL import Image

from .engines import tesseract
from .engines.rapid_ocr import RapidOcr
from .engines.read_again import card_read_again, merchant_read_again
from .fields.all import read_fields
from .pictures.decode import Document, Page, decode, display_copy
from .pictures.upright import read_upright
from .rows import rows
from .values import Context, Reading, ReadingFailure, Row, TextBox, Unreadable

log = logging.getLogger(__name__)

TEXT_LETTERS_MAX = 50_000
"""Of the plain text that is kept for search; ten pages have some 30,000."""
LETTERS_MIN = 8
"""Fewer letters and digits than this on all pages is no receipt."""


class Pipeline:
    """The engines, loaded once, and the way through them."""

    def __init__(self, threads: int = 2) -> None:
        self.engines = {RapidOcr.name: "ok", "tesseract": "ok" if tesseract.available() else "missing"}
        """Each engine's name with `ok`, or why it does not run."""
        try:
            self._rapidocr: RapidOcr | None = RapidOcr(threads)
        except Exception as error:  # weights or libraries missing: the second engine may still read
            if not tesseract.available():
                raise
            log.warning("rapidocr cannot run, tesseract reads instead: %s", error)
            self._rapidocr = None
            self.engines[RapidOcr.name] = str(error)[:200]

    def read(self, files: Sequence[bytes], context: Context) -> Reading | ReadingFailure:
        """What the file says, or why it cannot be read. Memory running out is raised, for the process to end."""
        started = time.perf_counter()
        try:
            document = decode(files[0])
        except Unreadable as error:
            return ReadingFailure(error.code, error.detail, time.perf_counter() - started)
        return self._read_document(document, context, started)

    def _read_document(self, document: Document, context: Context, started: float) -> Reading | ReadingFailure:
        all_rows: list[Row] = []
        shown: Image.Image | None = None
        shown_boxes: tuple[TextBox, ...] = ()
        engine = ""
        for number, page in enumerate(document.pages):
            picture, boxes, page_engine = self._read_page(page)
            engine = engine or page_engine
            if shown is None:
                shown, shown_boxes = picture, boxes
            all_rows += rows(boxes, picture.width, picture.height, on_display=number == 0)
        assert shown is not None  # a document has at least one page
        text = "\n".join(row.text for row in all_rows)[:TEXT_LETTERS_MAX]
        if sum(char.isalnum() for char in text) < LETTERS_MIN:
            seconds = time.perf_counter() - started
            return ReadingFailure("no-text-found", f"{len(text)} characters", seconds, display_copy(shown))
        fields = read_fields(tuple(all_rows), context)
        if engine == RapidOcr.name and self._rapidocr is not None:
            fields = merchant_read_again(fields, shown)
            fields = card_read_again(fields, shown, shown_boxes, self._rapidocr)
        return Reading(
            fields=fields,
            text=text,
            display_jpeg=display_copy(shown),
            pages_count=document.pages_count,
            pages_read_count=len(document.pages),
            engine=engine,
            seconds=round(time.perf_counter() - started, 3),
        )

    def _read_page(self, page: Page) -> tuple[Image.Image, tuple[TextBox, ...], str]:
        if page.text_boxes:
            return page.picture, page.text_boxes, "pdf-text"
        if self._rapidocr is None:
            return *tesseract.read_page(page.picture), "tesseract"
        upright = read_upright(page.picture, self._rapidocr)
        return upright.picture, upright.boxes, RapidOcr.name
