"""Papers on a table, seen by a phone: angle, light, shadow, a hand, blur, noise, JPEG, and the way the phone was held."""

import io
import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from benchmarks.made_receipts.tables import table

Pixels = NDArray[Any]

EXIF_ORIENTATION = 0x0112
LETTER_PX_MAX = 60.0
"""Nobody holds the phone nearer to a short receipt."""


@dataclass(frozen=True)
class Shot:
    """How one photograph is taken."""

    longest_px: int
    """Longest side of the paper in the picture, unless letters would become smaller than `letter_px_min`."""
    letter_px_min: float
    """Height of the letters that a person still reads after all else that happens."""
    tilt_degrees: float
    perspective: float
    room: float
    """Table around the paper, as a share of the paper's shorter side."""
    light_low: float
    shadow: float
    hand: bool
    pen: bool
    blur: float
    """Of the focus, as a share of a letter's height."""
    motion: float
    """Way of the phone while it took the picture, as a share of a letter's height."""
    noise: float
    quality: int
    turn_degrees: int
    turn_is_tagged: bool
    brightness: float = 1.0
    flat: bool = False
    """A scan or a screenshot: no table, no angle, no light."""
    runs_out: str = ""
    """top or bottom: the edge of the picture at which the paper goes on."""


def shot(severity: int, rng: random.Random) -> Shot:
    """How a phone of that severity (0 a scan … 3 hard) takes it."""
    longest = rng.randrange(*((1200, 2000), (1100, 1900), (850, 1600), (700, 1200))[severity])
    turned = rng.random() < 0.13
    return Shot(
        longest,
        (20, 19, 17, 15.5)[severity],
        rng.gauss(0, (0.4, 2.5, 5, 9)[severity]),
        rng.uniform(0, (0.0, 0.03, 0.06, 0.1)[severity]),
        rng.uniform(0.06, 0.5),
        rng.uniform(*((0.97, 1.0), (0.75, 1.0), (0.55, 0.9), (0.42, 0.75))[severity]),
        rng.choice(((0.0,), (0.0, 0.0, 0.2), (0.0, 0.25, 0.4), (0.3, 0.45, 0.5))[severity]),
        severity > 0 and rng.random() < 0.16,
        severity > 0 and rng.random() < 0.1,
        rng.uniform(*((0.01, 0.02), (0.012, 0.03), (0.02, 0.045), (0.035, 0.06))[severity]),
        rng.choice(((0.0,), (0.0, 0.0, 0.0, 0.08), (0.0, 0.0, 0.1, 0.15), (0.0, 0.12, 0.18))[severity]),
        rng.uniform(*((0.5, 2), (1.5, 4), (2, 7), (5, 11))[severity]),
        rng.randrange(*((70, 92), (62, 86), (48, 80), (35, 62))[severity]),
        rng.choice((90, 180, 270, 90, 270)) if turned else 0,
        rng.random() < 0.5,
        flat=severity == 0 and rng.random() < 0.6,
    )


def photograph(papers: Sequence[tuple[Pixels, float]], how: Shot, rng: random.Random) -> bytes:
    """JPEG of those papers side by side; each is given with the height of its letters."""
    dots = np.random.default_rng(rng.randrange(2**32))
    fitting = min(how.longest_px * letter / max(sheet.shape[:2]) for sheet, letter in papers)
    letter_px = max(how.letter_px_min, min(fitting, LETTER_PX_MAX))
    scaled = [_scaled(sheet, letter_px / letter) for sheet, letter in papers]
    picture = np.concatenate(scaled, axis=1) if how.flat else _on_table(scaled, how, letter_px, rng)
    height, width = picture.shape[:2]
    if not how.flat:
        picture = _lit(picture, how, rng)
    if how.blur * letter_px > 0.3:
        picture = _soft(picture, how.blur * letter_px)
    if how.motion * letter_px > 1:
        picture = _moved(picture, round(how.motion * letter_px), rng.uniform(0, np.pi))
    picture = picture * how.brightness
    picture += dots.normal(0, how.noise, (height, width, 1)).astype(np.float32) + dots.normal(
        0, how.noise * 0.4, (height, width, 3)
    ).astype(np.float32)
    return encoded(np.clip(picture, 0, 255).astype(np.uint8), how)


def _soft(picture: Pixels, sigma_px: float) -> Pixels:
    """Blurred; a wide blur is done on a small copy, which looks alike and takes a hundredth of the time."""
    if sigma_px < 5:
        return cv2.GaussianBlur(picture, (0, 0), sigma_px)
    height, width = picture.shape[:2]
    factor = sigma_px / 2.5
    small = cv2.resize(
        picture, (max(2, round(width / factor)), max(2, round(height / factor))), interpolation=cv2.INTER_AREA
    )
    return cv2.resize(cv2.GaussianBlur(small, (0, 0), 2.5), (width, height), interpolation=cv2.INTER_CUBIC)


