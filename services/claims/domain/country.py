"""Which country a day of travel belongs to, and its whole-day amount."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from services.claims.domain.rates import OTHER_COUNTRIES, SWEDEN, DayRate, RatePack, day_rate
from services.claims.domain.trip import Stay, Trip, elapsed, instant
from shared.refusal import Refusal
from shared.text import Text

DAYTIME_STARTS_HOUR = 6


@dataclass(frozen=True)
class Place:
    """The country of one day with its amount, and the facts that decided it (none when the whole trip was in Sweden)."""

    country: str
    rate: DayRate
    why: tuple[Text, ...]


def place(trip: Trip, day: date, rates: RatePack) -> Place | Refusal:
    """The country where most of 06:00–24:00 was spent on the ground; of equal ones that with the higher amount. Source: SKV 354.

    Without any time on the ground between 06:00 and 24:00: the country last arrived in before the day was over, or the first of the
    trip where none had been reached.
    """
    if not trip.stays:
        return _rated(SWEDEN, day, rates, ())
    stays = sorted(trip.stays, key=lambda stay: stay.start)
    daytime = {stay.country: _daytime(trip, day, stay.country) for stay in stays}
    longest = max(daytime.values())
    if not longest:
        country = _last_country(stays, day)
        return _rated(country, day, rates, (Text("rule.country.no-daytime", {"country": f"country.{country}"}),))
    equal: list[Place] = []
    for country in (country for country, time in daytime.items() if time == longest):
        candidate = _rated(country, day, rates, (_longest(country, longest),))
        if isinstance(candidate, Refusal):
            return candidate
        equal.append(candidate)
    best = max(equal, key=lambda candidate: candidate.rate.whole_day.value)
    others = [candidate.country for candidate in equal if candidate is not best]
    if not others:
        return best
    tie = Text("rule.country.equal", {"country": f"country.{best.country}", "other": f"country.{others[0]}"})
    return _rated(best.country, day, rates, (tie,))


def _daytime(trip: Trip, day: date, country: str) -> timedelta:
    """Time on the ground in that country during the trip, between 06:00 and 24:00 of that day."""
    first, last = max(trip.start, instant(day, DAYTIME_STARTS_HOUR)), min(trip.end, instant(day + timedelta(days=1), 0))
    times = (elapsed(max(stay.start, first), min(stay.end, last)) for stay in trip.stays if stay.country == country)
    return sum((time for time in times if time > timedelta()), timedelta())


def _last_country(stays: Sequence[Stay], day: date) -> str:
    begun = [stay for stay in stays if stay.start < instant(day + timedelta(days=1), 0)]
    return (begun[-1] if begun else stays[0]).country


def _longest(country: str, time: timedelta) -> Text:
    hours, minutes = divmod(time // timedelta(minutes=1), 60)
    return Text("rule.country.longest", {"country": f"country.{country}", "hours": hours, "minutes": minutes})


def _rated(country: str, day: date, rates: RatePack, why: tuple[Text, ...]) -> Place | Refusal:
    rate = day_rate(country, day, rates)
    if isinstance(rate, Refusal):
        return rate
    if rate.listed_as == OTHER_COUNTRIES:
        why += (Text("rule.country.not-listed", {"country": f"country.{country}", "year": day.year}),)
    elif rate.listed_as != country:
        why += (
            Text("rule.country.follows", {"country": f"country.{country}", "followed": f"country.{rate.listed_as}"}),
        )
    return Place(country, rate, why)
