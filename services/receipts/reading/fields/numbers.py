"""Numbers that identify: the merchant's organisation number and the last digits of the card."""

import re

from ..values import Found, Row
from .lettering import digits_mended, folded, word_list

_ORGNR = re.compile(r"(?<!\d)(?:16)?(?P<a>\d{6})\s?[-–—.]?\s?(?P<b>\d{4})(?:\s?[-–]?\s?(?P<c>01))?(?!\d)")
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

_MASK = r"*x•·#●.火米＊※"  # stars, and what stars are read as
_MASKED = re.compile(rf"(?<![{_MASK}])[{_MASK}][{_MASK}\s\-]+(\d{{4}})(?!\d)", re.IGNORECASE)
_CARD = word_list(
    """
    visa, mastercard, master card, amex, american express, debit, maestro, kort, kortnr, kortnummer, card, card no,
    card number, pan, diners, eurocard, bankkort, kontokort, kreditkort, betalkort, dankort, bankaxept, electron,
    credit card, first card, mc
    """
)
_LAST_FOUR = re.compile(r"(?:^|[^\d.,:/-])(\d{4})\s*$")
_NOT_CARD = word_list(
    """
    term, terminal, ref, aid, auth, kvitto, kvittonr, appr, trace, tid, medlem, member, bonus, kontrollenhet, batch,
    org, tel
    """
)


def luhn(digits: str) -> bool:
    """True when the last digit is the check digit of those before it (ISO/IEC 7812-1 annex B)."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return bool(digits) and total % 10 == 0


def find_orgnr(rows: tuple[Row, ...]) -> Found[str] | None:
    """Swedish organisation number as `NNNNNN-NNNN`. The check digit tells a misreading, the label tells it from a telephone number."""
    best: Found[str] | None = None
    best_weight = 0.0
    for row in rows:
        plain = folded(row.text)
        labelled = _ORG_LABEL.search(plain) is not None
        if _NOT_ORG.search(plain) and not labelled:
            continue
        for match in _ORGNR.finditer(digits_mended(" ".join(row.texts)).replace("SE", " ")):
            number, proven = match["a"] + match["b"], luhn(match["a"] + match["b"])
            legal_person = (
                int(number[2]) >= 2
            )  # the third digit of a legal person is at least 2; of a sole trader it is a month
            if not labelled and not (proven and legal_person):
                continue
            evidence = {
                "check-digit-right": float(proven),
                "label-beside": float(labelled),
                "clear-print": row.score,
                "legal-person": float(legal_person),
            }
            weight = 2.0 * proven + labelled + row.score
            if weight > best_weight:
                best, best_weight = Found(f"{number[:6]}-{number[6:]}", box=row.box, evidence=evidence), weight
    return best


def find_last4(rows: tuple[Row, ...]) -> Found[str] | None:
    """Last four digits of the card: behind stars, or last on a row that names a card. None: cash, or not printed."""
    best: Found[str] | None = None
    best_weight = 0.0
    for number, row in enumerate(rows):
        text = " ".join(row.texts)
        plain = folded(text)
        card = _CARD.search(plain) is not None
        near_card = card or any(
            _CARD.search(folded(rows[each].text)) for each in (number - 1, number + 1) if 0 <= each < len(rows)
        )
        if _NOT_CARD.search(plain) and not card:
            continue
        masked = _MASKED.search(text)
        if masked:
            digits, box, score = masked[1], row.boxes[-1], row.scores[-1]
        elif card and (last := _LAST_FOUR.search(row.texts[-1])):
            digits, box, score = last[1], row.boxes[-1], row.scores[-1]
        elif near_card and len(row.texts) == 1 and re.fullmatch(r"\W*\d{4}\W*", text):
            digits, box, score = re.sub(r"\D", "", text), row.box, row.score
        else:
            continue
        evidence = {
            "stars-before": float(masked is not None),
            "card-beside": float(card),
            "card-near": float(near_card),
            "clear-print": score,
        }
        weight = 1.0 * (masked is not None) + 0.6 * card + 0.3 * near_card + 0.5 * score
        if weight > best_weight:
            best, best_weight = Found(digits, box=box, evidence=evidence), weight
    return best
