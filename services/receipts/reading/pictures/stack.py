"""Several pages below each other as one picture, and the rows that two overlapping photographs both show. Pure functions."""

import difflib
from collections.abc import Sequence
from dataclasses import replace

from PIL import Image

from ..values import Row, TextBox

STACK_WIDTH_PX_MAX = 1400
"""Of the picture in which several pages stand below each other; a single page is left as it is."""
SAME_MIN = 0.72
"""Likeness of two readings of one printed line, 0..1."""
MISREAD_SHARE_MAX = 0.2
SEAM_ROWS_MAX = 60
CUT_ROWS_MAX = 2
"""Rows at the rim of a photograph that were cut through and read as something else."""
SEAM_LETTERS_MIN = 10
"""Letters that the repeated rows must have together: a rule or two amounts are no seam."""


def stacked(pages: Sequence[Image.Image]) -> tuple[Image.Image, list[tuple[float, int]]]:
    """The pages below each other in one width, and for each its scale and the height at which it begins."""
    if len(pages) == 1:
        return pages[0], [(1.0, 0)]
    width = min(STACK_WIDTH_PX_MAX, max(page.width for page in pages))
    scales = [width / page.width for page in pages]
    heights = [max(1, round(page.height * scale)) for page, scale in zip(pages, scales, strict=True)]
    stack = Image.new("RGB", (width, sum(heights)), "white")
    places = []
    top = 0
    for page, scale, height in zip(pages, scales, heights, strict=True):
        stack.paste(page.resize((width, height), Image.Resampling.LANCZOS), (0, top))
        places.append((scale, top))
        top += height
    return stack, places


def on_stack(boxes: Sequence[TextBox], place: tuple[float, int]) -> tuple[TextBox, ...]:
    """Boxes of a page as boxes of the stack."""
    scale, top = place
    return tuple(replace(box, corners=tuple((x * scale, y * scale + top) for x, y in box.corners)) for box in boxes)


def joined(upper: tuple[Row, ...], lower: tuple[Row, ...]) -> tuple[Row, ...]:
    """The rows of two photographs of one long receipt; those that both show are kept once."""
    best = (0.0, 0, 0)
    for cut_below in range(CUT_ROWS_MAX + 1):
        for cut_above in range(CUT_ROWS_MAX + 1):
            end = len(upper) - cut_below
            for count in range(1, min(end, len(lower) - cut_above, SEAM_ROWS_MAX) + 1):
                ours, theirs = upper[end - count : end], lower[cut_above : cut_above + count]
                weight = _seam(ours, theirs)
                if weight > best[0]:
                    best = (weight, cut_below, cut_above + count)
    weight, cut_below, seen_twice = best
    if not weight:
        return upper + lower
    return upper[: len(upper) - cut_below] + lower[seen_twice:]


def _seam(ours: tuple[Row, ...], theirs: tuple[Row, ...]) -> float:
    """Letters that repeat, when the two are readings of the same rows; else 0.

    Figures must agree: items follow each other that differ in nothing else. A fifth of the rows may hold a misread one.
    """
    letters = misread = 0.0
    for one, other in zip(ours, theirs, strict=True):
        like = _likeness(one.text, other.text)
        if like < SAME_MIN:
            return 0.0
        if _figures(one.text) == _figures(other.text):
            letters += like * len(_letters(one.text))
        else:
            misread += 1
    return letters if letters >= SEAM_LETTERS_MIN and misread <= MISREAD_SHARE_MAX * len(ours) else 0.0


def _likeness(one: str, other: str) -> float:
    plain = _letters(one), _letters(other)
    if not plain[0] and not plain[1]:
        return 1.0  # two rules
    matcher = difflib.SequenceMatcher(None, *plain, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= SAME_MIN else 0.0


def _figures(text: str) -> str:
    return "".join(char for char in text if char.isdigit())


def _letters(text: str) -> str:
    return "".join(char for char in text.lower() if char.isalnum())
