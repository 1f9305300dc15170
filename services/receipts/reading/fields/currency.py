"""The currency, from signs beside amounts and from what only one country prints."""

import re

from ..values import Found, Row
from .lettering import folded, word_list, words

_SIGNS: tuple[tuple[str, float, re.Pattern[str]], ...] = (
    ("SEK", 3.0, words("sek")),
    ("NOK", 3.0, words("nok")),
    ("DKK", 3.0, words("dkk")),
    ("EUR", 3.0, re.compile(r"€|(?<![a-z])(?:eur|euro)(?![a-z])")),
    ("USD", 3.0, words("usd")),
    ("GBP", 3.0, re.compile(r"£|(?<![a-z])gbp(?![a-z])")),
    ("MYR", 3.0, re.compile(r"(?<![a-z])myr(?![a-z])|(?<![a-z])rm(?=[\s\d.:)(]|$)")),
    ("CHF", 3.0, words("chf")),
    ("PLN", 3.0, re.compile(r"(?<![a-z])(?:pln|zl)(?![a-z])")),
    ("ISK", 3.0, words("isk")),
    ("USD", 1.5, re.compile(r"(?<![a-z])\$\s?\d")),
    ("SEK", 1.0, re.compile(r"\d\s?kr\b|\bkr\s?\d")),
    ("NOK", 0.9, re.compile(r"\d\s?kr\b|\bkr\s?\d")),
    ("DKK", 0.9, re.compile(r"\d\s?kr\b|\bkr\s?\d")),
    (
        "SEK",
        1.5,
        word_list(
            """
            moms, varav moms, oresavrundning, kontrollenhet, kvitto, att betala, kontokort, bankgiro, oppet kop, org
            nr, orgnr
            """
        ),
    ),
    ("SEK", 2.0, re.compile(r"(?<!\d)5[15-9]\d{4}-\d{4}(?!\d)|(?<![a-z])se\s?\d{10}01(?!\d)|(?<![a-z])swish(?![a-z])")),
    (
        "NOK",
        2.5,
        re.compile(
            r"(?<![a-z])(?:mva|foretaksregisteret|a betale|kvittering|bankaxept|vipps)(?![a-z])|no\s?\d{9}\s?mva"
        ),
    ),
    ("DKK", 2.5, re.compile(r"(?<![a-z])(?:cvr|dankort|at betale|kontant betaling|heraf moms|mobilepay)(?![a-z])")),
    (
        "MYR",
        2.0,
        re.compile(r"(?<![a-z])(?:sdn\.?\s?bhd|bhd|s/b|kuala lumpur|selangor|johor|jalan|malaysia|ringgit)(?![a-z])"),
    ),
    ("MYR", 0.7, words("gst")),
    (
        "EUR",
        1.5,
        re.compile(
            r"(?<![a-z])(?:alv|y-tunnus|mwst|ust|gmbh|tva|iva|btw|steuer|summe|kuitti|deutschland|suomi)(?![a-z])"
        ),
    ),
    ("GBP", 1.2, re.compile(r"(?<![a-z])(?:ltd|vat no|london|united kingdom|uk)(?![a-z])")),
    (
        "USD",
        1.2,
        re.compile(r"(?<![a-z])(?:sales tax|state tax|gratuity|inc|llc)(?![a-z])|(?<![a-z])[a-z]{2} \d{5}(?:-\d{4})?$"),
    ),
)
ROWS_COUNTED_MAX = 3
"""A sign repeated on every line is one fact, not thirty."""


def find_currency(rows: tuple[Row, ...]) -> Found[str] | None:
    """The currency with most evidence; its confidence grows with the lead over the next."""
    weights: dict[str, float] = {}
    boxes = {}
    plain = [folded(row.text) for row in rows]
    for code, weight, pattern in _SIGNS:
        hits = [number for number, text in enumerate(plain) if pattern.search(text)]
        if not hits:
            continue
        weights[code] = weights.get(code, 0.0) + weight * (1 + 0.3 * (min(len(hits), ROWS_COUNTED_MAX) - 1))
        if weight >= 3.0 or code not in boxes:
            boxes[code] = rows[hits[0]].box
    if not weights:
        return None
    ranked = sorted(weights.items(), key=lambda item: -item[1])
    code, weight = ranked[0]
    lead = weight - (ranked[1][1] if len(ranked) > 1 else 0.0)
    confidence = 0.5 + 0.49 * min(1.0, lead / 3.0)
    return Found(code, round(confidence, 3), boxes.get(code))
