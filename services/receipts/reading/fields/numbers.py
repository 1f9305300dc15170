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
            confidence = 0.98 if proven and labelled else 0.85 if proven else 0.35
            confidence = round(confidence * (0.6 + 0.4 * min(1.0, row.score / 0.9)), 3)
            if best is None or confidence > best.confidence:
                best = Found(f"{number[:6]}-{number[6:]}", confidence, row.box)
    return best


def find_last4(rows: tuple[Row, ...]) -> Found[str] | None:
    """Last four digits of the card: behind stars, or last on a row that names a card. None: cash, or not printed."""
    best: Found[str] | None = None
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
            found = Found(masked[1], 0.96 if near_card else 0.8, row.boxes[-1])
        elif card and (last := _LAST_FOUR.search(row.texts[-1])):
            found = Found(last[1], 0.75, row.boxes[-1])
        elif near_card and len(row.texts) == 1 and re.fullmatch(r"\W*\d{4}\W*", text):
            found = Found(re.sub(r"\D", "", text), 0.6, row.box)
        else:
            continue
        found = Found(found.value, round(found.confidence * (0.7 + 0.3 * min(1.0, row.score / 0.9)), 3), found.box)
        if best is None or found.confidence > best.confidence:
            best = found
    return best
