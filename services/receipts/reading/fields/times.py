"""The time of purchase: beside the day of purchase, or beside the word for time."""

import datetime as dt
import re

from ..values import Box, Found, Row, clearness
from .dates import dates_in
from .lettering import digits_mended, folded, word_list

_TIME = re.compile(
    r"(?<![\d,/-])(?<!\d[.:])(?P<h>[01]?\d|2[0-3])\s?(?P<s>[:.])\s?(?P<m>[0-5]\d)(?::(?P<sec>[0-5]\d))?(?![\d])(?![.,:]\d)\s?(?P<half>[ap]\.?m\b)?",
    re.IGNORECASE,
)
_GLUED = re.compile(
    r"(?:20\d\d|[-./]\d\d)(?P<h>[01]\d|2[0-3])(?P<s>[:.])(?P<m>[0-5]\d)(?:[:.](?P<sec>[0-5]\d))?(?!\d)(?P<half>)"
)
"""Day and time without a gap: "26-01-1620:05"."""
_LABEL = word_list(
    """
    tid, kl, klo, time, uhrzeit, uhr, tidpunkt, klokkeslett, klokken, aika, kello, klockan, klockslag, klokkeslet, k1,
    ki, zeit, hrs
    """
)
_OTHER = word_list(
    """
    oppet, oppettider, apningstider, abningstider, open, opening, opening hours, hours, aukiolo, auki, avoinna,
    geoffnet, offnungszeiten, mon, man, tis, ons, tors, fre, lor, son, daily, dagligen, checkout, check out, check in,
    incheckning, utcheckning, avgang, ankomst, departure, arrival, utresa, hemresa, outward, inbound, avgar, ankommer,
    afgang, dep, arr, abfahrt, ankunft, lahto, tulo, avreise, afrejse, anreise, abreise, giltig, valid, gyldig,
    gultig, fran, till, until, from, to, start, slut, slutt, stopp, stop, pabegyndt, pabegynt, paborjad, afsluttet,
    avsluttet, avslutad, startet, aloitus, lopetus, alkoi, paattyi, fr o m, fra, ends, begin, ende, beginn, frukost,
    breakfast, printed, utskriven, utskrift, gedruckt, parkerad, parkering, inkorning, utkorning, entry, exit,
    boarding
    """
)
_HALF = re.compile(r"\s*[ap]\.?m\b", re.IGNORECASE)
_DAY = re.compile(r"(?<!\d)\d{1,4}\s?[-./]\s?\d{1,2}\s?[-./]\s?(?:20)?\d{2}(?![\d:])")
_SPAN = re.compile(r"\d{1,2}[:.]\d{2}\s?[-–—]+\s?\d{1,2}[:.]\d{2}")


def names_a_time(plain: str) -> bool:
    """The row (folded) says that it tells a time, of the purchase or another."""
    return _LABEL.search(plain) is not None or _OTHER.search(plain) is not None


def find_time(rows: tuple[Row, ...], day: Found[dt.date] | None, currency: str | None = None) -> Found[dt.time] | None:
    """Local time of purchase. `day`: the day of purchase, and where it stands; a time in its row is the one."""
    best: Found[dt.time] | None = None
    best_weight = 0.3
    for number, row in enumerate(rows):
        plain = folded(row.text)
        if _SPAN.search(plain):
            continue
        before = folded(rows[number - 1].text) if number else ""
        below = rows[number + 1].text if number + 1 < len(rows) else ""
        other_word = bool(_OTHER.search(plain))
        day_row = _holds(row, day, None if other_word else currency)
        label = bool(_LABEL.search(plain)) or (bool(_LABEL.search(before)) and len(row.texts) <= 2)
        other = other_word * (0.5 if day_row else 1.0)  # a day of journey or parking may stand in a row with its day
        for index, text in enumerate(row.texts):
            behind = row.texts[index + 1] if index + 1 < len(row.texts) else below
            for value, colon in _times(text, behind):
                evidence = {
                    "date-beside": float(day_row),
                    "label-beside": float(label),
                    "other-word": other,
                    "colon": float(colon),
                    "clear-print": clearness(row.scores[index]),
                }
                weight = 0.7 * day_row + 0.5 * label - 0.6 * other + 0.25 * colon + 0.1 * row.scores[index]
                if weight > best_weight:
                    best, best_weight = Found(value, box=row.boxes[index], evidence=evidence), weight
    return best


def _times(text: str, behind: str) -> list[tuple[dt.time, bool]]:
    """Times of day in the text, with whether they are surely times; `behind` is what follows it, which may be "PM"."""
    plain = digits_mended(text)
    found = [*_GLUED.finditer(plain), *_TIME.finditer(_DAY.sub(" ", plain))]
    return [_time(match, behind) for match in found]


def _time(match: re.Match[str], behind: str) -> tuple[dt.time, bool]:
    hour = int(match["h"])
    half = match["half"] or (behind[:1] if _HALF.match(behind) else "")
    if half[:1].lower() == "p" and hour < 12:
        hour += 12
    if half[:1].lower() == "a" and hour == 12:
        hour = 0
    return dt.time(hour, int(match["m"])), match["s"] == ":" or bool(half)


def _holds(row: Row, day: Found[dt.date] | None, currency: str | None) -> bool:
    """The day of purchase was read in this row, or stands in it too; the latter is asked only with a currency."""
    if day is None:
        return False
    if day.box is not None and row.box is not None and _overlaps(row.box, day.box):
        return True
    return currency is not None and any(each == day.value for each, _ in dates_in(row.text, currency))


def _overlaps(row: Box, box: Box) -> bool:
    middle = box.y + box.h / 2
    return row.y <= middle <= row.y + row.h
