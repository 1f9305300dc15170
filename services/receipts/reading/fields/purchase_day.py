"""The day of purchase among the days, times and numbers that a receipt shows."""

import re
from dataclasses import dataclass, replace
from datetime import date

from ..values import NOTHING_KNOWN, Box, Context, Found, Row, clearness
from .amounts import exact_amounts
from .card import brand_in
from .dates import dates_in, readings_in, unmisread
from .labels import TAX, role_of
from .lettering import folded, word_list

_LABEL = word_list(
    """
    datum, date, dato, kopdatum, transaktionsdatum, inkopsdatum, betaldatum, kvittodatum, tid, time, transdate, bill
    date, inv date, invoice date, dt, pvm, kl, klo, purchase date, fakturadatum, date time, fakturadato, kjopsdato,
    kobsdato, kvitteringsdato, salgsdato, betalingsdato, paivays, paivamaara, laskun pvm, ostopaiva, maksupaiva,
    rechnungsdatum, belegdatum, kaufdatum, uhrzeit, uhr, am, issued, issue date, date of issue, transaction date,
    trans date, order date, orderdatum, sale date, tax point, paid on, payment date, betalningsdatum, betald, paid,
    bokforingsdatum, utfardad, dag, day, date and time, kvitto
    """
)
_PURCHASE = re.compile(
    r"(?<![a-z])(?:kops?|kjops|kobs|bilags|bon|kvittos?|kvitterings|forsaljnings|salgs|betal\w*|betalings|faktura|transaktions|"
    r"inkops|osto|maksu|laskun? ?|beleg|rechnungs|kauf|verkaufs|zahlungs|sales? ?|transaction ?|trans ?|purchase ?|invoice ?|"
    r"receipt ?|issue ?|payment ?|bill ?|nota)(?:datum|dato|date|paiva|paivays|pvm|dag)(?![a-z])|"
    r"(?<![a-z])(?:utfardad|utstedt|udstedt|ausgestellt|issued|date of issue|tax point|paid on|"
    r"booked on|bokad|bestilt|bestalld|gebucht am|varattu|betald|betalt den|purchased|"
    r"purchased on|koptillfalle|sold on|sold|kopt|kjopt|kobt)(?![a-z])"
)
"""Words that name no other day than that of the purchase."""
_TRAVEL_ABOVE = re.compile(
    r"(?<![a-z])(?:avgang\w*|afgang\w*|avreise\w*|ankomst\w*|afrejse\w*|avresa\w*|departure|departs|departed|arrival|arrives|"
    r"depart|abfahrt|ankunft|abreise|anreise|lahto\w*|saapuu|tulo|resedag|rejsedato|reisedato|travel date|journey|outbound|"
    r"inbound|von|nach|mista|minne|start|ziel|einfahrt|ausfahrt|check ?in|check ?out)(?![a-z])"
)
"""Above a day: it is that of a journey or a stay."""
_STAY = re.compile(
    r"ankomst|avres|avreis|afrejs|anreis|abreis|arriv|depart|check ?-?(?:in|out|ind|ud)|saapum|lahto|vistelse|aufenthalt"
)
_JOURNEY = re.compile(r"\d{1,2}[:.]\d{2} ?[-–>]+ ?[a-z]{3}|[a-z]{3} ?\d{1,2}[:.]\d{2} ?[-–>]+ ?[a-z]{3}")
"""From one place at a time to another: "Umeå 14:57 - Kiruna"."""
_OTHER_DAY = word_list(
    """
    utskriven, utskrivet, utskrift, printed, printed on, print date, kopia utskriven, ankomst, avresa, arrival,
    departure, arr, arr date, dep, dep date, check in, check out, checkin, checkout, incheckning, utcheckning, giltig,
    giltigt, giltig till, valid, valid until, valid to, valid from, expires, exp, expiry, forfaller, forfallodatum,
    forfallodag, zahlbar bis, outward, afgang, abfahrt, lahtee, departs, depart, arrive, due date, due, fran, till,
    from, to, period, resdag, avgang, avreise, afrejse, travel date, bast fore, best before, return by, returns, bytes
    senast, oppet kop, vistelse, stay, reservation, booked, kopt fran, ver, version, updated, uppdaterad, since,
    sedan, fodd, leverans, delivery date, medlem sedan, start, slut, in, ut, anreise, abreise, aufenthalt, gultig,
    gultig bis, gedruckt, fallig, lieferdatum, leistungsdatum, leistungszeitraum, geburtsdatum, gyldig, gyldig til,
    forfall, forfallsdato, forfaldsdato, forfald, utskrevet, udskrevet, opphold, ophold, innsjekk, utsjekk, bytterett
    til, byttes innen, byttes senest, lahto, tulo, saapuminen, voimassa, erapaiva, tulostettu, palautus viimeistaan,
    bytesratt, bytesratt till, resa, utresa, hemresa, outbound, inbound, journey, travel, date of travel, reise,
    rejse, matkapaiva, matkustuspaiva, reisetag, reisedatum, rejsedag, resdatum, avresedag, avreisedato, afrejsedato,
    ankomstdag, tulopaiva, lahtopaiva, avgangsdag, utskriftsdag, utskriftsdatum, udskriftsdato, tulostuspaiva,
    druckdatum, fardag, matka, event, konferens, conference dates, evenemang, until, bis, asti, til, fra, datum fran
    """
)
_GOODS_HEADING = word_list(
    """
    belopp, belob, belop, amount, value, betrag, eur, kr, summa, summa rad, hinta, pris, a pris, price, preis, gesamt,
    linjesum, linjetotal, linjepris, antal, antall, ant, anz, st, stk, qty, quantity, menge, kpl, maara, vare, vara,
    varetekst, varutekst, description, beskrivning, beskrivelse, bezeichnung, leistung, tuote, nimike, artikel, item,
    details, benamning, text, tekst, specifikation
    """
)
GOODS_WORDS_MIN = 2
"""So many of them head the table of the goods, whose days are those of nights and journeys."""
_PHONE = word_list(
    """
    tel, telefon, phone, fax, mobil, mobile, hp, tlf, ring
    """
)
_TIME = re.compile(r"(?:(?<!\d)|(?<=\d[-./]\d\d)|(?<=[-./]20\d\d))(?:[01]?\d|2[0-3])[:.][0-5]\d(?:[:.][0-5]\d)?(?!\d)")
"""It may follow a day without a gap."""


