"""Where the paper lies: the direction of its print and the lines where it ends, from text boxes and pixels. Pure functions.

The print says how the paper is turned, and no edge is ever laid through it: what is cropped away has no text.
"""

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from .geometry import (
    Hull,
    Line,
    Matrix,
    Pixels,
    Quads,
    crossing,
    letter_height,
    long_ones,
    print_direction_deg,
    turn_about,
    turned,
    turned_back,
    warped,
)

LOOK_SIDE_PX = 512
"""Edges of paper are looked for in a copy of this size: smaller than letters, larger than a crease."""
EDGE_STEP_MIN = 9.0
"""Grey levels between paper and table, each side averaged; noise of a phone at that size is 2."""
EDGE_COVERAGE_MIN = 0.7
"""Share of the length of the print along which the step must be seen."""
EDGE_SLOPES = np.linspace(-0.12, 0.12, 13)
"""Beside the print's own direction: perspective, and paper that was cut askew."""
MARGIN_LETTERS = 4.0
"""Left around the print where no edge is seen, in letter heights: faint lines may be there that the first look missed."""
KEPT_SHARE = 0.35
"""Without a seen edge nothing is cropped either where the picture ends within this share of the height of the print."""
EDGE_MARGIN_LETTERS = 0.05
LETTER_PX = 44.0
"""Height of a text box on the flattened paper; the recogniser works at 48, and higher only costs time."""
SURE_BOXES_MIN = 6
RUNS_OUT_LETTERS = 1.2
"""Print nearer than this to the end of the picture, in heights of a letter, may go on beyond it: a row is some 1.5 high."""
SHEET_SIDE_PX_MAX = 4096


@dataclass(frozen=True)
class Paper:
    """Corners in pixels of the picture, clockwise from the upper left as the print lies (which may still be upside down).

    `edges`: whether the paper was seen to end at its top, right, bottom and left; else the line is drawn around the print.
    """

    corners: tuple[tuple[float, float], ...]
    edges: tuple[bool, bool, bool, bool]
    runs_out: tuple[bool, bool, bool, bool]
    """Whether print reaches the end of the picture there."""
    letter_px: float
    """Height of a box of print, in pixels of the picture."""

    def turned_over(self) -> "Paper":
        """The same when its print turns out to stand on its head."""
        corners = self.corners[2:] + self.corners[:2]
        edges = (self.edges[2], self.edges[3], self.edges[0], self.edges[1])
        runs_out = (self.runs_out[2], self.runs_out[3], self.runs_out[0], self.runs_out[1])
        return Paper(corners, edges, runs_out, self.letter_px)


def paper_around(pixels: Pixels, quads: Quads) -> Paper:
    """The paper that carries these boxes."""
    assert len(quads)
    look = look_along(pixels, print_direction_deg(quads), letter_height(quads))
    return look.paper(quads)


def flattened(pixels: Pixels, paper: Paper) -> tuple[Pixels, Matrix]:
    """The paper alone, its print level, letters at most `LETTER_PX` high; and the homography that took it there."""
    scale = min(1.0, LETTER_PX / max(paper.letter_px, 1.0))
    corners = np.array(paper.corners, np.float64)
    upper, right, lower, left = (float(side) for side in np.linalg.norm(np.roll(corners, -1, axis=0) - corners, axis=1))
    width, height = scale * max(upper, lower), scale * max(left, right)
    shrink = min(1.0, SHEET_SIDE_PX_MAX / max(width, height, 1.0))
    size = max(16, round(width * shrink)), max(16, round(height * shrink))
    target = np.array([(0, 0), (size[0], 0), size, (0, size[1])], np.float32)
    if scale * shrink < 0.9:  # averaged first: a warp that shrinks would skip pixels
        fewer = cv2.resize(pixels, None, fx=scale * shrink, fy=scale * shrink, interpolation=cv2.INTER_AREA)
        pixels = np.asarray(fewer, dtype=np.uint8)
        smaller = np.diag([scale * shrink, scale * shrink, 1.0])
    else:
        smaller = np.eye(3)
    warp = cv2.getPerspectiveTransform(warped(corners[None].astype(np.float32), smaller)[0], target)
    flags, border = cv2.INTER_CUBIC, cv2.BORDER_REPLICATE
    sheet = cv2.warpPerspective(pixels, warp, size, flags=flags, borderMode=border)
    return np.ascontiguousarray(sheet, dtype=np.uint8), warp @ smaller


