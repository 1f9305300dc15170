"""Days in the notations that receipts use, and what their digits can mean."""

import re
from datetime import date

from .lettering import digits_mended, folded

YEAR_MIN, YEAR_MAX = 2005, 2060
"""Card terminals before 2005 are history; a reader of 2060 may move the bound."""

_MONTHS = (
    ("jan", "januar", "januari", "january", "janvier", "tammikuu"),
    ("feb", "februar", "februari", "february", "fevrier", "fev", "helmikuu"),
    ("mar", "mars", "march", "marts", "marz", "maaliskuu"),
    ("apr", "april", "avril", "avr", "huhtikuu"),
    ("maj", "may", "mai", "ma|", "mal", "toukokuu"),
    ("jun", "juni", "june", "juin", "kesakuu"),
    ("jul", "juli", "july", "juillet", "heinakuu"),
    ("aug", "augusti", "august", "aout", "elokuu"),
    ("sep", "sept", "september", "septembre", "syyskuu"),
    ("oct", "okt", "0ct", "0kt", "oktober", "october", "octobre", "lokakuu"),
    ("nov", "november", "novembre", "marraskuu"),
    ("dec", "des", "dez", "december", "desember", "dezember", "decembre", "joulukuu"),
)
_MONTH_OF = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}
_MONTH = (
    "(?P<m>" + "|".join(re.escape(name) for name in sorted(_MONTH_OF, key=len, reverse=True)) + r")(?:ta)?\.?"
)  # Finnish: "1. tammikuuta"
_END = r"(?:(?!\d)|(?=\d{1,2}[:.]\d{2}))"  # a time may follow without a gap: "26-01-1620:05"
_DASHES = str.maketrans("~–—_", "----")
"""What a dash is read as."""
_SEP = r"\s?[-./]\s?"

_YEAR_FIRST = re.compile(rf"(?<![\d./+-])(?P<y>20\d\d)(?P<s>{_SEP})(?P<m>\d{{1,2}}){_SEP}(?P<d>\d{{2}}|\d){_END}")
_YEAR_LAST = re.compile(
    rf"(?<![\d./+])(?P<a>\d{{1,2}})\s?(?P<s>[-./])\s?(?P<b>\d{{1,2}})(?:{_SEP}|\s|,\s?)(?P<y>20\d\d){_END}"
)
_SHORT = re.compile(
    rf"(?<![\d./+-])(?P<a>\d{{1,2}})\s?(?P<s>[-./]|,(?=\d\d\.))\s?(?P<b>\d{{1,2}})\s?(?P<t>[-./])\s?(?P<c>\d{{2}}){_END}(?![./-]\d)"
)
_SIX_DIGITS = re.compile(r"(?<![a-z\d./:+-])(?P<y>[12]\d)(?P<m>[01]\d)(?P<d>[0-3]\d)(?![\d./-])")
"""Year, month and day without a mark, as Swedish tills print it: believed only beside a time or a word for the day."""
_LOST = re.compile(
    rf"(?<![\d./+-])(?:(?P<a>\d{{2}})(?P<b>\d{{2}})\.|(?P<c>\d{{1,2}})/(?P<d>\d{{1,2}}))(?P<y>20\d\d){_END}"
)
"""A mark was lost: "0906.2024", "28/52025"."""
_NAMED = re.compile(
    rf"(?<!\d)(?P<d>\d{{1,2}})(?:st|nd|rd|th|\.|:e)?[\s./-]*{_MONTH}[\s.,/'-]*(?P<y>20\d\d|\d{{2}}){_END}"
)
_NAMED_FIRST = re.compile(rf"(?<![a-z]){_MONTH}\s*(?P<d>\d{{1,2}})(?:st|nd|rd|th)?[\s,.]+(?P<y>20\d\d)(?!\d)")
_COMPACT = re.compile(r"(?<![\d-])(?P<y>20\d\d)(?P<m>[01]\d)(?P<d>[0-3]\d)(?![\d-])")


def days_in(text: str, currency: str | None) -> set[date]:
    """Every day that the digits of the text can mean."""
    return {day for readings in readings_in(text, currency) for day in readings}


def dates_in(text: str, currency: str | None = None, six_digits: bool = False) -> tuple[tuple[date, bool], ...]:
    """Every day in the text, with whether another reading of its digits was possible. `currency` tells the country's order.

    `six_digits`: something beside it says that "260310" is a day.
    """
    return tuple((readings[0], len(readings) > 1) for readings in readings_in(text, currency, six_digits))


def readings_in(text: str, currency: str | None, six_digits: bool = False) -> list[tuple[date, ...]]:
    """Of every day in the text what its digits can mean, the most likely first. `six_digits`: "260310" is a day too."""
    plain = folded(digits_mended(text).translate(_DASHES))
    found: list[tuple[int, tuple[date, ...]]] = []
    taken: list[tuple[int, int]] = []
    bare = (_SIX_DIGITS,) if six_digits else ()
    for pattern in (_YEAR_FIRST, _YEAR_LAST, _NAMED, _NAMED_FIRST, _SHORT, _COMPACT, _LOST, *bare):
        for match in pattern.finditer(plain):
            if any(start < match.end() and match.start() < end for start, end in taken):
                continue
            readings = tuple(dict.fromkeys(day for day in _readings(pattern, match, currency) if day is not None))
            if readings:
                taken.append(match.span())
                found.append((match.start(), readings))
    return [readings for _, readings in sorted(found)]


def _readings(pattern: re.Pattern[str], match: re.Match[str], currency: str | None) -> list[date | None]:
    """Possible days, the most likely first."""
    if pattern in (_YEAR_FIRST, _COMPACT, _SIX_DIGITS):
        return [_day(match["y"], match["m"], match["d"])]
    if pattern is _LOST:
        return [_day(match["y"], match["b"] or match["d"], match["a"] or match["c"])]
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


def unmisread(text: str) -> str:
    """With the noughts that blurred print turned into 8, 9 or 6, where a day of the calendar needs them."""
    return _YEAR_OR_PART.sub(lambda match: _nought(match.group()), _COLON_DAY.sub(r"\1.\2.\3", text.translate(_DASHES)))


def _nought(digits: str) -> str:
    if len(digits) == 4:
        return f"20{digits[2:]}" if digits[0] == "2" and digits[1] in "0689" else digits
    return f"0{digits[1]}" if int(digits) > 31 and digits[0] in "689" else digits


_COLON_DAY = re.compile(r"(?<!\d)(\d\d)[.:](\d\d)[.:](\d\d)(?=\s+\d{1,2}[:.]\d\d)")
_YEAR_OR_PART = re.compile(r"(?<!\d)(?:\d{4}|\d\d)(?=[-./ ]|$)")
