"""The currency, from signs beside amounts and from what only one country prints."""

import re
from collections.abc import Mapping

from ..values import NOTHING_KNOWN, Context, Found, Row
from .labels import CONVERTED, FINAL, PAID, SUM, TOTAL, role_of
from .lettering import folded, word_list, words

OTHER_CODES = (
    "cad", "aud", "nzd", "jpy", "cny", "hkd", "sgd", "thb", "inr", "krw", "idr", "php", "aed", "sar", "kwd", "qar", "ils", "egp", "mad",
    "zar", "kes", "brl", "mxn", "clp", "czk", "huf", "bgn", "rsd", "uah", "gel",
)  # fmt: skip
"""Codes by which other countries are told; their signs are shared with others and not believed."""
_SIGNS: tuple[tuple[str, float, re.Pattern[str]], ...] = (
    ("SEK", 3.0, words("sek")),
    ("NOK", 3.0, words("nok")),
    ("DKK", 3.0, words("dkk")),
    ("EUR", 3.0, re.compile(r"€|(?<![a-z])(?:eur|euro)(?![a-z])")),
    ("USD", 3.0, words("usd")),
    ("GBP", 3.0, re.compile(r"£|(?<![a-z])gbp(?![a-z])")),
    ("MYR", 3.0, re.compile(r"(?<![a-z])myr(?![a-z])|(?<![a-z])rm(?=[\s\d.:)(]|$)")),
    ("CHF", 3.0, words("chf")),
    *(
        (code.upper(), 3.0, re.compile(rf"(?<![a-z]){code}\s?-?\d|\d[.,]\d\d\s?{code}(?![a-z])"))
        for code in OTHER_CODES
    ),
    ("PLN", 3.0, re.compile(r"(?<![a-z])(?:pln|zl)(?![a-z])")),
    ("ISK", 3.0, words("isk")),
    ("USD", 1.5, re.compile(r"(?<![a-z])\$\s?\d")),
    ("SEK", 0.8, words("moms")),
    ("SEK", 1.0, _KR := re.compile(r"\d\s?kr\b|\bkr\s?\d")),
    ("NOK", 0.9, _KR),
    ("DKK", 0.9, _KR),
    (
        "SEK",
        1.5,
        word_list(
            """
            varav moms, oresavrundning, kontrollenhet, kvitto, att betala, kontokort, bankgiro, oppet kop, org nr,
            orgnr
            """
        ),
    ),
    ("SEK", 2.0, re.compile(r"(?<!\d)5[15-9]\d{4}-\d{4}(?!\d)|(?<![a-z])se\s?\d{10}01(?!\d)|(?<![a-z])swish(?![a-z])")),
    (
        "NOK",
        2.5,
        re.compile(r"(?<![a-z])(?:mva|foretaksregisteret|a betale|bankaxept|vipps)(?![a-z])|no\s?\d{9}\s?mva"),
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
    (
        "EUR",
        2.5,
        re.compile(
            r"(?<![a-z])(?:fo-?nummer|fo-?nr|y-tunnus|eircode|ireland|dublin|galway|limerick|eesti|ust-?id\w*)(?![a-z])"
        ),
    ),
    (
        "EUR",
        2.5,
        re.compile(r"(?<![a-z\d])[acdefhknprtvwxy]\d[\dw] ?(?=[a-z\d]{0,3}\d)[a-z][a-z\d]{3}(?![a-z\d])"),
    ),  # Irish postcodes
    (
        "EUR",
        2.5,
        re.compile(
            r"(?<![a-z\d])(?:ie\s?\d{7}[a-z]{1,2}|at\s?u\s?\d{8}|de\s?\d{9}|fi\s?\d{8})(?![a-z\d])|"
            r"(?<![a-z])cro(?:\.| no)|\+(?:353|358|49|43) ?\d"
        ),
    ),
    (
        "EUR",
        4.0,
        re.compile(r"(?<![a-z])(?:f[o0]|l?y)[- ]?(?:nr|nummer|tunnus|tunn\.)?\W{0,3}\d{7}-\d(?!\d)"),
    ),  # Finland also prints Swedish
    (
        "GBP",
        2.5,
        re.compile(r"(?<![a-z\d])[a-z]{1,2}\d[a-z\d]? \d[abd-hjlnp-uw-z]{2}(?![a-z\d])|\+44 ?\d"),
    ),  # British postcodes
    ("SEK", 1.5, re.compile(r"\+46 ?\d")),
    ("NOK", 1.5, re.compile(r"\+47 ?\d")),
    ("DKK", 1.5, re.compile(r"\+45 ?\d")),
    ("EUR", 1.2, re.compile(r"(?<![a-z\d])[ce]\d{1,4}[.,]\d{2}(?!\d)")),  # "€13.50" with the sign misread
    (
        "GBP",
        1.2,
        re.compile(
            r"(?<![a-z])(?:ltd|london|united kingdom|uk|vat reg(?: no)?\.?:? gb|gb\s?\d{3}\s?\d{4}\s?\d{2})(?![a-z\d])"
        ),
    ),
    (
        "USD",
        1.2,
        re.compile(r"(?<![a-z])(?:sales tax|state tax|gratuity|inc|llc)(?![a-z])|(?<![a-z])[a-z]{2} \d{5}(?:-\d{4})?$"),
    ),
)
_SUMS = (FINAL, TOTAL, PAID, SUM)
BESIDE_SUM_WEIGHT = 3.0
"""More for a sign that stands beside the sum, or below its label."""
UNDECIDED_LEAD = 2.0
"""A currency that is not printed and leads by less than a language is a guess."""
SIGN_WEIGHT = 3.0
"""Of a currency's own code or sign; less is a hint."""
ROWS_COUNTED_MAX = 3
"""A sign repeated on every line is one fact, not thirty."""


def _says_the_sum(plain: list[str], number: int) -> bool:
    return any(role_of(text) in _SUMS for text in plain[max(0, number - 1) : number + 1])


LANGUAGE_SAYS = {"sv": "SEK", "no": "NOK", "da": "DKK", "fi": "EUR", "de": "EUR"}
COUNTRY_SAYS = {
    "SE": "SEK", "NO": "NOK", "DK": "DKK", "IS": "ISK", "GB": "GBP", "US": "USD", "CH": "CHF", "PL": "PLN", "MY": "MYR",
    **dict.fromkeys(("FI", "DE", "AT", "EE", "LV", "LT", "IE", "NL", "BE", "FR", "ES", "PT", "IT", "GR", "LU"), "EUR"),
}  # fmt: skip
LANGUAGE_WEIGHT, COUNTRY_WEIGHT = 2.0, 0.8


def _take_kr_for(home: str, weights: dict[str, float], told_by: Mapping[str, set[re.Pattern[str]]]) -> None:
    """ "kr" is the krona of the country one stands in, unless the print says more of another."""
    for other in [code for code in weights if code != home and told_by.get(code) == {_KR}]:
        del weights[other]


def find_currency(
    rows: tuple[Row, ...], language: str | None = None, context: Context = NOTHING_KNOWN
) -> Found[str] | None:
    """The currency with most evidence: signs beside amounts first, then what only one country prints, its language, the phone's country."""
    weights: dict[str, float] = {}
    told_by: dict[str, set[re.Pattern[str]]] = {}
    printed: set[str] = set()
    boxes = {}
    plain = [folded(row.text) for row in rows]
    for code, weight, pattern in _SIGNS:
        hits = [number for number, text in enumerate(plain) if pattern.search(text) and not CONVERTED.search(text)]
        if not hits:
            continue
        told_by.setdefault(code, set()).add(pattern)
        weights[code] = weights.get(code, 0.0) + weight * (1 + 0.3 * (min(len(hits), ROWS_COUNTED_MAX) - 1))
        if weight >= SIGN_WEIGHT:
            printed.add(code)
            weights[code] += BESIDE_SUM_WEIGHT * any(_says_the_sum(plain, number) for number in hits)
        if weight >= SIGN_WEIGHT or code not in boxes:
            boxes[code] = rows[hits[0]].box
    spoken = LANGUAGE_SAYS.get(language or "")
    home = COUNTRY_SAYS.get(context.country or "")
    for hinted, weight in ((spoken, LANGUAGE_WEIGHT), (home, COUNTRY_WEIGHT)):
        if hinted is not None:
            weights[hinted] = weights.get(hinted, 0.0) + weight
    if home is not None and spoken in (None, home) and _KR in told_by.get(home, ()):
        _take_kr_for(home, weights, told_by)
        printed |= weights.keys() if len(weights) == 1 else set()
    if not weights:
        return None
    ranked = sorted(weights.items(), key=lambda item: -item[1])
    code, weight = ranked[0]
    lead = weight - (ranked[1][1] if len(ranked) > 1 else 0.0)
    evidence = {
        "printed": float(code in printed),
        "others-printed": float(bool(printed - {code})),
        "language-agrees": 0.0 if spoken is None else 1.0 if spoken == code else -1.0,
        "country-agrees": 0.0 if home is None else 1.0 if home == code else -1.0,
        "lead": min(lead / SIGN_WEIGHT, 1.0),
        "undecided": float(code not in printed and lead < UNDECIDED_LEAD),
    }
    other = ranked[1][0] if len(ranked) > 1 and lead < SIGN_WEIGHT / 2 else None
    return Found(code, box=boxes.get(code), evidence=evidence, other=other)
