"""What evidence is worth: logistic weights per field, fitted on receipts whose truth is known; signs are given, strength is learnt.

`python -m benchmarks.reading.fit` writes the shipped weights anew.
"""

import json
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from benchmarks.reading.first_sight import Example, first_sight
from benchmarks.reading.readings import Read, read_folders
from benchmarks.reading.sets import sets_in
from benchmarks.reading.truth import FIELD_OF
from services.receipts.reading.confidence.judge import WEIGHTS, Weighing

AGAINST = frozenset(
    {
        "two-readings",
        "other-day-word",
        "other-word",
        "future",
        "old",
        "no-label",
        "no-word",
        "lone-minus",
        "others-printed",
        "short",
        "disagrees",
        "rates",
        "said-nought",
        "engines-differ",
        "cut-off",
        "undecided",
        "digits-mended",
        "one-engine-only",
    }
)
"""Evidence that can only lower a probability; all other can only raise it. A few errors must not teach the reverse."""
AT_MOST = {"two-readings": -1.5}
"""Known to matter, but too rare among labelled receipts for the fit to learn it."""
L2 = 0.6
"""Strength of the pull towards 0, in errors: without it a field with two errors in 300 would be believed too much."""
PRIOR_RIGHT, PRIOR_WRONG = 3.0, 1.5
"""Made-up receipts of average evidence, so that a field that was never wrong is not taken for infallible."""


def fitted(examples: Sequence[Example]) -> Weighing:
    """The weights under which the truth is most probable."""
    names = sorted({name for example in examples for name in example.evidence})
    rows = np.array([[example.evidence.get(name, 0.0) for name in names] for example in examples], dtype=float)
    right = np.array([example.right for example in examples], dtype=float)
    if len(names) == 0:
        rows = np.zeros((len(examples), 0))
    middle = rows.mean(axis=0) if len(rows) else np.zeros(0)

    def loss(
        values: "np.ndarray[tuple[int], np.dtype[np.float64]]",
    ) -> tuple[float, "np.ndarray[tuple[int], np.dtype[np.float64]]"]:
        bias, weights = values[0], values[1:]
        logits = bias + rows @ weights
        sure = 1 / (1 + np.exp(-np.clip(logits, -30, 30)))
        error = sure - right
        average = bias + middle @ weights
        prior = 1 / (1 + np.exp(-np.clip(average, -30, 30)))
        prior_error = (PRIOR_RIGHT + PRIOR_WRONG) * prior - PRIOR_RIGHT
        value = -np.sum(right * np.log(sure + 1e-12) + (1 - right) * np.log(1 - sure + 1e-12))
        value -= PRIOR_RIGHT * np.log(prior + 1e-12) + PRIOR_WRONG * np.log(1 - prior + 1e-12)
        value += L2 / 2 * np.sum(weights**2)
        slope = np.concatenate([[error.sum() + prior_error], rows.T @ error + prior_error * middle + L2 * weights])
        return float(value), slope

    bounds = [(-12.0, 12.0), *((-12.0, AT_MOST.get(name, 0.0)) if name in AGAINST else (0.0, 12.0) for name in names)]
    start = np.array([0.0, *(AT_MOST.get(name, 0.0) for name in names)])
    best = minimize(loss, start, jac=True, bounds=bounds, method="L-BFGS-B").x
    return Weighing(
        round(float(best[0]), 3),
        {name: round(float(w), 3) for name, w in zip(names, best[1:], strict=True) if abs(w) > 1e-3},
    )


def fitted_fields(reads: Sequence[Read], judged_set: str | None = None) -> dict[str, Weighing]:
    """Weights of every field that was seen on any of the receipts, or at first sight of those of another set than the judged one."""
    result = {}
    for field, name in FIELD_OF.items():
        examples = [
            Example(read.evidence[field], read.right[field])
            for read in reads
            if field in read.right and field in read.evidence
        ]
        if examples:
            result[name] = fitted(examples + first_sight(field, frozenset({judged_set or ""})))
    return result


def main() -> int:
    """Writes `weights.json` from the labelled folder and made-up receipts."""
    with tempfile.TemporaryDirectory() as folder:
        reads = read_folders(sets_in(Path(folder), MADE_COUNT, CUT_COUNT, examined=False))
    WEIGHTS.write_text(json.dumps(told_as_data(reads), indent=1) + "\n")
    return 0


MADE_COUNT, CUT_COUNT = 200, 60


def told_as_data(reads: Sequence[Read]) -> dict[str, object]:
    """The weights as their file has them, with what they were fitted on."""
    counts = Counter(str(read.receipt.label["set"]) for read in reads)
    return {
        "source": "fitted on "
        + ", ".join(f"{count} receipts of {name}" for name, count in sorted(counts.items()))
        + ", and first sights of made C, D and F",
        "fields": {
            name: {"bias": one.bias, "weights": dict(one.weights)} for name, one in sorted(fitted_fields(reads).items())
        },
    }


if __name__ == "__main__":
    sys.exit(main())
