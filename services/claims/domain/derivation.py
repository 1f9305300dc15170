"""The arithmetic of an amount as data: figures in, one operation, an amount out. Whoever has the steps can do the sum again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import prod
from typing import Literal, assert_never

from shared.money import Ore, round_half_up, whole_kronor

Unit = Literal["ore", "per_mille", "hm", "ore_per_km", "hundredths", "micro", "count"]
"""What a figure counts in: öre, thousandths, hectometres, öre per km, hundredths of any currency, millionths of a krona,
pieces."""

Operation = Literal["amount", "less", "difference", "share", "less_share", "proportion", "distance", "exchange"]
"""amount: the figure itself. share: an amount × shares, whole kronor, half up. distance: km × öre per km (× passengers), and
exchange: total × rate, whole öre, half up. difference: the first less the second. proportion: first × second / third, whole öre, half
up. less, less_share: the same, taken off."""

PER_MILLE = 1000
HECTOMETRES_PER_KM = 10
MICRO = 1_000_000


@dataclass(frozen=True)
class Figure:
    """A number of the sum. A rate tells its `series`, the day it holds from, who published it and whether that is confirmed.

    `source`: a text's id, or the words of who changed the rate. `note`: a text that says what there is to know of it, or empty.
    """

    value: int
    unit: Unit
    series: str | None = None
    valid_from: date | None = None
    source: str | None = None
    verified: bool = True
    note: str = ""


HALF = Figure(500, "per_mille", "half")


@dataclass(frozen=True)
class Step:
    """One operation on its figures, in the order in which they are multiplied."""

    op: Operation
    operands: tuple[Figure, ...]
    result_ore: Ore


def step(op: Operation, *operands: Figure) -> Step:
    """The operation done."""
    return Step(op, operands, _result_ore(op, operands))


def again(steps: Sequence[Step]) -> Ore:
    """The sum done again from the figures alone, trusting no result."""
    return sum(_result_ore(one.op, one.operands) for one in steps)


def unrounded_ore(of: Step) -> Ore:
    """What a share is before it is rounded to whole kronor, in whole öre; any other amount as it is."""
    if of.op not in ("share", "less_share"):
        return of.result_ore
    amount, *shares = [figure.value for figure in of.operands]
    return round_half_up(amount * prod(shares), PER_MILLE ** len(shares))


def _result_ore(op: Operation, operands: Sequence[Figure]) -> Ore:
    first, *others = [figure.value for figure in operands]
    match op:
        case "amount":
            return first
        case "less":
            return -first
        case "share":
            return whole_kronor(first * prod(others), PER_MILLE ** len(others))
        case "less_share":
            return -whole_kronor(first * prod(others), PER_MILLE ** len(others))
        case "difference":
            return first - others[0]
        case "proportion":
            return round_half_up(first * others[0], others[1])
        case "distance":
            return round_half_up(first * prod(others), HECTOMETRES_PER_KM)
        case "exchange":
            return round_half_up(first * prod(others), MICRO)
        case _:
            assert_never(op)
