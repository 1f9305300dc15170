"""Lines to paper: a slip, a page or a screen, in black on white, with the fonts of its part."""

import itertools
import random
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from benchmarks.made_receipts.fonts import available, bold_of, font
from benchmarks.made_receipts.lines import Bars, Columns, Gap, Line, Logo, Pair, Rule, Sheet, Text, texts

LETTER_PX = {"slip": 32, "page": 26, "screen": 30}
MARGIN_LETTERS = {"slip": 1.6, "page": 6.0, "screen": 2.0}


@dataclass(frozen=True)
class Press:
    """One printer: its letters, line height and the width of the print."""

    body: Path
    logo: Path
    letter_px: int
    pitch_px: int
    width_px: int
    margin_px: int

    def font(self, size: float, bold: bool) -> ImageFont.FreeTypeFont:
        """Letters of that size."""
        return font(bold_of(self.body) if bold else self.body, max(8, round(self.letter_px * size)))


def paper(sheet: Sheet, part: str, rng: random.Random) -> Image.Image:
    """The printed sheet, grey, cut to its length."""
    press = _press(sheet, part, rng)
    tall = sum(3 * _height(line, press) for line in sheet.lines) + 4 * press.margin_px
    image = Image.new("L", (press.width_px + 2 * press.margin_px, tall + 400), 255)
    draw = ImageDraw.Draw(image)
    y = press.margin_px + rng.randrange(0, press.pitch_px * 2)
    for line in sheet.lines:
        y = _print(draw, line, press, y)
    bottom = y + press.margin_px + rng.randrange(0, press.pitch_px * 4)
    if sheet.paper == "page":
        bottom = max(bottom, round(image.width * 1.36))
    return image.crop((0, 0, image.width, min(bottom, image.height)))


def _press(sheet: Sheet, part: str, rng: random.Random) -> Press:
    printed = "".join(sorted(set("".join(texts(sheet.lines)))))
    named = "".join(sorted({c for line in sheet.lines if isinstance(line, Logo) for c in line.text}))
    use = "till" if sheet.paper == "slip" else "page"
    body = rng.choice([path for path in available(part, use) if covers(path, printed)] or available(part, use)[:1])
    logo = rng.choice([path for path in available(part, "logo") if covers(path, named)] or [body])
    letter = LETTER_PX[sheet.paper]
    average = font(body, letter).getlength("0123456789 aenrst") / 17
    columns = sheet.columns if sheet.paper == "slip" else sheet.columns + 4
    return Press(
        body,
        logo,
        letter,
        round(letter * rng.uniform(1.15, 1.45)),
        round(average * columns),
        round(letter * MARGIN_LETTERS[sheet.paper] * rng.uniform(0.5, 1.2)),
    )


@cache
def covers(path: Path, characters: str) -> bool:
    """Whether the font has a picture of its own for each of them."""
    letters = font(path, 24)
    missing = bytes(letters.getmask("\uffff"))
    return all(bytes(letters.getmask(c)) != missing for c in characters if c not in " \u00a0\u2009")


def _height(line: Line, press: Press) -> int:
    match line:
        case Gap():
            return round(press.pitch_px * line.lines)
        case Bars():
            return press.pitch_px * (7 if line.square else 3)
        case Rule():
            return press.pitch_px
        case Logo():
            return round(press.letter_px * line.size * 1.7)
        case _:
            return round(press.pitch_px * line.size)


def _print(draw: ImageDraw.ImageDraw, line: Line, press: Press, y: int) -> int:
    """Put one line on paper; the place of the next."""
    height = _height(line, press)
    match line:
        case Text():
            return _print_text(draw, line, press, y, height)
        case Logo():
            return _print_logo(draw, line, press, y)
        case Pair():
            return _print_pair(draw, line, press, y, height)
        case Columns():
            return _print_columns(draw, line, press, y, height)
        case Rule():
            _print_rule(draw, line, press, y, height)
            return y + height
        case Bars():
            _print_bars(draw, line, press, y, height)
            return y + height + 8
        case _:
            return y + height


def _print_text(draw: ImageDraw.ImageDraw, line: Text, press: Press, y: int, height: int) -> int:
    left, right = press.margin_px, press.margin_px + press.width_px
    letters = press.font(line.size, line.bold)
    while letters.size > press.letter_px and _length(letters, line.text) > press.width_px:
        letters = press.font((letters.size - 2) / press.letter_px, line.bold)
    for piece in _wrapped(line.text, letters, press.width_px):
        wide = _length(letters, piece)
        x = {"l": float(left), "c": (left + right - wide) / 2, "r": right - wide}[line.align]
        if line.inverted:
            draw.rectangle((x - 8, y - 2, x + wide + 8, y + round(letters.size * 1.22)), fill=0)
        _write(draw, (x, y), piece, letters, 255 if line.inverted else 0)
        y += height
    return y + (6 if line.inverted else 0)


def _print_logo(draw: ImageDraw.ImageDraw, line: Logo, press: Press, y: int) -> int:
    letters = font(press.logo, round(press.letter_px * line.size))
    while letters.size > 14 and letters.getlength(line.text) > press.width_px - 20:
        letters = font(press.logo, round(letters.size * 0.92))
    wide = letters.getlength(line.text)
    x = press.margin_px + (press.width_px - wide) / 2
    if line.boxed:
        draw.rectangle((x - 12, y, x + wide + 12, y + letters.size * 1.5), fill=0)
    draw.text((x, y + letters.size * 0.12), line.text, font=letters, fill=255 if line.boxed else 0)
    return y + round(letters.size * 1.7)


