"""Checks of the trip: times, purpose, meals, nights, and what lies beside a per diem."""

import datetime as dt
from collections.abc import Iterator, Mapping

from services.claims.domain.amounts import complete_trip
from services.claims.domain.checks.situation import Hit, Situation, too_old
from services.claims.domain.draft import DayMeals, ExpenseLine, TripPlan
from services.claims.domain.drives import driven_between, place_key
from services.claims.domain.hotel_nights import bills_of_nights
from services.claims.domain.long_stay import since
from services.claims.domain.per_diem import share_left, stage_begins, stage_on
from services.claims.domain.rates import in_force
from services.claims.domain.trip import Trip, calendar_days, days, gives_per_diem, nights, stockholm
from shared.refusal import Parameter

ONE_DAY = dt.timedelta(days=1)
NEAR_HM = 500
"""50 km: a per diem needs more. Source: SKV 354."""
MEAL_AND_PER_DIEM = "meal-and-per-diem"
"""Kinds of own food name this check."""
NOT_TOLD = TripPlan()
"""What a trip claim says before anything is said."""


def _plan(situation: Situation) -> TripPlan | None:
    return (situation.draft.trip or NOT_TOLD) if situation.draft.kind == "trip" else None


def _trip(situation: Situation) -> Trip | None:
    """The trip once its times make sense; one too long to be worked out has its own finding."""
    too_long = any(part.line_id is None for part in situation.worth.unworked)
    return None if too_long else complete_trip(_plan(situation))


def destination_missing(situation: Situation) -> Iterator[Hit]:
    """It is not said where the trip went."""
    plan = _plan(situation)
    if plan is not None and not plan.destination.strip():
        yield Hit(field="trip.destination")


def purpose_missing(situation: Situation) -> Iterator[Hit]:
    """It is not said what the trip was for."""
    plan = _plan(situation)
    if plan is not None and not plan.purpose.strip():
        yield Hit(field="trip.purpose")


def time_missing(situation: Situation) -> Iterator[Hit]:
    """A trip without its beginning or its end: they decide between whole and half days."""
    plan = _plan(situation)
    if plan is not None and plan.start is None:
        yield Hit(field="trip.start", variant="start")
    if plan is not None and plan.end is None:
        yield Hit(field="trip.end", variant="end")


def end_before_start(situation: Situation) -> Iterator[Hit]:
    """The trip ends before it begins."""
    plan = _plan(situation)
    if plan is not None and plan.start is not None and plan.end is not None and plan.end < plan.start:
        yield Hit(field="trip.end")


def future(situation: Situation) -> Iterator[Hit]:
    """The trip is not over."""
    trip = _trip(situation)
    if trip is not None and trip.end > situation.asked_at:
        yield Hit(field="trip.end")


def trip_old(situation: Situation) -> Iterator[Hit]:
    """The trip ended longer ago than the employer's limit, which is that of receipts."""
    trip = _trip(situation)
    if trip is not None and (told := too_old(situation, stockholm(trip.end).date())):
        yield Hit(told, field="trip.end")


def overlap(situation: Situation) -> Iterator[Hit]:
    """The person has another trip at the same time."""
    trip = _trip(situation)
    for other in situation.other_trips if trip else ():
        assert trip is not None
        if other.start < trip.end and trip.start < other.end:
            when = {"from": other.start.isoformat(), "to": other.end.isoformat()}
            yield Hit({**when, "claim": str(other.claim_id), "number": other.number}, field="trip.start")


def within_50_km(situation: Situation) -> Iterator[Hit]:
    """A per diem is asked for a place that is at most 50 km from home or the workplace, by what the person has driven between them."""
    plan, trip = _plan(situation), _trip(situation)
    if plan is None or trip is None or not gives_per_diem(trip):
        return
    drives = [*situation.draft.drives, *situation.drives_elsewhere]
    ways = (
        (base, frozenset(map(place_key, (base, plan.destination)))) for base in (situation.home, situation.workplace)
    )
    driven = [(driven_between(way, drives), base) for base, way in ways if len(way) == 2 and "" not in way]
    distance_hm, base = min(((far, base) for far, base in driven if far is not None), default=(None, ""))
    if distance_hm is not None and distance_hm <= NEAR_HM:
        told: dict[str, Parameter] = {"place": plan.destination.strip(), "base": base, "distance": distance_hm}
        yield Hit(told, field="trip.destination")


