"""A business trip as its traveller tells it, and what its times decide: which days and nights it has, whole or half."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Literal
from zoneinfo import ZoneInfo

from services.claims.domain.rates import MEALS, Meal
from shared.refusal import Refusal
from shared.text import Text

STOCKHOLM = ZoneInfo("Europe/Stockholm")
"""The clock of all rules, abroad as well."""

AWAY_ALL_DAY = Text("rule.per_diem.whole.away-all-day")
ONE_DAY = timedelta(days=1)
NOON = time(12)
EVENING = time(19)
NIGHT_ENDS_HOUR = 6
INSTANTS_MAX = 4096
"""Hours of days kept beside one another: those of some five years."""
TRIP_DAYS_MAX = 1100
"""Three years: longer than any assignment with a per diem; a mistyped year is found before its days are counted."""

MealKind = Literal["provided", "hotel_breakfast", "representation", "transport_included", "own"]
LOWERING: tuple[MealKind, ...] = ("provided", "hotel_breakfast", "representation")
"""Meals that lower the day's amount; the first is told to payroll as a benefit, so it wins when two speak of the same meal."""

PaidBy = Literal["employer", "employee_receipt", "private"]
DayPart = Literal["whole", "half"]


@dataclass(frozen=True)
class Stay:
    """Time on the ground in one country (ISO 3166 alpha-2)."""

    country: str
    start: datetime
    end: datetime


def in_time(stay: Stay) -> tuple[datetime, datetime, str]:
    """The order of stays, whatever order they were told in: an arrival that left at once comes before what began then."""
    return stay.start, stay.end, stay.country


@dataclass(frozen=True)
class MealAnswer:
    date: date
    meal: Meal
    kind: MealKind


@dataclass(frozen=True)
class Lodging:
    """Who paid for the bed of the night that began on that date."""

    night_of: date
    paid_by: PaidBy


@dataclass(frozen=True)
class Assignment:
    """Work at one and the same place since a date. `extension_days`: illness, holiday or short breaks that put the long stay off."""

    since: date
    extension_days: int = 0


@dataclass(frozen=True)
class Trip:
    """`start` and `end` are leaving and coming back. No `stays` means Sweden throughout."""

    start: datetime
    end: datetime
    over_50_km: bool = True
    stays: tuple[Stay, ...] = ()
    meals: tuple[MealAnswer, ...] = ()
    lodging: tuple[Lodging, ...] = ()
    assignment: Assignment | None = None

    # Each is asked for several times by every kind of line: worked out once a trip, and no part of what a trip is.

    @cached_property
    def calendar_days(self) -> tuple[date, ...]:
        first, last = stockholm(self.start).date(), stockholm(self.end).date()
        return tuple(first + timedelta(days=number) for number in range((last - first).days + 1))

    @cached_property
    def nights(self) -> tuple[date, ...]:
        start, end = self.start.astimezone(UTC), self.end.astimezone(UTC)
        return tuple(
            day - ONE_DAY
            for day in self.calendar_days
            if start <= instant(day, 0) and instant(day, NIGHT_ENDS_HOUR) <= end
        )

    @cached_property
    def travel_days(self) -> "tuple[TravelDay, ...]":
        return _travel_days(self)

    @cached_property
    def ground(self) -> tuple[Stay, ...]:
        """The stays in order and in UTC, as far as they lie within the trip; the empty ones still tell where one was."""
        start, end = self.start.astimezone(UTC), self.end.astimezone(UTC)
        return tuple(
            Stay(stay.country, max(stay.start.astimezone(UTC), start), min(stay.end.astimezone(UTC), end))
            for stay in sorted(self.stays, key=in_time)
        )

    @cached_property
    def meals_by_day(self) -> Mapping[date, tuple[MealAnswer, ...]]:
        """The meals that lower a day's amount, each once whoever gave it, in the order of the day."""
        lowering = sorted(
            (answer for answer in self.meals if answer.kind in LOWERING),
            key=lambda answer: LOWERING.index(answer.kind),
            reverse=True,
        )
        won = {(answer.date, answer.meal): answer for answer in lowering}
        return {day: tuple(won[day, meal] for meal in MEALS if (day, meal) in won) for day in {day for day, _ in won}}


@dataclass(frozen=True)
class TravelDay:
    """A calendar day of the trip, and why it is whole or half: one fact, or two when the trip begins and ends on it."""

    date: date
    part: DayPart
    why: tuple[Text, ...]


