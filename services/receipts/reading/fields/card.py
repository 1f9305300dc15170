"""The card that paid: the names of cards, and the last four digits behind the stars."""

import re
import unicodedata
from difflib import SequenceMatcher

from ..values import Found, Row, clearness
from .lettering import folded, word_list

_MASK = r"*x•·#●.※★\u4e00-\u9fff"  # stars, and what stars are read as: also letters of other scripts
_MASKED = re.compile(rf"(?<![{_MASK}])[{_MASK}](?:[\s\-]*[{_MASK}])+[\s\-]*(\d{{4}})(?!\d)", re.IGNORECASE)
_STAR = re.compile(r"(?<![\w*])[*#x]\s?(\d{4})(?![\d.,])", re.IGNORECASE)
"""One star: enough where a card is named."""
_DOTS = re.compile(r"(?:\.{2,}|…)\s?(\d{4})(?![\d.,])|(?<=\s)\.(\d{4})(?![\d.,])")
"""Dots for stars, where a card is named: "Visa … 0241", "VISA .8373"."""
_ENDING = re.compile(
    r"(?:ending(?: in| with)?|ends(?: in| with)?|slutar pa|slutter pa|ender pa|loppuu|paattyy|"
    r"endet auf|endend auf|endung)\W{0,3}(\d{4})(?!\d)"
)
_BEHIND_NAME = re.compile(r"^\W{0,2}(\d{4})(?![\d.,])")
"""Right behind the card's name: "Visa5929"."""
_BEFORE_BRAND = re.compile(r"^\W*(\d{4})\s+[a-z]", re.IGNORECASE)
"""The digits went on to the next row, where the card is named behind them."""
_BRAND = word_list(
    """
    visa debit, visa business, visa, debit mastercard, mastercard debit, mastercard, master card, amex, american
    express, maestro, eurocard, diners, electron, dankort, bankaxept, girocard, v pay, first card
    """
)
_LONG_BRANDS = ("mastercard", "eurocard", "maestro", "dankort", "girocard", "bankaxept")
ALIKE_MIN = 0.8
"""Of a word's letters that must be those of a card's name: "Mastercand", "Eurecard"."""
_CARD = word_list(
    """
    debit, kort, kortnr, kortnummer, card, card no, card number, pan, bankkort, kontokort, kreditkort, betalkort,
    credit card, mc, kortti, korttinro, kartennr, karte, kredittkort
    """
)
_LAST_FOUR = re.compile(r"(?:^|[^\d.,:/-])(\d{4})\s*$")
_NOT_CARD = word_list(
    """
    term, terminal, terminal id, ref, aid, auth, kvitto, kvittonr, appr, trace, tid, medlem, member, bonus,
    kontrollenhet, batch, org, tel, bax, psn, tvr, tsi, arc
    """
)


def brand_in(text: str) -> int | None:
    """Where a card's name ends in the text, misread letters allowed; None where no card is named."""
    plain = folded(text)
    if match := _BRAND.search(plain):
        return min(match.end(), len(text))
    for word in re.finditer(r"[a-z]{6,}", plain):
        if any(SequenceMatcher(None, word.group(), brand).ratio() >= ALIKE_MIN for brand in _LONG_BRANDS):
            return min(word.end(), len(text))
    return None


def find_last4(rows: tuple[Row, ...]) -> Found[str] | None:
    """Last four digits of the card: behind stars, or last on a row that names a card. None: cash, or not printed."""
    best: Found[str] | None = None
    best_weight = 0.0
    named = [brand_in(row.text) is not None or _CARD.search(folded(row.text)) is not None for row in rows]
    for number, row in enumerate(rows):
        text = unicodedata.normalize("NFKC", " ".join(row.texts))
        card = named[number]
        near_card = card or any(named[each] for each in (number - 1, number + 1) if 0 <= each < len(rows))
        if _NOT_CARD.search(folded(text)) and not card:
            continue
        masked = _behind_stars(text, card, near_card)
        if masked is None and number and brand_in(text) is not None and named[number - 1]:
            before = _BEFORE_BRAND.match(text)
            masked = before[1] if before else None
        if masked is not None:
            digits, box, score = masked, row.boxes[-1], row.scores[-1]
        elif card and (last := _LAST_FOUR.search(row.texts[-1])):
            digits, box, score = last[1], row.boxes[-1], row.scores[-1]
        elif near_card and len(row.texts) == 1 and re.fullmatch(r"\W*\d{4}\W*", text):
            digits, box, score = re.sub(r"\D", "", text), row.box, row.score
        else:
            continue
        evidence = {
            "stars-before": float(masked is not None),
            "card-beside": float(card),
            "card-near": float(near_card),
            "clear-print": clearness(score),
        }
        weight = 1.0 * (masked is not None) + 0.6 * card + 0.3 * near_card + 0.5 * score
        if weight > best_weight:
            best, best_weight = Found(digits, box=box, evidence=evidence), weight
    return best


def _behind_stars(text: str, card: bool, near_card: bool) -> str | None:
    """Digits behind stars or what stands for them; `card`: the row names one, `near_card`: it or the next one does."""
    if match := _ENDING.search(folded(text)):
        return match[1]
    if (match := _MASKED.search(text)) and (near_card or not _GOES_ON.match(text, match.end())):
        return match[1]
    if near_card and (match := _STAR.search(text) or _DOTS.search(text)):
        return next(group for group in match.groups() if group)
    ends = brand_in(text) if card else None
    behind = _BEHIND_NAME.match(text[ends:]) if ends is not None else None
    return behind[1] if behind else None


_GOES_ON = re.compile(r"\s+[^\W\d]{2}")
"""A word behind the digits: a postcode and its town behind a dot."""
