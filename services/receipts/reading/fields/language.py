"""The language of the print, from words that only one language prints on receipts. It decides what the digits leave open."""

from ..values import Row
from .lettering import folded, word_list

LANGUAGES = {
    "sv": word_list(
        """
        moms, varav moms, kvitto, kvittonr, att betala, oresavrundning, oresutjamning, kontantuttag, vaxel, tillbaka,
        datum, kassa, kassor, kund, kontokort, bankkort, oppet kop, spara kvittot, valkommen, valkommen ater, tack for
        ditt kop, orgnr, organisationsnummer, dricks, belopp, delsumma, butik, saljare, frukost, natt, natter, gata,
        gatan, vagen, och, ankomst, avresa, incheckning, rum, fran, oppettider, parkering, biljett, resa, varugrupp,
        kort, kopia, pris, antal, exkl, kontaktlos, kop, kontrollenhet, kundens ex, fore dricks, genomfort,
        auktorisation, autorisation, godkand, godkant, underlag, betalkort, totalsumma, totalbelopp, kundnr, lopnr,
        tfn, blippad, nota, slutsumma, kopbevis, forsaljningskvitto, kassakvitto, skattesats, bytesratt, momsbelopp,
        tack, aterkop, tidpunkt, fordon, mellansumma, kortkop, kortbetalning, kontant, kontanter, ingar, aterbetalning,
        aterbetalt, aterbetalat, aterbetala, aterbetalas, aterfa, returkvitto, terbetalning, terbetalt, terbetala
        """
    ),
    "no": word_list(
        """
        mva, mva grunnlag, kvittering, salgskvittering, a betale, totalt a betale, foretaksregisteret, bankaxept,
        vipps, oresavrunding, veksel, vekselpenger, velkommen, velkommen tilbake, takk for besoket, takk for handelen,
        dato, kasse, org nr, orgnr mva, driks, belop, delsum, selger, frokost, netter, avreise, rom, apningstider,
        billett, gate, gaten, veien, vei, og, ikke, hvorav, herav mva, kontant, antall, kjop, bord, servitor,
        kortholder, igjen, takk, godkjent, autorisasjon, kortkvittering, besoket, bytterett, tlf, kjopet, butikk,
        vare, frokost inkludert, kvittnr, storgata, kirkegata, tidspunkt, bilagsdato, salgsbilag, salgsnr, kjopsdato,
        grunnlag, parkeringsavgift, kjennemerke, avsluttet, reservasjon, voksen, totalsum, kredittkort, losji
        """
    ),
    "da": word_list(
        """
        heraf moms, moms udgor, kvittering, bon, bonnr, at betale, ialt, i alt, cvr, cvr nr, dankort, mobilepay,
        byttepenge, oreafrunding, velkommen, tak for besoget, tak for kobet, dato, ekspedient, kasse, drikkepenge,
        belob, beloeb, subtotal, morgenmad, naetter, ankomst, afrejse, vaerelse, abningstider, billet, gade, vej, og,
        ikke, kontant, antal, stk, bord, tjener, kob, koeb, betaling, incl moms, ekskl moms, igen, tak, godkendt,
        autorisation, kortkvittering, besoget, bytteret, tlf, kobet, butik, beskrivelse, aps, restbelob, hotelregning,
        inkl moms, bon nr, inkl morgenmad, antal naetter, faktureres, kobmand, bondato, kobsdato, kobskvittering,
        samlet belob, mellemtotal, reservationsnr, voksen, kortbetaling, betalingskort, tilbage, returret, indreg nr,
        momssats, momsgrundlag, belob i alt
        """
    ),
    "fi": word_list(
        """
        alv, kuitti, yhteensa, y tunnus, maksettava, maksettu, kateinen, takaisin, pyoristys, kiitos, tervetuloa, pvm,
        paivays, kassa, kortti, korttimaksu, asiakas, myyja, veroton, verollinen, vero, juomaraha, aamiainen, yo,
        yota, huone, lahto, tulo, aukiolo, lippu, katu, tie, ja, hinta, maara, kpl, tosite, tositenro, kuittinro,
        kopio, ravintola, hotelli, puh, paivamaara, kellonaika, ostotosite, summa yhteensa, varmennus, loppusumma,
        aloitus, lopetus, alue, kassa nro, verokanta, veroton hinta, arvonlisavero, kuittilasku, teita palveli,
        pantti, pullopantti
        """
    ),
    "de": word_list(
        """
        mwst, ust, umsatzsteuer, mehrwertsteuer, rechnung, rechnungsnr, quittung, beleg, belegnr, kassenbon, bon nr,
        summe, gesamt, gesamtbetrag, zu zahlen, bar, ruckgeld, gegeben, trinkgeld, steuer, steuernr, ust id, ustid,
        datum, uhrzeit, uhr, kasse, bediener, tisch, vielen dank, danke, netto, brutto, fruhstuck, ubernachtung,
        nachte, zimmer, anreise, abreise, strasse, str, und, kartenzahlung, girocard, ec karte, betrag, gmbh, tse,
        signaturzahler, stk, inkl, zwischensumme, fahrpreis, kundenkopie, handlerterminal, rechnungsbetrag, bezahlt,
        belegdatum, steuersatz, bruttobetrag, nettobetrag, entgelt, endbetrag, kreditkarte, barzahlung, schonen tag,
        karte, vu nr, zahlung, gasse
        """
    ),
    "en": word_list(
        """
        vat, vat no, vat reg, receipt, subtotal, sub total, total, change, cash, cashier, card, thank you, thanks for,
        date, time, table, server, tip, gratuity, tax, sales tax, amount, balance, due, guest, room, arrival,
        departure, nights, breakfast, invoice, invoice no, order, street, road, avenue, paid, payment, customer copy,
        qty, price, and, of, auth code, approved, fare, ticket, store, please, your, gst, tax invoice
        """
    ),
}
MARKS = {"sv": "åäö", "no": "åøæ", "da": "åøæ", "fi": "äö", "de": "äöüß"}
"""Letters that speak for a language; a word list alone cannot part Norwegian from Danish."""
LEAD_MIN = 2
"""Fewer words more than the next language: it is not known."""


def language_of(rows: tuple[Row, ...]) -> str | None:
    """sv, no, da, fi, de or en; None when no language leads."""
    text = folded("\n".join(row.text for row in rows))
    printed = "".join(row.text for row in rows).casefold()
    counts = {code: len(set(pattern.findall(text))) for code, pattern in LANGUAGES.items()}
    for code, letters in MARKS.items():
        counts[code] += any(letter in printed for letter in letters)
    ranked = sorted(counts.items(), key=lambda item: -item[1])
    (best, most), (_, next_most) = ranked[0], ranked[1]
    return best if most - next_most >= LEAD_MIN else None
