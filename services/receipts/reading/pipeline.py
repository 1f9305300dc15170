"""Files from bytes to a reading: decode, find the papers and their text, make rows, read fields. Runs inside the sandbox only."""

import logging
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

from PIL import Image

from .confidence.judge import judged
from .engines import tesseract
from .engines.agreement import confirmed
from .engines.card_number import card_read_again
from .engines.rapid_ocr import RapidOcr
from .engines.read_again import merchant_read_again
from .fields.all import read_fields, seen_fields
from .pictures.decode import decode, display_copy
from .pictures.fingerprint import picture_hash
from .pictures.geometry import pixels_of
from .pictures.page import PAGES_MAX, Page
from .pictures.paper import Paper
from .pictures.quality import what_hinders, why_nothing
from .pictures.stack import joined, on_stack, stacked
from .pictures.upright import Upright, read_upright
from .rows import rows
from .values import Context, Fields, Reading, ReadingFailure, Row, TextBox, Unreadable

log = logging.getLogger(__name__)

TEXT_LETTERS_MAX = 50_000
"""Of the plain text that is kept for search; ten pages have some 30,000."""
ROWS_MAX = 2_000
"""Of all pages together; ten dense A4 pages have some 700. Each is asked for every field, which costs milliseconds."""
BELIEVED_MIN = 0.75
LETTERS_MIN = 8
"""Fewer letters and digits than this on all pages is no receipt."""


@dataclass(frozen=True)
class Sheet:
    """A page of a receipt with its text; `engine` as `Reading.engine` says it."""

    upright: Upright
    engine: str


class Pipeline:
    """The engines, loaded once, and the way through them."""

    def __init__(self, threads: int = 2) -> None:
        self.engines = {RapidOcr.name: "ok", "tesseract": "ok" if tesseract.available() else "missing"}
        """Each engine's name with `ok`, or why it does not run."""
        try:
            self._rapidocr: RapidOcr | None = RapidOcr(threads)
        except (ImportError, OSError) as error:  # weights or libraries missing: the second engine may still read
            if not tesseract.available():
                raise
            log.warning("rapidocr cannot run, tesseract reads instead: %s", error)
            self._rapidocr = None
            self.engines[RapidOcr.name] = str(error)[:200]

    def read(self, files: Sequence[bytes], context: Context) -> Reading | ReadingFailure:
        """What the files say, which are the pictures or pages of one receipt in order, or why they cannot be read.

        Memory running out is raised, for the process to end.
        """
        started = time.perf_counter()
        try:
            documents = [decode(file) for file in files]
            pages = [page for document in documents for page in document.pages][:PAGES_MAX]
            papers = [self._papers(page, context) for page in pages]
        except Unreadable as error:
            return ReadingFailure(error.code, error.detail, _seconds_since(started))
        pages_count = sum(document.pages_count for document in documents)
        first = self._receipt([sheets[0] for sheets in papers], context)
        if first is None:
            whole = pages[0].picture  # not a piece of it that looked like print
            code, copy = why_nothing(pixels_of(whole)), display_copy(whole)
            return ReadingFailure(code, "no or hardly any text", _seconds_since(started), copy)
        others = (self._receipt([sheet], context) for sheets in papers for sheet in sheets[1:])
        further = tuple(other for other in others if other is not None)
        return replace(first, pages_count=pages_count, further=further, seconds=_seconds_since(started))

    def _papers(self, page: Page, context: Context) -> list[Sheet]:
        """The receipts on a page: one, or several that lie apart and are receipts by themselves."""
        if page.text_boxes:
            return [Sheet(Upright(page.picture, page.text_boxes), page.text_from)]
        if self._rapidocr is None:
            return [Sheet(Upright(*tesseract.read_page(page.picture)), "tesseract")]
        papers = read_upright(page.picture, self._rapidocr)
        if len(papers) > 2 and not _are_receipts_of_their_own(papers, context):
            papers = read_upright(page.picture, self._rapidocr, receipts_max=2)
        if len(papers) > 1 and not _are_receipts_of_their_own(papers, context):
            papers = read_upright(page.picture, self._rapidocr, receipts_max=1)
        return [Sheet(paper, RapidOcr.name) for paper in papers]

    def _receipt(self, sheets: Sequence[Sheet], context: Context) -> Reading | None:
        """The receipt of these pages; None when there is no text on them."""
        shown, places = stacked([sheet.upright.picture for sheet in sheets])
        boxes = [on_stack(sheet.upright.boxes, place) for sheet, place in zip(sheets, places, strict=True)]
        all_rows = rows_of(sheets, boxes, shown)
        text = "\n".join(row.text for row in all_rows)[:TEXT_LETTERS_MAX]
        if sum(char.isalnum() for char in text) < LETTERS_MIN:
            return None
        fields = seen_fields(all_rows, context)
        engine = sheets[0].engine
        if engine == RapidOcr.name and self._rapidocr is not None:
            fields = merchant_read_again(fields, shown)
            fields = card_read_again(fields, shown, tuple(box for page in boxes for box in page), self._rapidocr)
            fields = confirmed(fields, shown)
        fields = judged(_with_cuts(fields, sheets[0].upright.paper, sheets[-1].upright.paper))
        first = sheets[0].upright
        return Reading(
            fields=fields,
            text=text,
            display_jpeg=display_copy(shown, len(sheets)),
            pages_count=len(sheets),
            pages_read_count=len(sheets),
            engine=engine,
            seconds=0.0,
            advice=_advice([sheet.upright for sheet in sheets], fields),
            picture_hash=picture_hash(pixels_of(first.picture), first.boxes),
        )


