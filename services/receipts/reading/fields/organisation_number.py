"""The merchant's organisation number (*organisationsnummer*), Swedish or of a neighbouring country."""

import itertools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ..values import Found, Row, clearness
from .lettering import digits_mended, folded, word_list

_ORGNR = re.compile(r"(?<!\d)(?:16)?(?P<a>\d{6})\s?[-–—~.]?\s?(?P<b>\d{4})(?:\s?[-–]?\s?(?P<c>01))?(?!\d)")
_ORG_LABEL = word_list(
    """
    org, org nr, orgnr, org no, organisationsnummer, organisationsnr, vat nr, vat no, vat, momsreg, momsreg nr,
    momsregnr, vat reg
    """
)
_NOT_ORG = word_list(
    """
    tel, telefon, ref, aid, term, terminal, bankgiro, plusgiro, kontrollenhet, kvitto, kvittonr, trans, gst
    """
)


def luhn(digits: str) -> bool:
    """True when the last digit is the check digit of those before it (ISO/IEC 7812-1 annex B)."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return bool(digits) and total % 10 == 0


def _mod_11(digits: str, weights: tuple[int, ...]) -> bool:
    """True when the weighted sum with its check digit is whole elevens (Brønnøysund, Erhvervsstyrelsen, PRH)."""
    return sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True)) % 11 == 0


@dataclass(frozen=True)
class _Register:
    """How a country writes the number of a company: as it is found, as it is told, and its check."""

    pattern: re.Pattern[str]
    told: str
    proven: Callable[[str], bool]


_REGISTERS = (
    _Register(
        re.compile(r"(?<![\d-])(?P<a>\d{7})\s?[-–]\s?(?P<b>\d)(?![\d-])"),  # Finland: Y-tunnus, FO-nummer
        r"\g<a>-\g<b>",
        lambda digits: _mod_11(digits, (7, 9, 10, 5, 8, 4, 2, 1)),
    ),
    _Register(  # Norway: organisasjonsnummer
        re.compile(
            r"(?:org\W*(?:nr|no|nummer)?|organisasjons(?:nummer|nr)|foretaksregisteret|no)\W{0,3}(?:no\W{0,2})?"
            r"(?P<a>[89]\d{2})\s?(?P<b>\d{3})\s?(?P<c>\d{3})(?!\d)"
        ),
        r"\g<a>\g<b>\g<c>",
        lambda digits: _mod_11(digits, (3, 2, 7, 6, 5, 4, 3, 2, 1)),
    ),
    _Register(  # Denmark: CVR
        re.compile(
            r"(?:cvr|se)\W*(?:nr|no|nummer)?\W{0,3}(?:dk)?\s?(?P<a>\d{2})\s?(?P<b>\d{2})\s?(?P<c>\d{2})\s?(?P<d>\d{2})(?!\d)"
        ),
        r"\g<a>\g<b>\g<c>\g<d>",
        lambda digits: _mod_11(digits, (2, 7, 6, 5, 4, 3, 2, 1)),
    ),
    _Register(
        re.compile(r"(?<![a-z])(?P<c>de|at\s?u)\s?(?P<a>\d{8,9})(?!\d)"), r"\g<c>\g<a>", lambda _: False
    ),  # Germany, Austria: VAT
    _Register(
        re.compile(r"(?<![a-z])gb\s?(?P<a>\d{3})\s?(?P<b>\d{4})\s?(?P<c>\d{2})(?!\d)"),
        r"GB\g<a>\g<b>\g<c>",
        lambda _: False,
    ),
)


def find_orgnr(rows: tuple[Row, ...]) -> Found[str] | None:
    """The merchant's number: Swedish as `NNNNNN-NNNN`, others as their country writes it, without blanks.

    The check digit tells a misreading, the label tells it from a telephone number.
    """
    candidates = [found for row in rows for found in (*_swedish(row), *_foreign(row))]
    if not any(found.evidence["check-digit-right"] for found in candidates):
        broken = [_joined(row, below) for row, below in itertools.pairwise(rows)]
        candidates += [
            found for row in broken for found in (*_swedish(row), *_foreign(row)) if found.evidence["check-digit-right"]
        ]
    return max(candidates, key=_worth, default=None)


def _joined(row: Row, below: Row) -> Row:
    """Two rows as one, where a number may have been broken: "Foretaksregisteret NO 986 260" above "854 MVA"."""
    return Row(row.texts + below.texts, row.scores + below.scores, row.boxes + below.boxes)


def _worth(found: Found[str]) -> float:
    return 2 * found.evidence["check-digit-right"] + found.evidence["label-beside"] + found.evidence["clear-print"]


def _swedish(row: Row) -> Iterator[Found[str]]:
    plain = folded(row.text)
    labelled = _ORG_LABEL.search(plain) is not None
    if _NOT_ORG.search(plain) and not labelled:
        return
    for match in _ORGNR.finditer(digits_mended(" ".join(row.texts)).replace("SE", " ")):
        number, proven = match["a"] + match["b"], luhn(match["a"] + match["b"])
        legal_person = int(number[2]) >= 2  # a sole trader has a month there
        if labelled or (proven and legal_person):
            yield _found(f"{number[:6]}-{number[6:]}", row, proven, labelled)


def _foreign(row: Row) -> Iterator[Found[str]]:
    plain = folded(digits_mended(" ".join(row.texts)))
    for register in _REGISTERS:
        for match in register.pattern.finditer(plain):
            told = match.expand(register.told).replace(" ", "").upper()
            yield _found(told, row, register.proven(re.sub(r"\D", "", told)), labelled=True)


def _found(number: str, row: Row, proven: bool, labelled: bool) -> Found[str]:
    evidence = {
        "check-digit-right": float(proven),
        "label-beside": float(labelled),
        "clear-print": clearness(row.score),
    }
    return Found(number, box=row.box, evidence=evidence)
