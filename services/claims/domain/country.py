"""Which country a day of travel belongs to, and its whole-day amount."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from services.claims.domain.rates import OTHER_COUNTRIES, SWEDEN, DayRate, RatePack, day_rate
from services.claims.domain.trip import ONE_DAY, Trip, instant
from shared.refusal import Refusal
from shared.text import Text

DAYTIME_STARTS_HOUR = 6
NO_TIME = timedelta()


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
    daytime = _daytime(trip, day)
    if not daytime:
        country = _last_country(trip, day)
        return _rated(country, day, rates, (Text("rule.country.no-daytime", {"country": f"country.{country}"}),))
    longest = max(daytime.values())
    equal = [country for country, time in daytime.items() if time == longest]
    if len(equal) == 1:
        return _rated(equal[0], day, rates, (_longest(equal[0], longest),))
    return _highest(equal, day, rates)


def is_in_sweden(trip: Trip, day: date, rates: RatePack) -> bool | Refusal:
    """That the day's country is Sweden; amounts are asked for only where they decide between countries."""
    if not trip.stays:
        return True
    daytime = _daytime(trip, day) or {_last_country(trip, day): NO_TIME}
    longest = [country for country, time in daytime.items() if time == max(daytime.values())]
    if SWEDEN not in longest or len(longest) == 1:
        return SWEDEN in longest
    there = _highest(longest, day, rates)
    return there if isinstance(there, Refusal) else there.country == SWEDEN


def _daytime(trip: Trip, day: date) -> Mapping[str, timedelta]:
    """By country: time on the ground during the trip, between 06:00 and 24:00 of that day; only countries with any."""
    first, last = instant(day, DAYTIME_STARTS_HOUR), instant(day + ONE_DAY, 0)
    times: dict[str, timedelta] = {}
    for stay in trip.ground:
        if stay.start < last and first < stay.end:
            time = min(stay.end, last) - max(stay.start, first)
            times[stay.country] = times.get(stay.country, NO_TIME) + time
    return {country: time for country, time in times.items() if time}


def _last_country(trip: Trip, day: date) -> str:
    over = instant(day + ONE_DAY, 0)
    return next((stay.country for stay in reversed(trip.ground) if stay.start < over), trip.ground[0].country)


def _highest(equal: Sequence[str], day: date, rates: RatePack) -> Place | Refusal:
    """Of countries where the time was equal, the one with the higher amount."""
    places: list[Place] = []
    for country in equal:
        candidate = _rated(country, day, rates, ())
        if isinstance(candidate, Refusal):
            return candidate
        places.append(candidate)
    best = max(places, key=lambda candidate: candidate.rate.whole_day.value)
    other = next(candidate.country for candidate in places if candidate is not best)
    tie = Text("rule.country.equal", {"country": f"country.{best.country}", "other": f"country.{other}"})
    return Place(best.country, best.rate, (tie, *best.why))


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
