"""How receipts were read whose layouts nobody had looked at when the reading was written: what teaches how sure to be of others.

A receipt that the fields were mended for is read right, and by it the weights would learn that all is right. `first_sight.jsonl` keeps
what was seen of 458 made-up receipts of three hands at their first reading, before anything was mended: a field's evidence, and whether
the value was right.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

FILE = Path(__file__).with_name("first_sight.jsonl")


@dataclass(frozen=True)
class Example:
    """What was seen of one field on one receipt, and whether the value was right."""

    evidence: Mapping[str, float]
    right: bool


def first_sight(field: str, without: frozenset[str] = frozenset()) -> list[Example]:
    """The examples of a field, named as in the labels; `without` those of these sets."""
    lines = (json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines())
    return [
        Example(line["evidence"], line["right"])
        for line in lines
        if line["field"] == field and line["set"] not in without
    ]
