"""Kronor and öre parted by a colon ("37:00"), the old Swedish way: told from times by what else the receipt prints."""

import re
from dataclasses import replace

from ..values import Row
from .dates import dates_in
from .lettering import folded
from .times import names_a_time

_WITH_COLON = re.compile(r"(?<![\d:.,])(?P<whole>\d{1,3}(?: \d{3})+|\d{1,6}):(?P<part>\d\d)(?![\d:.,])")
_WITH_MARK = re.compile(r"\d[.,]\d\d(?!\d|[.,:/-]\d)")
SURE_MIN = 2
"""So many amounts that can be no times show how the receipt writes its money."""


def with_decimal_commas(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """The rows with "37:00" as "37,00" where the receipt writes all its amounts so; other rows and receipts as they are."""
    texts = [text for row in rows for text in row.texts]
    sure = sum(_is_no_time(match) for text in texts for match in _WITH_COLON.finditer(text))
    if sure < SURE_MIN or sure <= sum(len(_WITH_MARK.findall(text)) for text in texts):
        return rows
    return tuple(_rewritten(row) if _may_be_money(row) else row for row in rows)


def _is_no_time(match: re.Match[str]) -> bool:
    return int(match["whole"].replace(" ", "")) > 23 or int(match["part"]) > 59


def _may_be_money(row: Row) -> bool:
    if any(_is_no_time(match) for text in row.texts for match in _WITH_COLON.finditer(text)):
        return True
    plain = folded(row.text)
    return any(char.isalpha() for char in plain) and not names_a_time(plain) and not dates_in(row.text, six_digits=True)


def _rewritten(row: Row) -> Row:
    return replace(row, texts=tuple(_WITH_COLON.sub(r"\g<whole>,\g<part>", text) for text in row.texts))
