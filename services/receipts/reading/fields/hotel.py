"""What the rules need to know of a hotel's bill: how many nights, and whether breakfast is part of their price (*frukost ingår*)."""

import datetime as dt
import re

from ..values import Found, Row, clearness
from .dates import dates_in
from .lettering import folded, word_list

NIGHTS_MAX = 60
_NIGHT = (
    r"(?:natter|natt|nights?|netter|naetter|nat|yota|yo|nachte|nacht|ubernachtung(?:en)?|overnattning(?:ar)?|"
    r"overnatting(?:er)?|overnatning(?:er)?|dygn|dogn|logi|loginatter|vuorokau\w+|vrk|length of stay|no of nights)"
)
_COUNT_BEFORE = re.compile(
    rf"(?<![\d.,:/-])(?P<n>\d{{1,2}})\s?(?:x|st|stk|kpl)?\s?(?:[a-z]{{2,12}}\s)?{_NIGHT}(?![a-z])"
)
_COUNT_BEHIND = re.compile(rf"(?<![a-z]){_NIGHT}\s?[:x]?\s?(?P<n>\d{{1,2}})(?![\d.,:/-]|\s\d{{3}}(?!\d))")
_ARRIVAL = word_list(
    """
    ankomst, arrival, arrived, ankomstdag, ankomstdatum, ankomstdato, tulopaiva, anreisetag, date of arrival, in,
    check in, check ind, checkin, incheckning, anreise, tulo, saapuminen, innsjekk, indcheckning, fran, from
    """
)
_DEPARTURE = word_list(
    """
    avresa, departure, departed, avresedag, avresedatum, avreisedato, afrejsedato, lahtopaiva, abreisetag, ut, out,
    check out, check ud, checkout, utcheckning, abreise, lahto, avreise, afrejse, utsjekk, udcheckning, till, to
    """
)
_BREAKFAST = re.compile(
    r"(?<![a-z])(?:frukost|breakfast|frokost|morgenmad|morgenbuffet|morgonbuffe|aamiai\w+|aamupala|fruhstuck|"
    r"bed and breakfast|b&b)"
)
_INCLUDED = re.compile(
    r"ingar|ink[l.]|included|incl|inclusive|inkluder|medraknad|sisaltyy|sis\.|inbegriffen|enthalten|w/|"
    r"with|& ?breakfast|and breakfast|& ?frukost|med frukost|m/|m\.|mit "
)
_NOT_INCLUDED = re.compile(
    r"exkl|ekskl|eksl|ej |inte |utan|ikke|uten|uden|not incl|excl|room only|without|ohne|nicht|ei sis|ilman"
)
_ROOM_ONLY = re.compile(
    r"(?<![a-z])(?:room only|endast logi|kun overnatting|kun overnatning|nur ubernachtung|pelkka majoitus)(?![a-z])"
)
_AMOUNT = re.compile(r"\d[.,:]\d{2}(?!\d)")


def find_nights(rows: tuple[Row, ...], currency: str | None) -> Found[int] | None:
    """Nights (*nätter*), as counted on the bill or from its days of arrival and departure."""
    said: Found[int] | None = None
    for row in rows:
        plain = folded(row.text)
        match = _COUNT_BEFORE.search(plain) or _COUNT_BEHIND.search(plain)
        if match and 0 < int(match["n"]) <= NIGHTS_MAX and said is None:
            said = Found(
                int(match["n"]), box=row.box, evidence={"label-beside": 1.0, "clear-print": clearness(row.score)}
            )
    stay = _stay(rows, currency)
    if stay is None:
        return said
    agree = said is not None and said.value == stay.value
    best = said if said is not None and agree else stay
    return Found(
        best.value,
        box=best.box,
        evidence={**best.evidence, "stay-agrees": float(agree), "disagrees": float(said is not None and not agree)},
    )


def _stay(rows: tuple[Row, ...], currency: str | None) -> Found[int] | None:
    """From the day beside the word for arrival to that beside departure."""
    arrival = departure = None
    box = None
    for number, row in enumerate(rows):
        plain = folded(row.text)
        arrives, departs = _ARRIVAL.search(plain) is not None, _DEPARTURE.search(plain) is not None
        days = [day for day, _ in dates_in(row.text, currency, arrives or departs)]
        if arrives + departs > len(days) and len(row.texts) == 1 and number + 1 < len(rows):  # the line was broken
            days = [day for day, _ in dates_in(f"{row.text} {rows[number + 1].text}", currency, True)]
        if len(days) == 2 and dt.timedelta(0) < days[1] - days[0] <= dt.timedelta(NIGHTS_MAX):
            arrival, departure, box = days[0], days[1], row.box
        elif len(days) == 1 and arrives:
            arrival, box = arrival or days[0], box or row.box
        elif len(days) == 1 and departs:
            departure = departure or days[0]
    if arrival is None or departure is None or not 0 < (departure - arrival).days <= NIGHTS_MAX:
        return None
    return Found((departure - arrival).days, box=box, evidence={"arrival-and-departure": 1.0})


def find_breakfast(rows: tuple[Row, ...]) -> Found[bool] | None:
    """True: part of the price of the nights; False: charged by itself or said to be left out. None: not spoken of."""
    charged: Found[bool] | None = None
    for row in rows:
        plain = folded(row.text)
        if _ROOM_ONLY.search(plain):
            return Found(False, box=row.box, evidence={"said": 1.0, "clear-print": clearness(row.score)})
        if not _BREAKFAST.search(plain):
            continue
        if _NOT_INCLUDED.search(plain):
            return Found(False, box=row.box, evidence={"said": 1.0, "clear-print": clearness(row.score)})
        if _INCLUDED.search(plain):
            return Found(True, box=row.box, evidence={"said": 1.0, "clear-print": clearness(row.score)})
        charges = _AMOUNT.search(plain) is not None
        if charges and "0,00" not in plain and "0.00" not in plain:
            charged = charged or Found(
                False, box=row.box, evidence={"charged": 1.0, "clear-print": clearness(row.score)}
            )
        else:
            charged = charged or Found(
                True, box=row.box, evidence={"charged": 0.0, "clear-print": clearness(row.score)}
            )
    return charged