def look_along(pixels: Pixels, direction_deg: float, letters: float) -> "Look":
    """The picture made small, with print of that direction level."""
    height, width = pixels.shape[:2]
    turn = turn_about((width / 2, height / 2), direction_deg)
    frame = warped(np.array([[(0, 0), (width, 0), (width, height), (0, height)]], np.float32), turn)[0]
    (x0, y0), (x1, y1) = frame.min(0), frame.max(0)
    scale = min(1.0, LOOK_SIDE_PX / float(max(x1 - x0, y1 - y0)))
    place = np.diag([scale, scale, 1.0]) @ np.array([[1, 0, -x0], [0, 1, -y0], [0, 0, 1.0]]) @ turn
    size = round(scale * float(x1 - x0)), round(scale * float(y1 - y0))
    shrunk = cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) if scale < 1 else pixels
    to_size = place @ np.diag([1 / scale, 1 / scale, 1.0])
    look = cv2.warpPerspective(shrunk, to_size, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT)
    look = cv2.medianBlur(look, 5)  # rules and letters vanish, edges stay
    whole = np.ones(shrunk.shape[:2], np.uint8)
    inside = np.asarray(cv2.warpPerspective(whole, to_size, size, flags=cv2.INTER_NEAREST), dtype=np.uint8)
    return Look(np.asarray(look, dtype=np.uint8), inside, place, scale * letters)


@dataclass(frozen=True)
class Look:
    """A small copy of the picture in which print lies level, and how it is reached from the picture (`place`)."""

    pixels: Pixels
    inside: Pixels
    """1 where there is picture: the corners of a turned one lie beyond."""
    place: Matrix
    letters: float
    """Height of the print, in pixels of this copy."""

    def paper(self, quads: Quads) -> Paper:
        """The paper around these boxes. Where it is seen to end, short boxes beyond are the table's; elsewhere all are print."""
        surely = long_ones(quads)
        core = self.hull(surely if len(surely) >= SURE_BOXES_MIN else quads)
        found = [self.edge(core, side) for side in range(4)]
        box = self.hull(quads)
        size = self.pixels.shape[1], self.pixels.shape[0]
        lines = []
        for side in range(4):
            above = turned(box, size, side)
            near = _picture_ends_near(np.rot90(self.inside, side), above)
            lines.append(_line(side, found[side], core if found[side] else box, size, self.letters, near))
        corners = [crossing(lines[side - 1], lines[side]) for side in range(4)]
        quad = warped(np.array([corners], np.float32), np.linalg.inv(self.place))[0]
        out = [self.runs_out(quads, side) for side in range(4)]
        top, right, bottom, left = (edge is not None for edge in found)
        return Paper(
            tuple((float(x), float(y)) for x, y in quad),
            (top, right, bottom, left),
            (out[0], out[1], out[2], out[3]),
            letter_height(quads),
        )

    def hull(self, quads: Quads) -> Hull:
        """The rectangle around boxes of the picture, in pixels of this copy."""
        corners = warped(quads, self.place).reshape(-1, 2)
        (left, top), (right, bottom) = corners.min(0), corners.max(0)
        return float(left), float(top), float(right), float(bottom)

    def edge(self, box: Hull, side: int) -> tuple[float, float] | None:
        """Where the paper ends beyond that side of the box, 0 the top, 1 right, 2 bottom, 3 left: distance of the line from the
        frame of this copy at the middle of the box, and its slope."""
        size = self.pixels.shape[1], self.pixels.shape[0]
        return _edge_above(
            np.rot90(self.pixels, side), np.rot90(self.inside, side), turned(box, size, side), self.letters
        )

    def room(self, box: Hull, side: int) -> float:
        """How far that side of the box is from the frame of this copy."""
        return turned(box, (self.pixels.shape[1], self.pixels.shape[0]), side)[1]

    def runs_out(self, quads: Quads, side: int) -> bool:
        """True when a piece of print reaches the end of the picture there, also of a picture that was turned."""
        inside, size = np.rot90(self.inside, side), (self.pixels.shape[1], self.pixels.shape[0])
        begins = np.argmax(inside, axis=0)
        for quad in quads:
            left, top, right, _ = turned(self.hull(quad[np.newaxis]), size, side)
            column = min(max(0, round((left + right) / 2)), len(begins) - 1)
            if top - float(begins[column]) <= RUNS_OUT_LETTERS * self.letters:
                return True
        return False


