"""What the labels beside amounts mean: the words of tills, in the folded form of `lettering`, sorted by what they claim."""

import re

from .lettering import word_list

FINAL, TOTAL, PAID, SUM, SUBTOTAL = "final", "total", "paid", "sum", "subtotal"
CASH, CHANGE, ROUNDING, TIP = "cash", "change", "rounding", "tip"
WITHDRAWAL, DISCOUNT, TAX, PREPAID = "withdrawal", "discount", "tax", "prepaid"

INCLUSIVE = re.compile(r"\b(?:in[ck]l|inc\b|inkl|sis|inclusive|including|with|after|brutto|gross)")
EXCLUSIVE = re.compile(
    r"\b(?:ex[ck]l|ekskl?|eks|excluding|exclusive|before|without|exkl|fore|uten|uden|utan|ohne|zzgl|veroton|net of|netto)\b"
)
PERCENT = re.compile(r"\d\s?%")
PARTIAL = word_list("supplies, taxable, zero rated, standard rated, non taxable")
REFUND = word_list(
    """
    att aterfa, aterbetalas, aterbetalning, aterbetalt, aterbetala, aterbetalat, aterkop, refund, total refund,
    refunded, refunderes, tilbakebetaling, tilbakebetalt, tilbagebetaling, tilbagebetalt, refusjon, palautus, hyvitys,
    hyvityslasku, erstattung, erstattet, gutschrift, storno, stornering, credit note, kreditnota, kreditfaktura,
    kreditering, retur, returkvitto, kvittens retur, return receipt, refund receipt, money back, terbetalas,
    terbetalning, terbetalt, terbetala, terbetalat, terkop, terkp, aterkp
    """
)
"""A reader without Å and Ö in its alphabet leaves them out."""
NO_REFUND = re.compile(
    r"\b(?:kan|ej|inte|ikke|not|non|nicht|ei|no|within|inom|innen|inden)\b"
    r".*(?:ater|tilbake|tilbage|refund|erstatt|palaut|retur|return)|refundable|returratt|returret|bytesratt"
)
"""Terms, which speak of money back that is not given here."""
GIVEN = word_list("accepted, tendered, received, erhallet")
ANY_TOTAL = word_list(
    """
    total, totalt, summa, total sales, total amount, amount, sales, sum, i alt, gesamt, summe, yhteensa, belopp
    """
)
CLEAR_TOTAL = word_list("total, totalt, summa")
QUANTITY = word_list(
    """
    qty, quantity, item, items, antal, pcs, no of items, item count, varor, artiklar, disc items, unit, units, points,
    poang, antall, stk, st, kpl, tuotteita, menge, anzahl, stuck, artikel, positionen, articles, nights, natter,
    netter, naetter, yota, yoeta, nachte, covers, guests, gaster, gjester, pers, personer
    """
)

