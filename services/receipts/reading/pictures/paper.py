"""Where the paper lies: the direction of its print and the lines where it ends, from text boxes and pixels. Pure functions.

The print says how the paper is turned, and no edge is ever laid through it: what is cropped away has no text.
"""

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt
from PIL import Image

Pixels = npt.NDArray[np.uint8]
"""Height × width × 3, blue first."""
Quads = npt.NDArray[np.float32]
"""Boxes × 4 corners × (x, y) in pixels."""
Matrix = npt.NDArray[Any]
"""A homography, 3 × 3."""

LONG_BOX_ASPECT = 2.0
"""Boxes longer than this times their height tell the direction of the print; shorter ones are single figures."""
DIRECTION_BIN_DEG = 4.0
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
EDGE_MARGIN_LETTERS = 0.15
LETTER_PX = 44.0
"""Height of a text box on the flattened paper; the recogniser works at 48, and higher only costs time."""
SHEET_SIDE_PX_MAX = 4096


@dataclass(frozen=True)
class Paper:
    """Corners in pixels of the picture, clockwise from the upper left as the print lies (which may still be upside down).

    `edges`: whether the paper was seen to end at its top, right, bottom and left; else the line is drawn around the print.
    """

    corners: tuple[tuple[float, float], ...]
    edges: tuple[bool, bool, bool, bool]
    letter_px: float


def pixels_of(picture: Image.Image) -> Pixels:
    """The picture as the engines take it."""
    return np.ascontiguousarray(np.asarray(picture.convert("RGB"), dtype=np.uint8)[:, :, ::-1])


def print_direction_deg(quads: Quads) -> float:
    """Clockwise angle of the lines of print, −90 < a ≤ 90; upside down looks the same. 0 when there is too little print."""
    along, length, height = _sides(quads)
    is_long = length > LONG_BOX_ASPECT * height
    if not is_long.any():
        return 0.0
    degrees = np.rad2deg(np.arctan2(along[is_long, 1], along[is_long, 0]))
    weights = length[is_long]
    # Doubled angles on a circle: −90 and 90 are the same direction.
    bins = np.arange(-90.0, 90.0, DIRECTION_BIN_DEG)
    apart = np.abs((degrees[None, :] - bins[:, None] + 90) % 180 - 90)
    votes = (np.maximum(0, 1 - apart / (2 * DIRECTION_BIN_DEG)) * weights).sum(1)
    main = bins[int(np.argmax(votes))]
    offsets = (degrees - main + 90) % 180 - 90
    near = np.abs(offsets) <= 2 * DIRECTION_BIN_DEG
    order = np.argsort(offsets[near])
    shares = np.cumsum(weights[near][order])
    median = offsets[near][order][int(np.searchsorted(shares, shares[-1] / 2))]
    direction = (main + float(median) + 90) % 180 - 90
    return float(direction) if direction > -90 else 90.0


def letter_height(quads: Quads) -> float:
    """Median height of the boxes in pixels; 0 without boxes."""
    return float(np.median(_sides(quads)[2])) if len(quads) else 0.0


def paper_around(pixels: Pixels, quads: Quads) -> Paper:
    """The paper that carries these boxes."""
    assert len(quads)
    height, width = pixels.shape[:2]
    direction = print_direction_deg(quads)
    letters = letter_height(quads)
    turn = _turn_about((width / 2, height / 2), direction)
    lying = _moved(quads, turn)
    left, top = lying.reshape(-1, 2).min(0)
    right, bottom = lying.reshape(-1, 2).max(0)
    lines, edges = _lines_around(pixels, turn, (left, top, right, bottom), letters)
    corners = [_crossing(lines[3], lines[0]), _crossing(lines[0], lines[1])]
    corners += [_crossing(lines[1], lines[2]), _crossing(lines[2], lines[3])]
    back = np.linalg.inv(turn)
    quad = _moved(np.array([corners], np.float32), back)[0]
    return Paper(tuple((float(x), float(y)) for x, y in quad), edges, letters)


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
    warp = cv2.getPerspectiveTransform(_moved(corners[None].astype(np.float32), smaller)[0], target)
    flags, border = cv2.INTER_CUBIC, cv2.BORDER_REPLICATE
    sheet = cv2.warpPerspective(pixels, warp, size, flags=flags, borderMode=border)
    return np.ascontiguousarray(sheet, dtype=np.uint8), warp @ smaller


def moved(quads: Quads, matrix: Matrix) -> Quads:
    """The boxes after a homography, each again clockwise from its upper left corner, for print that then lies level."""
    return _upper_left_first(_moved(quads, matrix))


def _upper_left_first(quads: Quads) -> Quads:
    first = np.argmin(quads.sum(2), axis=1)
    turned = np.stack([np.roll(quad, -start, axis=0) for quad, start in zip(quads, first, strict=True)])
    return np.ascontiguousarray(turned, dtype=np.float32)