def _edge_above(look: Pixels, inside: Pixels, box: Hull, letters: float) -> tuple[float, float] | None:
    """Height (at the middle of the box) and slope of the nearest line above the box along which paper and table part."""
    left, top, right, _ = box
    x0, x1 = max(0, round(left)), min(look.shape[1], round(right))
    rows = min(look.shape[0], round(top + max(letters, 4.0)))
    if x1 - x0 < 12 or rows < 10:
        return None
    strip = look[:rows, x0:x1].astype(np.float32)
    step = np.zeros(strip.shape[:2], np.float32)
    step[3:-3] = np.abs(strip[6:] - strip[:-6]).max(2)
    seen = inside[:rows, x0:x1]
    step[3:-3] *= seen[6:] * seen[:-6]  # beyond the picture nothing is known
    is_step = (step > EDGE_STEP_MIN).astype(np.float32)
    middle = (x1 - x0) / 2
    coverage = np.stack([_sheared(is_step, slope, middle).mean(1) for slope in EDGE_SLOPES])
    best = coverage.max(0)
    start = min(rows - 1, round(top + 0.3 * letters))
    above = np.flatnonzero(best[: start + 1] >= EDGE_COVERAGE_MIN)
    if not len(above):
        return None
    nearest = int(above[-1])
    group = slice(max(0, nearest - 7), nearest + 1)
    strength = np.stack([_sheared(step, slope, middle)[group].mean(1) for slope in EDGE_SLOPES])
    strength[coverage[:, group] < EDGE_COVERAGE_MIN] = 0
    slope_at = int(np.argmax(strength.max(1)))
    plateau = np.flatnonzero(
        strength[slope_at] >= 0.9 * strength[slope_at].max()
    )  # the step is felt some rows to both sides
    return float(group.start + plateau.mean()), float(EDGE_SLOPES[slope_at])


def _picture_ends_near(inside: Pixels, box: Hull) -> bool:
    """True when little of the picture lies above the box, and all of it is picture (not a corner beyond a turned one)."""
    left, top, right, bottom = (max(0, round(side)) for side in box)
    return (
        top <= KEPT_SHARE * (bottom - top)
        and float(inside[:top, left:right].mean() if top and right > left else 1) > 0.95
    )


def _sheared(values: npt.NDArray[np.float32], slope: float, middle: float) -> npt.NDArray[np.float32]:
    """Rows become the lines of this slope."""
    shear = np.array([[1, 0, 0], [slope, 1, -slope * middle]], np.float64)
    flags = cv2.INTER_NEAREST | cv2.WARP_INVERSE_MAP
    moved_rows = cv2.warpAffine(values, shear, (values.shape[1], values.shape[0]), flags=flags)
    return np.asarray(moved_rows, dtype=np.float32)


def _line(
    side: int, found: tuple[float, float] | None, box: Hull, size: tuple[int, int], letters: float, ends_near: bool
) -> Line:
    """The side's line in the small copy: the edge that was found, or one around the print with a margin."""
    left, top, right, _ = turned(box, size, side)
    middle = (left + right) / 2
    if found is None and ends_near:
        height, slope = 0.0, 0.0
    elif found is None:
        height, slope = max(0.0, top - MARGIN_LETTERS * letters), 0.0
    else:
        height, slope = found
        # The line may not run through the print at either end, and keeps a hair of what lies outside.
        height = min(height, top - abs(slope) * (right - left) / 2) - EDGE_MARGIN_LETTERS * letters
    one, other = (middle - 100.0, height - 100 * slope), (middle + 100.0, height + 100 * slope)
    (ax, ay), (bx, by) = (turned_back(point, size, side) for point in (one, other))
    a, b = by - ay, ax - bx
    return a, b, a * ax + b * ay
