"""Damage of the part "exam" alone: a hard fold, the coloured stripes at the end of a roll, print that shines through, clear tape."""

import random
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[Any]


def damaged(sheet: Pixels, severity: int, flat: bool, rng: random.Random) -> Pixels:
    """The paper after at most one of them; a page has no roll, and a scan (severity 0) mostly nothing."""
    if rng.random() < (0.85, 0.7, 0.5, 0.4)[severity]:
        return sheet
    return rng.choice((_folded, _shining_through) if flat else (_folded, _end_of_roll, _shining_through, _taped))(
        sheet, rng
    )


def _folded(sheet: Pixels, rng: random.Random) -> Pixels:
    """A fold pressed with a nail: a hair of lost ink, lighter on one side and darker on the other."""
    height = sheet.shape[0]
    at = rng.uniform(0.2, 0.8) * height
    rows = np.arange(height, dtype=np.float32)
    lost = np.exp(-(((rows - at) / 1.3) ** 2))[:, None, None] * 0.6
    shade = 1 - 0.14 * np.exp(-np.clip(rows - at, 0, None) / 30) * (rows >= at)
    return np.asarray((sheet * (1 - lost) + 248 * lost) * shade[:, None, None])


def _end_of_roll(sheet: Pixels, rng: random.Random) -> Pixels:
    """The paper's maker warns of the end with a stripe of pink or violet along the edge."""
    width = sheet.shape[1]
    wide = round(width * rng.uniform(0.05, 0.11))
    colour = np.array(rng.choice(((1.0, 0.62, 0.68), (0.86, 0.7, 0.95), (1.0, 0.72, 0.6))), np.float32)
    striped = sheet.copy()
    for left in rng.choice(((0,), (width - wide,), (0, width - wide))):
        striped[:, left : left + wide] *= colour
    return striped


def _shining_through(sheet: Pixels, rng: random.Random) -> Pixels:
    """Print on the back, mirrored and faint."""
    ink = cv2.GaussianBlur(255 - sheet.mean(axis=2), (0, 0), 3.0)
    back = np.roll(ink[:, ::-1], rng.randrange(40, 200), axis=0)
    return np.asarray(sheet * (1 - rng.uniform(0.06, 0.13) * np.clip(back / 200, 0, 1))[..., None])


def _taped(sheet: Pixels, rng: random.Random) -> Pixels:
    """A strip of yellowed clear tape across: a tint with two bright edges."""
    height = sheet.shape[0]
    top, tall = round(rng.uniform(0.1, 0.7) * height), rng.randrange(60, 110)
    taped = sheet.copy()
    taped[top : top + tall] *= np.array((0.97, 0.94, 0.82), np.float32)
    for edge in (top, top + tall):
        taped[edge : edge + 2] = taped[edge : edge + 2] * 0.8 + 45
    return taped
