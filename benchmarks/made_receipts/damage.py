"""What happens to the paper: thermal ink that fades, folds, crumpling, stains, pens and markers. Digits stay readable."""

import random
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from benchmarks.made_receipts.fonts import available, font

Pixels = NDArray[Any]

INKS = ((28, 26, 30), (40, 38, 52), (20, 20, 20), (58, 44, 70), (50, 54, 60), (34, 40, 90))
PAPERS = ((250, 248, 243), (244, 243, 240), (252, 246, 232), (238, 240, 243), (247, 240, 240), (253, 251, 226))
NOTES = ("Lunch m. Anna", "OK!", "proj 4711", "kund", "taxi → hotell", "ref. K", "utlägg", "17/3", "Privat?", "AB")


@dataclass(frozen=True)
class Wear:
    """How much of what. Shares are 0..1 of what a person can still read through."""

    fade: float
    crumple: float
    folds: int
    stains: int
    dots: bool
    pen: str
    """none, note, scribble or marker."""


def wear(severity: int, flat: bool, rng: random.Random) -> Wear:
    """What a receipt of that severity (0 clean … 3 hard) has been through; pages and screens are `flat`."""
    most = (0.05, 0.35, 0.5, 0.6)[severity]
    pens = ("none",) * 5 if severity == 0 else ("none", "none", "none", "note", "scribble", "marker")
    return Wear(
        rng.uniform(0, most) * (0.4 if flat else 1),
        rng.uniform(0, (0.05, 0.35, 0.9, 1.6)[severity]) * (0.4 if flat else 1),
        rng.choice(((0,), (0, 0, 1), (0, 1, 2), (1, 2, 3))[severity]),
        rng.choice(((0,), (0, 0, 0, 1), (0, 0, 1), (0, 1, 2))[severity]),
        not flat and rng.random() < 0.15,
        rng.choice(pens),
    )


def worn(printed: Image.Image, part: str, how: Wear, rng: random.Random) -> Pixels:
    """The paper in colour (float, 0..255) after all that."""
    dots = np.random.default_rng(rng.randrange(2**32))
    ink: Pixels = 1 - np.asarray(printed, dtype=np.float32) / 255
    height, width = ink.shape
    if how.dots:
        grid = np.ones((height, width), np.float32)
        grid[::3, :] *= 0.55
        grid[:, ::4] *= 0.8
        ink = cv2.GaussianBlur(ink * grid, (0, 0), 0.6)
    ink = ink * (1 - how.fade * _cloud(dots, height, width, 3, low=0.45))
    for _ in range(rng.choice((0, 0, 1, 2)) if how.fade > 0.2 else 0):
        column = rng.randrange(width)
        ink[:, column : column + 1] *= 0.25  # a dead dot of the print head
    tint, colour = np.array(rng.choice(PAPERS), np.float32), np.array(rng.choice(INKS), np.float32)
    sheet: Pixels = tint * (1 - ink[..., None]) + colour * ink[..., None]
    sheet += dots.normal(0, 1.2, (height, width, 1)).astype(np.float32)
    for _ in range(how.stains):
        sheet *= _stain(rng, dots, height, width)[..., None] ** np.array((0.4, 0.8, 1.5), np.float32)
    sheet = _written_on(sheet, ink, part, how.pen, rng)
    return _creased(sheet, how, rng, dots)


