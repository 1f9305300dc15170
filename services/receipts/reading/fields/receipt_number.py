"""The receipt's own number, by its label; a terminal's, a customer's or an order's number is another."""

import re

from ..values import Found, Row, clearness
from .lettering import folded, word_list

_LABEL = word_list(
    """
    kvittonr, kvittonummer, document no, document nr, dokumentnr, salgsnr, bilagsnr, bilag nr, ekspedition, verifikat
    nr, verifikationsnr, transaktion, kuittitunnus, tositenumero, vorgangsnr, vorgang, kvitt nr, kvittnr,
    kvittanummer, kuttinro, ref, ref nr, ref no, reference, viite, viitenro, kvitto nr, kvitto nummer, kvittonr
    kvitto, receipt no, receipt number, receipt nr, receipt id, invoice no, invoice number, inv no, bill no, bill
    number, check no, fakturanr, fakturanummer, faktura nr, notanr, nota nr, bongnr, bong nr, bon nr, bonnr,
    kvitteringsnr, kvittering nr, kvitteringsnummer, kuittinro, kuitti nro, kuitti, tosite, tositenro, belegnr, beleg
    nr, rechnungsnr, rechnung nr, rechnungsnummer, quittung nr, bonnummer, trans nr, transnr, transaktionsnr, doc no,
    slip no, laskunro, lasku nro, folio no, folio, ticket no, biljettnr, bestallningsnr, ordernr, order no, order
    number, kvitto, receipt, invoice, beleg, bon, check
    """
)
_WEAK = word_list(
    """
    kvitto, receipt, invoice, beleg, bon, ref, ref nr, ref no, reference, order no, order number, ordernr, trans nr,
    transnr, transaktionsnr, check, folio, kuitti, tosite
    """
)
_REFERENCE = word_list("ref, ref nr, ref no, refnr, reference, viite, viitenro, kontrollnr, trans nr, transnr")
_VALUE_BEHIND = re.compile(r"^\W*(?P<v>[A-Z]{0,4}[-/]?\d[\dA-Z/-]{1,18})(?=\s|$)", re.IGNORECASE)
_DAY = re.compile(r"^\d{2,4}[-/.]\d{1,2}[-/.]\d{1,4}$")


def find_receipt_number(rows: tuple[Row, ...]) -> Found[str] | None:
    """As printed, such as `A-10023`; None when no number is labelled as the receipt's."""
    best: Found[str] | None = None
    best_weight = 0.0
    for row in rows:
        for index, text in enumerate(row.texts):
            plain = folded(text)
            label = _LABEL.search(plain)
            if label is None:
                continue
            value = _value(text, label.end() / max(len(plain), 1))
            beside = False
            if value is None and index + 1 < len(row.texts):
                behind = _VALUE_BEHIND.match(row.texts[index + 1].strip())
                value, beside = (behind["v"] if behind else None), True
            if value is None or _DAY.match(value):
                continue
            weak = _REFERENCE.search(plain) is not None or (
                _WEAK.search(plain) is not None and not re.search(r"n[ro]\b|nummer|number|#", plain)
            )
            weight = (0.5 if weak else 1.0) * row.scores[index]
            if weight > best_weight:
                place = row.boxes[index + 1] if beside else row.boxes[index]
                evidence = {"label-beside": 0.0 if weak else 1.0, "clear-print": clearness(row.scores[index])}
                best, best_weight = Found(value, box=place, evidence=evidence), weight
    return best


def _value(text: str, from_share: float) -> str | None:
    """The number behind the label in the same piece of text."""
    behind = text[int(len(text) * min(from_share, 1.0)) :]
    match = re.match(
        r"[\s.:#]*(?:n[ro]\.?|nummer|number|id)?[\s.:#]*(?P<v>[A-Z]{0,4}[-/]?\d[\dA-Z/-]{1,18})(?=\s|$|,)",
        behind,
        re.IGNORECASE,
    )
    return match["v"] if match else None
