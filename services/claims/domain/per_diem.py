"""Per diem (*traktamente*): the tax-free allowance for each day of a trip with a night."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from services.claims.domain.country import Place, place
from services.claims.domain.line import PaidLine, Reason
from services.claims.domain.meals import Reduction, reduction
from services.claims.domain.rates import SWEDEN, LongStayShares, Meal, RatePack
from services.claims.domain.trip import Assignment, DayPart, TravelDay, Trip, gives_per_diem, meals_on, travel_days
from shared.money import Ore, PerMille, whole_kronor
from shared.refusal import Refusal
from shared.text import Text

Stage = Literal["after_three_months", "after_two_years"]
WHOLE: PerMille = 1000


@dataclass(frozen=True, kw_only=True)
class PerDiem(PaidLine):
    """`base_ore` is the day's amount before `reduction_ore` for the meals; `stage` tells a long stay at one place."""

    kind: Literal["per_diem"] = "per_diem"
    country: str
    day: DayPart
    stage: Stage | None
    base_ore: Ore
    meals: tuple[Meal, ...]
    reduction_ore: Ore


def per_diems(trip: Trip, rates: RatePack) -> tuple[PerDiem, ...] | Refusal:
    """One line for each calendar day, none when the trip has no night or is not more than 50 km away."""
    if not gives_per_diem(trip):
        return ()
    lines: list[PerDiem] = []
    for day in travel_days(trip):
        there = place(trip, day.date, rates)
        if isinstance(there, Refusal):
            return there
        lines.append(_per_diem(trip, day, there, rates))
    return tuple(lines)


def stage_on(day: date, assignment: Assignment | None) -> Stage | None:
    """How long the stay at one place has been: lower from the same day number three or 24 months later. Source: IL 12:21-22."""
    if assignment is None:
        return None
    if day >= stage_begins(assignment, "after_two_years"):
        return "after_two_years"
    return "after_three_months" if day >= stage_begins(assignment, "after_three_months") else None


def stage_begins(assignment: Assignment, stage: Stage) -> date:
    months = 24 if stage == "after_two_years" else 3
    return _months_later(assignment.since, months) + timedelta(days=assignment.extension_days)


def _months_later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _per_diem(trip: Trip, day: TravelDay, there: Place, rates: RatePack) -> PerDiem:
    stage = stage_on(day.date, trip.assignment)
    base_ore = base(there.rate.whole_day_ore, day.part, stage, rates.long_stay)
    shares = rates.meals_domestic if there.country == SWEDEN else rates.meals_foreign
    lowered = reduction(base_ore, meals_on(trip, day.date), shares)
    amount_ore = base_ore - lowered.amount_ore
    return PerDiem(
        date=day.date,
        country=there.country,
        day=day.part,
        stage=stage,
        base_ore=base_ore,
        meals=lowered.meals,
        reduction_ore=lowered.amount_ore,
        amount_ore=amount_ore,
        tax_free_ore=amount_ore,
        taxable_ore=0,
        reasons=_reasons(trip, day, there, stage, base_ore, lowered, rates.long_stay),
        source=_source(there.country, day.date),
    )


def base(whole_day_ore: Ore, part: DayPart, stage: Stage | None, long_stay: LongStayShares) -> Ore:
    """The day's amount before meals: halved on a half day, lowered after a long stay, rounded once to whole kronor, half up."""
    return whole_kronor(whole_day_ore * _stage_share(stage, long_stay), WHOLE * (2 if part == "half" else 1))


def _stage_share(stage: Stage | None, long_stay: LongStayShares) -> PerMille:
    if stage is None:
        return WHOLE
    return long_stay.after_two_years if stage == "after_two_years" else long_stay.after_three_months


def _reasons(
    trip: Trip,
    day: TravelDay,
    there: Place,
    stage: Stage | None,
    base_ore: Ore,
    lowered: Reduction,
    long_stay: LongStayShares,
) -> tuple[Reason, ...]:
    row = Text(
        f"rule.per_diem.{day.part}.long-stay-row" if stage else f"rule.per_diem.{day.part}.row",
        {
            "country": f"country.{there.country}",
            "year": day.date.year,
            "whole_day": there.rate.whole_day_ore,
            "share": _stage_share(stage, long_stay),
        },
    )
    facts = [*day.why, *there.why]
    if stage is not None and trip.assignment is not None:
        parameters = {
            "since": trip.assignment.since.isoformat(),
            "from": stage_begins(trip.assignment, stage).isoformat(),
        }
        facts.append(Text(f"rule.per_diem.{stage}", parameters))
    facts += _ticket_meals(trip, day.date)
    facts.append(Text("rule.per_diem.night-away"))
    if not there.rate.verified:
        facts.append(Text("rule.rate.preliminary"))
    return (Reason(row, base_ore), *lowered.reasons, *(Reason(fact) for fact in facts))


def _ticket_meals(trip: Trip, day: date) -> list[Text]:
    on_ticket = sorted(
        {answer.meal for answer in trip.meals if answer.date == day and answer.kind == "transport_included"}
    )
    return [Text("rule.meal.on-ticket", {"meal": f"rule.meal.{meal}"}) for meal in on_ticket]


def _source(country: str, day: date) -> Text:
    return Text(f"rule.source.{'per-diem' if country == SWEDEN else 'per-diem-abroad'}", {"year": day.year})
