"""What kind of receipt it is, from the words of the trade."""

import re

from ..values import Found, Row
from .kind_words import IN_NAME, WORDS
from .lettering import folded
from .merchant_words import STREET

KINDS = tuple(WORDS)
HEAD_ROWS = 4
NAME_ROWS = 2
NAME_WEIGHT = 2.5
WEIGHT_MIN = 0.6
"""Below this a word or two say nothing: bread is sold at stations too."""


def _patterns(told: str) -> tuple[tuple[re.Pattern[str], float], ...]:
    entries = (entry.strip().rpartition(" ") for entry in told.split(","))
    return tuple((re.compile(rf"(?<![a-z]){word}(?![a-z])"), float(weight)) for word, _, weight in entries)


_PATTERNS = {kind: _patterns(told) for kind, told in WORDS.items()}


def find_kind(rows: tuple[Row, ...], merchant: str | None) -> Found[str] | None:
    """The kind with most words for it; words at the head and in the merchant's name count more. `other` when none speaks."""
    if not rows:
        return None
    plain = ["" if STREET.search(text) else text for text in (folded(row.text) for row in rows)]
    named = _named(" ".join([*plain[:NAME_ROWS], folded(merchant or "")]))
    weights = dict.fromkeys(named, NAME_WEIGHT)
    text, head_end = "\n".join(plain), len("\n".join(plain[:HEAD_ROWS]))
    for kind, patterns in _PATTERNS.items():
        for pattern, weight in patterns:
            hit = pattern.search(text)
            if hit is not None:
                weights[kind] = weights.get(kind, 0.0) + weight * (2.0 if hit.start() < head_end else 1.0)
    ranked = sorted(weights.items(), key=lambda item: -item[1])
    if not ranked or ranked[0][1] < WEIGHT_MIN:
        return Found("other", evidence={"no-word": 1.0})
    lead = ranked[0][1] - (ranked[1][1] if len(ranked) > 1 else 0.0)
    evidence = {
        "words": min(ranked[0][1] / 6, 1.0),
        "lead": min(1.0, lead / 3.0),
        "in-name": float(ranked[0][0] in named),
    }
    return Found(ranked[0][0], evidence=evidence)


def _named(names: str) -> frozenset[str]:
    return frozenset(kind for kind, pattern in IN_NAME.items() if re.search(pattern, names))
