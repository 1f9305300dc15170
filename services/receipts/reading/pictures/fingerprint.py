"""A perceptual hash of the paper: near for two photographs of one receipt, far for two receipts. Pure functions.

Made of ink alone: evened out for light, cut to the print (tables, margins and the way the paper is held differ each time).
"""

from typing import Any

import cv2
import numpy as np

from ..values import TextBox
from .geometry import Pixels

HASH_SIDE_PX = 64
DOWN, ACROSS = 9, 8
"""Waves down and across the paper whose signs are kept: as many as 64 bits hold."""
SURE_SCORE, SURE_LETTERS = 0.85, 4
INK_SHARE = 0.88
"""Of the paper's own brightness beside it; darker is ink."""


def picture_hash(sheet: Pixels, boxes: tuple[TextBox, ...]) -> str | None:
    """64 bits as 16 hexadecimal digits; None without print."""
    printed = [box for box in boxes if box.score >= SURE_SCORE and len(box.text) >= SURE_LETTERS]
    boxes = tuple(printed) or boxes  # a scribble or a crease read as a letter would shift everything
    if not boxes:
        return None
    left, right = min(box.left for box in boxes), max(box.right for box in boxes)
    top, bottom = min(box.top for box in boxes), max(box.bottom for box in boxes)
    height, width = sheet.shape[:2]
    print_only = sheet[max(0, round(top)) : min(height, round(bottom)), max(0, round(left)) : min(width, round(right))]
    if min(print_only.shape[:2]) < 8:
        return None
    ink = _ink(print_only)
    waves = cv2.dct(cv2.resize(ink, (HASH_SIDE_PX, HASH_SIDE_PX), interpolation=cv2.INTER_AREA))
    kept = waves[:DOWN, :ACROSS].flatten()[1:65]
    bits = kept > np.median(kept)
    return f"{int(''.join('1' if bit else '0' for bit in bits), 2):016x}"


def _ink(print_only: Pixels) -> "np.typing.NDArray[np.float32]":
    """1 for ink, 0 for paper, whatever the light."""
    grey: Any = cv2.cvtColor(print_only, cv2.COLOR_BGR2GRAY).astype(np.float32)
    scale = 512 / max(grey.shape)
    if scale < 1:
        grey = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    paper = cv2.GaussianBlur(cv2.dilate(grey, np.ones((9, 9), np.uint8)), (0, 0), 8)
    ink = np.clip((INK_SHARE - grey / np.maximum(paper, 1)) / (INK_SHARE - 0.5), 0, 1)
    return np.asarray(ink, dtype=np.float32)