def _sides(quads: Quads) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.float32], npt.NDArray[np.float32]]:
    """Of each box: the vector along its longer sides, their length, the length of the shorter sides."""
    one, other = (
        quads[:, 1] - quads[:, 0] + quads[:, 2] - quads[:, 3],
        quads[:, 3] - quads[:, 0] + quads[:, 2] - quads[:, 1],
    )
    lengths = np.linalg.norm(one, axis=1) / 2, np.linalg.norm(other, axis=1) / 2
    along = np.where((lengths[0] >= lengths[1])[:, None], one, other)
    return along, np.maximum(*lengths), np.minimum(*lengths)


def _turn_about(centre: tuple[float, float], degrees: float) -> Matrix:
    """Turns a picture so that print which lay at this angle lies level."""
    return np.vstack([cv2.getRotationMatrix2D(centre, degrees, 1.0), (0.0, 0.0, 1.0)])


def _moved(quads: Quads, matrix: Matrix) -> Quads:
    flat = cv2.perspectiveTransform(quads.reshape(1, -1, 2).astype(np.float64), matrix)
    return np.asarray(flat.reshape(quads.shape), dtype=np.float32)


Line = tuple[float, float, float]
"""a·x + b·y = c."""


def _crossing(one: Line, other: Line) -> tuple[float, float]:
    x, y = np.linalg.solve(np.array([one[:2], other[:2]]), np.array([one[2], other[2]]))
    return float(x), float(y)


def _lines_around(
    pixels: Pixels, turn: Matrix, hull: tuple[float, float, float, float], letters: float
) -> tuple[list[Line], tuple[bool, bool, bool, bool]]:
    """Top, right, bottom and left line of the paper in the turned picture, and which of them are seen edges."""
    height, width = pixels.shape[:2]
    frame = _moved(np.array([[(0, 0), (width, 0), (width, height), (0, height)]], np.float32), turn)[0]
    (x0, y0), (x1, y1) = frame.min(0), frame.max(0)
    scale = min(1.0, LOOK_SIDE_PX / max(x1 - x0, y1 - y0))
    place = np.diag([scale, scale, 1.0]) @ np.array([[1, 0, -x0], [0, 1, -y0], [0, 0, 1.0]]) @ turn
    size = round(scale * (x1 - x0)), round(scale * (y1 - y0))
    shrunk = cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) if scale < 1 else pixels
    to_size = place @ np.diag([1 / scale, 1 / scale, 1.0])
    look = cv2.warpPerspective(shrunk, to_size, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT)
    whole = np.ones(shrunk.shape[:2], np.uint8)
    inside = np.asarray(cv2.warpPerspective(whole, to_size, size, flags=cv2.INTER_NEAREST), dtype=np.uint8)
    look = np.asarray(cv2.medianBlur(look, 5), dtype=np.uint8)  # rules and letters vanish, edges stay
    left, top, right, bottom = hull
    box = (scale * (left - x0), scale * (top - y0), scale * (right - x0), scale * (bottom - y0))
    lines: list[Line] = []
    edges = []
    for side in range(4):  # each side in turn is turned to the top
        seen, above = np.rot90(inside, side), _turned(box, size, side)
        found = _edge_above(np.rot90(look, side), seen, above, scale * letters)
        edges.append(found is not None)
        near = _picture_ends_near(seen, above)
        lines.append(_line(side, found, box, size, scale * letters, scale, near, (float(x0), float(y0))))
    return lines, (edges[0], edges[1], edges[2], edges[3])


def _turned(
    box: tuple[float, float, float, float], size: tuple[int, int], side: int
) -> tuple[float, float, float, float]:
    """The box in the picture that `np.rot90` turned `side` times, so that its top, right, bottom or left is up."""
    left, top, right, bottom = box
    width, height = size
    return (
        (left, top, right, bottom),
        (top, width - right, bottom, width - left),
        (width - right, height - bottom, width - left, height - top),
        (height - bottom, left, height - top, right),
    )[side]


def _edge_above(
    look: Pixels, inside: Pixels, box: tuple[float, float, float, float], letters: float
) -> tuple[float, float] | None:
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
    slope_at, row = np.unravel_index(int(np.argmax(strength)), strength.shape)
    return float(group.start + row), float(EDGE_SLOPES[slope_at])


def _picture_ends_near(inside: Pixels, box: tuple[float, float, float, float]) -> bool:
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
    side: int,
    found: tuple[float, float] | None,
    box: tuple[float, float, float, float],
    size: tuple[int, int],
    letters: float,
    scale: float,
    ends_near: bool,
    origin: tuple[float, float],
) -> Line:
    """The side's line in the turned picture: the edge that was found, or one around the print with a margin."""
    left, top, right, _ = _turned(box, size, side)
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
    (ax, ay), (bx, by) = (_turned_back(point, size, side) for point in (one, other))
    ax, ay, bx, by = ax / scale + origin[0], ay / scale + origin[1], bx / scale + origin[0], by / scale + origin[1]
    a, b = by - ay, ax - bx
    return a, b, a * ax + b * ay


def _turned_back(point: tuple[float, float], size: tuple[int, int], side: int) -> tuple[float, float]:
    x, y = point
    width, height = size
    return ((x, y), (width - y, x), (width - x, height - y), (y, height - x))[side]
