"""What a person need not tell again: where a trip usually goes, what is given on it, how its nights are paid, and what it was for."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from services.claims.domain.amounts import complete_trip
from services.claims.domain.draft import DayMeals, MealGiven, TripPlan
from services.claims.domain.drives import place_key
from services.claims.domain.trip import PaidBy, days

ONCE_CHARACTERS_MAX = 24
"""As much as fits beside another proposal on a phone. What took more words to say was about that one day."""


@dataclass(frozen=True)
class UsualMeals:
    """The meals of a day; `none`: not given."""

    breakfast: MealGiven
    lunch: MealGiven
    dinner: MealGiven


@dataclass(frozen=True)
class UsualTrip:
    """By the day's place in the trip; `paid_by` None where the nights were not paid alike."""

    first: UsualMeals
    between: UsualMeals
    last: UsualMeals
    paid_by: PaidBy | None


def usual_trip(plans: Iterable[TripPlan]) -> UsualTrip | None:
    """From the trip that ended last of those with a per diem of which each day is answered."""
    told = [one for plan in plans if (one := _told(plan))]
    return max(told, key=lambda one: one[0])[1] if told else None


def known_trips(plans: Iterable[TripPlan], limit: int) -> tuple[TripPlan, ...]:
    """The latest trip to each place, without its meals and nights; the places travelled to most often first, of equals the latest."""
    whole = [one for one in plans if one.destination.strip() and complete_trip(one)]
    whole.sort(key=lambda one: one.end, reverse=True)  # type: ignore[arg-type, return-value]
    times = Counter(place_key(one.destination) for one in whole)
    latest = {place_key(one.destination): one for one in reversed(whole)}
    often = (latest[place] for place, _ in times.most_common(limit))
    return tuple(replace(one, destination=one.destination.strip(), meals=(), nights=()) for one in often)


def usual_purposes(said: Iterable[str], limit: int) -> tuple[str, ...]:
    """What is given as purpose (*ändamål*) again and again, most often first, then what was said once in few words.

    `said` is the latest first; of several spellings the latest is proposed.
    """
    spelt: dict[str, str] = {}
    times = Counter(key for one in said if (key := place_key(one)) and spelt.setdefault(key, one.strip()))
    usual = (spelt[key] for key, count in times.most_common() if count > 1 or len(key) <= ONCE_CHARACTERS_MAX)
    return tuple(usual)[:limit]


def _told(plan: TripPlan) -> tuple[datetime, UsualTrip] | None:
    trip = complete_trip(plan)
    if trip is None or plan.end is None:
        return None
    asked, answers = days(trip), {meals.date: meals for meals in plan.meals if meals.is_answered}
    if not asked.days or any(day not in answers for day in asked.days):
        return None
    first, *between, last = (_meals(answers[day]) for day in asked.days)
    # A trip over one night has no day between: its morning was the last day's, the rest of the day the first day's.
    usually = between[-1] if between else UsualMeals(last.breakfast, first.lunch, first.dinner)
    paid = {night.paid_by for night in plan.nights if night.night_of in asked.nights}
    return plan.end, UsualTrip(first, usually, last, paid.pop() if len(paid) == 1 else None)


def _meals(day: DayMeals) -> UsualMeals:
    return UsualMeals(day.breakfast or "none", day.lunch or "none", day.dinner or "none")
