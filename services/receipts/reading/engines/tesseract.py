"""Tesseract, where it is installed: knows å, ä and ö apart better, and stands in when the first engine cannot run."""

import functools
import re
import shutil

import pytesseract
from PIL import Image

from ..values import TextBox, Unreadable

LINE_LANGUAGES = ("swe", "eng")
"""For a Swedish name that is looked at again: other languages only offer other marks."""
DIGIT_LANGUAGES = ("eng",)
"""For amounts and days: one model loads in half the time of two."""
PAGE_LANGUAGES = ("swe", "eng", "nor", "dan", "fin", "deu")
LINE_SECONDS_MAX = 4
PAGE_SECONDS_MAX = 25
SCORE_MIN = 0.3
LINE_HEIGHT_PX = 48
"""Letters of some 30 px are what its model was trained on."""


@functools.cache
def available() -> bool:
    """True when the program and at least one of the languages are there."""
    return shutil.which("tesseract") is not None and _languages(PAGE_LANGUAGES) != ""


@functools.cache
def _languages(wanted: tuple[str, ...]) -> str:
    """Those of the wanted ones that are installed, as Tesseract is told them."""
    try:
        installed = set(pytesseract.get_languages(config=""))
    except (OSError, pytesseract.TesseractError, RuntimeError):
        return ""
    return "+".join(language for language in wanted if language in installed)


def read_line(line: Image.Image, languages: tuple[str, ...] = LINE_LANGUAGES) -> str:
    """The text of a picture that holds one line; empty when Tesseract is absent, fails or takes too long."""
    if not available() or min(line.size) < 4:
        return ""
    scale = LINE_HEIGHT_PX / line.height
    sized = line.convert("L").resize((max(8, round(line.width * scale)), LINE_HEIGHT_PX), Image.Resampling.LANCZOS)
    paper = Image.new("L", (sized.width + 24, sized.height + 24), 255 if _median_grey(sized) > 100 else 0)
    paper.paste(sized, (12, 12))
    try:
        text = pytesseract.image_to_string(
            paper,
            lang=_languages(languages) or _languages(PAGE_LANGUAGES),
            config="--psm 7",
            timeout=LINE_SECONDS_MAX,
        )
    except (OSError, pytesseract.TesseractError, RuntimeError):
        return ""
    return " ".join(str(text).split())


def read_page(picture: Image.Image) -> tuple[Image.Image, tuple[TextBox, ...]]:
    """The page, turned upright, and its words joined to phrases: a gap wider than two letters parts label and amount."""
    if not available():
        raise Unreadable("no-text-found", "no engine is installed")
    upright = picture.rotate(-_degrees_turned(picture), expand=True)
    try:
        data = pytesseract.image_to_data(
            upright.convert("L"),
            lang=_languages(PAGE_LANGUAGES),
            config="--psm 4",
            timeout=PAGE_SECONDS_MAX,
            output_type=pytesseract.Output.DICT,
        )
    except (OSError, pytesseract.TesseractError) as error:
        raise Unreadable("no-text-found", f"tesseract: {error}"[:200]) from error
    except RuntimeError as error:
        raise Unreadable("reading-timed-out", "tesseract") from error
    words = [
        _Word(str(text), float(score) / 100, (int(x), int(y), int(w), int(h)), (block, paragraph, line))
        for text, score, x, y, w, h, block, paragraph, line in zip(
            *(
                data[name]
                for name in ("text", "conf", "left", "top", "width", "height", "block_num", "par_num", "line_num")
            ),
            strict=True,
        )
        if str(text).strip() and float(score) / 100 >= SCORE_MIN
    ]
    return upright, tuple(_phrases(words))


class _Word:
    """A word of Tesseract's table with the line that it puts it on."""

    def __init__(self, text: str, score: float, place: tuple[int, int, int, int], line: tuple[int, int, int]) -> None:
        self.text, self.score, self.line = text, score, line
        self.x, self.y, self.w, self.h = place


def _phrases(words: list[_Word]) -> list[TextBox]:
    phrases: list[list[_Word]] = []
    for word in words:
        last = phrases[-1][-1] if phrases else None
        if last and last.line == word.line and word.x - (last.x + last.w) < 1.2 * max(word.h, last.h):
            phrases[-1].append(word)
        else:
            phrases.append([word])
    return [_text_box(phrase) for phrase in phrases]


def _text_box(phrase: list[_Word]) -> TextBox:
    left, right = phrase[0].x, phrase[-1].x + phrase[-1].w
    top, bottom = min(word.y for word in phrase), max(word.y + word.h for word in phrase)
    corners = ((left, top), (right, top), (right, bottom), (left, bottom))
    return TextBox(
        " ".join(word.text for word in phrase),
        sum(word.score for word in phrase) / len(phrase),
        tuple((float(x), float(y)) for x, y in corners),
    )


def _degrees_turned(picture: Image.Image) -> int:
    """How far clockwise the page must be turned to stand upright, by Tesseract's own opinion; 0 when it has none."""
    try:
        told = str(pytesseract.image_to_osd(picture.convert("L"), timeout=LINE_SECONDS_MAX))
    except (OSError, pytesseract.TesseractError, RuntimeError):
        return 0
    match = re.search(r"Rotate: (\d+)", told)
    return int(match[1]) if match else 0


def _median_grey(picture: Image.Image) -> int:
    histogram = picture.histogram()
    half, seen = sum(histogram) // 2, 0
    for grey, count in enumerate(histogram):
        seen += count
        if seen > half:
            return grey
    return 255
