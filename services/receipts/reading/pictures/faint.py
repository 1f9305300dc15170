"""Print that has faded, lies in shadow or is out of focus: looked for once more on a picture where all print is as dark."""

import cv2
import numpy as np

from ..engines.rapid_ocr import RapidOcr
from .geometry import Pixels, Quads

CONTRAST_FAINT = 42.0
"""Grey levels between paper and ink, of 255; clear print has 60 to 150, and where most print is fainter some is lost."""
AROUND_SHARE = 1 / 60
"""Of the longest side: what lies this near decides how light paper is and how dark ink."""
NOISE_GREY = 4.0
"""Blank paper varies so much; it is not made stronger."""
PAPER_GREY, INK_STEP_GREY = 200.0, 45.0
OVERLAP_MAX = 0.2


def with_faint(pixels: Pixels, quads: Quads, side_px: int, engine: RapidOcr) -> Quads:
    """The boxes, and on faint paper those that are found only where contrast is evened. They are read from the picture as it is."""
    if not len(quads) or _contrast(pixels, quads) > CONTRAST_FAINT:
        return quads
    more = engine.find(_evened(pixels), side_px)
    return np.concatenate([quads, _beside(more, quads)]) if len(more) else quads


def _contrast(pixels: Pixels, quads: Quads) -> float:
    """Median over the boxes of how much darker ink is than the paper around it, in grey levels."""
    grey = cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY)
    height, width = grey.shape
    levels = []
    for left, top, right, bottom in np.stack(_hulls(quads), axis=1).astype(int):
        piece = grey[max(top, 0) : min(bottom, height) + 1, max(left, 0) : min(right, width) + 1]
        if piece.size:
            paper, ink = np.percentile(piece, (90, 5))
            levels.append(float(paper - ink))
    return float(np.median(levels)) if levels else 0.0


def _evened(pixels: Pixels) -> Pixels:
    """Each place as far from its surroundings as they vary themselves."""
    grey = np.asarray(cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY), dtype=np.float32)
    around = max(grey.shape) * AROUND_SHARE
    difference = grey - cv2.GaussianBlur(grey, (0, 0), around)
    varies = np.sqrt(np.maximum(cv2.GaussianBlur(difference**2, (0, 0), around), NOISE_GREY**2))
    evened = np.clip(PAPER_GREY + INK_STEP_GREY * difference / varies, 0, 255).astype(np.uint8)
    return np.asarray(cv2.cvtColor(evened, cv2.COLOR_GRAY2BGR), dtype=np.uint8)


def _beside(more: Quads, quads: Quads) -> Quads:
    """Those of `more` that lie where none of `quads` does."""
    left, top, right, bottom = (edge[:, None] for edge in _hulls(more))
    its_left, its_top, its_right, its_bottom = (edge[None, :] for edge in _hulls(quads))
    wide = np.minimum(right, its_right) - np.maximum(left, its_left)
    high = np.minimum(bottom, its_bottom) - np.maximum(top, its_top)
    covered = (np.clip(wide, 0, None) * np.clip(high, 0, None)).sum(axis=1)
    return np.asarray(more[covered < OVERLAP_MAX * ((right - left) * (bottom - top))[:, 0]], dtype=np.float32)


def _hulls(quads: Quads) -> tuple[Quads, Quads, Quads, Quads]:
    """Left, top, right and bottom edges of the boxes."""
    x, y = quads[:, :, 0], quads[:, :, 1]
    return x.min(axis=1), y.min(axis=1), x.max(axis=1), y.max(axis=1)
