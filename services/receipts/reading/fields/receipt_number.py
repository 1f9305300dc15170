"""The receipt's own number, by its label; a terminal's, a customer's or an order's number is another."""

import re
from dataclasses import dataclass

from ..values import Box, Found, Row, clearness
from .dates import dates_in
from .lettering import folded, word_list

_OWN = word_list(
    """
    kvittonr, kvittonummer, kvitt nr, kvittnr, kvittanummer, kvitto nr, kvitto nummer, kvittonr kvitto, kvitto no,
    document no, document nr, document number, dokumentnr, dokument nr, doc no, salgsnr, salgs nr, bilagsnr, bilag nr,
    bilagsnummer, verifikat nr, verifikationsnr, kuittitunnus, tositenumero, tosite nro, tositenro, vorgangsnr,
    kuttinro, kuittinro, kuitti nro, kuittinumero, receipt no, receipt number, receipt nr, receipt id, invoice no,
    invoice number, inv no, bill no, bill number, check no, check number, fakturanr, fakturanummer, faktura nr,
    notanr, nota nr, notanummer, bongnr, bong nr, bongnummer, bon nr, bonnr, bon no, bonnummer, kvitteringsnr,
    kvitterings nr, kvittering nr, kvitteringsnummer, belegnr, beleg nr, belegnummer, rechnungsnr, rechnung nr,
    rechnungs nr, rechnungsnummer, re nr, re no, quittungsnr, quittung nr, rgnr, rg nr, slip no, laskunro, lasku nro,
    laskunumero, folio no, folio number, folio nr, folionr, taxameterkvitto, lopnr, lop nr, lopnummer, sales no, sale
    no, ticket no
    """
)
_PAPER = word_list(
    """
    kvitto, receipt, invoice, beleg, bon, verifikat, kuitti, tosite, folio
    """
)
_TRANSACTION = word_list(
    """
    nota, check, bilag, bong, trans nr, transnr, trans no, trans, transaktionsnr, transaktion, transaction,
    transaction no, transaction id, txn, ta nr, tapahtuma, tapahtumanro, ekspedition, ekspeditionsnr, vorgang,
    vorgangsnr, verifikation, verifikationsnr
    """
)
_REFERENCE = word_list(
    """
    ref, ref nr, ref no, refnr, reference, reference no, viite, viitenro, kontrollnr, order no, order number, ordernr,
    ordre nr, ordrenr, bestallningsnr, biljettnr, booking ref
    """
)
_TITLE = word_list(
    """
    forsaljningskvitto, kopkvitto, kassakvitto, salgsbilag, salgskvittering, kvittering, kassebon, myyntikuitti,
    ostotosite, kassenbon, kassenzettel, quittung, rechnung, faktura, lasku, proof of purchase, purchase receipt,
    sales receipt, money refunded, tax invoice, regning, rakning
    """
)
"""What the paper is called; a number behind it is its own."""
_LABELS = ((_OWN, 1.0), (_TRANSACTION, 0.6), (_REFERENCE, 0.5), (_PAPER, 0.7), (_TITLE, 0.45))
_NUMBER = r"[A-Z]{0,4}[-/]?\d[\dA-Z]*(?:[-/]\d[\dA-Z]*){0,3}"
_BEHIND = re.compile(
    rf"[\s.,:：#]*(?:n(?:ro|r|o)\.?|nummer|number|id)?[\s.,:：#]*(?P<v>{_NUMBER})(?=\s|$|,)", re.IGNORECASE
)
_ALONE = re.compile(rf"[\W_]*(?P<v>{_NUMBER})\W*", re.IGNORECASE)
_HASH = re.compile(rf"^\s*#\s?(?P<v>{_NUMBER})(?=\s|$)", re.IGNORECASE)
_HASH_WEIGHT = 0.4
_BEHIND_TILL = re.compile(rf"\d{{1,3}}\s(?P<v>{_NUMBER})", re.IGNORECASE)
"""Till and number without a word, in the row of day and time: "03 014/2475"."""
_BEHIND_TILL_WEIGHT = 0.3
_BARE_LABEL = re.compile(rf"n(?:ro|r|o)\.?\s?:?\s?(?P<v>{_NUMBER})", re.IGNORECASE)
"""A number called just that, in the row of day and time: "Nr 60556"."""
_BARE_LABEL_WEIGHT = 0.55
_TERMINAL = word_list("term, terminal, tid, aid, auth, tvr, arc, psn, aut, kontaktlos, contactless, trace")
"""Beside these a reference is the bank's."""
_DAY = re.compile(r"\d{2,4}[-/.]\d{1,2}[-/.]\d{1,4}|\d{1,2}/\d{1,2}-\d{2}")
DIGITS_MIN = 3
LETTERS_MAX = 20
REFERENCE_LETTERS_MAX = 10
"""A longer reference is the bank's: twelve digits (ISO 8583, field 37)."""


