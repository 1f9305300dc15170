"""The merchant's name: a row that reads like a name and stands where names stand, large, high up, or above an address."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ..values import Found, Row, around, clearness
from .amounts import exact_amounts
from .dates import dates_in
from .lettering import folded, letters_count, word_list

HEAD_ROWS, FOOT_ROWS = 9, 9
JOINED_LETTERS_MAX = 60
NAME_ROWS_MAX = 3

_STREET = re.compile(
    r"(?:gatan|vagen|gata|vag|grand|torget|torg|platsen|plats|plan|allen|stigen|leden|backen|strand|esplanaden|kajen|"
    r"hamnen|street|road|avenue|ave|lane|square|drive|high st|jalan|jln|lorong|taman|lot|floor|blok|block|level|no\.?|"
    r"ground|first|box|strasse|str\.?|platz|weg|allee|gasse|ring|tie|katu|kuja|veien|veg|gaten|gate|gt\.?|vej|gade|torv|"
    r"plass|brygge|kaj)\b[ .,:-]*[a-z]?\d+|"
    r"^\d{1,5}[a-z]? ?\w.*\b(?:street|st|road|rd|avenue|ave|lane|ln|drive|dr|square|sq|way|blvd|boulevard|place|pl|row|court|quay)\b|"
    r"^(?:no\.?|lot|jalan|jln|taman|unit|level|ground floor|suite|box|lg|g\.?f|postboks|postbox|pl|pb)\b \W*[a-z]{0,2}\d|"
    r"\bselangor\b|\bkuala lumpur\b|\bjohor\b|\b(?:jalan|jaian|jln)\b|^(?:taman|lorong)\b|"
    r"[a-z]{3}(?:gatan|vagen|torget|gata|strasse|katu|veien|gade|vej|esplanaden)\b.*\d"
)
_ZIP = re.compile(
    r"(?<!\d)(?:s-?|se-?|no?-?|dk-?|fi-?|fin-?|d-?|a-?)?(?:\d{3} ?\d{2}|\d{4,5})[ ,]+(?P<city>[a-z][a-z .-]{2,})|"
    r"\b[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}\b|^[a-z .]{3,}, ?[a-z]{2}(?: \d{5}(?:-\d{4})?)?$"
)
_ROUTE = re.compile(r"^[a-z. ]{3,} ?[-–>]+ ?[a-z. ]{3,}$")
"""From one town to another."""
_NUMBERS = re.compile(
    r"(?:tel|telefon|tlf|tfn|puh|puhelin|phone|fax|org|orgnr|organisationsnummer|vat|gst|momsreg|moms reg|reg|roc|co|"
    r"company|cvr|se nr|y-tunnus|fo-nummer|fo-nr|ust-?id|ust-?idnr|steuernr|st\.?-?nr|uid|foretaksregisteret|"
    r"www|http|e-?mail|epost|@|\.com\b|\.se\b)(?![a-z])"
    r"\W*(?:nr|no|id|reg|nummer)?\W*[\d:+]|www\.|@|y-tunnus|^\+?\d[\d \-/()]{6,}$"
)
_SITE = re.compile(r"\.(?:com|se|my|nu|net|org|no|dk|fi|de|at|uk|ie|eu)\b")
_NOT_NAME = word_list(
    """
    schonen tag, schonen tag noch, ha en bra dag, ha en fin dag, ha en god dag, hav en god dag, have a nice day, hyvaa
    paivanjatkoa, teita palveli, ni betjanades av, du ble betjent av, es bediente sie, ziel, start, from, to, trans,
    goods sold, not returnable, kvitto, kvittonr, receipt, tax invoice, invoice, faktura, kontantfaktura, cash bill,
    kopia, copy, duplicate, original, valkommen, valkomna, welcome, welcome to, tack, tack for, thank you, thank you
    for, datum, date, tid, time, kassa, kassor, cashier, saljare, bill, table, bord, order, simplified, kund,
    customer, customer copy, retur, oppettider, orgnr, org nr, tel, kontrollenhet, merchant copy, kundens ex, kundens
    exemplar, kortkop, kop, purchase, gst id, gst no, cash sales, kopkvitto, kortkvitto, kortslip, forsaljningskvitto,
    parkeringskvitto, kvittokopia, orderbekraftelse, bokningsbekraftelse, biljett, bokning, bokningsnummer,
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
    receipt no, page, sida, side, seite, sivu
    """
)
_DOCUMENT = re.compile(
    r"\W*\w*(?:kvitto|kvittering|kuitti|beleg|quittung|rechnung|receipt|regning|nota|lasku|faktura|invoice|slip|bon|bevis|bilag|"
    r"tosite|proof of purchase|terminal|duplikat)(?: ?kopia| ?kopi| ?kopie| ?copy)?(?: \d| [a-z])*\W*"
)
"""What the document is: "Kassakvitto", "Hotellregning"."""
_COMPANY = word_list(
    """
    ab, hb, kb, aktiebolag, handelsbolag, as, asa, a/s, aps, i/s, k/s, oy, oyj, ab oy, ky, tmi, osk, ltd, limited,
    inc, llc, corp, gmbh, ag, kg, ohg, e k, ug, gmbh & co kg, sdn bhd, bhd, sdn, s/b, plc, enterprise, trading,
    company, co, ekonomisk forening, ek for, sarl, bv, spa, srl, holdings, corporation, marketing, industries,
    stiftelsen, kommun, kommune, enk, ans, da
    """
)
_TRADE = re.compile(
    r"restaurang|restoran|restaurant|ravintola|gasthaus|gasthof|cafe|kafe|kahvila|pizzeria|hotel|taxi|taksi|butik|bokhandel|"
    r"buchhandlung|apotek|apotheke|apteekki|pharmacy|chemist|krog|bageri|bakeri|backerei|leipomo|konditori|bistro|livs|shop|"
    r"store|hardware|stationery|market|bakery|parkering|parking|pysakointi|parkhaus|kitchen|kiosk|garage|motel|vardshus|books|"
    r"kauppa|matkat|bensin|tankstelle|huoltoasema|station|service|bygg|jarn|kontor|buro|office|konferens|messe|massan|rederi|"
    r"\b(?:kro|bar|pub|inn|mart|tag|line|buss|bus|air|flyg|rail|bahn|cabs)\b"
)
_REGISTRATION = re.compile(
    r"\s*[\[(]?\s*(?:co(?:mpany)?\.?\s*(?:reg(?:istration)?\.?)?\s*(?:no)?\.?:?\s*)?"
    r"\(?[A-Z]{0,2}\d{4,}\s?-?\s?[A-Z0-9]?\s*\)?[\])]?\s*$",
    re.IGNORECASE,
)

_STRAY = " *-–_.,:;|#=~'\"«»<>·•"
_RUNNING_NUMBER = re.compile(r"^\d{4,}\s+(?=[^\W\d])")


@dataclass(frozen=True)
class _Seen:
    """A row as a name: its weight, and what it consists of."""

    number: int
    weight: float
    marks: Mapping[str, float]


def find_merchant(rows: tuple[Row, ...]) -> Found[str] | None:
    """Name as printed, without a registration number behind it. A name that goes on in the next row is joined."""
    heights = sorted(row.height for row in rows if row.height > 0)
    usual = heights[len(heights) // 2] if heights else 0.0
    plain = [folded(row.text) for row in rows]
    cities = {match["city"].strip() for text in plain for match in _ZIP.finditer(text) if match["city"]}
    places = sorted({*range(min(HEAD_ROWS, len(rows))), *range(max(0, len(rows) - FOOT_ROWS), len(rows))})
    seen = sorted((_seen(rows, plain, number, usual, cities) for number in places), key=lambda one: -one.weight)
    if not seen or seen[0].weight <= 0:
        return None
    best = seen[0]
    name, first, last = _joined(rows, best.number)
    if letters_count(name) < 2:
        return None
    rival = next((one for one in seen[1:] if not first <= one.number <= last), None)
    evidence = {
        **best.marks,
        "weight": min(best.weight, 1.8) / 1.8,
        "lead": min(best.weight - (rival.weight if rival else 0.0), 0.6) / 0.6,
        "company": float(_COMPANY.search(folded(name)) is not None),
        "first-row": float(first == 0),
        "clear-print": clearness(min(row.score for row in rows[first : last + 1])),
        "short": float(letters_count(name) < 4),
    }
    box = around(tuple(box for row in rows[first : last + 1] for box in row.boxes))
    other = _joined(rows, rival.number)[0] if rival and rival.weight > best.weight - RIVAL_LEAD_MAX else None
    return Found(name, box=box, evidence=evidence, other=other or None)


CLEAR_SCORE = 0.9
"""Of the engine, for print without faults; a fold or a picture of letters scores less."""
RIVAL_LEAD_MAX = 0.3
"""A row that is this near behind is offered as the other name."""


def _seen(rows: tuple[Row, ...], plain: list[str], number: int, usual_height: float, cities: set[str]) -> _Seen:
    row = rows[number]
    text = _cleaned(" ".join(row.texts))
    name = folded(text)
    letters = letters_count(text)
    if letters < 3 or letters < sum(char.isdigit() for char in text) or (row.score < 0.55):
        return _Seen(number, 0.0, {})
    if _is_clutter(row) or _NOT_NAME.fullmatch(name) or _DOCUMENT.fullmatch(name):
        return _Seen(number, 0.0, {})
    company = _COMPANY.search(name) is not None
    below = plain[number + 1 : number + 3]
    above_address = any(
        _is_address(one) or _NUMBERS.search(one) for one in below[: 1 + (len(below) > 1 and not _is_not_name(below[0]))]
    )
    large = bool(usual_height) and row.height > 1.25 * usual_height
    weight = 1.0 - 0.14 * number if number < HEAD_ROWS else 0.15
    weight += 0.25 * large
    weight += (0.4 if number < HEAD_ROWS else 0.6) * company
    weight += 0.25 * above_address * (_is_address(below[0]) if below else 0.0) + 0.05 * above_address
    if _TRADE.search(name) and not any(char.isdigit() for char in name):
        weight += 0.15
    if name in cities or _is_address(name) or _NUMBERS.match(plain[number]):
        return _Seen(number, 0.0, {})
    if _is_not_name(name):
        weight = 0.3 * (weight - 0.6)
    if not cities and number and _is_address(plain[number - 1]) and not company and letters < 16 and " " not in name:
        weight -= 0.6
    if ":" in text and not company:
        weight -= 0.5
    if len(row.texts) > 1 and number > 1:
        weight -= 0.3
    if any(exact_amounts(each) for each in row.texts):
        weight -= 0.6
    again = _said_again(name, plain, number)
    weight += 0.2 * again
    if number >= HEAD_ROWS and not company and not (again and above_address):
        weight = 0.0  # thanks, terms and advertisements stand at the foot
    if text.startswith("("):
        weight -= 0.4
    weight *= 0.5 + 0.5 * min(1.0, row.score / CLEAR_SCORE)
    return _Seen(
        number,
        max(weight, 0.0),
        {"large-print": float(large), "above-address": float(above_address), "said-again": float(again)},
    )


def _is_clutter(row: Row) -> bool:
    """Letters one by one: the keyboard below the receipt, not print."""
    parts = " ".join(row.texts).split()
    return len(parts) >= 3 and sum(len(part) for part in parts) < 2 * len(parts)


def _said_again(name: str, plain: list[str], number: int) -> bool:
    """Its first word of some length stands in another row too, which is longer or shorter: the name and its company."""
    word = next((each for each in name.split() if len(each) >= 5), None)
    return word is not None and any(word in other.split() for place, other in enumerate(plain) if place != number)


def _is_address(plain: str) -> bool:
    return _STREET.search(plain) is not None or _ZIP.search(plain) is not None


def _is_not_name(plain: str) -> bool:
    if _SITE.search(plain) and not _COMPANY.search(plain):
        return True
    return (
        _is_address(plain)
        or bool(_NUMBERS.search(plain) or _NOT_NAME.search(plain) or _ROUTE.match(plain))
        or bool(dates_in(plain))
    )


def _joined(rows: tuple[Row, ...], number: int) -> tuple[str, int, int]:
    """The name, its first row and its last: a name may begin above ("Popular Book / Co. Sdn Bhd") or go on below."""
    name, first, last = _cleaned(" ".join(rows[number].texts)), number, number
    if number and _COMPANY.match(folded(name)):
        above = _cleaned(" ".join(rows[number - 1].texts))
        if letters_count(above) >= 3 and not _is_not_name(folded(above)):
            name, first = f"{above} {name}", number - 1
    while last + 1 < len(rows) and last - first < NAME_ROWS_MAX - 1 and _goes_on(name, rows[last + 1]):
        last += 1
        name = _cleaned(f"{name} {' '.join(rows[last].texts)}")
    return name, first, last


def _goes_on(name: str, following: Row) -> bool:
    """True when the name is cut off: an open bracket, a dangling &, or a next row that is just the company's ending."""
    text = _cleaned(" ".join(following.texts))
    plain = folded(text)
    if (
        _NUMBERS.match(folded(following.text))
        or len(following.texts) > 1
        or len(name) + len(text) > JOINED_LETTERS_MAX
        or _is_not_name(plain)
    ):
        return False
    if name.count("(") > name.count(")") or name.endswith(("&", "/")):
        return True
    ends_company = _COMPANY.search(plain) is not None and len(text.split()) <= 3
    return ends_company and not _COMPANY.search(folded(name))


def _cleaned(name: str) -> str:
    """Without the registration number behind it, a till's running number before it, and stray marks around."""
    bare = _REGISTRATION.sub("", name).strip(_STRAY)
    return _RUNNING_NUMBER.sub("", bare).strip(_STRAY)
