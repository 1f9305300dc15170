"""What the labels beside amounts mean: the words of tills, in the folded form of `lettering`, sorted by what they claim."""

import re

from .lettering import word_list

FINAL, TOTAL, PAID, SUM, SUBTOTAL = "final", "total", "paid", "sum", "subtotal"
CASH, CHANGE, ROUNDING, TIP = "cash", "change", "rounding", "tip"
WITHDRAWAL, DISCOUNT, TAX = "withdrawal", "discount", "tax"

INCLUSIVE = re.compile(r"\b(?:in[ck]l|inkl|inclusive|including|with|after|brutto|gross)")
EXCLUSIVE = re.compile(r"\b(?:ex[ck]l|excluding|exclusive|before|without|exkl|fore)")
PERCENT = re.compile(r"\d\s?%")
PARTIAL = word_list("supplies, taxable, zero rated, standard rated, non taxable")
REFUND = word_list("att aterfa, aterbetalas, aterbetalning, aterbetalt, refund, total refund")
GIVEN = word_list("accepted, tendered, received, erhallet")
ANY_TOTAL = word_list("total, totalt, summa, total sales, total amount, amount, sales, sum")
CLEAR_TOTAL = word_list("total, totalt, summa")
QUANTITY = word_list(
    """
        qty, quantity, item, items, antal, pcs, no of items, item count, varor, artiklar, disc items, unit, units,
        points, poang
    """
)

ROLES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        ROUNDING,
        word_list(
            """
            oresavrundning, avrundning, oresutjamning, rounding, rounding adj, rounding adjustment, rnd adj, round adj,
            rounded adj, afrunding, avrunding, pyoristys, round off
            """
        ),
    ),
    (
        WITHDRAWAL,
        word_list(
            """
            kontantuttag, uttag, cash back, cashback, cash withdrawal, withdrawal, kontanter ut
            """
        ),
    ),
    (
        CHANGE,
        word_list(
            """
            vaxel, tillbaka, ater, kontant tillbaka, change, change due, changed, balance, wisselgeld, byttepenge, vaxel
            tillbaka, baki, retur kontant
            """
        ),
    ),
    (
        TIP,
        word_list(
            """
            dricks, dricks tip, tip, tips, gratuity, extra, drikkepenger, drikkepenge
            """
        ),
    ),
    (
        SUBTOTAL,
        word_list(
            """
            delsumma, sub total, subtotal, sub ttl, sub amount, sub, mellansumma, subtotaal, zwischensumme, delsum,
            mellomsum, s total, summa varor, varuvarde
            """
        ),
    ),
    (
        DISCOUNT,
        word_list(
            """
            rabatt, discount, disc, total discount, savings, saved, you saved, avdrag, rabat, kupong, voucher, du sparade,
            sparat, pant, deposit
            """
        ),
    ),
    (
        FINAL,
        word_list(
            """
            att betala, summa att betala, attbetala, belopp att betala, totalt att betala, a betale, at betale, grand
            total, amount due, total due, amount payable, total payable, net total, nett total, nett, rounded total, total
            rounded, total after rounding, total round, balance due, zu zahlen, a payer, maksettava, net amt, nett amt,
            net amount, total amount due, bill total, att aterfa, aterbetalas, aterbetalning, aterbetalt, refund, total
            refund, please pay, to pay, total to pay, totalt belopp, slutsumma, kopesumma, total net, belopp totalt,
            invoice total, total inclusive gst
            """
        ),
    ),
    (
        TAX,
        word_list(
            """
            moms, mva, vat, gst, tax, netto, varav moms, sst, mwst, tva, alv, momsbelopp, service charge, svc chg, serv
            charge, skatt, total gst, total tax, gst total, momsunderlag, exkl moms
            """
        ),
    ),
    (
        TOTAL,
        word_list(
            """
            total, totalt, totalt sek, total sek, total amount, total amt, total sales, totalsumma, totalbelopp, sum
            total, tot, tota, ttl, total rm, i alt, ialt, totaal, gesamt, gesamtbetrag, yhteensa, total ttc, totalt inkl
            moms, total incl, totalpris, bill amount, bill amt
            """
        ),
    ),
    (
        PAID,
        word_list(
            """
            kontokort, bankkort, kort, betalkort, kreditkort, mottaget kontokort, mottaget, betalt, betalt med kort,
            kortkop, kortbetalning, swish, visa, mastercard, master card, master, amex, debit, credit card, card, credit,
            paid, payment, kop, purchase, belopp, sale, faktura, kopbelopp, amount paid, kreditering, total amount
            collected, visa card, paid amount, bankaxept, dankort, kartenzahlung, debitcard, trans amount,
            transaktionsbelopp, e wallet, touch n go, invoice
            """
        ),
    ),
    (
        CASH,
        word_list(
            """
            kontant, kontanter, cash, mottaget kontant, cash tendered, tender, tendered, erhallet, received, cash
            received, accepted, accepted total, cash payment, bar, amount tendered, kontant betalt, cash paid, paid cash
            """
        ),
    ),
    (
        SUM,
        word_list(
            """
            summa, summa sek, sum, summa inkl moms, summe, sum amount, summa kr, amount, amt, amount rm, belopp inkl moms,
            price, pris, sales
            """
        ),
    ),
)
"""In the order in which they are asked: "Rounding" beats "Total", since a row may say both."""


def role_of(plain: str) -> str | None:
    """What a row's label (folded) says its amount is; None without a label."""
    for role, pattern in ROLES:
        if pattern.search(plain):
            return _refined(role, plain)
    return None


def _refined(role: str, plain: str) -> str:
    """The role, when the rest of the label turns it: a total before tax, of one rate, or of what was handed over."""
    if PARTIAL.search(plain):
        return SUBTOTAL
    if role == TAX:
        return FINAL if _is_inclusive_total(plain) else TAX
    if role in (FINAL, TOTAL, SUM) and EXCLUSIVE.search(plain):
        return SUBTOTAL
    if role == TOTAL and PERCENT.search(plain) and not _is_inclusive_total(plain):
        return SUBTOTAL
    if role == TOTAL and GIVEN.search(plain):
        return CASH
    if role == CASH and CLEAR_TOTAL.search(plain):
        return TOTAL
    return role


def _is_inclusive_total(plain: str) -> bool:
    included = INCLUSIVE.search(plain) is not None and EXCLUSIVE.search(plain) is None
    return included and ANY_TOTAL.search(plain) is not None