@dataclass(frozen=True)
class _Seen:
    """A day in the print: what its digits can mean, the most likely first, and what its row says about it."""

    readings: tuple[date, ...]
    label: bool
    purchase: bool
    time: bool
    other_day: bool
    phone: bool
    charge: bool
    """It stands in the row of one of the goods: a night on a hotel's bill."""
    row: int
    score: float
    box: Box | None

    def weight(self, rows_count: int) -> float:
        """How much speaks for its being the day of purchase, which mostly stands before the terms."""
        speaks_for = 0.7 + 0.4 * self.label + 0.5 * self.purchase + 0.25 * self.time
        speaks_against = 0.6 * self.other_day + 0.6 * self.phone + 0.5 * self.charge
        return speaks_for - speaks_against - 0.1 * self.row / max(rows_count, 1)


def find_date(rows: tuple[Row, ...], currency: str | None, context: Context = NOTHING_KNOWN) -> Found[date] | None:
    """The day of purchase: labelled, beside a time and repeated beats alone; days of travel, stay, print and terms stand back.

    Where no digits make a day, those that cannot be right are mended: "2826-98-09" beside a word for the day.
    """
    seen = _settled(_seen(rows, currency), context)
    mended = not seen
    if mended:
        cleared = tuple(replace(row, texts=tuple(unmisread(text) for text in row.texts)) for row in rows)
        seen = [
            each for each in _settled(_seen(cleared, currency), context) if each.label or each.purchase or each.time
        ]
    if not seen:
        return None
    weights: dict[date, float] = {}
    for each in seen:
        # Saying it twice helps less than saying it clearly.
        weight, old = each.weight(len(rows)), weights.get(each.readings[0], 0.0)
        weights[each.readings[0]] = max(old, weight) + 0.35 * min(old, weight)
    ranked = sorted(weights.items(), key=lambda item: -item[1])
    day, weight = ranked[0]
    same = [each for each in seen if each.readings[0] == day]
    best = max(same, key=lambda each: each.weight(len(rows)))
    lead = weight - ranked[1][1] if len(ranked) > 1 else 1.0
    rival = ranked[1][0] if len(ranked) > 1 and lead < RIVAL_LEAD_MAX else None
    two_ways = all(len(each.readings) > 1 for each in same)
    evidence = {
        "label-beside": float(any(each.label for each in same)),
        "purchase-word": float(any(each.purchase for each in same)),
        "time-beside": float(any(each.time for each in same)),
        "said-again": float(len({each.row for each in same}) > 1),
        "lead": min(max(lead, 0.0), 1.0),
        "two-readings": two_ways * (COUNTRY_DECIDES if currency in DAY_MONTH_KNOWN else 1.0),
        "undecided": float(two_ways and currency not in DAY_MONTH_KNOWN),
        "other-day-word": float(best.other_day),
        "clear-print": clearness(max(each.score for each in same)),
        "future": float(context.added_on is not None and day > context.added_on),
        **({"digits-mended": 1.0} if mended else {}),
        "old": float(context.added_on is not None and (context.added_on - day).days > OLD_DAYS),
    }
    return Found(day, box=best.box, evidence=evidence, other=best.readings[1] if two_ways else rival)


