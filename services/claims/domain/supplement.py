"""Supplement (*lönetillägg*): the taxable pay that an agreement gives for Swedish days of travel."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from services.claims.domain.country import is_in_sweden
from services.claims.domain.derivation import step
from services.claims.domain.line import PaidLine, Reason, agreed_in, row, with_sources
from services.claims.domain.meals import reduction
from services.claims.domain.per_diem import PerDiem
from services.claims.domain.rates import SWEDEN, AgreedSupplement, Agreement, Meal, RatePack, in_force, rate_missing
from services.claims.domain.trip import TravelDay, Trip, elapsed, meals_on, nights, stockholm, travel_days
from shared.money import Ore
from shared.refusal import Refusal
from shared.text import Text

SHORT_DAY = timedelta(hours=6)
LONG_DAY = timedelta(hours=12)
TAXABLE = Text("rule.supplement.taxable")


@dataclass(frozen=True, kw_only=True)
class Supplement(PaidLine):
    """`base_ore` is the agreed amount before `reduction_ore` for the meals."""

    kind: Literal["supplement"] = "supplement"
    base_ore: Ore
    meals: tuple[Meal, ...]
    reduction_ore: Ore


def supplements(
    trip: Trip, per_diems: tuple[PerDiem, ...], agreement: Agreement | None, rates: RatePack
) -> tuple[Supplement, ...] | Refusal:
    """A line for each Swedish day of a trip with a per diem, or one for a trip without a night that was long enough."""
    if agreement is None or not agreement.supplement or not trip.over_50_km:
        return ()
    if not nights(trip):
        return _one_day(trip, agreement, rates)
    swedish = {line.date for line in per_diems if line.country == SWEDEN}
    lines: list[Supplement] = []
    for day in travel_days(trip):
        if day.date not in swedish:
            continue
        agreed = in_force(agreement.supplement, day.date)
        if agreed is None:
            return rate_missing("agreement", day.date, agreement.id)
        lines.append(_of_day(trip, day, agreed, agreement))
    return tuple(lines)


def _of_day(trip: Trip, day: TravelDay, agreed: AgreedSupplement, agreement: Agreement) -> Supplement:
    agreed_ore = agreed.half_day_ore if day.part == "half" else agreed.whole_day_ore
    base = step("amount", agreed.figure("supplement", agreed_ore, "ore"))
    lowered = reduction(agreed_ore, meals_on(trip, day.date), agreed.meals, agreed, "supplement_meals")
    amount_ore = agreed_ore - lowered.amount_ore
    text = Text(f"rule.supplement.{day.part}", {"amount": agreed_ore})
    facts = map(Reason, (*day.why, TAXABLE))
    return Supplement(
        date=day.date,
        base_ore=agreed_ore,
        meals=lowered.meals,
        reduction_ore=lowered.amount_ore,
        amount_ore=amount_ore,
        tax_free_ore=0,
        taxable_ore=amount_ore,
        reasons=with_sources((row(text, base), *lowered.rows, *lowered.facts, *facts)),
        source=agreed_in(agreement),
    )


def _one_day(trip: Trip, agreement: Agreement, rates: RatePack) -> tuple[Supplement, ...] | Refusal:
    """A trip without a night, by its true length: from 6 and from 12 hours. Meals lower nothing."""
    day, length = stockholm(trip.start).date(), elapsed(trip.start, trip.end)
    if length < SHORT_DAY:
        return ()
    in_sweden = is_in_sweden(trip, day, rates)
    if isinstance(in_sweden, Refusal):
        return in_sweden
    if not in_sweden:
        return ()
    agreed = in_force(agreement.supplement, day)
    if agreed is None:
        return rate_missing("agreement", day, agreement.id)
    is_long = length >= LONG_DAY
    amount_ore = agreed.one_day_from_12_hours_ore if is_long else agreed.one_day_from_6_hours_ore
    text = Text(f"rule.supplement.one-day.{'from-12-hours' if is_long else 'from-6-hours'}", {"amount": amount_ore})
    base = step("amount", agreed.figure("supplement", amount_ore, "ore"))
    facts = map(Reason, (length_of(trip, "rule.supplement.one-day.length"), TAXABLE))
    line = Supplement(
        date=day,
        base_ore=amount_ore,
        meals=(),
        reduction_ore=0,
        amount_ore=amount_ore,
        tax_free_ore=0,
        taxable_ore=amount_ore,
        reasons=with_sources((row(text, base), *facts)),
        source=agreed_in(agreement),
    )
    return (line,)


def length_of(trip: Trip, text_id: str) -> Text:
    """A text that tells how long the trip truly was."""
    hours, minutes = divmod(elapsed(trip.start, trip.end) // timedelta(minutes=1), 60)
    return Text(text_id, {"hours": hours, "minutes": minutes})


def too_short_for_supplement(trip: Trip, agreement: Agreement | None) -> bool:
    """A trip without a night, far enough away but shorter than the agreement's first step."""
    has_supplement = agreement is not None and bool(agreement.supplement)
    return has_supplement and trip.over_50_km and not nights(trip) and elapsed(trip.start, trip.end) < SHORT_DAY
