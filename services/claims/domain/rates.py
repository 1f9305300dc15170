"""The figures that law and agreements set, each with the dates it holds, and how the one of a date is found."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal, TypeVar

from services.claims.domain.derivation import Figure, Unit
from shared.money import Ore, PerMille
from shared.refusal import Refusal

SWEDEN = "SE"
OTHER_COUNTRIES = "*"
NOT_LISTED = "rate.note.not-listed"
Meal = Literal["breakfast", "lunch", "dinner"]
MEALS: tuple[Meal, ...] = ("breakfast", "lunch", "dinner")


@dataclass(frozen=True, kw_only=True)
class Dated:
    """A figure that holds from `valid_from` through `valid_to`; None: until something else is decided.

    `source`: the id of a text that names it, or the words of the administrator who changed the rate.
    `verified`: found in the source named; else it is known, not yet found there, and shown as preliminary.
    `note`: the id of a text that says in a sentence what there is to know of the figure, such as why it is not verified.
    """

    valid_from: date
    valid_to: date | None
    source: str
    verified: bool
    note: str = ""

    def figure(self, series: str, value: int, unit: Unit) -> Figure:
        """One of its numbers, as it stands in a sum."""
        return Figure(value, unit, series, self.valid_from, self.source, self.verified, self.note)

    def holds(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, kw_only=True)
class DomesticPerDiem(Dated):
    """Tax-free maximum for a whole day in Sweden (*maximibelopp*)."""

    whole_day_ore: Ore


@dataclass(frozen=True, kw_only=True)
class ForeignPerDiem:
    """Standard amount for a whole day abroad (*normalbelopp*); country is ISO 3166 alpha-2, or `*` for all that are not listed."""

    year: int
    country: str
    whole_day_ore: Ore
    source: str
    verified: bool
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class FollowedCountry(Dated):
    """A country without an amount of its own has that of the one it follows."""

    country: str
    followed: str


@dataclass(frozen=True, kw_only=True)
class MealShares:
    """What each meal takes off a day's amount."""

    breakfast: PerMille
    lunch: PerMille
    dinner: PerMille
    all_three: PerMille

    def of(self, meals: Sequence[Meal]) -> PerMille:
        """Share of these meals of one day together, each counted once."""
        if len(set(meals)) == len(MEALS):
            return self.all_three
        return (
            ("breakfast" in meals) * self.breakfast
            + ("lunch" in meals) * self.lunch
            + ("dinner" in meals) * self.dinner
        )


@dataclass(frozen=True, kw_only=True)
class StateMealShares(Dated, MealShares):
    """The shares that tax law sets."""


@dataclass(frozen=True, kw_only=True)
class LongStayShares(Dated):
    """What is left of the per diem after a long stay at one place."""

    after_three_months: PerMille
    after_two_years: PerMille


@dataclass(frozen=True, kw_only=True)
class TaxFreeMileage(Dated):
    """What a kilometre may give free of tax (*milersättning*), by vehicle."""

    vehicle: str
    ore_per_km: Ore


@dataclass(frozen=True, kw_only=True)
class AgreedPerDiem(Dated):
    """What an agreement pays for a whole day in Sweden, the tax-free part included.

    Half days, nights, a long stay and meals lower it as they lower the state's amount.
    """

    whole_day_ore: Ore


@dataclass(frozen=True, kw_only=True)
class AgreedMileage(Dated):
    """What an agreement pays for a kilometre, the tax-free part included; for each passenger and for a trailer so much more."""

    vehicle: str
    ore_per_km: Ore
    passenger_ore_per_km: Ore = 0
    trailer_ore_per_km: Ore = 0


@dataclass(frozen=True, kw_only=True)
class AgreedSupplement(Dated):
    """Taxable supplement of an agreement (*lönetillägg*): for days of a trip with a night, and for trips without by length."""

    whole_day_ore: Ore
    half_day_ore: Ore
    one_day_from_6_hours_ore: Ore
    one_day_from_12_hours_ore: Ore
    meals: MealShares


@dataclass(frozen=True, kw_only=True)
class Name:
    """What an agreement is called, in Swedish and in English."""

    sv: str
    en: str


