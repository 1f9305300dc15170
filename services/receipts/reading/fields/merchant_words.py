"""What merchants are called, and what stands beside their names: addresses, numbers, kinds of document, greetings."""

import re

from .lettering import word_list

STREET = re.compile(
    r"(?:gatan|vagen|gata|vag|grand|torget|torg|platsen|plats|plan|allen|stigen|leden|backen|strand|esplanaden|kajen|"
    r"hamnen|street|road|avenue|ave|lane|square|drive|high st|jalan|jln|lorong|taman|lot|floor|blok|block|level|no\.?|"
    r"ground|first|box|strasse|str\.?|platz|weg|allee|gasse|ring|tie|katu|kuja|veien|veg|gaten|gate|gt\.?|vej|gade|torv|"
    r"plass|brygge|kaj)\b[ .,:-]*[a-z]?\d+|"
    r"(?<![a-z])(?:road|street|lane|avenue), [a-z]|(?<![a-z])co\. [a-z]{4,}$|"  # and an Irish county
    r"^(?:am|an der|an den|im|zum|zur|auf der|auf dem) [a-z]+ \d+|"
    r"^\d{1,5}[a-z]? ?\w.*\b(?:street|st|road|rd|avenue|ave|lane|ln|drive|dr|square|sq|way|blvd|boulevard|place|pl|row|court|quay|"
    r"walk|terrace|crescent|close|hill|gardens|gate|mews|parade|wharf|green)\b|"
    r"^(?:no\.?|lot|jalan|jln|taman|unit|level|ground floor|suite|box|lg|g\.?f|postboks|postbox|pl|pb)\b \W*[a-z]{0,2}\d|"
    r"\bselangor\b|\bkuala lumpur\b|\bjohor\b|\b(?:jalan|jaian|jln|jl)\b|^(?:taman|lorong)\b|"
    r"[a-z]{3}(?:gatan|vagen|torget|gata|strasse|katu|veien|gade|vej|esplanaden)\b.*\d"
)
ZIP = re.compile(
    r"(?<!\d)(?:s-?|se-?|no?-?|dk-?|fi-?|fin-?|d-?|a-?)?(?:\d{3} ?\d{2}|\d{5}|(?<![a-z] )\d{4})[ ,]+(?P<city>[a-z][a-z .-]{2,})|"
    r"\b[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}\b|^[a-z .]{3,}, ?[a-z]{2}(?: \d{5}(?:-\d{4})?)?$"
)
ROUTE = re.compile(r"^(?:[a-z. ]{3,} [-–>]+ [a-z. ]{3,}|[a-z.]{3,}[-–>]+[a-z.]{3,})$")
"""From one town to another; a name with a dash has more words."""
NUMBERS = re.compile(
    r"(?:tel|telefon|tlf|tfn|puh|puhelin|phone|fax|org|orgnr|organisationsnummer|vat|gst|momsreg|moms reg|reg|roc|co|"
    r"company|cvr|se nr|y-tunnus|fo-nummer|fo-nr|ust-?id|ust-?idnr|steuernr|st\.?-?nr|uid|foretaksregisteret|"
    r"fein|ein|fed id|tax id|steuernummer|steuer-?nr|tax no|cro|lpn|y-?tunn|fo|ly-tunnus|mva|"
    r"www|http|e-?mail|epost|@|\.com\b|\.se\b)(?![a-z])"
    r"\W*(?:nr|no|id|reg|nummer)?\W*(?:[a-z]{2,3}\s?)?[\d:+]|www\.|@|y-tunnus|^\+?\d[\d \-/()]{6,}$"
)
SITE = re.compile(r"\.(?:com|se|my|nu|net|org|no|dk|fi|de|at|uk|ie|eu)\b")
NOT_NAME = word_list(
    """
    kassenzettel, see you soon, have a great day, vi ses, vi ses snart igen, pa gensyn, auf wiedersehen, tervetuloa
    uudelleen, come again, thanks, thanks for, korttimaksu, kundens bilag, schonen tag, schonen tag noch, ha en bra
    dag, ha en fin dag, ha en god dag, hav en god dag, have a nice day, hyvaa paivanjatkoa, teita palveli, ni
    betjanades av, du ble betjent av, es bediente sie, ziel, start, from, to, trans, goods sold, not returnable,
    kvitto, kvittonr, receipt, tax invoice, invoice, faktura, kontantfaktura, cash bill, kopia, copy, duplicate,
    original, valkommen, valkomna, welcome, welcome to, tack, tack for, thank you, thank you for, datum, date, tid,
    time, kassa, kassor, cashier, saljare, bill, table, bord, order, simplified, kund, customer, customer copy, retur,
    oppettider, orgnr, org nr, tel, kontrollenhet, merchant copy, kundens ex, kundens exemplar, kortkop, kop,
    purchase, gst id, gst no, cash sales, kopkvitto, kortkvitto, kortslip, forsaljningskvitto, parkeringskvitto,
    kvittokopia, orderbekraftelse, bokningsbekraftelse, biljett, parkeringsbiljett, bokning, bokningsnummer,
    hotellnota, nota, kreditnota, kreditfaktura, aterbetalning, returkvitto, kundkopia, kundkvitto, kundens kopia,
    kvittering, kvitteringsnr, salgskvittering, kobskvittering, kjopskvittering, kjopskvitto, kortkvittering,
    betalingskvittering, bon, bonnr, dato, klokkeslett, kunde, kundeeksemplar, velkommen, takk, takk for, tak, tak
    for, mange tak, ekspedient, ekspedition, betjent, selger, kasse, billet, billett, bestilling, kuitti,
    myyntikuitti, korttikuitti, lasku, tosite, kiitos, kiitos kaynnista, tervetuloa, asiakkaan kappale, asiakas,
    myyja, pvm, paivays, hyvitys, lippu, kopio, rechnung, beleg, quittung, kassenbon, kassenbeleg, bewirtungsbeleg,
    kundenbeleg, handlerbeleg, kartenbeleg, zahlungsbeleg, kopie, willkommen, herzlich willkommen, vielen dank, danke,
    datum uhrzeit, bediener, tisch, gutschrift, storno, zweitschrift, fahrkarte, fahrschein, parkschein, ticket,
    tickets, sales receipt, vat receipt, vat invoice, till receipt, card receipt, payment receipt, refund, credit
    note, server, guest, guest copy, check, booking, booking confirmation, order confirmation, e receipt, your
    receipt, cardholder copy, sale, approved, terminal, godkant, visa, mastercard, total, totalt, att betala, summa,
    spara kvittot, oppet kop, you were served by, served by, betjant av, du betjanades av, operator, register, till,
    receipt no, page, sida, side, rum nr, rumnr, romnr, romnummer, rumsnummer, room, room no, zimmer, zi, huone, antal
    dygn, dogn, length of stay, origin, destination, date of travel, date of issue, date of arrival, arrived,
    departed, avresedag, ankomstdag, forsaljningsdatum, kvittodatum, kopdatum, kopsdatum, kobsdato, kjopsdato,
    bondato, bilagsdato, belegdatum, rechnungsdatum, paivamaara, ostopaiva, utfardad, issued, nota nr, belegnr, rgnr,
    beleg nr, lopnr, salgsnr, bilagsnr, tapahtuma, transaktion, verifikat nr, summa att betala, totalbelopp,
    slutsumma, totalsumma, totalsum, samlet belob, belob i alt, yhteensa, gesamt, kopbevis, your server was, betjent
    av, terminal id, kopi av kortkjop, kunde kopi, customer receipt, registered in england, registered in england no,
    registered office, company registration, passage, passage personbil, bropassage, bropassage personbil, maara,
    tuote, selite, kpl, qty, quantity, description, artikel, varetekst, bezeichnung, menge, item, benamning, nimike,
    lunch m, lunch med, middag m, middag med, lunch with, dinner with, txn, ref, generated, part payment, expedit,
    fordon, omrade, paborjad, regnr, guest folio, folio, logisrechnung, fardig, location, vrm, seite, sivu
    """
)
DOCUMENT = re.compile(
    r"\W*(?:\w+ )?\w*(?:kvitto|kvittering|kuitti|beleg|quittung|rechnung|receipt|regning|nota|lasku|faktura|invoice|slip|bon|bevis|bilag|"
    r"tosite|proof of purchase|terminal|duplikat)s?(?: ?kopia| ?kopi| ?kopie| ?kopio| ?copy)?(?:/\w+)?(?: \d| [a-z])*\W*"
)
"""What the document is: "Kassakvitto", "Hotellregning"."""
COMPANY = word_list(
    """
    ab, hb, kb, aktiebolag, handelsbolag, as, asa, a/s, aps, i/s, k/s, oy, oyj, ab oy, ky, tmi, osk, ltd, limited,
    inc, llc, corp, gmbh, ag, kg, ohg, e k, ug, gmbh & co kg, sdn bhd, bhd, sdn, s/b, plc, enterprise, trading,
    company, co, ekonomisk forening, ek for, sarl, bv, spa, srl, holdings, corporation, marketing, industries,
    stiftelsen, kommun, kommune, enk, ans, da
    """
)
TRADE = re.compile(
    r"restaurang|restoran|restaurant|ravintola|gasthaus|gasthof|cafe|kafe|kahvila|pizzeria|hotel|taxi|taksi|butik|bokhandel|"
    r"buchhandlung|apotek|apotheke|apteekki|pharmacy|chemist|krog|bageri|bakeri|backerei|leipomo|konditori|bistro|livs|shop|"
    r"store|markt|hardware|stationery|market|bakery|parkering|parking|pysakointi|parkhaus|kitchen|kiosk|garage|motel|vardshus|books|"
    r"kauppa|matkat|bensin|tankstelle|huoltoasema|station|service|bygg|jarn|kontor|buro|office|konferens|messe|massan|rederi|"
    r"\b(?:kro|bar|pub|inn|mart|tag|line|buss|bus|air|flyg|rail|bahn|cabs)\b"
)
MONTH_ALONE = re.compile(
    r"\W*(?:jan|feb|mar|apr|ma[ijy]|jun|jul|aug|sep|o[ck]t|nov|de[csz])\w{0,8}\W*(?:20)?\d{0,2}\W*|"
    r"\W*(?:mon|tue|wed|thu|fri|sat|sun|man|tis|ons|tors|fre|lor|son|tir|tor)\w{0,6}\W*"
)
STATION = re.compile(
    r"(?:(?:central|sentral|hoved|haupt)\w*(?:station\w*|stasjon|bane\w*|bahnhof)|rautatieasema|lentoasema|bahnhof|flughafen|flygplats|"
    r"terminal \d)(?: [a-z]+)?|[a-z]+ (?:central station|airport|flygplats|lufthavn|centralstation|terminal \d)"
)
"""Where a shop lies is not what it is called."""
PAGE = re.compile(r"(?:sida|side|page|seite|sivu|sheet|blad) ?\d+(?: ?[/(].*)?")
REGISTRATION = re.compile(
    r"\s*[\[(]?\s*(?:co(?:mpany)?\.?\s*(?:reg(?:istration)?\.?)?\s*(?:no)?\.?:?\s*)?"
    r"\(?[A-Z]{0,2}\d{4,}\s?-?\s?[A-Z0-9]?\s*\)?[\])]?\s*$",
    re.IGNORECASE,
)
