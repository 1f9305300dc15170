"""The sets of receipts that the reading is fitted and judged on: the labelled folder, and made-up receipts in two vocabularies."""

import json
import random
from pathlib import Path
from typing import Any

from benchmarks.made_receipts.__main__ import main as make
from benchmarks.made_receipts.make import cut_off_bottom, made
from benchmarks.reading.truth import LABELLED

SEED = 1
MADE = {"tune": "made A", "judge": "made B"}
"""Part of the generator → name of its set; the two share no shop and no layout, and few words."""
HELD_OUT = "made B"
"""Judged by weights that saw nothing of its kind. Its words have been looked at when fields were written, its shops never."""
CUT_SHARES = (0.3, 0.45, 0.6)
CUT_FIELDS = ("file", "date", "total", "currency")


def sets_in(folder: Path, made_count: int, cut_count: int) -> list[Path]:
    """The labelled folder and, written into `folder`, so many made-up receipts of each part and so many that are cut off."""
    parts = [_made(folder / part, part, name, made_count) for part, name in MADE.items() if made_count]
    return [LABELLED, *parts, *([_cut_off(folder / "cut", cut_count)] if cut_count else [])]


def _made(folder: Path, part: str, name: str, count: int) -> Path:
    make([str(folder), "--count", str(count), "--seed", str(SEED), "--part", part])
    labels = [json.loads(line) for line in (folder / "labels.jsonl").read_text().splitlines()]
    _write_labels(folder, [{**label, "set": name} for label in labels])
    return folder


def _cut_off(folder: Path, count: int) -> Path:
    """Receipts whose lower part lies outside the picture: whatever total is read there is mostly another amount."""
    (folder / "images").mkdir(parents=True)
    labels = []
    for number in range(count):
        one = made(tuple(MADE)[number % len(MADE)], f"cut {number}")
        file = f"images/cut-{number:03d}.jpg"
        share = random.Random(number).choice(CUT_SHARES)
        (folder / file).write_bytes(cut_off_bottom(one, share=share, seed=number))
        label = one.label(file)
        labels.append({**dict.fromkeys(label), **{name: label[name] for name in CUT_FIELDS}, "set": "made, cut off"})
    _write_labels(folder, labels)
    return folder


def _write_labels(folder: Path, labels: list[dict[str, Any]]) -> None:
    lines = (json.dumps(label, ensure_ascii=False) + "\n" for label in labels)
    (folder / "labels.jsonl").write_text("".join(lines))
