"""Whether the reader is as sure as it may be: probabilities out of fold, their error, and what may be accepted unseen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from benchmarks.reading.fit import fitted_fields
from benchmarks.reading.readings import Read
from benchmarks.reading.sets import HELD_OUT
from benchmarks.reading.truth import FIELD_OF, KEY, folds
from services.receipts.reading.confidence.judge import UNJUDGED, Weighing

BINS = 10
SPLITS = 5
"""Other ways to part the receipts into five: one error moves a share by tens of points, so a single split says little."""


@dataclass(frozen=True)
class Bin:
    """Values that were said to be about as sure: how sure on average, how many were right, how many there are."""

    said: float
    right: float
    count: int


def out_of_fold(reads: Sequence[Read], seed: int) -> list[Read]:
    """Every receipt with the probabilities of weights that were fitted without it and without its shop.

    Those of a held-out set are judged by weights that saw none of these sets, nor a first sight of this one.
    """
    judged: list[Read] = list(reads)
    held_out = [place for place, read in enumerate(reads) if read.receipt.label["set"] in HELD_OUT]
    others = [place for place in range(len(reads)) if place not in set(held_out)]
    parts: list[tuple[str | None, list[int]]] = [
        (name, [place for place in held_out if reads[place].receipt.label["set"] == name]) for name in HELD_OUT
    ]
    parts += [(None, [others[place] for place in part]) for part in folds([reads[one].receipt for one in others], seed)]
    for judged_set, part in parts:
        outside = {*part, *held_out}
        weights = fitted_fields([read for place, read in enumerate(reads) if place not in outside], judged_set)
        for place in part:
            judged[place] = _judged(reads[place], weights)
    return judged


def _judged(read: Read, weights: Mapping[str, Weighing]) -> Read:
    sure = {
        field: weights[name].probability(read.evidence[field]) if name in weights else UNJUDGED
        for field, name in FIELD_OF.items()
        if field in read.evidence
    }
    return replace(read, prediction={**read.prediction, "confidence": sure})


def pairs(reads: Sequence[Read], fields: Sequence[str] = KEY) -> list[tuple[float, bool]]:
    """(how sure, right) of every value of those fields whose truth is known."""
    return [
        (float(sure(read).get(field, 0.0)), read.right[field])
        for read in reads
        for field in fields
        if field in read.right and field in sure(read)
    ]


def sure(read: Read) -> Mapping[str, float]:
    """How sure the reading is of each field."""
    told: Mapping[str, float] = read.prediction.get("confidence", {})
    return told


def bins(told: Sequence[tuple[float, bool]]) -> list[Bin]:
    """Ten bins of equal width; empty ones are left out."""
    parts: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for said, right in told:
        parts[min(int(said * BINS), BINS - 1)].append((said, right))
    return [
        Bin(sum(s for s, _ in part) / len(part), sum(r for _, r in part) / len(part), len(part))
        for part in parts
        if part
    ]


def calibration_error(told: Sequence[tuple[float, bool]]) -> float:
    """Expected calibration error: how far what is said lies from what is right, on average over the values."""
    return sum(one.count * abs(one.said - one.right) for one in bins(told)) / len(told) if told else 0.0


def unseen_curve(reads: Sequence[Read]) -> list[tuple[float, float]]:
    """(share accepted unseen, share of those with all key fields right), from the surest receipt down; ties together."""
    ranked = sorted(((_weakest(read), _all_right(read)) for read in reads), reverse=True)
    curve, right = [], 0
    for count, (said, ok) in enumerate(ranked, 1):
        right += ok
        if count == len(ranked) or ranked[count][0] != said:
            curve.append((count / len(ranked), right / count))
    return curve


def accepted_unseen(reads: Sequence[Read], precision: float) -> float:
    """The largest share that may be accepted unseen with at least that precision."""
    return max((share for share, right in unseen_curve(reads) if right >= precision), default=0.0)


def _weakest(read: Read) -> float:
    return min(sure(read).get(field, 0.0) for field in KEY if field in read.right)


def _all_right(read: Read) -> bool:
    return all(read.right[field] for field in KEY if field in read.right)


ASKED_BELOW = 0.9
"""As the app asks."""


def asked_and_missed(reads: Sequence[Read]) -> tuple[float, float]:
    """Share of receipts with a key field that is asked about, and of the others the share with a wrong one."""
    unasked = [read for read in reads if _weakest(read) >= ASKED_BELOW]
    wrong = sum(not _all_right(read) for read in unasked)
    return 1 - len(unasked) / max(len(reads), 1), wrong / max(len(unasked), 1)
