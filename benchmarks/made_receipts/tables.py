"""What lies under a receipt: wood, cloth, checks, keys, stone, ruled paper, a white desk."""

import random
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[Any]


def table(height: int, width: int, rng: random.Random) -> Pixels:
    """A surface in colour (float, 0..255)."""
    dots = np.random.default_rng(rng.randrange(2**32))
    return rng.choice((_wood, _wood, _cloth, _checks, _keys, _stone, _ruled, _desk, _desk, _print))(
        height, width, rng, dots
    )


def _noise(dots: np.random.Generator, height: int, width: int, rows: int, columns: int) -> Pixels:
    small = dots.normal(0, 1, (max(2, rows), max(2, columns))).astype(np.float32)
    return cv2.resize(small, (width, height), interpolation=cv2.INTER_CUBIC)


def _wood(height: int, width: int, rng: random.Random, dots: np.random.Generator) -> Pixels:
    base = np.array(
        rng.choice(((150, 105, 66), (196, 160, 118), (92, 62, 44), (120, 96, 80), (210, 190, 160))), np.float32
    )
    grain = (
        _noise(dots, height, width, 8, width // 4) * 7
        + _noise(dots, height, width, 3, width // 30) * 9
        + _noise(dots, height, width, height // 2, width // 2) * 3
    )
    surface = base + grain[..., None]
    planks = rng.randrange(2, 6)
    for plank in range(1, planks):
        x = plank * width // planks
        surface[:, x : x + 4] *= 0.55
        surface[:, x:] += rng.uniform(-12, 12)
    return np.asarray(
        np.ascontiguousarray(np.rot90(surface)[:height, :width]) if rng.random() < 0.4 and height == width else surface
    )


def _cloth(height: int, width: int, rng: random.Random, dots: np.random.Generator) -> Pixels:
    yy, xx = np.mgrid[0:height, 0:width].astype(np.float32)
    base = np.array([rng.randrange(40, 200) for _ in range(3)], np.float32)
    weave = (
        np.sin(xx * 1.2) * np.sin(yy * 1.2) * 9
        + _noise(dots, height, width, height // 3, width // 3) * 5
        + _noise(dots, height, width, 4, 4) * 8
    )
    return np.asarray(base + weave[..., None])


def _checks(height: int, width: int, rng: random.Random, dots: np.random.Generator) -> Pixels:
    yy, xx = np.mgrid[0:height, 0:width]
    cell = rng.randrange(50, 150)
    light, dark = (
        np.array(rng.choice(((235, 230, 225), (240, 220, 190))), np.float32),
        np.array(rng.choice(((180, 40, 40), (50, 80, 150), (70, 110, 70))), np.float32),
    )
    share = ((xx // cell % 2).astype(np.float32) + (yy // cell % 2)) / 2
    return np.asarray(
        light * (1 - share[..., None])
        + dark * share[..., None]
        + (_noise(dots, height, width, height // 3, width // 3) * 4)[..., None]
    )


def _keys(height: int, width: int, rng: random.Random, dots: np.random.Generator) -> Pixels:
    surface = np.full((height, width, 3), rng.randrange(120, 200), np.uint8)
    key, shift = rng.randrange(80, 130), rng.randrange(0, 60)
    letters = "QWERTYUIOPASDFGHJKLZXCVBNM1234567890"
    for row, y in enumerate(range(-shift, height, key)):
        for x in range(-shift - row * 25 % key, width, key):
            cv2.rectangle(surface, (x + 6, y + 6), (x + key - 6, y + key - 6), (45, 45, 48), -1)
            cv2.putText(
                surface,
                rng.choice(letters),
                (x + 18, y + key // 2),
                cv2.FONT_HERSHEY_SIMPLEX,
                0.8,
                (200, 200, 200),
                2,
                cv2.LINE_AA,
            )
    return surface.astype(np.float32) + dots.normal(0, 3, (height, width, 1)).astype(np.float32)


def _stone(height: int, width: int, rng: random.Random, dots: np.random.Generator) -> Pixels:
    base = rng.randrange(60, 190)
    veins = np.abs(_noise(dots, height, width, 6, 6) + _noise(dots, height, width, 20, 20) * 0.4)
    surface = base - 26 * np.exp(-veins * 6) + _noise(dots, height, width, height // 2, width // 2) * 6
    return np.asarray(surface[..., None] * np.array((1.0, rng.uniform(0.94, 1.0), rng.uniform(0.88, 1.02)), np.float32))


def _ruled(height: int, width: int, rng: random.Random, dots: np.random.Generator) -> Pixels:
    surface = np.full((height, width, 3), 225, np.float32) + dots.normal(0, 2, (height, width, 1)).astype(np.float32)
    step = rng.randrange(40, 70)
    for y in range(rng.randrange(step), height, step):
        cv2.line(surface, (0, y), (width, y), (150, 170, 210), 2)
    if rng.random() < 0.5:
        for x in range(rng.randrange(step), width, step):
            cv2.line(surface, (x, 0), (x, height), (150, 170, 210), 2)
    return surface * rng.uniform(0.75, 1)


def _desk(height: int, width: int, rng: random.Random, dots: np.random.Generator) -> Pixels:
    base = np.array(
        rng.choice(((215, 214, 210), (60, 60, 64), (38, 34, 32), (140, 138, 132), (120, 60, 50), (70, 90, 110))),
        np.float32,
    )
    return np.asarray(
        base
        + (_noise(dots, height, width, 3, 3) * 6)[..., None]
        + dots.normal(0, 3, (height, width, 1)).astype(np.float32)
    )


def _print(height: int, width: int, rng: random.Random, dots: np.random.Generator) -> Pixels:
    """A magazine lying there: columns of grey strokes too small to read, and a picture."""
    surface = np.full((height, width, 3), 205, np.float32)
    for x in range(20, width, 260):
        for y in range(20, height, 16):
            cv2.line(surface, (x, y), (x + rng.randrange(150, 235), y), (120, 120, 120), 5)
    x, y = rng.randrange(width // 2), rng.randrange(height // 2)
    cv2.rectangle(surface, (x, y), (x + width // 2, y + height // 3), [rng.randrange(40, 200) for _ in range(3)], -1)
    return surface.astype(np.float32) + dots.normal(0, 3, (height, width, 1)).astype(np.float32)
