"""What is wrong with a picture, told from its pixels and boxes. Pure functions; codes of `values.FAILURE_CODES`.

Told only where something is missing: a dark picture that reads well is a good picture.
"""

import cv2
import numpy as np

from .geometry import Pixels
from .paper import LETTER_PX, Paper

DARK_GREY_MAX = 50.0
"""The brightest twentieth of the paper, 0..255, below which print drowns in the noise of the sensor."""
BRIGHT_GREY_MIN = 250.0
"""The darker half of a picture in which light has eaten the print."""
BRIGHT_SPREAD_MIN = 0.5
"""Grey levels; less is an empty page, not light."""
BLUR_SHARE_MIN = 0.55
"""Share of its contrast that the sharpest print gains over an eighth of a letter; sharp print gains all of it."""
SMALL_LETTER_PX = 10.0
"""Height of a box of print, in pixels of what was sent, below which figures cannot be told apart."""
SMEAR_SIDE_PX = 1200
SMEAR_STEP_MAX = 0.25
"""Share of the picture's contrast that its sharpest edges gain over three pixels of a copy of that size: 0.08–0.14 in pictures too
blurred to read, 0.37 and more in 73 that can be read."""
SMEAR_CONTRAST_MIN = 25.0
SIDE_CODES = ("cut-off-top", "cut-off-side", "cut-off-bottom", "cut-off-side")


def why_nothing(pixels: Pixels) -> str:
    """Why no text was found in the picture."""
    grey = _grey(pixels)
    if float(np.percentile(grey, 95)) < DARK_GREY_MAX:
        return "too-dark"
    if _is_smeared(grey):
        return "too-blurred"
    is_bright = float(np.percentile(grey, 50)) >= BRIGHT_GREY_MIN and float(grey.std()) >= BRIGHT_SPREAD_MIN
    return "too-bright" if is_bright else "no-text-found"


def what_hinders(sheet: Pixels, paper: Paper, has_total: bool) -> tuple[str, ...]:
    """What is wrong with a paper whose key fields are missing. `sheet`: the paper as it was flattened."""
    grey = _grey(sheet)
    told = []
    if float(np.percentile(grey, 95)) < DARK_GREY_MAX:
        told.append("too-dark")
    if paper.letter_px < SMALL_LETTER_PX:
        told.append("too-small")
    elif sharpness(sheet, min(paper.letter_px, LETTER_PX)) < BLUR_SHARE_MIN:
        told.append("too-blurred")
    for side, code in enumerate(SIDE_CODES):
        # The bottom is missed only while there is no total: many print their thanks to the very end.
        if paper.runs_out[side] and not paper.edges[side] and (side != 2 or not has_total) and code not in told:
            told.append(code)
    return tuple(told)


def sharpness(sheet: Pixels, letter_px: float) -> float:
    """How much of the contrast between ink and paper is gained over an eighth of a letter's height, at the sharpest places; 0..1."""
    grey = _grey(sheet).astype(np.float32)
    step = max(1, round(letter_px / 8))
    across = np.abs(grey[:, step:] - grey[:, :-step])
    window = (max(3, round(1.5 * letter_px)) | 1, max(3, round(letter_px)) | 1)
    kernel = np.ones((window[1], window[0]), np.uint8)
    contrast = cv2.dilate(grey, kernel) - cv2.erode(grey, kernel)
    inked = contrast[:, step:] > max(12.0, float(np.percentile(contrast, 75)))
    if not inked.any():
        return 1.0
    best = cv2.dilate(across, kernel)
    return float(np.median(best[inked] / contrast[:, step:][inked]))


def _is_smeared(grey: Pixels) -> bool:
    """True when there is contrast, but nowhere an edge, of the paper or of its print."""
    scale = min(1.0, SMEAR_SIDE_PX / max(grey.shape))
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    smooth = cv2.GaussianBlur(small, (3, 3), 0).astype(np.float32)
    span = float(np.percentile(smooth, 99)) - float(np.percentile(smooth, 1))
    if span < SMEAR_CONTRAST_MIN:
        return False
    down, across = np.abs(smooth[3:] - smooth[:-3]), np.abs(smooth[:, 3:] - smooth[:, :-3])
    return max(float(np.percentile(down, 99.9)), float(np.percentile(across, 99.9))) < SMEAR_STEP_MAX * span


def _grey(pixels: Pixels) -> Pixels:
    return np.asarray(cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY), dtype=np.uint8)