@dataclass(frozen=True)
class _Told:
    """A number and what it stands by."""

    value: str
    weight: float
    score: float
    box: Box | None


def find_receipt_number(rows: tuple[Row, ...]) -> Found[str] | None:
    """As printed, such as `A-10023`; None when no number is labelled as the receipt's."""
    told = [each for number in range(len(rows)) for each in _told(rows, number)]
    best = max(told, key=lambda each: each.weight * each.score, default=None)
    if best is None:
        return None
    evidence = {"label-beside": float(best.weight == 1.0), "clear-print": clearness(best.score)}
    return Found(best.value, box=best.box, evidence=evidence)


def _told(rows: tuple[Row, ...], number: int) -> list[_Told]:
    row, found = rows[number], []
    for index, text in enumerate(row.texts):
        plain = folded(text)
        for pattern, weight in _LABELS:
            label = pattern.search(plain)
            if label is None:
                continue
            place = _behind(text, label.end() / max(len(plain), 1), row, index) or _below(rows, number, index, plain)
            is_banks = pattern is _REFERENCE and place is not None and _is_banks(place[0], row)
            if place is not None and not is_banks:
                found.append(_Told(place[0], weight, row.scores[index], place[1]))
            break
        hashed = _HASH.match(text)
        if hashed is not None and _is_number(hashed["v"]):
            found.append(_Told(hashed["v"], _HASH_WEIGHT, row.scores[index], row.boxes[index]))
        for bare, weight in ((_BEHIND_TILL, _BEHIND_TILL_WEIGHT), (_BARE_LABEL, _BARE_LABEL_WEIGHT)):
            beside_day = bare.fullmatch(text.strip())
            if beside_day is not None and _is_number(beside_day["v"]) and dates_in(row.text):
                found.append(_Told(beside_day["v"], weight, row.scores[index], row.boxes[index]))
    return found


def _is_banks(number: str, row: Row) -> bool:
    return len(number) > REFERENCE_LETTERS_MAX or _TERMINAL.search(folded(row.text)) is not None


def _behind(text: str, from_share: float, row: Row, index: int) -> tuple[str, Box | None] | None:
    """The number behind the label in the same piece of text, or alone in the next piece."""
    match = _BEHIND.match(text[round(len(text) * min(from_share, 1.0)) :])
    if match is not None and _is_number(match["v"]):
        return match["v"], row.boxes[index]
    if from_share < 1 and match is not None:
        return None
    if index + 1 < len(row.texts):
        beside = _BEHIND.fullmatch(row.texts[index + 1].strip())
        if beside is not None and _is_number(beside["v"]):
            return beside["v"], row.boxes[index + 1]
    return None


def _below(rows: tuple[Row, ...], number: int, index: int, plain: str) -> tuple[str, Box | None] | None:
    """The number in the next row: alone there when the row broke behind its label, or beneath a label that heads a column."""
    if number + 1 == len(rows):
        return None
    row, below = rows[number], rows[number + 1]
    broke = index + 1 == len(row.texts) and len(below.texts) == 1
    heads = not any(char.isdigit() for char in plain)
    label = row.boxes[index]
    for text, box in zip(below.texts, below.boxes, strict=True):
        alone = _ALONE.fullmatch(text)
        if alone is None or not _is_number(alone["v"]):
            continue
        if broke or (heads and label is not None and box is not None and _shares_column(label, box)):
            return alone["v"], box
    return None


def _shares_column(above: Box, below: Box) -> bool:
    return min(above.x + above.w, below.x + below.w) - max(above.x, below.x) > 0.3 * min(above.w, below.w)


def _is_number(text: str) -> bool:
    digits = sum(char.isdigit() for char in text)
    return digits >= DIGITS_MIN and len(text) <= LETTERS_MAX and _DAY.fullmatch(text) is None
