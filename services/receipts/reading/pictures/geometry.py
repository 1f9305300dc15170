"""Boxes of print as corners in pixels: their direction, their height, and how they move when a picture is turned. Pure functions."""

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
Hull = tuple[float, float, float, float]
"""Left, top, right, bottom."""


LONG_BOX_ASPECT = 2.0
"""Boxes longer than this times their height tell the direction of the print; shorter ones are single figures."""
DIRECTION_BIN_DEG = 4.0


def pixels_of(picture: Image.Image) -> Pixels:
    """The picture as the engines take it."""
    return np.ascontiguousarray(np.asarray(picture.convert("RGB"), dtype=np.uint8)[:, :, ::-1])


def print_direction_deg(quads: Quads) -> float:
    """Clockwise angle of the lines of print, −90 < a ≤ 90; upside down looks the same. 0 when there is too little print."""
    along, length, height = sides(quads)
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


def long_ones(quads: Quads) -> Quads:
    """The boxes that are surely print; keys, dots and checks of a table are found as boxes too, but short ones."""
    _, length, height = sides(quads)
    return quads[length > LONG_BOX_ASPECT * height]


def letter_height(quads: Quads) -> float:
    """Median height of the boxes in pixels; 0 without boxes."""
    return float(np.median(sides(quads)[2])) if len(quads) else 0.0


def moved(quads: Quads, matrix: Matrix) -> Quads:
    """The boxes after a homography, each again clockwise from its upper left corner, for print that then lies level."""
    return _upper_left_first(warped(quads, matrix))


def _upper_left_first(quads: Quads) -> Quads:
    first = np.argmin(quads.sum(2), axis=1)
    turned = np.stack([np.roll(quad, -start, axis=0) for quad, start in zip(quads, first, strict=True)])
    return np.ascontiguousarray(turned, dtype=np.float32)


def sides(quads: Quads) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.float32], npt.NDArray[np.float32]]:
    """Of each box: the vector along its longer sides, their length, the length of the shorter sides."""
    one, other = (
        quads[:, 1] - quads[:, 0] + quads[:, 2] - quads[:, 3],
        quads[:, 3] - quads[:, 0] + quads[:, 2] - quads[:, 1],
    )
    lengths = np.linalg.norm(one, axis=1) / 2, np.linalg.norm(other, axis=1) / 2
    along = np.where((lengths[0] >= lengths[1])[:, None], one, other)
    return along, np.maximum(*lengths), np.minimum(*lengths)


def turn_about(centre: tuple[float, float], degrees: float) -> Matrix:
    """Turns a picture so that print which lay at this angle lies level."""
    return np.vstack([cv2.getRotationMatrix2D(centre, degrees, 1.0), (0.0, 0.0, 1.0)])


def warped(quads: Quads, matrix: Matrix) -> Quads:
    flat = cv2.perspectiveTransform(quads.reshape(1, -1, 2).astype(np.float64), matrix)
    return np.asarray(flat.reshape(quads.shape), dtype=np.float32)


Line = tuple[float, float, float]
"""a·x + b·y = c."""


def crossing(one: Line, other: Line) -> tuple[float, float]:
    x, y = np.linalg.solve(np.array([one[:2], other[:2]]), np.array([one[2], other[2]]))
    return float(x), float(y)


def turned(box: Hull, size: tuple[int, int], side: int) -> Hull:
    """The box in the picture that `np.rot90` turned `side` times, so that its top, right, bottom or left is up."""
    left, top, right, bottom = box
    width, height = size
    return (
        (left, top, right, bottom),
        (top, width - right, bottom, width - left),
        (width - right, height - bottom, width - left, height - top),
        (height - bottom, left, height - top, right),
    )[side]


def turned_back(point: tuple[float, float], size: tuple[int, int], side: int) -> tuple[float, float]:
    x, y = point
    width, height = size
    return ((x, y), (width - y, x), (width - x, height - y), (y, height - x))[side]
