"""How meals lower a day's amount, and how that is told."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from services.claims.domain.derivation import Figure, step, unrounded_ore
from services.claims.domain.line import Reason, row
from services.claims.domain.rates import Dated, Meal, MealShares
from services.claims.domain.trip import MealAnswer, MealKind
from shared.money import Ore
from shared.text import Text

REDUCTIONS_MAX = 4096
"""Days alike are worked out once: those of one trip are, and nearly all of a year's claims."""


@dataclass(frozen=True)
class Reduction:
    """What a day's meals take off its amount, as a positive amount; the row is negative, the facts name the meals."""

    meals: tuple[Meal, ...]
    amount_ore: Ore
    rows: tuple[Reason, ...]
    facts: tuple[Reason, ...]


NO_MEALS = Reduction((), 0, (), ())


def reduction(base_ore: Ore, answers: Sequence[MealAnswer], shares: MealShares, rate: Dated, series: str) -> Reduction:
    """The meals' shares together of the day's amount, whole kronor, half up. `rate` tells where the shares are published.

    Rounded once a day, not once a meal: the share is of the day's amount. Source: SKV A 2025:5.
    """
    if not answers:
        return NO_MEALS
    return _reduction(base_ore, tuple([(answer.meal, answer.kind) for answer in answers]), shares, rate, series)


@lru_cache(maxsize=REDUCTIONS_MAX)
def _reduction(
    base_ore: Ore, told: tuple[tuple[Meal, MealKind], ...], shares: MealShares, rate: Dated, series: str
) -> Reduction:
    meals = tuple(meal for meal, _ in told)
    together = shares.of(meals)
    taken = step("less_share", Figure(base_ore, "ore"), rate.figure(series, together, "per_mille"))
    exact_ore, taken_ore = unrounded_ore(taken), -taken.result_ore
    text = Text(
        "rule.meal.row.rounded" if exact_ore != taken_ore else "rule.meal.row",
        {"share": together, "base": base_ore, "exact": exact_ore, "taken": taken_ore},
    )
    facts = tuple(Reason(Text(f"rule.meal.{meal}.{kind}", {"share": shares.of((meal,))})) for meal, kind in told)
    return Reduction(meals, taken_ore, (row(text, taken),), facts)