DAY_MONTH_KNOWN = frozenset({"SEK", "NOK", "DKK", "EUR", "GBP", "USD", "MYR", "CHF", "PLN", "ISK"})
COUNTRY_DECIDES = 0.3
"""What is left of the doubt whether 3/4 is March or April, where the currency tells the country's order."""
RIVAL_LEAD_MAX = 0.4
"""A day that is this near behind is offered as the other one."""
OLD_DAYS = 400


def _settled(seen: list[_Seen], context: Context) -> list[_Seen]:
    """Digits that can be read two ways mean the day that stands elsewhere beyond doubt, and none after the receipt was added."""
    clear = {each.readings[0] for each in seen if len(each.readings) == 1}
    return [replace(each, readings=_preferred(each.readings, clear, context)) for each in seen]


def _preferred(readings: tuple[date, ...], clear: set[date], context: Context) -> tuple[date, ...]:
    agreeing = tuple(day for day in readings if day in clear)
    if agreeing:
        return agreeing[:1]
    past = tuple(day for day in readings if context.added_on is None or day <= context.added_on)
    recent = tuple(day for day in past if context.added_on is None or (context.added_on - day).days <= OLD_DAYS)
    return recent or past or readings


def _seen(rows: tuple[Row, ...], currency: str | None) -> list[_Seen]:
    plain = [folded(row.text) for row in rows]
    headings = ["" if dates_in(text) else text for text in plain]
    found = []
    for number, row in enumerate(rows):
        text_here, before = plain[number], headings[number - 1] if number else ""
        above = " ".join(headings[max(0, number - ROWS_ABOVE) : number])
        charge = _is_charge(row, text_here)
        headed = not charge and len(_GOODS_HEADING.findall(before)) < GOODS_WORDS_MIN
        label_here, time_here = bool(_LABEL.search(text_here)), bool(_TIME.search(text_here))
        label_above = headed and bool(_LABEL.search(before))
        purchase = bool(_PURCHASE.search(text_here)) or (headed and bool(_PURCHASE.search(before)))
        other_day = any(one.search(text_here) for one in (_OTHER_DAY, _STAY, _JOURNEY)) or bool(
            _TRAVEL_ABOVE.search(above)
        )
        labelled = _is_labelled(text_here) or label_above or other_day or time_here
        for index, text in _pieces(rows, number, currency, labelled):
            found += [
                _Seen(
                    readings=readings,
                    label=label_here or label_above,
                    purchase=purchase,
                    time=time_here,
                    other_day=other_day and not purchase,
                    phone=bool(_PHONE.search(text_here)) and not label_here,
                    charge=charge,
                    row=number,
                    score=row.score if index is None else row.scores[index],
                    box=row.box if index is None else row.boxes[index],
                )
                for readings in readings_in(text, currency, labelled)
            ]
    return found


ROWS_ABOVE = 2
"""As far above a day as its heading stands; a row with a day of its own heads no other."""


def _is_charge(row: Row, plain: str) -> bool:
    if role_of(plain) not in (None, TAX) or _is_labelled(plain) or brand_in(row.text) is not None:
        return False
    return any(exact_amounts(_DAY_AND_TIME.sub("", text)) for text in row.texts)


_DAY_AND_TIME = re.compile(r"\d[-./]\d{2,4},?\s{1,2}(?:[01]?\d|2[0-3])[:.][0-5]\d(?![\d.,])")
"""Behind a day "13.02" is a time, not money."""


def _pieces(rows: tuple[Row, ...], number: int, currency: str | None, six_digits: bool) -> list[tuple[int | None, str]]:
    """The texts of a row that may hold a day, with their places; the whole row, or it and the next, where a day is parted."""
    row = rows[number]
    inside = [(index, text) for index, text in enumerate(row.texts) if dates_in(text, currency, six_digits)]
    if inside:
        return [*inside]
    whole = " ".join(row.texts)
    if dates_in(whole, currency):
        return [(None, whole)]
    below = rows[number + 1].text if number + 1 < len(rows) else ""
    if _is_labelled(folded(whole)) and not dates_in(below, currency) and dates_in(f"{whole} {below}", currency):
        return [(None, f"{whole} {below}")]
    return []


def _is_labelled(plain: str) -> bool:
    return bool(_LABEL.search(plain) or _PURCHASE.search(plain))