def _written_on(sheet: Pixels, ink: Pixels, part: str, pen: str, rng: random.Random) -> Pixels:
    height, width = ink.shape
    if pen == "none":
        return sheet
    if pen == "marker":
        y, tall = rng.randrange(height // 3, height - 60), rng.randrange(38, 56)
        x = rng.randrange(0, width // 3)
        colour = np.array(rng.choice(((1.0, 0.97, 0.35), (0.6, 1.0, 0.6), (1.0, 0.7, 0.85))), np.float32)
        sheet[y : y + tall, x : x + int(width * rng.uniform(0.4, 0.65))] *= colour
        return sheet
    space = empty_place(ink, width // 3, 95, rng)
    if space is None:
        return sheet
    picture = Image.fromarray(np.clip(sheet, 0, 255).astype(np.uint8))
    draw = ImageDraw.Draw(picture)
    x, y = space
    colour_of_pen = rng.choice(((25, 40, 140), (20, 20, 25), (150, 30, 30)))
    if pen == "note":
        hand = font(available(part, "hand")[0], rng.randrange(44, 62))
        draw.text((x, y), rng.choice(NOTES).replace("→", "-"), font=hand, fill=colour_of_pen)
    else:
        points = [(x + i * (width // 3) / 14, y + 45 + rng.uniform(-36, 36)) for i in range(15)]
        draw.line(points, fill=colour_of_pen, width=3, joint="curve")
    return np.asarray(picture, dtype=np.float32).copy()


def empty_place(ink: Pixels, wide: int, tall: int, rng: random.Random) -> tuple[int, int] | None:
    """The upper left corner of a place of that size without print, if a few tries find one."""
    height, width = ink.shape
    for _ in range(60):
        x, y = rng.randrange(0, max(1, width - wide)), rng.randrange(0, max(1, height - tall))
        if float(ink[y : y + tall, x : x + wide].sum()) < 1.0:
            return x, y
    return None


def _stain(rng: random.Random, dots: np.random.Generator, height: int, width: int) -> Pixels:
    """Factor of light left: a coffee ring or a grease spot."""
    yy, xx = np.mgrid[0:height, 0:width].astype(np.float32)
    radius = rng.uniform(0.12, 0.4) * width
    distance = (
        np.hypot(xx - rng.uniform(0, width), yy - rng.uniform(0, height))
        + _cloud(dots, height, width, 6) * radius * 0.08
    )
    if rng.random() < 0.6:
        lost = rng.uniform(0.1, 0.25) * np.exp(-(((distance - radius) / (radius * 0.05)) ** 2))
    else:
        lost = rng.uniform(0.04, 0.12) / (1 + np.exp(np.clip((distance - radius) / (radius * 0.04), -30, 30)))
    return np.asarray(1 - lost, dtype=np.float32)


def _creased(sheet: Pixels, how: Wear, rng: random.Random, dots: np.random.Generator) -> Pixels:
    """Bend the paper along a smooth random surface and folds, and let light fall on it from one side."""
    if how.crumple < 0.03 and not how.folds:
        return sheet
    height, width = sheet.shape[:2]
    ridges = np.abs(_cloud(dots, height, width, 3)) + 0.6 * np.abs(_cloud(dots, height, width, 6))
    surface = (_cloud(dots, height, width, 2) * 16 + ridges * 11) * how.crumple
    for _ in range(how.folds):
        across = rng.random() < 0.75
        angle = rng.uniform(-0.06, 0.06) + (0 if across else np.pi / 2)
        yy, xx = np.mgrid[0:height, 0:width].astype(np.float32)
        offset = (yy - height * rng.uniform(0.15, 0.85)) * np.cos(angle) - (
            xx - width * rng.uniform(0.3, 0.7)
        ) * np.sin(angle)
        surface += rng.uniform(-5, 5) * np.exp(-np.abs(offset) / rng.uniform(20, 90)).astype(np.float32)
    dy, dx = np.gradient(cv2.GaussianBlur(surface.astype(np.float32), (0, 0), 2.5))
    bend = 9.0 * min(1.0, 0.5 + how.crumple)
    yy, xx = np.mgrid[0:height, 0:width].astype(np.float32)
    bow = rng.uniform(-9, 9) * how.crumple * np.sin(np.pi * xx / width)  # paper from a roll never lies flat
    bent = cv2.remap(
        sheet,
        xx + dx.astype(np.float32) * bend,
        (yy + dy * bend + bow).astype(np.float32),
        cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_REPLICATE,
    )
    light = rng.uniform(0, 2 * np.pi)
    shade = np.clip(1 + 0.9 * (dx * np.cos(light) + dy * np.sin(light)), 0.72, 1.1).astype(np.float32)
    return np.asarray(bent * shade[..., None])


def _cloud(dots: np.random.Generator, height: int, width: int, cells: int, low: float = -1.0) -> Pixels:
    """Smooth chance over an area, from `low` to 1, with about that many humps across."""
    rows = max(2, round(cells * height / width))
    seeds = dots.uniform(low, 1, (rows + 2, cells + 2)).astype(np.float32)
    return cv2.resize(seeds, (width, height), interpolation=cv2.INTER_CUBIC)
