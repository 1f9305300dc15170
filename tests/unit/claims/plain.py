"""The rules of a trip a second time, slow and plain: quarter of an hour by quarter of an hour, in fractions, from the files as they are.

Nothing here is taken from the calculation, so that what both get wrong would have to be misread twice.
"""

import csv
from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, timedelta
from fractions import Fraction
from functools import cache
from itertools import product
from math import floor
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml

from services.claims.domain.trip import Trip

FOLDER = Path(__file__).parents[3] / "services" / "claims" / "rates"
SWEDEN = ZoneInfo("Europe/Stockholm")
TICK = timedelta(minutes=15)
MEALS = ("breakfast", "lunch", "dinner")
PlainLine = tuple[str, date, str, int, int]
"""Kind, date, country or meal, tax-free öre, taxable öre."""


class NoRate(Exception):
    """The files have nothing for a day."""


@dataclass
class Ticks:
    """One local date, counted: how much of it was spent where, and whether all of its night was."""

    in_night: int = 0
    night: int = 0
    on_ground: dict[str, int] | None = None


@cache
def file(name: str) -> Any:
    return yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))


@cache
def abroad() -> dict[tuple[int, str], int]:
    with (FOLDER / "foreign.csv").open(encoding="utf-8") as rows:
        return {(int(row["year"]), row["country"]): int(row["whole_day_ore"]) for row in csv.DictReader(rows)}


def of_day(rows: list[dict[str, Any]], day: date) -> dict[str, Any]:
    for row in rows:
        if row["valid_from"] <= day <= (row["valid_to"] or date.max):
            return row
    raise NoRate


def whole_day(country: str, day: date) -> int:
    if country == "SE":
        return int(of_day(file("state.yaml")["per_diem_domestic"], day)["whole_day_ore"])
    names = [country]
    names += [row["followed"] for row in file("state.yaml")["followed_country"] if row["country"] == country]
    for name in [*names, "*"]:
        if (day.year, name) in abroad():
            return abroad()[day.year, name]
    raise NoRate


def kronor(amount: Fraction) -> int:
    return 100 * floor(amount / 100 + Fraction(1, 2))


def counted(trip: Trip) -> dict[date, Ticks]:
    """Every quarter of an hour from a day before the trip to a day after it, told by the clock in Sweden."""
    days: dict[date, Ticks] = {}
    start, end = trip.start.astimezone(UTC), trip.end.astimezone(UTC)
    now = start.replace(hour=0, minute=0) - timedelta(days=1)
    while now < end + timedelta(days=2):
        local = now.astimezone(SWEDEN)
        day = days.setdefault(local.date(), Ticks(on_ground={}))
        is_away = start <= now and now + TICK <= end
        if local.hour < 6:
            day.night += 1
            day.in_night += is_away
        elif is_away:
            for stay in trip.stays:
                if stay.start <= now and now + TICK <= stay.end:
                    assert day.on_ground is not None
                    day.on_ground[stay.country] = day.on_ground.get(stay.country, 0) + 1
        now += TICK
    return days


def country_of(trip: Trip, day: date, ground: dict[str, int]) -> str:
    if not trip.stays:
        return "SE"
    if ground:
        most = max(ground.values())
        longest = [country for country, ticks in ground.items() if ticks == most]
        return longest[0] if len(longest) == 1 else max(longest, key=lambda country: whole_day(country, day))
    known = sorted(trip.stays, key=lambda stay: stay.start)
    reached = [stay for stay in known if stay.start.astimezone(SWEDEN).date() <= day]
    return (reached[-1] if reached else known[0]).country


def left_after(trip: Trip, day: date) -> Fraction:
    if trip.assignment is None:
        return Fraction(1)
    shares = of_day(file("state.yaml")["long_stay"], day)
    for months, share in ((24, shares["after_two_years"]), (3, shares["after_three_months"])):
        then = trip.assignment.since
        year, month = then.year, then.month
        for _ in range(months):
            year, month = (year + 1, 1) if month == 12 else (year, month + 1)
        begins = date(year, month, min(then.day, monthrange(year, month)[1]))
        if day >= begins + timedelta(days=trip.assignment.extension_days):
            return Fraction(share, 1000)
    return Fraction(1)


