"""Make a text fit what a receiver's character set can hold: the same replacements in every format, and no row lost for its text."""

import unicodedata
from collections.abc import Mapping

UNKNOWN = "?"

_REPLACEMENTS = {
    "€": "EUR", "…": "...", "§": "par.", "•": "-", "\u2044": "/",
    **dict.fromkeys("‐‑‒–—―−", "-"),
    **dict.fromkeys("“”„‟«»", '"'),
    **dict.fromkeys("‘’‚‛", "'"),
    "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "ħ": "h", "Ħ": "H", "ı": "i",
    "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ß": "ss", "þ": "th", "Þ": "Th",
}  # fmt: skip
REPLACEMENTS: Mapping[str, str] = _REPLACEMENTS
"""Used only where the character set lacks the character; letters that are a base letter with marks need no entry."""


def one_line(text: str) -> str:
    """NFC first (a phone may send a + U+030A), control characters as blanks, blanks collapsed and trimmed, invisible ones dropped."""
    composed = unicodedata.normalize("NFC", text)
    visible = ("" if unicodedata.category(character) == "Cf" else _blank(character) for character in composed)
    return " ".join("".join(visible).split())


def fit(text: str, encoding: str) -> str:
    """The text in one line and in the characters of `encoding`: kept, else replaced, else the base letter, else `?`."""
    return one_line("".join(_fit(character, encoding) for character in one_line(text)))


def lost(text: str, encoding: str) -> str:
    """The characters of the text of which only `?` is left in that encoding; they belong in the report of the export."""
    return "".join(
        character for character in one_line(text) if UNKNOWN in _fit(character, encoding) and character != UNKNOWN
    )


def shortened(text: str, length_max: int) -> str:
    """At most that many characters, without a blank at the end."""
    return text[:length_max].rstrip()


def holds(character: str, encoding: str) -> bool:
    """Whether a file in that encoding may hold the character. U+FFFE and U+FFFF are no characters, also in UTF-8."""
    if character in "\ufffe\uffff":
        return False
    try:
        character.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def _fit(character: str, encoding: str) -> str:
    if holds(character, encoding):
        return character
    if character in REPLACEMENTS:
        return REPLACEMENTS[character]
    base = [part for part in unicodedata.normalize("NFKD", character) if unicodedata.category(part)[0] != "M"]
    return "".join(part if holds(part, encoding) else REPLACEMENTS.get(part, UNKNOWN) for part in base)


def _blank(character: str) -> str:
    return " " if unicodedata.category(character) in ("Cc", "Zl", "Zp", "Zs") else character
