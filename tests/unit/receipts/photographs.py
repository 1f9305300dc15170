"""Drawn receipts as a phone sees them: on a table, askew, dark, smeared. Small, and the same each time."""

from collections.abc import Sequence

import numpy as np
from PIL import Image, ImageFilter

TABLE = (96, 70, 48)


def on_a_table(
    *papers: Image.Image,
    degrees: float = 0.0,
    room_px: int = 260,
    gap_px: int = 160,
    table: tuple[int, int, int] = TABLE,
) -> Image.Image:
    """Papers beside each other on a table, the whole turned clockwise by `degrees`."""
    width = sum(paper.width for paper in papers) + gap_px * (len(papers) - 1) + 2 * room_px
    height = max(paper.height for paper in papers) + 2 * room_px
    scene, left = Image.new("RGB", (width, height), table), room_px
    for paper in papers:
        scene.paste(paper, (left, room_px))
        left += paper.width + gap_px
    return scene.rotate(-degrees, Image.Resampling.BICUBIC, fillcolor=table)


def in_light(picture: Image.Image, share: float) -> Image.Image:
    """With that share of the light: 0.05 is a cellar."""
    return picture.point(lambda value: round(value * share))


def smeared(picture: Image.Image, radius_px: float) -> Image.Image:
    """Out of focus."""
    return picture.filter(ImageFilter.GaussianBlur(radius_px))


def colour_at_rim(picture: Image.Image) -> Sequence[float]:
    """Mean colour of a rim two hundredths wide, to see whether table is left."""
    pixels = np.asarray(picture.convert("RGB"), dtype=np.float64)
    rim = max(1, round(0.02 * min(pixels.shape[:2])))
    parts = (pixels[:rim], pixels[-rim:], pixels[:, :rim], pixels[:, -rim:])
    return [float(np.mean(part)) for part in parts]