ROLES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        ROUNDING,
        word_list(
            """
            oresavrundning, avrundning, oresutjamning, rounding, rounding adj, rounding adjustment, rnd adj, round
            adj, rounded adj, afrunding, avrunding, pyoristys, round off, oresavrunding, oreavrunding, oreafrunding,
            rundung, rundungsdifferenz, pyoristysero, avrundat, oresavr, avr, cash rounding, rounding difference
            """
        ),
    ),
    (
        WITHDRAWAL,
        word_list(
            """
            kontantuttag, uttag, cash back, cashback, cash withdrawal, withdrawal, kontanter ut, kontantuttak,
            kontanthaevning, kontanthavning, haevet, kateisnosto, nosto, bargeldauszahlung, bargeldabhebung, kontanter
            tillbaka uttag
            """
        ),
    ),
    (
        CHANGE,
        word_list(
            """
            vaxel, tillbaka, ater, kontant tillbaka, change, change due, changed, balance, wisselgeld, byttepenge,
            vaxel tillbaka, baki, retur kontant, vaxel kontant, vekselpenger, vekslepenger, tilbake, tilbage, retur,
            byttepenger, takaisin, vaihtoraha, ruckgeld, zuruck, wechselgeld, change given, cash change, kontant
            tilbake, tilbakebetalt kontant, igen
            """
        ),
    ),
    (
        TIP,
        word_list(
            """
            dricks, dricks tip, tip, tips, gratuity, drikkepenger, drikkepenge, drikks, driks, juomaraha, tippi,
            trinkgeld, tip amount, gratuity added, dricks tillagd, service tip, serveringstips, extra dricks, inkl
            dricks
            """
        ),
    ),
    (
        SUBTOTAL,
        word_list(
            """
            delsumma, sub total, subtotal, sub ttl, sub amount, sub, mellansumma, subtotaal, zwischensumme, delsum,
            mellomsum, s total, summa varor, varuvarde, food & drink, mat & dryck, mat och dryck, mat og drikke,
            notans belopp, betrag ohne trinkgeld, summa fore rabatt, sum varer, varer i alt, valisumma, netto summa,
            nettosumme, nettobetrag, zwsumme, zw summe, netto total, netto totalt, nettobelopp, totalt netto, summa
            netto, netto i alt, veroton yhteensa, veroton, total net of vat, total excl vat, total ex vat, total
            before tax, pre tax total, goods total, items total, items subtotal, merchandise total, summa exkl moms,
            belopp exkl moms, sum eks mva, sum ekskl mva, i alt ekskl moms, beloep ekskl moms, food total, room total,
            summe netto, warenwert
            """
        ),
    ),
    (
        DISCOUNT,
        word_list(
            """
            rabatt, discount, disc, total discount, savings, saved, you saved, avdrag, rabat, kupong, voucher, du
            sparade, sparat, pant, rabatter, nedsat, tilbud, alennus, etu, nachlass, rabatt gesamt, pfand, pantti,
            panta, retur pant, medlemsrabatt, promo, promotion, sparet, du spar, saastit, gespart, coupon, loyalty
            """
        ),
    ),
    (
        PREPAID,
        word_list(
            """
            forskott, forskottsbetalning, forskudd, forskudsbetaling, forudbetaling, forudbetalt, anzahlung,
            vorauszahlung, ennakko, ennakkomaksu, deposit paid, deposit, prepaid, prepayment, advance payment, paid in
            advance, handpenning, depositum, tidigare betalt, less deposit, avgar forskott
            """
        ),
    ),
    (
        FINAL,
        word_list(
            """
            att betala, summa att betala, attbetala, belopp att betala, totalt att betala, a betale, at betale, grand
            total, amount due, total due, amount payable, total payable, net total, nett total, nett, rounded total,
            total rounded, total after rounding, total round, balance due, zu zahlen, a payer, maksettava, net amt,
            nett amt, net amount, total amount due, bill total, att aterfa, aterbetalas, aterbetalning, aterbetalt,
            refund, total refund, please pay, to pay, total to pay, totalt belopp, slutsumma, kopesumma, total net,
            belopp totalt, invoice total, total inclusive gst, totalt a betale, sum a betale, belop a betale, til
            betaling, beloep til betaling, belob til betaling, total at betale, i alt at betale, beloeb at betale,
            maksettavaa, maksettava yhteensa, loppusumma, veloitus, veloitettu, maksu yhteensa, zu bezahlen,
            zahlbetrag, endbetrag, rechnungsbetrag, gesamtsumme, endsumme, gesamtbetrag brutto, total charged, amount
            charged, total paid, order total, total fare, fare total, total charge, total charges, amount to pay, pay
            this amount, a payer ttc, te betalen, totale complessivo, do zaplaty, total a pagar, importe total, kvar
            att betala, betalas, summa att erlagga, att erlagga, fakturabelopp, fakturatotal, fakturasumma, total inkl
            moms, totalt inkl moms, totalbelop, totalsum, summa totalt, totalt a betala, betala, betalt belopp, total
            incl vat, total inc vat, total including vat, total inc tax, total incl tax, att aterbetala, att terbetala,
            aterbetalat, terbetalat, terbetalt, terbetalas,
            aterbetalat belopp, retur belopp, kredit belopp, refunderes, tilbakebetaling, tilbagebetaling, palautus,
            erstattung, gutschrift, refund total, amount refunded, refunded, to refund, restbelop, restbelob,
            restbeloep, restbelopp, restbetrag, resterande, resterande att betala, aterstar att betala, rest att
            betala, rest, jaljella, maksamatta, loppusaldo, balance to pay, remaining balance, outstanding, amount
            outstanding, noch zu zahlen, verbleibt
            """
        ),
    ),
    (
        TAX,
        word_list(
            """
            moms, mva, vat, gst, tax, netto, varav moms, sst, mwst, tva, alv, momsbelopp, service charge, svc chg,
            serv charge, skatt, total gst, total tax, gst total, momsunderlag, exkl moms, merverdiavgift, herav mva,
            heraf moms, hvorav mva, deraf moms, arvonlisavero, ust, umsatzsteuer, mehrwertsteuer, steuer, sales tax,
            state tax, city tax, tax total, vat total, vero, verot, mva belop, mva grunnlag, mva sats, moms totalt,
            moms summa, moms belob, momsgrundlag
            """
        ),
    ),
    (
        TOTAL,
        word_list(
            """
            total, totalt, totalt sek, total sek, total amount, total amt, total sales, totalsumma, totalbelopp, sum
            total, tot, tota, ttl, total rm, i alt, ialt, totaal, gesamt, gesamtbetrag, yhteensa, total ttc, totalt
            inkl moms, total incl, totalpris, bill amount, bill amt, totalsum, sum totalt, total kr, totalt kr, totalt
            nok, total nok, total dkk, i alt dkk, i alt kr, total eur, totalt eur, summe eur, gesamt eur, gesamt
            brutto, gesamtpreis, brutto gesamt, bruttobetrag, brutto, bruttosumma, yhteensa eur, yht, yht eur,
            kokonaissumma, hinta yhteensa, total gbp, total usd, total price, total cost, totaal eur, totale, totale
            euro, suma, razem, total general, resultat, sammanlagt, summa summarum, tilsammen, pris i alt, pris
            totalt, hele belobet
            """
        ),
    ),
    (
        PAID,
        word_list(
            """
            kontokort, bankkort, kort, betalkort, kreditkort, mottaget kontokort, mottaget, betalt, betalt med kort,
            kortkop, kortbetalning, swish, visa, mastercard, master card, master, amex, debit, credit card, card,
            credit, paid, payment, kop, purchase, belopp, sale, faktura, kopbelopp, amount paid, kreditering, total
            amount collected, visa card, paid amount, bankaxept, dankort, kartenzahlung, debitcard, trans amount,
            transaktionsbelopp, e wallet, touch n go, invoice, bank axept, kortbetaling, betalt kort, kort betalt,
            vipps, mobilepay, mobile pay, betaling, betalinger, betalning, betalat, betalades, dragning, debitert,
            belastet, debiteras, debiterat, kortti, korttimaksu, maksukortti, pankkikortti, luottokortti,
            korttiveloitus, maksettu, kartenbetrag, ec karte, girocard, ec cash, kreditkarte, bezahlt, gezahlt,
            lastschrift, contactless, chip, apple pay, google pay, american express, maestro, visa debit, debit
            mastercard, card payment, paid by card, payment received, approved amount, auth amount, sale amount,
            belob, beloep, beloeb, belopp sek, summa sek kort, presentkort, gavekort, gift card, voucher,
            transaktionsbelob, transaktion, carte bancaire, klarna, faktureras, fakturert, charged, amount charged
            """
        ),
    ),
    (
        CASH,
        word_list(
            """
            kontant, kontanter, cash, mottaget kontant, cash tendered, tender, tendered, erhallet, received, cash
            received, accepted, accepted total, cash payment, bar, amount tendered, kontant betalt, cash paid, paid
            cash, kateinen, kateista, kateismaksu, barzahlung, bargeld, gegeben, erhalten, bar gegeben, kontant
            betaling, kontanter mottaget, mottatt, modtaget, mottagits, betalt kontant, cash given, cash paid in,
            maksettu kateisella, cash tend
            """
        ),
    ),
    (
        SUM,
        word_list(
            """
            summa, summa sek, sum, summa inkl moms, summe, sum amount, summa kr, amount, amt, amount rm, belopp inkl
            moms, price, pris, sales, summa eur, sum kr, sum nok, summe brutto, summe euro, belop, belob i dkk, maara,
            hinta, betrag, preis, importe, montant, amount eur, belopp sek inkl moms
            """
        ),
    ),
)
"""In the order in which they are asked: "Rounding" beats "Total", since a row may say both."""


