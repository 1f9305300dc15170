"""Evidence → probability, by a logistic sum per field whose weights were fitted on labelled receipts (`weights.json`).

The weights are data: `python -m benchmarks.reading.fit` writes them anew and says from which receipts.
"""

import dataclasses
import functools
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from ..values import Fields, Found

WEIGHTS = Path(__file__).with_name("weights.json")
SURE_MIN, SURE_MAX = 0.01, 0.995
"""No reading is certain: a few hundred labelled receipts cannot tell 99.5 % from 100 %."""
UNDECIDED, UNDECIDED_MAX = ("undecided", "digits-mended"), 0.85
"""Evidence that nothing on the print decides, or that it was mended: never taken as sure, however seldom it was wrong."""
UNJUDGED = 0.5
"""Of a field without fitted weights."""

REASON_FIRST = 100.0
REASON_MIN, REASONS_MAX = 0.4, 4
"""In log-odds: what moves a probability of 90 % by less than three points is not worth a word."""

Value = TypeVar("Value")


@dataclass(frozen=True)
class Weighing:
    """What each piece of evidence of one field is worth, in log-odds; `bias` is where a field without any starts."""

    bias: float
    weights: Mapping[str, float]

    def probability(self, evidence: Mapping[str, float]) -> float:
        """Probability that a value with this evidence is right."""
        log_odds = self.bias + sum(self.weights.get(name, 0.0) * strength for name, strength in evidence.items())
        most = UNDECIDED_MAX if any(evidence.get(name) for name in UNDECIDED) else SURE_MAX
        return round(min(max(1 / (1 + math.exp(-max(min(log_odds, 30.0), -30.0))), SURE_MIN), most), 4)

    def reasons(self, evidence: Mapping[str, float]) -> tuple[str, ...]:
        """What matters most, strongest first: what speaks for the value, and what is missing or speaks against it."""
        worth = {}
        for name, strength in evidence.items():
            weight = self.weights.get(name, 0.0)
            speaks, missing = weight * strength, weight * (1.0 - strength)
            if name in UNDECIDED and strength:
                worth[name] = REASON_FIRST
            elif weight < 0 and -speaks >= REASON_MIN:
                worth[name] = -speaks
            elif weight > 0 and missing >= REASON_MIN:
                worth[f"without-{name}"] = missing
            elif weight > 0 and speaks >= REASON_MIN:
                worth[name] = speaks
        return tuple(sorted(worth, key=lambda name: -worth[name])[:REASONS_MAX])


@functools.cache
def weighings() -> Mapping[str, Weighing]:
    """Field of `values.Fields` → its weights, as shipped."""
    return parsed(json.loads(WEIGHTS.read_text())["fields"])


def parsed(told: Mapping[str, Any]) -> Mapping[str, Weighing]:
    """The weights out of their file."""
    return {
        name: Weighing(float(one["bias"]), {k: float(v) for k, v in one["weights"].items()})
        for name, one in told.items()
    }


def judged(fields: Fields) -> Fields:
    """The fields with the probability of each."""
    return judged_by(fields, weighings())


def judged_by(fields: Fields, by: Mapping[str, Weighing]) -> Fields:
    """The same, by weights that are handed in: for fitting and for judging out of fold."""
    found = {name: value for name, value in vars(fields).items() if isinstance(value, Found)}
    return dataclasses.replace(fields, **{name: _judged(one, by.get(name)) for name, one in found.items()})


def _judged(found: Found[Value], by: Weighing | None) -> Found[Value]:
    if by is None:
        return dataclasses.replace(found, confidence=UNJUDGED)
    return dataclasses.replace(found, confidence=by.probability(found.evidence), reasons=by.reasons(found.evidence))
