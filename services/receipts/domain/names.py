"""Names of merchants as they are compared: a till prints, an engine misreads and a person types the same name differently."""

import re
import unicodedata
from collections import Counter

from shared.money import PerMille

ALIKE_PER_MILLE_MIN = 850
"""One wrong letter in seven still is the same name."""
EXACT_LETTERS_MAX = 5
"""A name this short has no letter to spare: ICA is not IKEA."""
ENDS_LETTERS = 4
"""Letters at each end by which similar names are found: of one misread letter in the whole name, one end is free."""
_COMPANY = re.compile(
    r"\b(?:ab|publ|hb|kb|ek ?for|aktiebolag|aktiebolaget|handelsbolag|as|asa|aps|oy|oyj|ltd|limited|inc|llc|gmbh|plc|bv|sarl)\b"
)
_MISREAD = str.maketrans({"0": "o", "1": "l", "i": "l", "5": "s", "8": "b"})


def name_key(name: str) -> str:
    """The name without case, accents, blanks, marks, the company's form, and without what engines confuse (0 o, 1 i l, 5 s, 8 b)."""
    plain = "".join(one for one in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(one))
    words = re.sub(r"[^\w]|_", " ", plain.replace("&", " ")).strip()
    without_form = " ".join(_COMPANY.sub(" ", words).split())
    return (without_form or words).replace(" ", "").translate(_MISREAD)


def alike(key: str, other: str) -> PerMille:
    """How alike two keys are: 1000 the same, 0 nothing in common or too different to be one name."""
    if key == other:
        return 1000
    longest = max(len(key), len(other))
    if min(len(key), len(other)) <= EXACT_LETTERS_MAX:
        return 0
    strays = longest - (Counter(key) & Counter(other)).total()
    if _likeness(strays, longest) < ALIKE_PER_MILLE_MIN:  # soon seen, and true of most names that have an end in common
        return 0
    found = _likeness(_distance(key, other), longest)
    return found if found >= ALIKE_PER_MILLE_MIN else 0


def letters_shared(key: str, other: str) -> PerMille:
    """Of the longer key's letters those that the other has too, in whatever order."""
    longest = max(len(key), len(other), 1)
    return 1000 * (Counter(key) & Counter(other)).total() // longest


def _likeness(wrong_count: int, letters_count: int) -> PerMille:
    return 1000 - 1000 * wrong_count // letters_count


def letters_alike(key: str) -> tuple[int, int]:
    """The fewest and the most letters that a key may have that is alike."""
    if len(key) <= EXACT_LETTERS_MAX:
        return len(key), len(key)
    return len(key) * ALIKE_PER_MILLE_MIN // 1000, len(key) * 1000 // ALIKE_PER_MILLE_MIN + 1


def _distance(left: str, right: str) -> int:
    """Letters to put in, take out or change until the one is the other (Levenshtein)."""
    above = list(range(len(right) + 1))
    for row, letter in enumerate(left, 1):
        line = [row]
        for column, other in enumerate(right, 1):
            line.append(min(above[column] + 1, line[column - 1] + 1, above[column - 1] + (letter != other)))
        above = line
    return above[-1]


def check_digit_is_right(organisation_number: str) -> bool:
    """A Swedish organisation number, `NNNNNN-NNNN`, whose last digit is the check digit of the others (ISO/IEC 7812-1 annex B)."""
    if not re.fullmatch(r"\d{6}-\d{4}", organisation_number, re.ASCII):
        return False
    total = 0
    for place, digit in enumerate(reversed(organisation_number.replace("-", ""))):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0
