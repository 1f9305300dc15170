"""The day of purchase among the days, times and numbers that a receipt shows."""

import re
from dataclasses import dataclass
from datetime import date

from ..values import Box, Found, Row
from .lettering import digits_mended, folded, word_list

YEAR_MIN, YEAR_MAX = 2005, 2060
"""Card terminals before 2005 are history; a reader of 2060 may move the bound."""

_MONTHS = (
    ("jan", "januar", "januari", "january", "janvier", "tammikuu"),
    ("feb", "februar", "februari", "february", "fevrier", "fev", "helmikuu"),
    ("mar", "mars", "march", "marts", "marz", "maaliskuu"),
    ("apr", "april", "avril", "avr", "huhtikuu"),
    ("maj", "may", "mai", "toukokuu"),
    ("jun", "juni", "june", "juin", "kesakuu"),
    ("jul", "juli", "july", "juillet", "heinakuu"),
    ("aug", "augusti", "august", "aout", "elokuu"),
    ("sep", "sept", "september", "septembre", "syyskuu"),
    ("oct", "okt", "oktober", "october", "octobre", "lokakuu"),
    ("nov", "november", "novembre", "marraskuu"),
    ("dec", "des", "dez", "december", "desember", "dezember", "decembre", "joulukuu"),
)
_MONTH_OF = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}
_MONTH = "(?P<m>" + "|".join(sorted(_MONTH_OF, key=len, reverse=True)) + r")\.?"
_END = r"(?:(?!\d)|(?=\d{1,2}[:.]\d{2}))"  # a time may follow without a gap: "26-01-1620:05"
_SEP = r"\s?[-./]\s?"

_YEAR_FIRST = re.compile(rf"(?<![\d./+-])(?P<y>20\d\d)(?P<s>{_SEP})(?P<m>\d{{1,2}}){_SEP}(?P<d>\d{{2}}|\d){_END}")
_YEAR_LAST = re.compile(rf"(?<![\d./+])(?P<a>\d{{1,2}})\s?(?P<s>[-./])\s?(?P<b>\d{{1,2}}){_SEP}(?P<y>20\d\d){_END}")
_SHORT = re.compile(
    rf"(?<![\d./+-])(?P<a>\d{{1,2}})\s?(?P<s>[-./])\s?(?P<b>\d{{1,2}})\s?(?P<t>[-./])\s?(?P<c>\d{{2}}){_END}(?![./-]\d)"
)
_NAMED = re.compile(
    rf"(?<!\d)(?P<d>\d{{1,2}})(?:st|nd|rd|th|\.|:e)?[\s./-]*{_MONTH}[\s.,/'-]*(?P<y>20\d\d|\d{{2}}){_END}"
)
_NAMED_FIRST = re.compile(rf"(?<![a-z]){_MONTH}\s*(?P<d>\d{{1,2}})(?:st|nd|rd|th)?[\s,.]+(?P<y>20\d\d)(?!\d)")
_COMPACT = re.compile(r"(?<![\d-])(?P<y>20\d\d)(?P<m>[01]\d)(?P<d>[0-3]\d)(?![\d-])")

_LABEL = word_list(
    """
    datum, date, dato, kopdatum, transaktionsdatum, inkopsdatum, betaldatum, kvittodatum, tid, time, transdate, bill
    date, inv date, invoice date, dt, pvm, kl, purchase date, fakturadatum, date time
    """
)
_OTHER_DAY = word_list(
    """
    utskriven, utskrivet, utskrift, printed, printed on, print date, kopia utskriven, ankomst, avresa, arrival,
    departure, check in, check out, incheckning, utcheckning, giltig, giltigt, giltig till, valid, valid until,
    expires, exp, forfaller, forfallodatum, due date, due, fran, till, from, to, period, resdag, avgang, travel
    date, bast fore, best before, return by, bytes senast, oppet kop, vistelse, stay, reservation, booked, bokad,
    kopt fran, ver, version, updated, uppdaterad, since, sedan, fodd, leverans, delivery date, medlem sedan, start,
    slut, in, ut
    """
)
_PHONE = word_list(
    """
    tel, telefon, phone, fax, mobil, mobile, hp, tlf, ring
    """
)
_TIME = re.compile(r"(?<!\d)(?:[01]?\d|2[0-3])[:.][0-5]\d(?:[:.][0-5]\d)?(?!\d)")


@dataclass(frozen=True)
class DateFound:
    """A day in the print and how likely it is the day of purchase."""

    day: date
    weight: float
    ambiguous: bool
    box: Box | None
    row: int


