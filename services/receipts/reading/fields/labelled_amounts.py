"""Rows that say what an amount is: a label and its money, on the same row or just below."""

import re
from dataclasses import dataclass

from shared.money import Ore, round_half_up

from ..values import Box, Row
from .amounts import amounts, exact_amounts, ore_in, spaced_amount
from .labels import (
    CONVERTED,
    FINAL,
    PAID,
    QUANTITY,
    ROUNDING,
    SUBTOTAL,
    SUM,
    TOTAL,
    is_refund,
    role_of,
)
from .lettering import folded

WEIGHTS = {FINAL: 1.0, TOTAL: 0.85, PAID: 0.7, SUM: 0.65, SUBTOTAL: 0.2}
"""How strongly a label claims to be what was paid; the other roles only take part in sums."""
NEAR_ROWS_MAX = 2
"""Rows below a label on which its amount may stand."""
ROUNDING_ORE_MAX = 60
"""Rounding is to whole kronor at most: half a krona and a little for misprints."""


@dataclass(frozen=True)
class LabelledAmount:
    """A row that says what an amount is. `weight`: how strongly it claims to be what was paid."""

    role: str
    ore: Ore
    row: int
    weight: float
    box: Box | None
    score: float
    plain: str


def labelled_amounts(rows: tuple[Row, ...]) -> tuple[LabelledAmount, ...]:
    """Every labelled amount, in the order of the print."""
    found = []
    for number, row in enumerate(rows):
        plain = folded(" ".join(row.texts))
        role = None if CONVERTED.search(plain) else role_of(plain)
        if role is None:
            continue
        weight = WEIGHTS.get(role, 0.0)
        if role == TOTAL and QUANTITY.search(plain):
            weight = 0.3
        near = _amount_of(rows, number)
        if near is None:
            continue
        ore, box, score, penalty = near
        if role == PAID and penalty and _ends_in_card_number(row):
            continue
        if role == ROUNDING and abs(ore) > ROUNDING_ORE_MAX:
            role, weight = FINAL, WEIGHTS[FINAL] - penalty  # "Rounding 45,35" names the rounded sum
        if role in (TOTAL, SUM) and _is_tax_table(row):
            continue
        weight *= 0.6 + 0.4 * min(1.0, score / 0.97)
        if role == FINAL and is_refund(plain):
            ore = -abs(ore)
        found.append(
            LabelledAmount(role, ore, number, max(weight - penalty, 0.05) if weight else 0.0, box, score, plain)
        )
    return tuple(found)


def _ends_in_card_number(row: Row) -> bool:
    """ "Mastercard 7277": four digits without decimals are the card's."""
    return re.search(r"(?<![\d.,])\d{4,6}\W*$", row.texts[-1]) is not None


def _is_tax_table(row: Row) -> bool:
    """A row that sums up a table of tax: its two amounts are a net and the tax on it."""
    said = ore_in(row.texts)
    return (
        len(said) == 2
        and said[1] != 0
        and any(abs(round_half_up(said[0] * rate, 1000) - said[1]) <= 3 for rate in (60, 100, 120, 250))
    )


def _amount_of(rows: tuple[Row, ...], number: int) -> tuple[Ore, Box | None, float, float] | None:
    """The amount that belongs to a label: last on its row, else alone on a row below. The last figure is what is taken off its weight."""
    row = rows[number]
    here = _last_amount(row)
    if here is not None:
        return here
    for below in range(number + 1, min(number + 1 + NEAR_ROWS_MAX, len(rows))):
        plain = folded(" ".join(rows[below].texts))
        there = _last_amount(rows[below])
        if there is not None and role_of(plain) is None and sum(c.isalpha() for c in plain) <= 3:
            return there[0], there[1], there[2], 0.15 * (below - number) + there[3]
        if role_of(plain) is not None:
            break
    return None


def _last_amount(row: Row) -> tuple[Ore, Box | None, float, float] | None:
    for index in reversed(range(len(row.texts))):
        text = row.texts[index]
        exact = exact_amounts(text)
        if exact:
            return exact[-1].ore, row.boxes[index], row.scores[index], 0.0
        spaced = spaced_amount(text)
        if spaced is not None and index > 0:
            return spaced, row.boxes[index], row.scores[index], 0.2
        bare = [amount for amount in amounts(text) if amount.end == len(text.rstrip())]
        if bare and abs(bare[-1].ore) < 1_000_000_00 and index > 0 and not _is_cents(row, index):
            return bare[-1].ore, row.boxes[index], row.scores[index], 0.35
    parted = exact_amounts(" ".join(row.texts))
    return (parted[-1].ore, row.boxes[-1], row.score, 0.1) if parted else None


def _is_cents(row: Row, index: int) -> bool:
    """ "311," and "17" were found as two pieces."""
    return (
        re.fullmatch(r"\d\d", row.texts[index]) is not None and re.search(r"\d[.,]$", row.texts[index - 1]) is not None
    )