def eaten(trip: Trip, day: date, shares: dict[str, Any]) -> Fraction:
    lowering = ("provided", "hotel_breakfast", "representation")
    meals = {answer.meal for answer in trip.meals if answer.date == day and answer.kind in lowering}
    return Fraction(shares["all_three"] if len(meals) == 3 else sum(shares[meal] for meal in meals), 1000)


def worked_plainly(trip: Trip, agreement: str | None) -> list[PlainLine]:
    """The lines of a trip in the order of the rules. Raises NoRate where a day has no amount."""
    agreed = file(f"{agreement}.yaml") if agreement else {}
    ticks = counted(trip)
    first, last = trip.start.astimezone(SWEDEN), trip.end.astimezone(SWEDEN)
    dates = [first.date() + timedelta(days=number) for number in range((last.date() - first.date()).days + 1)]
    nights = [day for day in dates if ticks[day].in_night == ticks[day].night]
    lines: list[PlainLine] = []
    paid_days = dates if trip.over_50_km and nights else []
    countries = {day: country_of(trip, day, ticks[day].on_ground or {}) for day in paid_days}
    parts = {
        day: Fraction(1, 2)
        if (day == first.date() and first.hour >= 12)
        or (day == last.date() and (last.hour, last.minute, last.second) <= (19, 0, 0))
        else Fraction(1)
        for day in paid_days
    }
    for day, country in countries.items():
        shares = of_day(file("state.yaml")["meals_domestic" if country == "SE" else "meals_foreign"], day)
        ore = _net(trip, day, whole_day(country, day), parts[day], shares)
        own = ore
        if country == "SE" and agreed.get("per_diem"):
            own = _net(trip, day, of_day(agreed["per_diem"], day)["whole_day_ore"], parts[day], shares)
        lines.append(("per_diem", day, country, min(ore, own), max(0, own - ore)))
    if trip.over_50_km and agreed.get("supplement"):
        lines += _supplements(trip, agreed["supplement"], parts, countries, ticks)
    for night in [day - timedelta(days=1) for day in nights if trip.over_50_km]:
        if any(bed.night_of == night and bed.paid_by == "private" for bed in trip.lodging):
            ore = own = kronor(Fraction(whole_day(countries[night], night), 2))
            if countries[night] == "SE" and agreed.get("per_diem"):
                own = kronor(Fraction(of_day(agreed["per_diem"], night)["whole_day_ore"], 2))
            lines.append(("night_allowance", night, countries[night], min(ore, own), max(0, own - ore)))
    provided = {(answer.date, answer.meal) for answer in trip.meals if answer.kind == "provided"}
    return lines + [("benefit_meal", *both, 0, 0) for both in product(dates, MEALS) if both in provided]


def _net(trip: Trip, day: date, whole: int, part: Fraction, shares: dict[str, Any]) -> int:
    base = kronor(whole * part * left_after(trip, day))
    return base - kronor(base * eaten(trip, day, shares))


def _supplements(
    trip: Trip, rows: Any, parts: dict[date, Fraction], countries: dict[date, str], ticks: dict[date, Ticks]
) -> list[PlainLine]:
    lines: list[PlainLine] = []
    for day, part in parts.items():
        if countries[day] == "SE":
            agreed = of_day(rows, day)
            base = agreed["whole_day_ore"] if part == 1 else agreed["half_day_ore"]
            lines.append(("supplement", day, "", 0, base - kronor(base * eaten(trip, day, agreed["meals"]))))
    day = trip.start.astimezone(SWEDEN).date()
    hours = Fraction((trip.end.astimezone(UTC) - trip.start.astimezone(UTC)) // TICK, 4)
    if not parts and hours >= 6 and country_of(trip, day, ticks[day].on_ground or {}) == "SE":
        agreed = of_day(rows, day)
        lines.append(
            (
                "supplement",
                day,
                "",
                0,
                agreed["one_day_from_12_hours_ore" if hours >= 12 else "one_day_from_6_hours_ore"],
            )
        )
    return lines