def _moved(picture: Pixels, way_px: int, angle: float) -> Pixels:
    """Smeared in one direction."""
    kernel = np.zeros((way_px * 2 + 1, way_px * 2 + 1), np.float32)
    x, y = round(np.cos(angle) * way_px / 2), round(np.sin(angle) * way_px / 2)
    cv2.line(kernel, (way_px - x, way_px - y), (way_px + x, way_px + y), 1.0)
    return cv2.filter2D(picture, -1, kernel / kernel.sum())


def encoded(picture: Pixels, how: Shot) -> bytes:
    """As JPEG, turned as the phone was held, with or without the tag that says so."""
    turned = np.ascontiguousarray(np.rot90(picture, how.turn_degrees // 90))
    image, file = Image.fromarray(turned), io.BytesIO()
    if how.turn_degrees and how.turn_is_tagged:
        exif = Image.Exif()
        # The pixels were turned against the clock, so the viewer has to turn them with it: 90 → tag 6, 270 → tag 8.
        exif[EXIF_ORIENTATION] = {90: 6, 180: 3, 270: 8}[how.turn_degrees]
        image.save(file, "JPEG", quality=how.quality, exif=exif)
    else:
        image.save(file, "JPEG", quality=how.quality)
    return file.getvalue()


def upright(how: Shot) -> Shot:
    """The same shot with the phone held straight."""
    return replace(how, turn_degrees=0)


def _scaled(sheet: Pixels, factor: float) -> Pixels:
    size = (max(1, round(sheet.shape[1] * factor)), max(1, round(sheet.shape[0] * factor)))
    return cv2.resize(sheet, size, interpolation=cv2.INTER_AREA if factor < 1 else cv2.INTER_CUBIC)


def _on_table(sheets: Sequence[Pixels], how: Shot, letter_px: float, rng: random.Random) -> Pixels:
    """All sheets on one table, each at an angle of its own, without one covering another."""
    places, x, tallest = [], 0.0, 0.0
    for sheet in sheets:
        height, width = sheet.shape[:2]
        tilt = np.radians(how.tilt_degrees + (rng.uniform(-5, 5) if len(sheets) > 1 else 0))
        corners = np.array(((0, 0), (width, 0), (width, height), (0, height)), np.float32)
        lean = rng.uniform(-1, 1) * how.perspective, rng.uniform(0, 1) * how.perspective
        corners += np.array(
            ((lean[1] * width, 0), (-lean[1] * width, lean[0] * height), (0, 0), (0, -lean[0] * height * 0.4)),
            np.float32,
        )
        turned = corners @ np.array(((np.cos(tilt), np.sin(tilt)), (-np.sin(tilt), np.cos(tilt))), np.float32)
        turned -= turned.min(axis=0)
        places.append(turned + np.array((x, rng.uniform(0, 0.1) * height if len(sheets) > 1 else 0), np.float32))
        x = float(places[-1][:, 0].max()) + rng.uniform(0.08, 0.2) * width
        tallest = max(tallest, float(places[-1][:, 1].max()))
    around = how.room * min(sheet.shape[1] for sheet in sheets)
    edges = [around * rng.uniform(0.25, 1.0) + 6 for _ in range(4)]
    wide, tall = (
        round(max(float(place[:, 0].max()) for place in places) + edges[0] + edges[2]),
        round(tallest + edges[1] + edges[3]),
    )
    picture = table(tall, wide, rng)
    for sheet, place in zip(sheets, places, strict=True):
        corners = (place + np.array((edges[0], edges[1]), np.float32)).astype(np.float32)
        picture = _laid(picture, sheet, corners, rng)
        if how.runs_out == "bottom":
            picture = picture[: int(min(corners[2][1], corners[3][1])) - 2]
        elif how.runs_out == "top":
            picture = picture[int(max(corners[0][1], corners[1][1])) + 2 :]
        if how.pen:
            picture = _object(picture, corners, rng)
        if how.hand:
            picture = _thumb(picture, corners, letter_px, rng)
    return picture


def _laid(picture: Pixels, sheet: Pixels, corners: Pixels, rng: random.Random) -> Pixels:
    height, width = sheet.shape[:2]
    tall, wide = picture.shape[:2]
    way = cv2.getPerspectiveTransform(np.array(((0, 0), (width, 0), (width, height), (0, height)), np.float32), corners)
    whole = np.ones((height, width), np.float32)
    for column in range(0, width, 6):  # torn off along the printer's teeth
        whole[height - rng.randrange(1, 4) :, column : column + 3] = 0
    mask = cv2.warpPerspective(whole, way, (wide, tall), flags=cv2.INTER_LINEAR)
    under = cv2.GaussianBlur(
        np.roll(mask, (rng.randrange(2, 9), rng.randrange(-6, 7)), (0, 1)), (0, 0), rng.uniform(3, 9)
    )
    picture = picture * (1 - 0.45 * under[..., None])
    laid = cv2.warpPerspective(sheet, way, (wide, tall), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return picture * (1 - mask[..., None]) + laid * mask[..., None]


def _object(picture: Pixels, corners: Pixels, rng: random.Random) -> Pixels:
    """A pen lying over a corner of the paper, where nothing is printed."""
    corner = corners[rng.randrange(4)]
    centre = corners.mean(axis=0)
    out = (corner - centre) / max(1.0, float(np.linalg.norm(corner - centre)))
    across = np.array((-out[1], out[0]), np.float32)
    middle = corner + out * 4
    start, end = middle - across * 260, middle + across * 260
    drawn = picture.copy()
    cv2.line(
        drawn,
        tuple(int(v) for v in start),
        tuple(int(v) for v in end),
        rng.choice(((30, 30, 34), (30, 50, 130), (170, 30, 30))),
        22,
        cv2.LINE_AA,
    )
    cv2.line(
        drawn,
        tuple(int(v) for v in start - out * 4),
        tuple(int(v) for v in end - out * 4),
        (200, 200, 205),
        3,
        cv2.LINE_AA,
    )
    return drawn


def _thumb(picture: Pixels, corners: Pixels, letter_px: float, rng: random.Random) -> Pixels:
    """A thumb that holds the paper at its edge and covers margin only."""
    edge = rng.choice(((3, 0), (1, 2), (2, 3)))
    at = corners[edge[0]] * (share := rng.uniform(0.3, 0.7)) + corners[edge[1]] * (1 - share)
    centre = corners.mean(axis=0)
    out = (at - centre) * np.array((1, 0) if edge != (2, 3) else (0, 1), np.float32)
    out /= max(1.0, float(np.linalg.norm(out)))
    radius = rng.uniform(2.2, 3.4) * letter_px
    middle = at + out * radius * 0.8
    mask = np.zeros(picture.shape[:2], np.float32)
    cv2.circle(mask, tuple(int(v) for v in middle), int(radius), 1.0, -1, cv2.LINE_AA)
    cv2.line(
        mask,
        tuple(int(v) for v in middle),
        tuple(int(v) for v in middle + out * 900),
        1.0,
        int(radius * 1.9),
        cv2.LINE_AA,
    )
    shade = cv2.GaussianBlur(mask, (0, 0), radius * 0.25)
    skin = np.array(rng.choice(((224, 178, 150), (190, 140, 110), (120, 84, 64), (235, 195, 172))), np.float32)
    return picture * (1 - mask[..., None]) + (skin * (0.75 + 0.25 * shade[..., None])) * mask[..., None]


def _lit(picture: Pixels, how: Shot, rng: random.Random) -> Pixels:
    """Light from one side, its colour, and the shadow of who holds the phone."""
    height, width = picture.shape[:2]
    yy, xx = np.mgrid[0:height, 0:width].astype(np.float32)
    angle = rng.uniform(0, 2 * np.pi)
    along = (xx / width - 0.5) * np.cos(angle) + (yy / height - 0.5) * np.sin(angle) + 0.5
    light = how.light_low + (rng.uniform(0.95, 1.06) - how.light_low) * np.clip(along, 0, 1)
    if how.shadow:
        shadow = np.zeros((height, width), np.float32)
        corner = rng.choice(((0, 0), (width, 0), (0, height), (width, height)))
        far = [
            (corner[0] + (1 if corner[0] == 0 else -1) * width * rng.uniform(0.3, 0.9), corner[1]),
            (width * rng.uniform(0.3, 0.7), height * rng.uniform(0.3, 0.7)),
        ]
        far.append((corner[0], corner[1] + (1 if corner[1] == 0 else -1) * height * rng.uniform(0.3, 0.9)))
        cv2.fillPoly(shadow, [np.array([corner, *far], np.int32)], 1.0)
        light = light * (1 - how.shadow * _soft(shadow, max(6.0, width * rng.uniform(0.01, 0.06))))
    warmth = rng.uniform(-0.08, 0.1)
    return np.asarray(picture * light[..., None] * np.array((1 + warmth, 1.0, 1 - warmth), np.float32))
