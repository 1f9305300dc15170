"""Text boxes → printed rows, joined from the left. A wide box tells its row's slope best; across a gap that is wider, the
boxes above and below do: perspective differs within a picture, and a short word's slope is off by half a row at the margin.
"""

from bisect import bisect_left
from collections.abc import Sequence

from .values import Box, Row, TextBox

OVERLAP_MIN = 0.45
"""Share of the lower box that must lie beside its neighbour for the two to be one row."""
LETTERS_MAX = 160
"""Of one piece of text; a till prints 48 on a line. Longer is no receipt, or made to keep the patterns busy."""
BOXES_MAX = 1500
"""On one page; a dense A4 page has some 500. The first from the top are kept."""
CLUTTER_MIN, CLUTTER_SHARE = 8, 0.15
"""Single letters on a page, and their share of its boxes, above which they are no print: a till prints few."""
SKEW_MAX = 0.35
"""Slope beyond which a box is a stamp or a watermark, and its own direction says nothing about its row."""


NEIGHBOURS = 8
"""Wide boxes above and below each, whose slope tells how the paper leans there."""


def rows(boxes: tuple[TextBox, ...], width_px: int, height_px: int) -> tuple[Row, ...]:
    """Rows from top to bottom, each from left to right."""
    lines: list[list[TextBox]] = []
    kept = sorted(_without_clutter(boxes), key=lambda each: each.top)[:BOXES_MAX]
    lean = _Lean(kept)
    for box in sorted(kept, key=lambda each: (each.left, each.top)):
        best, best_overlap = None, OVERLAP_MIN
        for line in lines:
            if not _begins_right_of(box, line[-1]):  # asked first: a page of one column is done at once
                continue
            overlap = _overlap(line[-1], box, lean)
            if overlap > best_overlap:
                best, best_overlap = line, overlap
        if best is None:
            lines.append([box])
        else:
            best.append(box)
    slope = _median([_slope(box) for box in boxes if _is_long(box)])
    lines.sort(key=lambda line: _middle_at(line[0], line[0].left) - slope * line[0].left)
    return tuple(_row(line, width_px, height_px) for line in lines)


def _begins_right_of(box: TextBox, left: TextBox) -> bool:
    return box.left > (left.left + left.right) / 2


def _without_clutter(boxes: tuple[TextBox, ...]) -> list[TextBox]:
    """Without single letters, where there are so many that the receipt must lie on a keyboard or a crossword."""
    single = sum(len(box.text) == 1 for box in boxes)
    crowded = single >= CLUTTER_MIN and single >= CLUTTER_SHARE * len(boxes)
    return [box for box in boxes if len(box.text) > 1 or not crowded]


def _row(line: list[TextBox], width_px: int, height_px: int) -> Row:
    return Row(
        texts=tuple(box.text[:LETTERS_MAX] for box in line),
        scores=tuple(box.score for box in line),
        boxes=tuple(fraction_box(box, width_px, height_px) for box in line),
        height=_median([_letter_height(box) for box in line]) / max(height_px, 1),
    )


def fraction_box(box: TextBox, width_px: int, height_px: int) -> Box:
    """The rectangle around a text box, in fractions of the page, cut at its edges."""
    left, right = (min(max(x / width_px, 0.0), 1.0) for x in (box.left, box.right))
    top, bottom = (min(max(y / height_px, 0.0), 1.0) for y in (box.top, box.bottom))
    return Box(round(left, 4), round(top, 4), round(right - left, 4), round(bottom - top, 4))


class _Lean:
    """How much the rows fall or rise on their way to the right, at each height of the page."""

    def __init__(self, boxes: Sequence[TextBox]) -> None:
        wide = sorted((_middle(box), _slope(box), box.right - box.left) for box in boxes if _is_long(box))
        self._heights = [height for height, _, _ in wide]
        self._slopes = [(slope, width) for _, slope, width in wide]

    def at(self, y: float) -> float:
        """Median slope of the wide boxes nearest to this height, the wider ones counting more; 0 without any."""
        place = bisect_left(self._heights, y)
        near = sorted(self._slopes[max(0, place - NEIGHBOURS) : place + NEIGHBOURS])
        rest = sum(width for _, width in near) / 2
        for slope, width in near:
            rest -= width
            if rest <= 0:
                return slope
        return 0.0


def _overlap(left: TextBox, right: TextBox, lean: _Lean) -> float:
    """How much of the lower of the two is level with the other, following the slope from where one ends to where the other begins."""
    gap = right.left - left.right
    if _tells_across(left, gap):
        left_middle, right_middle = _middle_at(left, right.left), _middle_at(right, right.left)
    elif _tells_across(right, gap):
        left_middle, right_middle = _middle_at(left, left.right), _middle_at(right, left.right)
    else:
        run = (right.left + right.right - left.left - left.right) / 2
        left_middle, right_middle = _middle(left) + lean.at(_middle(left)) * run, _middle(right)
    heights = _letter_height(left), _letter_height(right)
    level = (heights[0] + heights[1]) / 2 - abs(left_middle - right_middle)
    return max(0.0, level) / max(min(heights), 1.0)


def _tells_across(box: TextBox, gap: float) -> bool:
    """The box is wide enough for its own slope to hold across the gap."""
    return _is_long(box) and box.right - box.left >= gap


def _corners(box: TextBox) -> tuple[tuple[float, float], ...]:
    assert len(box.corners) == 4
    return box.corners


def _slope(box: TextBox) -> float:
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = _corners(box)
    run = (x1 - x0) + (x2 - x3)
    slope = ((y1 - y0) + (y2 - y3)) / run if run > 0 else 0.0
    return slope if abs(slope) <= SKEW_MAX else 0.0


def _middle(box: TextBox) -> float:
    return sum(y for _, y in _corners(box)) / 4


def _middle_at(box: TextBox, x: float) -> float:
    """Height of the box's middle line, drawn on to `x`."""
    centre_x = sum(corner_x for corner_x, _ in _corners(box)) / 4
    return _middle(box) + _slope(box) * (x - centre_x)


def _letter_height(box: TextBox) -> float:
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = _corners(box)
    return float((((x3 - x0) ** 2 + (y3 - y0) ** 2) ** 0.5 + ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5) / 2)


def _is_long(box: TextBox) -> bool:
    """Wide enough for its slope to mean something."""
    return box.right - box.left > 2.5 * _letter_height(box)


def _median(values: list[float]) -> float:
    return sorted(values)[len(values) // 2] if values else 0.0
