"""Receipts whose truth is known: labels, their pictures, and when a value is right by the published scorer."""

import importlib.util
import json
import random
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

PROJECT = Path(__file__).resolve().parents[2]
LABELLED = PROJECT.parent / "shared" / "receipts"
FOLDS = 5
SHOP_LETTERS = 5

FIELD_OF = {
    "merchant": "merchant",
    "date": "date",
    "total": "total_ore",
    "currency": "currency",
    "vat": "vat",
    "last4": "last4",
    "orgnr": "orgnr",
    "kind": "kind",
    "time": "time",
    "tip": "tip_ore",
    "rounding": "rounding_ore",
    "payment": "payment",
    "receipt_number": "receipt_number",
    "nights": "nights",
    "breakfast": "breakfast",
    "private": "private",
    "is_copy": "is_copy",
    "is_refund": "is_refund",
}
"""Name in labels and predictions → name in `reading.values.Fields`."""
KEY = ("date", "total", "currency")


@dataclass(frozen=True)
class Labelled:
    """A picture and what it says."""

    path: Path
    label: Mapping[str, Any]

    @property
    def shop(self) -> str:
        """Receipts of one shop stay in one fold: told by the first letters of its name, however the rest is spelt."""
        name = str(self.label.get("merchant") or self.path.stem).casefold()
        bare = re.sub(
            r"[\W\d_]|restoran|rstoran|restaurant|kedai|syarikat|perniagaan", "", re.sub(r"\(.*?\)", "", name)
        )
        return bare[:SHOP_LETTERS] or self.path.stem


def labelled(folder: Path) -> tuple[Labelled, ...]:
    """Every labelled picture of a folder. Raises `FileNotFoundError` when there is none."""
    lines = (folder / "labels.jsonl").read_text().splitlines()
    labels = (json.loads(line) for line in lines if line.strip())
    return tuple(Labelled(folder / "images" / Path(label["file"]).name, label) for label in labels)


def folds(receipts: Sequence[Labelled], seed: int) -> tuple[tuple[int, ...], ...]:
    """Five parts of near equal size, as places in `receipts`, whole shops each."""
    shops: dict[str, list[int]] = {}
    for place, receipt in enumerate(receipts):
        shops.setdefault(receipt.shop, []).append(place)
    order = list(shops.values())
    random.Random(seed).shuffle(order)
    parts: list[list[int]] = [[] for _ in range(FOLDS)]
    for places in sorted(order, key=len, reverse=True):
        min(parts, key=len).extend(places)
    return tuple(tuple(part) for part in parts)


def scorer() -> ModuleType:
    """The published scorer, as it is. Raises `FileNotFoundError` where the folder is absent."""
    spec = importlib.util.spec_from_file_location("score", LABELLED / "score.py")
    if spec is None or spec.loader is None or not (LABELLED / "score.py").is_file():
        raise FileNotFoundError(LABELLED / "score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def is_known(label: Mapping[str, Any], field: str) -> bool:
    """The label says something about the field, as the scorer counts."""
    return field in label and label[field] is not None and label[field] != []


def is_right(score: ModuleType, label: Mapping[str, Any], prediction: Mapping[str, Any], field: str) -> bool:
    """The value is the label's, as the scorer compares; a name may be printed in a longer form too (`merchant_also`)."""
    wanted = [label[field], *(label.get("merchant_also") or () if field == "merchant" else ())]
    return any(bool(score._equal(field, one, prediction.get(field))) for one in wanted)


def predictions_by_file(lines: Iterable[Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    """As the scorer wants them."""
    return {str(line["file"]): line for line in lines}