@dataclass(frozen=True)
class Days:
    """The dates that want an answer: `days` about meals, `nights` (by the date on which they begin) about lodging."""

    days: tuple[date, ...]
    nights: tuple[date, ...]


@lru_cache(maxsize=INSTANTS_MAX)
def instant(day: date, hour: int) -> datetime:
    """That hour in Sweden as a moment in UTC, where times can be compared and subtracted across a change of the clocks."""
    return datetime.combine(day, time(hour), STOCKHOLM).astimezone(UTC)


def stockholm(moment: datetime) -> datetime:
    return moment.astimezone(STOCKHOLM)


def elapsed(start: datetime, end: datetime) -> timedelta:
    """True time between two moments, also when the clocks were changed in between."""
    return end.astimezone(UTC) - start.astimezone(UTC)


def refuse_trip(trip: Trip) -> Refusal | None:
    """Why these times cannot be calculated with, or None."""
    times = {"trip.start": trip.start, "trip.end": trip.end}
    for number, stay in enumerate(trip.stays):
        times |= {f"trip.stays.{number}.from": stay.start, f"trip.stays.{number}.to": stay.end}
    for field, moment in times.items():
        if moment.utcoffset() is None:
            return Refusal("time-without-zone", field=field)
    if elapsed(trip.start, trip.end) < timedelta():
        return Refusal("end-before-start", field="trip.end")
    for number, stay in enumerate(trip.stays):
        if elapsed(stay.start, stay.end) < timedelta():
            return Refusal("end-before-start", field=f"trip.stays.{number}.to")
    if elapsed(trip.start, trip.end) > timedelta(days=TRIP_DAYS_MAX):
        return Refusal("trip-too-long", {"days_max": TRIP_DAYS_MAX}, field="trip.end")
    return _refuse_stays(trip)


def _refuse_stays(trip: Trip) -> Refusal | None:
    """A stay may reach beyond the trip, where it counts nothing, but not lie wholly outside it; nobody is in two places."""
    numbered = sorted(enumerate(trip.stays), key=lambda one: in_time(one[1]))
    for number, stay in numbered:
        if stay.end < trip.start or trip.end < stay.start:
            return Refusal("stay-outside-trip", field=f"trip.stays.{number}.from")
    for (_, earlier), (number, later) in pairwise(numbered):
        if later.start < earlier.end:
            return Refusal("stays-overlap", field=f"trip.stays.{number}.from")
    return None


def calendar_days(trip: Trip) -> tuple[date, ...]:
    """Each date in Sweden that the trip touches."""
    return trip.calendar_days


def nights(trip: Trip) -> tuple[date, ...]:
    """The nights away, by the date on which they begin: away through all of 00:00–06:00 of the date after. Source: SKV 354."""
    return trip.nights


def gives_per_diem(trip: Trip) -> bool:
    """A trip with a night, more than 50 km from home and from the workplace. Source: SKV 354."""
    return trip.over_50_km and bool(nights(trip))


def days(trip: Trip) -> Days:
    """The days and nights that need an answer before the trip can be paid; none when it gives no per diem."""
    return Days(calendar_days(trip), nights(trip)) if gives_per_diem(trip) else Days((), ())


def travel_days(trip: Trip) -> tuple[TravelDay, ...]:
    """Each day, whole or half: half when leaving at 12:00 or later, or back at 19:00 or earlier. Source: SKV 354."""
    return trip.travel_days


def _travel_days(trip: Trip) -> tuple[TravelDay, ...]:
    start, end = stockholm(trip.start), stockholm(trip.end)
    left_late, back_early = start.time() >= NOON, end.time() <= EVENING
    left = Text(
        f"rule.per_diem.{'half.left-at-noon' if left_late else 'whole.left-before-noon'}", {"time": start.isoformat()}
    )
    back = Text(
        f"rule.per_diem.{'half.back-by-evening' if back_early else 'whole.back-in-evening'}", {"time": end.isoformat()}
    )

    def travel_day(day: date) -> TravelDay:
        is_first, is_last = day == start.date(), day == end.date()
        is_half = (is_first and left_late) or (is_last and back_early)
        why = (left,) * is_first + (back,) * is_last or (AWAY_ALL_DAY,)
        return TravelDay(day, "half" if is_half else "whole", why)

    return tuple(travel_day(day) for day in calendar_days(trip))


def meals_on(trip: Trip, day: date) -> tuple[MealAnswer, ...]:
    """The meals that lower that day's amount, each once whoever gave it, in the order of the day."""
    return trip.meals_by_day.get(day, ())
