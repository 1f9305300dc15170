"""The merchant's name: a row that reads like a name and stands where names stand, large, high up, or above an address."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..values import Found, Row, around, clearness
from .amounts import exact_amounts
from .dates import dates_in
from .lettering import folded, letters_count
from .merchant_words import (
    COMPANY,
    DOCUMENT,
    MONTH_ALONE,
    NOT_NAME,
    NUMBERS,
    PAGE,
    REGISTRATION,
    ROUTE,
    SITE,
    STATION,
    STREET,
    TRADE,
    ZIP,
)

HEAD_ROWS, FOOT_ROWS = 9, 9
JOINED_LETTERS_MAX = 60
NAME_ROWS_MAX = 3
OWN_NAME_LETTERS = 4

_STRAY = " *-–_.,:;|#=~'\"«»<>·•"
_HOUSE_NUMBER = re.compile(r"\d{1,4}[a-z]? [a-z]")
_RUNNING_NUMBER = re.compile(r"^\d{4,}\s+(?=[^\W\d])")


@dataclass(frozen=True)
class _Seen:
    """A row as a name: its weight, and what it consists of."""

    number: int
    weight: float
    marks: Mapping[str, float]


def find_merchant(printed: tuple[Row, ...]) -> Found[str] | None:
    """Name as printed, without a registration number behind it. A name that goes on in the next row is joined."""
    rows = tuple(part for row in printed for part in _parted(row))
    heights = sorted(row.height for row in rows if row.height > 0)
    usual = heights[len(heights) // 2] if heights else 0.0
    plain = [folded(row.text) for row in rows]
    cities = {match["city"].strip() for text in plain for match in ZIP.finditer(text) if match["city"]}
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
        "company": float(COMPANY.search(folded(name)) is not None),
        "first-row": float(first == 0),
        "clear-print": clearness(min(row.score for row in rows[first : last + 1])),
        "short": float(letters_count(name) < 4),
    }
    box = around(tuple(box for row in rows[first : last + 1] for box in row.boxes))
    other = _joined(rows, rival.number)[0] if rival and rival.weight > best.weight - RIVAL_LEAD_MAX else None
    return Found(name, box=box, evidence=evidence, other=other or None)


def _parted(row: Row) -> tuple[Row, ...]:
    """The foot of an invoice says name, street and telephone in one row of columns: each column is a row by itself then.

    So is what somebody has asked beside the name, with a pen: "Privat?".
    """
    kept = [index for index, text in enumerate(row.texts) if not PAGE.fullmatch(folded(text))]
    if 0 < len(kept) < len(row.texts):
        row = _columns(row, kept)
    plain = [folded(text) for text in row.texts]
    named = any(COMPANY.search(text) and not any(char.isdigit() for char in text) for text in plain)
    beside_name = any(_is_address(text) or NUMBERS.match(text) for text in plain)
    if len(plain) < 2 or not ((named and beside_name) or any(text.endswith("?") for text in plain)):
        return (row,)
    return tuple(_columns(row, [index]) for index in range(len(row.texts)))


def _columns(row: Row, kept: Sequence[int]) -> Row:
    """The row with these pieces only."""
    return Row(
        texts=tuple(row.texts[index] for index in kept),
        scores=tuple(row.scores[index] for index in kept),
        boxes=tuple(row.boxes[index] for index in kept),
        height=row.height,
    )


NOT_NAME_SHARE = 0.3
"""Of the weight of a row with words of something else: better than nothing."""
UNREADABLE_SCORE = 0.55
CLEAR_SCORE = 0.9
"""Of the engine, for print without faults; a fold or a picture of letters scores less."""
RIVAL_LEAD_MAX = 0.3
"""A row that is this near behind is offered as the other name."""


def _seen(rows: tuple[Row, ...], plain: list[str], number: int, usual_height: float, cities: set[str]) -> _Seen:
    row = rows[number]
    text = _cleaned(" ".join(row.texts))
    name = folded(text)
    if _cannot_be(text, name, row, plain[number], cities):
        return _Seen(number, 0.0, {})
    marks = {
        "large-print": bool(usual_height) and row.height > 1.25 * usual_height,
        "above-address": _stands_above_address(plain[number + 1 : number + 3]),
        "said-again": _said_again(name, plain, number),
    }
    company = COMPANY.search(name) is not None
    if number >= HEAD_ROWS and not company and not (marks["said-again"] and marks["above-address"]):
        return _Seen(number, 0.0, {})  # thanks, terms and advertisements stand at the foot
    next_is_address = bool(plain[number + 1 : number + 2]) and _is_address(plain[number + 1])
    if (
        number and next_is_address and not company and not TRADE.search(name) and _HOUSE_NUMBER.match(name)
    ):  # a street that its ending does not tell
        return _Seen(number, 0.0, {})
    weight = (
        _for(name, number, company, marks)
        + 0.25 * next_is_address
        - _against(text, name, row, number, company, cities, plain)
    )
    weight *= 0.5 + 0.5 * min(1.0, row.score / CLEAR_SCORE)
    if _is_not_name(name):
        weight = NOT_NAME_SHARE * (weight - 0.6)
    return _Seen(number, max(weight, 0.0), {mark: float(there) for mark, there in marks.items()})


def _cannot_be(text: str, name: str, row: Row, plain: str, cities: set[str]) -> bool:
    """Too few letters, unreadable, a city, an address, a telephone number, the kind of document, or letters of a keyboard."""
    letters = letters_count(text)
    if (
        letters < 3
        or letters < sum(char.isdigit() for char in text)
        or row.score < UNREADABLE_SCORE
        or _is_clutter(row)
        or text.endswith("?")
        or _is_label_with_number(row)
    ):
        return True
    if any(one.fullmatch(name) for one in (NOT_NAME, DOCUMENT, MONTH_ALONE, STATION)) or NUMBERS.match(plain):
        return True
    return name in cities or _is_address(name)


def _for(name: str, number: int, company: bool, marks: Mapping[str, bool]) -> float:
    """What speaks for the row as a name; the higher it stands, the more."""
    in_head = number < HEAD_ROWS
    weight = 1.0 - 0.14 * number if in_head else 0.15
    weight += (0.4 if in_head else 0.6) * company
    weight += 0.25 * marks["large-print"] + 0.05 * marks["above-address"] + 0.2 * marks["said-again"]
    is_trade = TRADE.search(name) is not None and not any(char.isdigit() for char in name)
    return weight + 0.15 * is_trade


def _against(text: str, name: str, row: Row, number: int, company: bool, cities: set[str], plain: list[str]) -> float:
    """What speaks against it: words of other rows, columns, amounts, what looks like a town below an address."""
    below_address = not cities and number > 0 and _is_address(plain[number - 1])
    like_a_town = below_address and not company and letters_count(text) < 16 and " " not in name
    weight = 0.6 * like_a_town + 0.5 * (":" in text and not company)
    documents = len(row.texts) > 1 and any(DOCUMENT.fullmatch(folded(each)) for each in row.texts)
    weight += (
        0.3 * (len(row.texts) > 1 and number > 1)
        + 0.5 * documents
        + 0.6 * any(exact_amounts(each) for each in row.texts)
    )
    return weight + 0.4 * text.startswith("(")


def _stands_above_address(below: list[str]) -> bool:
    """The next row is an address or a number of the firm, or the one after when the next may belong to the name."""
    if not below:
        return False
    looked_at = below[:1] if _is_not_name(below[0]) else below
    return any(_is_address(one) or NUMBERS.search(one) for one in looked_at)


def _is_label_with_number(row: Row) -> bool:
    """ "Ref | 16101435": a column of labels with their numbers beside them."""
    digits = [sum(char.isdigit() for char in text) for text in row.texts]
    return len(row.texts) > 1 and any(
        count >= 3 and 2 * count > len(text) for count, text in zip(digits, row.texts, strict=True)
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
    return STREET.search(plain) is not None or ZIP.search(plain) is not None


def _is_not_name(plain: str) -> bool:
    if SITE.search(plain) and not COMPANY.search(plain):
        return True
    return (
        _is_address(plain)
        or bool(NUMBERS.search(plain) or NOT_NAME.search(plain) or ROUTE.match(plain))
        or bool(dates_in(plain))
    )


def _joined(rows: tuple[Row, ...], number: int) -> tuple[str, int, int]:
    """The name, its first row and its last: a name may begin above ("Popular Book / Co. Sdn Bhd") or go on below."""
    name, first, last = _cleaned(" ".join(rows[number].texts)), number, number
    if number and _is_ending(folded(name)):
        above = _cleaned(" ".join(rows[number - 1].texts))
        has_amounts = any(exact_amounts(text) for text in rows[number - 1].texts)
        if letters_count(above) >= 3 and not has_amounts and not _is_not_name(folded(above)):
            name, first = f"{above} {name}", number - 1
    while last + 1 < len(rows) and last - first < NAME_ROWS_MAX - 1 and _goes_on(name, rows[last + 1]):
        last += 1
        name = _cleaned(f"{name} {' '.join(rows[last].texts)}")
    return name, first, last


def _is_ending(plain: str) -> bool:
    """Nothing but a company's form and its trade: "Co. Sdn Bhd" below "Popular Book", "Markt GmbH" below a name."""
    if COMPANY.match(plain):
        return not plain.startswith("stiftelsen")  # whose name follows
    return COMPANY.search(plain) is not None and not letters_count(TRADE.sub("", COMPANY.sub("", plain)))


def _goes_on(name: str, following: Row) -> bool:
    """True when the name is cut off: an open bracket, a dangling &, or a next row that is just the company's ending."""
    text = _cleaned(" ".join(following.texts))
    plain = folded(text)
    if (
        NUMBERS.match(folded(following.text))
        or len(following.texts) > 1
        or len(name) + len(text) > JOINED_LETTERS_MAX
        or _is_not_name(plain)
    ):
        return False
    if name.count("(") > name.count(")") or name.endswith(("&", "/")):
        return True
    own_letters = letters_count(COMPANY.sub("", plain))  # a company of its own stands below the name of its shop
    ends_company = COMPANY.search(plain) is not None and len(text.split()) <= 3 and own_letters < OWN_NAME_LETTERS
    return ends_company and not COMPANY.search(folded(name))


def _cleaned(name: str) -> str:
    """Without the registration number behind it, a till's running number before it, and stray marks around."""
    bare = REGISTRATION.sub("", name).strip(_STRAY)
    return _RUNNING_NUMBER.sub("", bare).strip(_STRAY)
