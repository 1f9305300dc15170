"""Means of payment (*betalsätt*), from the words beside the amount paid."""

from ..values import Found, Row
from .lettering import folded, word_list

_WORDS = (
    (
        "mobile",
        2.0,
        word_list(
            """
            swish, vipps, mobilepay, mobile pay, apple pay, google pay, touch n go, e wallet, paypal, alipay, mobile
            wallet, mobilbetalning, mobilbetaling, mobiilimaksu, mobilzahlung, swishbetalning, wallet, siirto, twint
            """
        ),
    ),
    (
        "card",
        1.0,
        word_list(
            """
            kontokort, bankkort, betalkort, kreditkort, kortkop, kortbetalning, kortbetaling, visa, mastercard, master
            card, maestro, amex, american express, eurocard, diners, dankort, bankaxept, bank axept, girocard, ec
            karte, ec cash, kartenzahlung, kreditkarte, debitkarte, kortti, korttimaksu, maksukortti, pankkikortti,
            luottokortti, debit, credit card, debit card, kontaktlos, contactless, kontaktlost, lahimaksu, card, kort,
            aid, visa debit, kort betalt, personal code, pin ok, chip
            """
        ),
    ),
    (
        "cash",
        1.2,
        word_list(
            """
            kontant, kontanter, cash, kateinen, kateista, bar, barzahlung, bargeld, vaxel, vekselpenger, byttepenge,
            change, change due, ruckgeld, wechselgeld, takaisin, kontant tillbaka, cash tendered, mottaget kontant,
            tillbaka, kont, kateismaksu, kateisella, kontantbetaling, kontantbetalning, bar bezahlt, tilbakebetalt,
            kontantkop
            """
        ),
    ),
    (
        "invoice",
        0.9,
        word_list(
            """
            faktureras, klarna, betalas mot faktura, forfallodatum, forfaller, due date, bankgiro, plusgiro, iban,
            payment terms, betalningsvillkor, betalingsfrist, forfallsdato, forfaldsdato, erapaiva, zahlbar bis,
            zahlungsziel, ocr nummer, kid, foretagskonto, firmakonto, kundkonto, kundenkonto, yritystili,
            bedriftskonto, laskutetaan, laskutus, faktureres, auf rechnung, on account, to be invoiced, invoiced,
            kreditt / faktura, mot faktura, account customer, debitorkonto, konto debiteras
            """
        ),
    ),
    (
        "voucher",
        1.0,
        word_list(
            """
            presentkort, gavekort, gift card, lahjakortti, gutschein, voucher, rikskort, vardecheck, tilgodebevis,
            tillgodokvitto, tilgodelapp, store credit, hyvityskortti, wertgutschein, lunchkupong, epassi, smartum
            """
        ),
    ),
)
ROWS_COUNTED_MAX = 3


def find_payment(rows: tuple[Row, ...], last4: str | None) -> Found[str] | None:
    """card, cash, mobile, invoice or voucher; a card's number is proof of a card."""
    plain = [folded(row.text) for row in rows]
    weights: dict[str, float] = {}
    boxes = {}
    for means, weight, pattern in _WORDS:
        hits = [number for number, text in enumerate(plain) if pattern.search(text)]
        if hits:
            weights[means] = weight * min(len(hits), ROWS_COUNTED_MAX)
            boxes[means] = rows[hits[0]].box
    if last4 is not None:
        weights["card"] = weights.get("card", 0.0) + 2.0
    if not weights:
        return None
    ranked = sorted(weights.items(), key=lambda item: -item[1])
    means, most = ranked[0]
    lead = most - (ranked[1][1] if len(ranked) > 1 else 0.0)
    evidence = {
        "words": min(most / 3, 1.0),
        "lead": min(max(lead, 0.0) / 3, 1.0),
        "card-number": float(last4 is not None),
    }
    return Found(means, box=boxes.get(means), evidence=evidence)
