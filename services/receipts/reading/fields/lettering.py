"""Text as it is compared: without case, accents and the usual misreadings of print."""

import re
import unicodedata

_SPECIAL = str.maketrans({"ø": "o", "æ": "a", "ß": "ss", "đ": "d", "ł": "l", "’": "'", "´": "'", "`": "'"})
_WORD_WITH_DIGITS = re.compile(r"[a-z0-9]*[a-z][a-z0-9]*")
_TALL_I = re.compile(r"(?<=[a-zåäöøæ])I(?![A-ZÅÄÖØÆ])")
"""A capital I behind a small letter is an l: "TotaI"."""
_DOTTED = re.compile(r"(?<![a-z.])[a-z]\.(?:[a-z]\.)+")
"""An abbreviation with a point behind each letter: "v.a.t."."""
_DIGIT_LIKE = str.maketrans({"O": "0", "o": "0", "Q": "0", "D": "0", "l": "1", "I": "1", "|": "1", "S": "5", "B": "8"})
_DOLLAR = re.compile(r"(?<![^\W_])S(?=\d{1,6}[.,]\d\d(?!\d))")
_NUMBER_LIKE = re.compile(r"(?<![^\W\d_])[0-9OolI|SBQD]+(?:[.,:/\-][0-9OolI|SBQD]+)*(?![^\W\d_])")


def folded(text: str) -> str:
    """Lower case, no accents (å → a), a nought inside a word read as o, single spaces: "0rg.nr  Örebro" → "org.nr orebro".

    An abbreviation loses its points: "V.A.T." → "vat".
    """
    plain = unicodedata.normalize("NFKD", _TALL_I.sub("l", text).casefold().translate(_SPECIAL))
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    plain = _WORD_WITH_DIGITS.sub(lambda match: _without_noughts(match.group()), plain)
    plain = _DOTTED.sub(lambda match: match.group().replace(".", ""), plain)
    return " ".join(plain.split())


def _without_noughts(word: str) -> str:
    if word[:2].isdigit():  # a number that ran into a word: "20jan"
        return word
    letters = sum(char.isalpha() for char in word)
    return word.replace("0", "o") if letters >= 2 and letters > sum(char.isdigit() for char in word) else word


def digits_mended(text: str) -> str:
    """Letters that stand for digits inside a number turned back ("2O26-O1-l6" → "2026-01-16"). Length is kept.

    An S before an amount is a misread dollar sign: "S348.78" → "$348.78".
    """
    text = _DOLLAR.sub("$", text)

    def mend(match: re.Match[str]) -> str:
        # What trails may be a unit or a tax code ("1,5l", "26.00S"); only a nought is mended there.
        token = match.group().rstrip("lI|SBD")
        rest = match.group()[len(token) :]
        digits = sum(char.isdigit() for char in token)
        letters = sum(char.isalpha() or char == "|" for char in token)
        return (token.translate(_DIGIT_LIKE) if digits >= 2 and digits > letters else token) + rest

    return _NUMBER_LIKE.sub(mend, text)


def letters_count(text: str) -> int:
    return sum(char.isalpha() for char in text)


def words(*alternatives: str) -> re.Pattern[str]:
    """A pattern for any of the words or phrases, as whole words; a blank in a phrase also stands for none, a dash or a point."""
    parts = [re.escape(each).replace(r"\ ", r"[\s.\-]*") for each in alternatives]
    return re.compile(r"(?<![a-z])(?:" + "|".join(parts) + r")(?![a-z])")


def word_list(text: str) -> re.Pattern[str]:
    """`words` of a list with commas."""
    return words(*(" ".join(each.split()) for each in text.split(",") if each.strip()))