def rows_of(sheets: Sequence[Sheet], boxes: Sequence[tuple[TextBox, ...]], shown: Image.Image) -> tuple[Row, ...]:
    """The rows of all pages in order, at most `ROWS_MAX`; what two photographs both show is there once."""
    all_rows: tuple[Row, ...] = ()
    for sheet, its_boxes in zip(sheets, boxes, strict=True):
        if len(all_rows) >= ROWS_MAX:
            break
        its_rows = rows(its_boxes, shown.width, shown.height)
        is_photograph = sheet.upright.paper is not None
        all_rows = joined(all_rows, its_rows) if is_photograph else all_rows + its_rows
    return all_rows[:ROWS_MAX]


def _are_receipts_of_their_own(papers: Sequence[Upright], context: Context) -> bool:
    """True when each says a total and a day, and no two say the same: a card's slip beside its receipt belongs to it."""
    read = [read_fields(rows(each.boxes, each.picture.width, each.picture.height), context) for each in papers]
    said = [(paper.total_ore.value, paper.date.value) for paper in read if paper.total_ore and paper.date]
    return len(said) == len(papers) and len(set(said)) == len(said)


def _with_cuts(fields: Fields, first: Paper | None, last: Paper | None) -> Fields:
    """What stands where the print runs out of the picture may not be all: a name at the top, a total at the bottom."""
    merchant, total = fields.merchant, fields.total_ore
    if merchant is not None and first is not None and first.runs_out[0] and not first.edges[0]:
        merchant = replace(merchant, evidence={**merchant.evidence, "cut-off": 1.0})
    if total is not None and last is not None and last.runs_out[2] and not last.edges[2]:
        total = replace(total, evidence={**total.evidence, "cut-off": 1.0})
    return replace(fields, merchant=merchant, total_ore=total)


def _advice(papers: Sequence[Upright], fields: Fields) -> tuple[str, ...]:
    """What is wrong with the pictures, asked only when the total or the day is missing or hardly to be believed."""
    has_total, has_day = (
        each is not None and each.confidence >= BELIEVED_MIN for each in (fields.total_ore, fields.date)
    )
    if has_total and has_day:
        return ()
    told: list[str] = []
    for number, upright in enumerate(papers):
        if upright.paper is None:
            continue
        codes = what_hinders(pixels_of(upright.picture), upright.paper, has_total)
        for code in codes:
            runs_on = (code == "cut-off-top" and number > 0) or (code == "cut-off-bottom" and number < len(papers) - 1)
            if not runs_on and code not in told:
                told.append(code)
    return tuple(told)


def _seconds_since(started: float) -> float:
    return round(time.perf_counter() - started, 3)
