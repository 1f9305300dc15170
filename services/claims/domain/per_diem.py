"""Per diem (*traktamente*): the tax-free allowance for each day of a trip with a night."""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from services.claims.domain.country import Place, place
from services.claims.domain.derivation import HALF, Figure, Step, step, unrounded_ore
from services.claims.domain.line import PaidLine, Reason, pay, row, with_sources
from services.claims.domain.meals import Reduction, reduction
from services.claims.domain.rates import SWEDEN, Agreement, LongStayShares, Meal, RatePack, in_force, rate_missing
from services.claims.domain.trip import Assignment, DayPart, TravelDay, Trip, gives_per_diem, meals_on, travel_days
from shared.money import Ore, PerMille
from shared.refusal import Parameter, Refusal
from shared.text import Text

Stage = Literal["after_three_months", "after_two_years"]
BASES_MAX = 4096
"""Days alike are worked out once: those of one trip are, and nearly all of a year's claims."""
NIGHT_AWAY = Text("rule.per_diem.night-away")
BY_AGREEMENT = "rule.by-agreement"


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


def per_diems(trip: Trip, agreement: Agreement | None, rates: RatePack) -> tuple[PerDiem, ...] | Refusal:
    """One line for each calendar day, none when the trip has no night or is not more than 50 km away.

    The whole-day amount of the day's own date, halved on a half day and lowered after a long stay, rounded once to whole kronor, half
    up; then less the meals. Source: SKV 354, SKV A 2025:5.
    """
    if not gives_per_diem(trip):
        return ()
    lines: list[PerDiem] = []
    for day in travel_days(trip):
        there = place(trip, day.date, rates)
        if isinstance(there, Refusal):
            return there
        line = _per_diem(trip, day, there, agreement, rates)
        if isinstance(line, Refusal):
            return line
        lines.append(line)
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


def share_left(stage: Stage, long_stay: LongStayShares) -> PerMille:
    return long_stay.after_two_years if stage == "after_two_years" else long_stay.after_three_months


def _months_later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _per_diem(
    trip: Trip, day: TravelDay, there: Place, agreement: Agreement | None, rates: RatePack
) -> PerDiem | Refusal:
    is_swedish = there.country == SWEDEN
    shares = in_force(rates.meals_domestic if is_swedish else rates.meals_foreign, day.date)
    long_stay = in_force(rates.long_stay, day.date)
    if shares is None or long_stay is None:
        return rate_missing("trip", day.date, there.country)
    agreed = agreed_whole_day(there, day.date, agreement)
    if isinstance(agreed, Refusal):
        return agreed
    stage = stage_on(day.date, trip.assignment)
    lowered_by = (*_stage_share(stage, long_stay), *((HALF,) if day.part == "half" else ()))
    answers = meals_on(trip, day.date)

    series = "meals_domestic" if is_swedish else "meals_foreign"

    def worked_out(whole_day: Figure, of: str) -> tuple[Step, Reduction, tuple[Reason, ...]]:
        base, told = _base(whole_day, lowered_by, day.part, of, day.date.year)
        lowered = reduction(base.result_ore, answers, shares, shares, series)
        return base, lowered, (told, *lowered.rows)

    base, lowered, rows = worked_out(there.rate.whole_day, f"country.{there.country}")
    paid = pay(rows)
    if agreed:
        base, lowered, agreed_rows = worked_out(agreed, BY_AGREEMENT)
        paid = pay(rows, agreed_rows)
    facts = (*day.why, *there.why, *_long_stay(day.date, trip.assignment), *_ticket_meals(trip, day.date), NIGHT_AWAY)
    return PerDiem(
        date=day.date,
        country=there.country,
        day=day.part,
        stage=stage,
        base_ore=base.result_ore,
        meals=lowered.meals,
        reduction_ore=lowered.amount_ore,
        amount_ore=paid.amount_ore,
        tax_free_ore=paid.tax_free_ore,
        taxable_ore=paid.taxable_ore,
        rows_above=paid.rows_above,
        reasons=with_sources((*paid.rows, *lowered.facts, *map(Reason, facts))),
        source=_source(there.country, day.date),
    )


def agreed_whole_day(there: Place, day: date, agreement: Agreement | None) -> Figure | Refusal | None:
    """What the agreement pays for a whole day in Sweden; None where it leaves the state's amount alone."""
    if agreement is None or not agreement.per_diem or there.country != SWEDEN:
        return None
    agreed = in_force(agreement.per_diem, day)
    if agreed is None:
        return rate_missing("trip", day, agreement.id)
    return agreed.figure("agreed_per_diem", agreed.whole_day_ore, "ore")


def _stage_share(stage: Stage | None, long_stay: LongStayShares) -> tuple[Figure, ...]:
    if stage is None:
        return ()
    return (long_stay.figure("long_stay", share_left(stage, long_stay), "per_mille"),)


@lru_cache(maxsize=BASES_MAX)
def _base(whole_day: Figure, lowered_by: tuple[Figure, ...], part: DayPart, of: str, year: int) -> tuple[Step, Reason]:
    """The day's amount before meals, and how it is told."""
    base = step("share", whole_day, *lowered_by) if lowered_by else step("amount", whole_day)
    exact_ore = unrounded_ore(base)
    share = next((figure.value for figure in lowered_by if figure.series == "long_stay"), None)
    kind = "row" if share is None else "long-stay-row"
    rounded = ".rounded" if exact_ore != base.result_ore else ""
    parameters: Mapping[str, Parameter] = {
        "country": of,
        "year": year,
        "whole_day": whole_day.value,
        "share": share,
        "exact": exact_ore,
        "base": base.result_ore,
    }
    return base, row(Text(f"rule.per_diem.{part}.{kind}{rounded}", parameters), base)


def _long_stay(day: date, assignment: Assignment | None) -> tuple[Text, ...]:
    """Since when the stay lowers the day, and what has put that off; also of a day that is whole only because it was put off."""
    if assignment is None:
        return ()
    told: list[Text] = []
    if stage := stage_on(day, assignment):
        since, begins = assignment.since.isoformat(), stage_begins(assignment, stage).isoformat()
        told.append(Text(f"rule.per_diem.{stage}", {"since": since, "from": begins}))
    at_once = Assignment(assignment.since)
    due = stage_on(day, at_once)
    if due and assignment.extension_days:
        moved = {"due": stage_begins(at_once, due).isoformat(), "from": stage_begins(assignment, due).isoformat()}
        told.append(Text(f"rule.per_diem.{due}.put-off", {"count": assignment.extension_days, **moved}))
    return tuple(told)


def _ticket_meals(trip: Trip, day: date) -> list[Text]:
    on_ticket = sorted(
        {answer.meal for answer in trip.meals if answer.date == day and answer.kind == "transport_included"}
    )
    return [Text("rule.meal.on-ticket", {"meal": f"rule.meal.{meal}"}) for meal in on_ticket]


def _source(country: str, day: date) -> Text:
    return Text(f"rule.source.{'per-diem' if country == SWEDEN else 'per-diem-abroad'}", {"year": day.year})