def no_night(situation: Situation) -> Iterator[Hit]:
    """A trip without a night gives no tax-free per diem."""
    trip = _trip(situation)
    if trip is not None and not nights(trip):
        yield Hit(field="trip.end")


def three_months(situation: Situation) -> Iterator[Hit]:
    """The trips tell of work at one place for more than three months, and the claim does not say so."""
    plan, trip = _plan(situation), _trip(situation)
    if plan is None or trip is None or not gives_per_diem(trip) or not plan.destination.strip():
        return
    days = calendar_days(trip)
    first, last = days[0], days[-1]
    told = since(plan.destination, first, last, situation.other_trips)
    stage, lowered = stage_on(last, told), in_force(situation.rules.rates.long_stay, last)
    said = trip.assignment
    if stage is None or lowered is None or (said is not None and said.since <= told.since):
        return
    parameters: dict[str, Parameter] = {"place": plan.destination.strip(), "share": share_left(stage, lowered)}
    parameters |= {"since": told.since.isoformat(), "extension_days": told.extension_days}
    parameters |= {"from": stage_begins(told, stage).isoformat()}
    yield Hit(parameters, field="trip.assignment", variant=None if stage == "after_three_months" else "two-years")


def meals_not_answered(situation: Situation) -> Iterator[Hit]:
    """A day with a per diem about whose meals nothing is said."""
    plan, trip = _plan(situation), _trip(situation)
    if plan is None or trip is None:
        return
    answered = {meals.date for meals in plan.meals if meals.is_answered}
    for day in days(trip).days:
        if day not in answered:
            yield Hit({"date": day.isoformat()}, field=f"trip.meals.{day.isoformat()}")


def lodging_unknown(situation: Situation) -> Iterator[Hit]:
    """A night of which it is not known who paid for the bed, and which no hotel's bill of the trip is for."""
    plan, trip = _plan(situation), _trip(situation)
    if plan is None or trip is None:
        return
    answered = {night.night_of for night in plan.nights if night.paid_by is not None}
    covered = _bills_of_nights(situation, plan, trip)
    for night in days(trip).nights:
        if night not in answered and night not in covered:
            yield Hit({"date": night.isoformat()}, field=f"trip.nights.{night.isoformat()}")


def hotel_receipt_missing(situation: Situation) -> Iterator[Hit]:
    """A night that is said to be paid against a receipt, and no hotel's bill of the trip is for it."""
    plan, trip = _plan(situation), _trip(situation)
    if plan is None or trip is None:
        return
    promised = {night.night_of for night in plan.nights if night.paid_by == "employee_receipt"}
    covered = _bills_of_nights(situation, plan, trip)
    for night in days(trip).nights:
        if night in promised and night not in covered:
            yield Hit({"date": night.isoformat()}, field=f"trip.nights.{night.isoformat()}")


def _bills_of_nights(situation: Situation, plan: TripPlan, trip: Trip) -> Mapping[dt.date, ExpenseLine]:
    elsewhere = {night.night_of for night in plan.nights if night.paid_by in ("private", "employer")}
    open_nights = [night for night in days(trip).nights if night not in elsewhere]
    return bills_of_nights(situation.draft.expenses, calendar_days(trip), open_nights)


def hotel_breakfast(situation: Situation) -> Iterator[Hit]:
    """A morning after a night that a hotel's bill is for, without breakfast, though the bill says that it is included or does not tell."""
    plan, trip = _plan(situation), _trip(situation)
    if plan is None or trip is None:
        return
    meals = {answer.date: answer for answer in plan.meals}
    for night, bill in sorted(_bills_of_nights(situation, plan, trip).items()):
        morning = meals.get(night + ONE_DAY, DayMeals(night + ONE_DAY))
        is_without = morning.is_answered and morning.breakfast in (None, "none")
        if is_without and bill.breakfast_included is not False:
            day = morning.date.isoformat()
            yield Hit({"date": day}, field=f"trip.meals.{day}", variant="included" if bill.breakfast_included else None)


def meal_and_per_diem(situation: Situation) -> Iterator[Hit]:
    """Own food on a day with a per diem, which is meant for just that."""
    trip = _trip(situation)
    fed = days(trip).days if trip else ()
    for line in situation.draft.expenses:
        kind = situation.rules.kinds.get(line.expense_kind or "")
        if kind is not None and MEAL_AND_PER_DIEM in kind.checks and line.date in fed and not line.is_refund:
            yield Hit({"date": line.date.isoformat()}, line.id, "expense_kind")
