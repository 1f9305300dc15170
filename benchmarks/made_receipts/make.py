"""From a seed to a receipt, its paper and its photograph; and the ways in which a photograph can go wrong."""

import random
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from benchmarks.made_receipts import layouts_exam, layouts_judge, layouts_tune
from benchmarks.made_receipts.damage import wear, worn
from benchmarks.made_receipts.damage_exam import damaged
from benchmarks.made_receipts.draw import LETTER_PX, paper
from benchmarks.made_receipts.fonts import available, font
from benchmarks.made_receipts.imagine import KIND_WEIGHTS, imagine
from benchmarks.made_receipts.labels import label
from benchmarks.made_receipts.lines import Sheet
from benchmarks.made_receipts.notation import notation
from benchmarks.made_receipts.photograph import encoded, photograph, shot, upright
from benchmarks.made_receipts.receipt import Receipt
from benchmarks.made_receipts.setting import Setting
from benchmarks.made_receipts.vocabulary import chosen_words

Pixels = NDArray[Any]

FORMS = {"tune": layouts_tune.FORMS, "judge": layouts_judge.FORMS, "exam": layouts_exam.FORMS}
SEVERITY_WEIGHTS = (10, 38, 37, 15)
"""Scan, easy, usual, hard: mostly what a phone gives."""


@dataclass(frozen=True)
class Made:
    """A receipt with its printed sheet: all that is needed to photograph it as often as wanted."""

    seed: str
    receipt: Receipt
    sheet: Sheet

    def label(self, file: str) -> Mapping[str, Any]:
        """What is printed, for that picture of it."""
        return label(file, self.receipt, self.sheet)


def made(part: str, seed: str, kinds: tuple[str, ...] = tuple(KIND_WEIGHTS)) -> Made:
    """The receipt of that seed; the same seed, the same receipt."""
    rng = random.Random(f"{part} {seed}")
    place, receipt = imagine(part, kinds, rng)
    setting = Setting(
        receipt, chosen_words(place, part, rng), notation(place, part, rng), rng,
        rng.choice(("", ":", ":") if part == "tune" else (":", " :", "")), rng.random() < 0.15,
    )  # fmt: skip
    return Made(f"{part} {seed}", receipt, FORMS[part][receipt.form](setting))


def photographed(one: Made, again: int = 0) -> bytes:
    """A picture of it; another `again` gives another photograph of the same paper."""
    severity = _severity(random.Random(f"severity {one.seed} {again}"))
    rng = random.Random(f"shot {one.seed} {again}")
    if one.sheet.paper == "screen" and random.Random(f"screen {one.seed}").random() < 0.5:
        return _screenshot(one, rng)
    return photograph([_paper(one, severity)], shot(severity, rng), rng)


def photographed_again(one: Made, seed: int) -> bytes:
    """The same receipt in another photograph: another table, angle and light."""
    return photographed(one, seed + 1)


def two_on_one_picture(a: Made, b: Made, seed: int = 0) -> bytes:
    """Both receipts on one table, side by side, neither covering the other."""
    rng = random.Random(f"two {a.seed} {b.seed} {seed}")
    return photograph([_paper(a, 1), _paper(b, 1)], replace(upright(shot(1, rng)), hand=False, pen=False), rng)


def in_two_pictures(one: Made, overlap: float = 0.2, seed: int = 0) -> tuple[bytes, bytes]:
    """The upper and the lower part, each photographed by itself; `overlap` of its length is in both."""
    rng = random.Random(f"pieces {one.seed} {seed}")
    sheet, letter = _paper(one, 1)
    height = sheet.shape[0]
    upper, lower = sheet[: round(height * (0.5 + overlap / 2))], sheet[round(height * (0.5 - overlap / 2)) :]
    how = replace(upright(shot(1, rng)), hand=False, pen=False)
    return photograph([(upper, letter)], replace(how, runs_out="bottom"), rng), photograph(
        [(lower, letter)], replace(how, runs_out="top"), rng
    )


def too_dark(one: Made, seed: int = 0) -> bytes:
    """As in a pocket: hardly any light."""
    rng = random.Random(f"dark {one.seed} {seed}")
    return photograph([_paper(one, 1)], replace(shot(1, rng), brightness=0.06, noise=5.0), rng)


def too_blurred(one: Made, seed: int = 0) -> bytes:
    """Out of focus until letters run into each other."""
    rng = random.Random(f"blur {one.seed} {seed}")
    return photograph([_paper(one, 1)], replace(shot(1, rng), blur=0.42), rng)


def cut_off_bottom(one: Made, share: float = 0.45, seed: int = 0) -> bytes:
    """The lower `share` of the paper lies outside the picture."""
    rng = random.Random(f"cut {one.seed} {seed}")
    sheet, letter = _paper(one, 1)
    kept = sheet[: round(sheet.shape[0] * (1 - share))]
    how = replace(upright(shot(1, rng)), hand=False, pen=False, runs_out="bottom")
    return photograph([(kept, letter)], how, rng)


def _paper(one: Made, severity: int) -> tuple[Pixels, float]:
    rng = random.Random(f"paper {one.seed}")
    printed = paper(one.sheet, one.receipt.part, rng)
    flat = one.sheet.paper != "slip"
    sheet = worn(printed, one.receipt.part, wear(severity, flat, rng), rng)
    if one.receipt.part == "exam":
        sheet = damaged(sheet, severity, flat, rng)
    return sheet, LETTER_PX[one.sheet.paper]


def _severity(rng: random.Random) -> int:
    return rng.choices(range(4), SEVERITY_WEIGHTS)[0]


def _screenshot(one: Made, rng: random.Random) -> bytes:
    """A phone's screen with its own clock and a bar of the mail program."""
    printed = paper(one.sheet, one.receipt.part, random.Random(f"paper {one.seed}")).convert("RGB")
    bar = 150
    screen = Image.new("RGB", (printed.width, printed.height + bar), (255, 255, 255))
    screen.paste(printed, (0, bar))
    draw = ImageDraw.Draw(screen)
    colour = rng.choice(((240, 240, 243), (32, 60, 120), (20, 20, 22), (255, 255, 255)))
    draw.rectangle((0, 0, printed.width, bar), fill=colour)
    letters = font(available(one.receipt.part, "page")[0], 26)
    ink = (255, 255, 255) if sum(colour) < 400 else (20, 20, 20)
    draw.text((30, 14), f"{rng.randrange(24):02d}:{rng.randrange(60):02d}", font=letters, fill=ink)
    draw.text((printed.width - 110, 14), f"{rng.randrange(9, 100)} %", font=letters, fill=ink)
    draw.text((30, 90), "<", font=letters, fill=ink)
    how = replace(upright(shot(0, rng)), quality=rng.randrange(55, 92))
    return encoded(np.asarray(screen), how)
