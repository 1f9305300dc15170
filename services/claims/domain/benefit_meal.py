"""Benefit of meals (*kostförmån*): free meals that payroll values and taxes; told here with no amount of its own."""

from dataclasses import dataclass
from typing import Literal

from services.claims.domain.line import PaidLine, Reason
from services.claims.domain.rates import Meal
from services.claims.domain.trip import Trip, calendar_days, meals_on
from shared.text import Text


@dataclass(frozen=True, kw_only=True)
class BenefitMeal(PaidLine):
    """A meal that the employer gave; the amount is always 0 öre here."""

    kind: Literal["benefit_meal"] = "benefit_meal"
    meal: Meal


def benefit_meals(trip: Trip) -> tuple[BenefitMeal, ...]:
    """One line for each meal provided during the trip, also where no per diem is paid: the meal was free all the same."""
    return tuple(
        BenefitMeal(
            date=day,
            meal=answer.meal,
            amount_ore=0,
            tax_free_ore=0,
            taxable_ore=0,
            reasons=(Reason(Text("rule.benefit_meal", {"meal": f"rule.meal.{answer.meal}", "date": day.isoformat()})),),
            source=Text("rule.source.benefit-meal"),
        )
        for day in calendar_days(trip)
        for answer in meals_on(trip, day)
        if answer.kind == "provided"
    )