@dataclass(frozen=True, kw_only=True)
class Agreement:
    """What an employer pays beyond the tax-free amounts. Empty tuples: nothing agreed."""

    id: str
    name: Name
    per_diem: tuple[AgreedPerDiem, ...] = ()
    supplement: tuple[AgreedSupplement, ...] = ()
    mileage: tuple[AgreedMileage, ...] = ()


@dataclass(frozen=True, kw_only=True)
class VatRate(Dated):
    """Swedish VAT on what is bought."""

    what: str
    percent: int


@dataclass(frozen=True, kw_only=True)
class RepresentationLimit(Dated):
    """The most, excluding VAT and per person, on which VAT of representation is deducted."""

    meal_base_per_person_ore: Ore
    light_refreshment_per_person_ore: Ore


@dataclass(frozen=True, kw_only=True)
class RatePack:
    """All figures that a calculation may use. `version` changes whenever one of them does."""

    version: str
    per_diem_domestic: tuple[DomesticPerDiem, ...]
    per_diem_foreign: tuple[ForeignPerDiem, ...]
    followed_country: tuple[FollowedCountry, ...]
    countries: tuple[str, ...]
    meals_domestic: tuple[StateMealShares, ...]
    meals_foreign: tuple[StateMealShares, ...]
    long_stay: tuple[LongStayShares, ...]
    mileage: tuple[TaxFreeMileage, ...]
    vat: tuple[VatRate, ...]
    representation: tuple[RepresentationLimit, ...]
    agreements: tuple[Agreement, ...]

    @cached_property
    def abroad(self) -> Mapping[tuple[int, str], ForeignPerDiem]:
        """The lists of all years by year and country."""
        return {(rate.year, rate.country): rate for rate in self.per_diem_foreign}

    @cached_property
    def ever_listed(self) -> frozenset[str]:
        """Countries that any year's list names."""
        return frozenset(rate.country for rate in self.per_diem_foreign)


DatedRate = TypeVar("DatedRate", bound=Dated)


def in_force(rates: Sequence[DatedRate], day: date) -> DatedRate | None:
    """The figure of that day, None when there is none. The rates' own test keeps them from overlapping."""
    for rate in rates:
        if rate.holds(day):
            return rate
    return None


@dataclass(frozen=True)
class DayRate:
    """The whole-day amount for a country on a date, and the list's country it was found under."""

    whole_day: Figure
    listed_as: str


def day_rate(country: str, day: date, rates: RatePack) -> DayRate | Refusal:
    """The whole-day amount of a country on a date: its own, that of the country it follows, or that of other countries."""
    if country == SWEDEN:
        domestic = in_force(rates.per_diem_domestic, day)
        if domestic is None:
            return rate_missing("trip", day, country)
        return DayRate(domestic.figure("per_diem_domestic", domestic.whole_day_ore, "ore"), SWEDEN)
    own = rates.abroad.get((day.year, country))
    if own is not None:
        return _abroad(country, own, rates)
    follows = in_force([rate for rate in rates.followed_country if rate.country == country], day)
    followed = rates.abroad.get((day.year, follows.followed)) if follows else None
    listed = followed or rates.abroad.get((day.year, OTHER_COUNTRIES))
    return _abroad(country, listed, rates) if listed else rate_missing("trip", day, country)


def _abroad(country: str, listed: ForeignPerDiem, rates: RatePack) -> DayRate:
    """Not confirmed where a country that another year's list names has fallen among the others: the list may be incomplete."""
    has_fallen = listed.country == OTHER_COUNTRIES and country in rates.ever_listed
    from_new_year = date(listed.year, 1, 1)
    is_verified, note = (False, NOT_LISTED) if has_fallen else (listed.verified, listed.note)
    amount_ore, source = listed.whole_day_ore, listed.source
    figure = Figure(amount_ore, "ore", "per_diem_foreign", from_new_year, source, is_verified, note)
    return DayRate(figure, listed.country)


def rate_missing(field: str, day: date, what: str) -> Refusal:
    """No figure for this on that day: refused, because a silent zero would be taken for the rule."""
    return Refusal("rate-missing", {"date": day.isoformat(), "what": what}, field)