def dates_in(text: str, currency: str | None = None) -> tuple[tuple[date, bool], ...]:
    """Every day in the text, with whether another reading of its digits was possible. `currency` tells the country's order."""
    plain = folded(digits_mended(text))
    found: list[tuple[int, date, bool]] = []
    taken: list[tuple[int, int]] = []
    for pattern in (_YEAR_FIRST, _YEAR_LAST, _NAMED, _NAMED_FIRST, _SHORT, _COMPACT):
        for match in pattern.finditer(plain):
            if any(start < match.end() and match.start() < end for start, end in taken):
                continue
            readings = [day for day in _readings(pattern, match, currency) if day is not None]
            if readings:
                taken.append(match.span())
                found.append((match.start(), readings[0], len(set(readings)) > 1))
    return tuple((day, ambiguous) for _, day, ambiguous in sorted(found))


def _readings(pattern: re.Pattern[str], match: re.Match[str], currency: str | None) -> list[date | None]:
    """Possible days, the most likely first."""
    if pattern in (_YEAR_FIRST, _COMPACT):
        return [_day(match["y"], match["m"], match["d"])]
    if pattern in (_NAMED, _NAMED_FIRST):
        return [_day(match["y"], str(_MONTH_OF[match["m"]]), match["d"])]
    if pattern is _YEAR_LAST:
        day_first = _day(match["y"], match["b"], match["a"])
        month_first = _day(match["y"], match["a"], match["b"])
        return [month_first, day_first] if currency == "USD" and match["s"] in "/-" else [day_first, month_first]
    a, b, c = match["a"], match["b"], match["c"]
    year_first = _day(a, b, c) if match["s"] == match["t"] and len(a) == 2 and len(b) == 2 else None
    day_first, month_first = _day(c, b, a), _day(c, a, b)
    if currency == "USD":
        return [month_first, day_first, year_first]
    if (
        match["s"] == match["t"]
        and (match["s"] == "-" or len(a) == len(b) == 2)
        and currency in ("SEK", None)
        and match["s"] != "/"
    ):
        return [year_first, day_first] if match["s"] == "-" else [day_first, year_first]
    return (
        [day_first, year_first, month_first]
        if match["s"] != match["t"] or currency != "SEK"
        else [day_first, year_first]
    )


def _day(year: str, month: str, day: str) -> date | None:
    full_year = int(year) + (2000 if len(year) <= 2 else 0)
    if not YEAR_MIN <= full_year <= YEAR_MAX:
        return None
    try:
        return date(full_year, int(month), int(day))
    except ValueError:
        return None


def find_date(rows: tuple[Row, ...], currency: str | None) -> Found[date] | None:
    """The day of purchase: labelled, beside a time and repeated beats alone; days of travel, stay, print and terms stand back."""
    found = tuple(_candidates(rows, currency))
    if not found:
        return None
    weights: dict[date, float] = {}
    for each in found:
        # Saying it twice helps less than saying it clearly.
        old = weights.get(each.day, 0.0)
        weights[each.day] = max(old, each.weight) + 0.35 * min(old, each.weight)
    ranked = sorted(weights.items(), key=lambda item: -item[1])
    day, weight = ranked[0]
    best = max((each for each in found if each.day == day), key=lambda each: each.weight)
    margin = weight - ranked[1][1] if len(ranked) > 1 else 1.0
    confidence = 0.98 if weight >= 1.0 else 0.96 if weight >= 0.55 else 0.7
    if margin < 0.4:
        confidence = min(confidence, 0.72 + 0.5 * max(margin, 0.0))
    if best.ambiguous:
        confidence -= 0.02
    confidence *= 0.55 + 0.45 * min(1.0, rows[best.row].score / 0.93)
    return Found(day, round(min(max(confidence, 0.05), 0.99), 3), best.box)


def _candidates(rows: tuple[Row, ...], currency: str | None) -> list[DateFound]:
    found = []
    for number, row in enumerate(rows):
        plain = folded(row.text)
        before = folded(rows[number - 1].text) if number else ""
        pieces = row.texts if any(dates_in(text, currency) for text in row.texts) else (" ".join(row.texts),)
        for index, text in enumerate(pieces):
            for day, ambiguous in dates_in(text, currency):
                box = row.boxes[index] if len(pieces) == len(row.boxes) else row.box
                weight = _weight(plain, before, number, len(rows))
                found.append(DateFound(day, weight, ambiguous, box, number))
    return found


def _weight(plain: str, before: str, number: int, rows_count: int) -> float:
    weight = 0.7
    if _LABEL.search(plain):
        weight += 0.4
    elif _LABEL.search(before) and not dates_in(before):
        weight += 0.2
    if _TIME.search(plain):
        weight += 0.25
    if _OTHER_DAY.search(plain):
        weight -= 0.6
    if _PHONE.search(plain) and not _LABEL.search(plain):
        weight -= 0.6
    return weight - 0.1 * number / max(rows_count, 1)  # the day of purchase mostly stands before the terms
