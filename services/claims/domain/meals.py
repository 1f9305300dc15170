"""How meals lower a day's amount, and how that is told."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.claims.domain.line import Reason
from services.claims.domain.rates import Meal, MealShares
from services.claims.domain.trip import MealAnswer
from shared.money import Ore, whole_kronor
from shared.text import Text


@dataclass(frozen=True)
class Reduction:
    """What a day's meals take off its amount, as a positive amount; the reasons' rows are negative and sum to it."""

    meals: tuple[Meal, ...]
    amount_ore: Ore
    reasons: tuple[Reason, ...]


def reduction(base_ore: Ore, answers: Sequence[MealAnswer], shares: MealShares) -> Reduction:
    """The sum of the meals' shares of the day's amount, whole kronor, half up. Source: SKV A 2025:5."""
    meals = tuple(answer.meal for answer in answers)
    # Rounded once a day, not once a meal: each row shows what its meal adds to the rounded sum, so that the rows add up.
    taken_ore = [_share_of(base_ore, meals[:count], shares) for count in range(len(meals) + 1)]
    rows = tuple(
        Reason(Text(f"rule.meal.{answer.meal}.{answer.kind}", {"share": shares.of([answer.meal])}), before - after)
        for answer, before, after in zip(answers, taken_ore, taken_ore[1:], strict=False)
    )
    together = Text("rule.meal.together", {"share": shares.of(meals), "base": base_ore})
    facts = (Reason(together),) if len(meals) > 1 else ()
    return Reduction(meals, taken_ore[-1], rows + facts)


def _share_of(base_ore: Ore, meals: Sequence[Meal], shares: MealShares) -> Ore:
    return whole_kronor(base_ore * shares.of(meals), 1000)
