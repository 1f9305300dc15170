"""Amounts of money in a line of print, in the notations of many countries."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from shared.money import Ore

from .lettering import digits_mended

AMOUNT_ORE_MAX = 100_000_000_00
"""A hundred million: longer digits are numbers of something else."""

_MARK = r"(?:kr|sek|nok|dkk|eur|usd|gbp|myr|rm|chf|pln|isk|[$€£])"
_AMOUNT = re.compile(
    rf"""
    (?<![\d.,/%*#])(?<!\d[-–:])
    (?P<before>{_MARK}[.:]?\s*)?
    (?P<minus>[-−–]\s?)?
    (?P<after_minus>{_MARK}\s*)?
    (?P<whole>(?<![^\W\d_])\d{{1,3}}(?:[ \u00a0\u2009\u202f]\d{{3}})+|\d{{1,3}}(?:[.,'’]\d{{3}})+|\d{{1,9}}|(?=\.\d\d(?!\d)))
    (?:
        \s?(?P<point>[.,:])\s?(?P<cents>\d{{2}})
      | [.,](?P<tenths>\d)(?=\s?{_MARK}(?![a-zåäö]))
      | (?P<dash>[,:.]-{{1,2}}|:=|(?<=\d\d)-(?![-\d\w]))
      | (?P<none>)
    )
    (?![\d])(?![.,:/]\d)(?!\s?[%°])(?!\s?(?:kg|g|st|l|lit|liter|ltr|kwh|km|min|cl|ml|pcs|h|m3|m)\b)
    (?P<minus_after>-(?![\d\w]))?
    (?P<mark>\s*{_MARK}(?![a-zåäö]))?
    """,
    re.VERBOSE | re.IGNORECASE,
)

_GLUED = re.compile(r"([.,])(\d{2})(?=\d{2,}\1\d{2}|\d\1\d{2}(?!\d))")
"""Two columns without a gap between them: "196,0219,60"; no country parts thousands and cents by the same mark."""


@dataclass(frozen=True)
class Amount:
    """An amount in öre and where it stands in its text. `exact`: printed with decimals or a dash; a bare integer is weaker."""

    ore: Ore
    start: int
    end: int
    exact: bool
    marked: bool
    """A currency stands beside it."""


def amounts(text: str) -> tuple[Amount, ...]:
    """Every amount in the text, from the left: "1 234,50", "1.234,50", "1,234.50", "1234:50", "-45,00", "45,00-", "45:-", "45 kr",
    "1234-", "45,5 kr".

    A dash behind decimals is a minus; behind whole kronor it stands for the öre. Brackets are no minus: a net stands in them.
    """
    text = _GLUED.sub(r"\1\2 ", digits_mended(text))
    found = []
    for match in _AMOUNT.finditer(text):
        amount = _amount(match, text)
        if amount is not None:
            found.append(amount)
    return tuple(found)


def exact_amounts(text: str) -> tuple[Amount, ...]:
    """Only those that are clearly money: with decimals, a dash or a currency."""
    return tuple(amount for amount in amounts(text) if amount.exact or amount.marked)


def ore_in(texts: Iterable[str]) -> list[Ore]:
    """What the pieces of a row, or of many, clearly say of money, from the left."""
    return [amount.ore for text in texts for amount in exact_amounts(text)]


def spaced_amount(text: str) -> Ore | None:
    """An amount whose decimal point was lost ("4 24" → 4.24), when that is all there is."""
    match = re.fullmatch(r"\s*(-?)(\d{1,5})\s+(\d{2})\s*", digits_mended(text))
    if match is None:
        return None
    ore = int(match[2]) * 100 + int(match[3])
    return -ore if match[1] else ore


def _amount(match: re.Match[str], text: str) -> Amount | None:
    whole = re.sub(r"\D", "", match["whole"])
    cents = match["cents"]
    exact = any(match[name] is not None for name in ("cents", "tenths", "dash"))
    grouped = not match["whole"].isdigit()
    marked = any(match[name] for name in ("before", "after_minus", "mark"))
    if not exact and (len(whole) > 7 or (len(whole) > 1 and whole[0] == "0")):
        return None
    if grouped and not exact and not marked and not re.fullmatch(r"\d{1,3}(?: \d{3})+", match["whole"]):
        return None  # "1.234" may be a weight
    if match["point"] == ":" and len(whole) <= 2 and _is_time(whole, cents, text, match.end("cents")):
        return None
    ore = int(whole or 0) * 100 + int(cents or 0) + 10 * int(match["tenths"] or 0)
    if ore > AMOUNT_ORE_MAX:
        return None
    negative = bool(match["minus"]) or bool(match["minus_after"])
    return Amount(-ore if negative else ore, match.start("whole"), match.end(), exact, marked)


def _is_time(hours: str, minutes: str | None, text: str, end: int) -> bool:
    """ "14:30" is a time, unless a currency follows; 61 minutes are money."""
    if minutes is None or int(hours) > 23 or int(minutes) > 59:
        return False
    return re.match(r"\s*(?:kr|sek)", text[end:], re.IGNORECASE) is None