def is_refund(plain: str) -> bool:
    """The row (folded) says that money goes back."""
    return REFUND.search(plain) is not None and NO_REFUND.search(plain) is None


def role_of(plain: str) -> str | None:
    """What a row's label (folded) says its amount is; None without a label."""
    if _RESERVED.search(plain):
        return None
    if _EXTRA.fullmatch(plain):
        return TIP
    for role, pattern in ROLES:
        if pattern.search(plain):
            return None if role == CASH and _A_BAR.search(plain) else _refined(role, plain)
    return None


_EXTRA = re.compile(r"\W*extra\W*(?:kr|sek)?[\s\d.,:-]*(?:kr|sek)?")
"""Alone beside its amount it is what a guest adds at the terminal; with another word an extra charge."""
_RESERVED = re.compile(
    r"(?<![a-z])(?:reserverat|reservert|reserveret|reserved|varattu|katevaraus|reserviert|pre-?auth\w*)(?![a-z])"
)
"""An amount that a pump or charger held back and lets go again."""
_A_BAR = re.compile(
    r"(?:lobby|hotell?|hotelli|snack|pool|roof|sky|mini|cocktail)[ -]?bar(?![a-z])|bar (?:lounge|tab|drinks|nota)"
)
"""A place to drink; *bar* alone is cash in German."""


_STILL_TO_PAY = word_list("balance due, balance to pay, balance payable, amount due, outstanding balance, total due")
CONVERTED = re.compile(
    r"(?<![a-z])(?:kurs|kursi|vaxelkurs|vekslingskurs|valutakurs|valutakurssi|exchange|fx|fx rate|rate|wechselkurs|"
    r"umrechnung\w*|omraknat|omregnet|dcc)(?![a-z])"
    r"|1 [a-z]{3} ?="
)
"""Rows that tell what it is in another currency."""


_BEFORE_TIP = re.compile(
    r"\b(?:before|fore|for|ennen|vor|ohne|exkl?|excl|eks|ekskl|excluding|utan|uden|uten|without|ilman) "
    r"(?:dricks|tip|gratuity|drik|juomaraha|trinkgeld)"
)


def _refined(role: str, plain: str) -> str:
    """The role, when the rest of the label turns it: a total before tax, of one rate, or of what was handed over."""
    if role == CHANGE and _STILL_TO_PAY.search(plain):
        return FINAL
    if PARTIAL.search(plain) or (role == TIP and _BEFORE_TIP.search(plain)):
        return SUBTOTAL
    if role == TIP:
        return FINAL if _is_inclusive_total(plain) else TIP
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
