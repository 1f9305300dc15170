"""The sets of receipts that the reading is fitted and judged on: the labelled folder, and made-up receipts in three vocabularies."""

import json
import random
from pathlib import Path
from typing import Any

from benchmarks.made_receipts.__main__ import main as make
from benchmarks.made_receipts.make import cut_off_bottom, made
from benchmarks.reading.truth import LABELLED

SEED = 1
MADE = {"tune": "made A", "judge": "made B", "exam": "made C"}
"""Part of the generator → name of its set; they share no shop and no layout, and few words."""
HELD_OUT = ("made B", "made C")
"""Each judged by weights that saw nothing of its kind. Both have been looked at when fields were written, C only after it had been
judged once; it was written by somebody who had seen neither the fields nor the other layouts."""
EXAMINED = "made C"
"""Never fitted on as it is read now, only as it was read at first sight: `first_sight`."""
CUT_PARTS = ("tune", "judge")
CUT_SHARES = (0.3, 0.45, 0.6)
CUT_FIELDS = ("file", "date", "total", "currency")


def sets_in(folder: Path, made_count: int, cut_count: int, examined: bool = True) -> list[Path]:
    """The labelled folder and, written into `folder`, so many made-up receipts of each part and so many that are cut off.

    Without `examined` the set that is never fitted on is left out.
    """
    names = {part: name for part, name in MADE.items() if examined or name != EXAMINED}
    parts = [_made(folder / part, part, name, made_count) for part, name in names.items() if made_count]
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
        one = made(CUT_PARTS[number % len(CUT_PARTS)], f"cut {number}")
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