def _print_rule(draw: ImageDraw.ImageDraw, line: Rule, press: Press, y: int, height: int) -> None:
    left, right = press.margin_px, press.margin_px + press.width_px
    if line.character:
        letters = press.font(1.0, False)
        draw.text(
            (left, y), line.character * int(press.width_px / letters.getlength(line.character)), font=letters, fill=0
        )
    else:
        draw.line((left, y + height // 2, right, y + height // 2), fill=40, width=3)


def _print_pair(draw: ImageDraw.ImageDraw, line: Pair, press: Press, y: int, height: int) -> int:
    left, right = press.margin_px, press.margin_px + press.width_px
    letters = press.font(line.size, line.bold)
    while letters.size > press.letter_px and _length(letters, line.left + "  " + line.right) > press.width_px:
        letters = press.font((letters.size - 2) / press.letter_px, line.bold)
    value = _length(letters, line.right)
    pieces = _wrapped(line.left, letters, press.width_px)
    if _length(letters, pieces[-1]) + value + letters.size * 0.6 > press.width_px:
        pieces = (*pieces, "")
    for piece in pieces[:-1]:
        _write(draw, (left, y), piece, letters, 0)
        y += height
    _write(draw, (left, y), pieces[-1], letters, 0)
    if line.leader:
        start, dot = left + _length(letters, pieces[-1]) + letters.size * 0.4, letters.getlength(line.leader) * 1.3
        while start + dot < right - value - letters.size * 0.4:
            draw.text((start, y), line.leader, font=letters, fill=0)
            start += dot
    _write(draw, (right - value, y), line.right, letters, 0)
    return y + height


def _print_columns(draw: ImageDraw.ImageDraw, line: Columns, press: Press, y: int, height: int) -> int:
    """A row; letters shrink until no cell runs into the next, down to where a person still reads them, then the text is cut."""
    size = line.size
    while True:
        letters = press.font(size, line.bold)
        spans = []
        for cell in line.cells:
            wide = _length(letters, cell.text)
            x = press.margin_px + cell.at * press.width_px - {"l": 0.0, "c": wide / 2, "r": wide}[cell.align]
            spans.append((x, x + wide, cell.text))
        filled = [span for span in spans if span[2]]
        clear = all(a[1] + 5 <= b[0] for a, b in itertools.pairwise(filled)) and all(span[0] >= 2 for span in filled)
        if clear or size < 0.72:
            break
        size *= 0.94
    lower = 0
    before = 0.0
    for x, end, text in spans:
        if text and x < before + 3 and before:
            lower += height  # the next line rather than one text over another
        _write(draw, (max(2.0, x), y + lower), text, letters, 0)
        before = end if text else before
    return y + lower + height


def _print_bars(draw: ImageDraw.ImageDraw, line: Bars, press: Press, y: int, height: int) -> None:
    pattern = random.Random(line.digits)
    middle = press.margin_px + press.width_px // 2
    if line.square:
        cell = max(3, height // 25)
        for column in range(25):
            for above in range(25):
                corner = ((column < 7 or column > 17) and above < 7) or (column < 7 and above > 17)
                ring = column % 18 in (0, 6) or above % 18 in (0, 6) or (2 <= column % 18 <= 4 and 2 <= above % 18 <= 4)
                if ring if corner else pattern.random() < 0.5:
                    x = middle + (column - 12) * cell
                    draw.rectangle((x, y + above * cell, x + cell - 1, y + above * cell + cell - 1), fill=0)
        return
    x = middle - min(press.width_px // 2 - 4, 190)
    while x < middle + min(press.width_px // 2 - 4, 190):
        wide = pattern.choice((2, 2, 3, 5))
        draw.rectangle((x, y, x + wide - 1, y + height - 6), fill=0)
        x += wide + pattern.choice((2, 3, 5))


def _wrapped(text: str, letters: ImageFont.FreeTypeFont, width_px: int) -> tuple[str, ...]:
    pieces, current = [], ""
    for word in text.split(" "):
        longer = f"{current} {word}" if current else word
        if current.strip() and _length(letters, longer) > width_px:
            pieces.append(current)
            current = word
        else:
            current = longer
    return (*pieces, current)


def _length(letters: ImageFont.FreeTypeFont, text: str) -> float:
    return sum(letters.getlength(piece) for piece in _pieces(text)) + 0.22 * letters.size * text.count("\u2009")


def _write(
    draw: ImageDraw.ImageDraw, place: tuple[float, float], text: str, letters: ImageFont.FreeTypeFont, fill: int
) -> None:
    """Text whose thin spaces are thin in every font."""
    x, y = place
    for piece in _pieces(text):
        draw.text((x, y), piece, font=letters, fill=fill)
        x += letters.getlength(piece) + 0.22 * letters.size


def _pieces(text: str) -> tuple[str, ...]:
    return tuple(text.replace("\u00a0", " ").split("\u2009"))
