"""The page of rules: what is worked out and how, every rate with its dates and source, and what is checked."""

import inspect
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from services.claims.domain import (
    benefit_meal,
    country,
    foreign_receipt,
    line,
    meals,
    mileage,
    night_allowance,
    per_diem,
    supplement,
    trip,
)
from services.claims.domain.checks import CHECKS
from services.claims.domain.rates import Dated, ForeignPerDiem, RatePack
from services.claims.rates import load_rates
from shared.text import Text
from shared.texts.formatting import FORMS, catalogue, format_text

RULES: tuple[tuple[str, Callable[..., Any]], ...] = (
    ("When there is a per diem", trip.gives_per_diem),
    ("Nights", trip.nights),
    ("Whole and half days", trip.travel_days),
    ("The country of a day", country.place),
    ("A long stay at one place", per_diem.stage_on),
    ("Per diem", per_diem.per_diems),
    ("Meals", meals.reduction),
    ("Night allowance", night_allowance.night_allowances),
    ("Supplement by agreement", supplement.supplements),
    ("Benefit of meals", benefit_meal.benefit_meals),
    ("Mileage", mileage.mileages),
    ("Receipts in another currency", foreign_receipt.in_kronor),
    ("What is taxable", line.pay),
)
DETAILS_LEFT_OUT = {
    "valid_from",
    "valid_to",
    "source",
    "verified",
    "note",
    "vehicle",
    "what",
    "country",
    "followed",
    "meals",
}


def rules_page(written: str) -> str:
    """The whole page; `written` says how it came about."""
    rates = load_rates()
    lines = ["# Rules and rates", "", written, ""]
    lines += ["Rates are data in `services/claims/rates/`, rules are functions in `services/claims/domain/`.", ""]
    lines += ["## Rules", "", "| what | how | where |", "|---|---|---|"]
    lines += [_rule_row(*rule) for rule in RULES]
    lines += ["", "## Rates of the state", "", *_table(_state(rates)), "", "## Per diem abroad", ""]
    lines += [
        "A country that is not in the year's list has the amount for other countries; a year without a list is refused."
    ]
    lines += ["Source of each year's list, and where an amount is not confirmed:", "", *_lists(rates), ""]
    for agreement in rates.agreements:
        rows = (
            *_named("per diem", agreement.per_diem),
            *_named("supplement", agreement.supplement),
            *_by("mileage", "vehicle", agreement.mileage),
        )
        lines += [f"## Agreement: {agreement.name.sv} (`{agreement.id}`)", "", *_table(rows), ""]
    lines += ["## Checks", "", "| check | how hard | mend | when |", "|---|---|---|---|"]
    lines += [
        f"| `{one.id}` | {one.level} | {f'`{one.mend}`' if one.mend else '–'} | {_words(one.find)} |" for one in CHECKS
    ]
    return "\n".join([*lines, ""])


def _rule_row(what: str, rule: Callable[..., Any]) -> str:
    name = f"{rule.__module__.removeprefix('services.claims.domain.')}.{rule.__name__}"
    return f"| {what} | {_words(rule)} | `{name}` |"


def _words(of: Callable[..., Any]) -> str:
    return " ".join((inspect.getdoc(of) or "").split()).replace("|", "\\|")


def _state(rates: RatePack) -> Iterator[tuple[str, Dated]]:
    yield from _named("per diem in Sweden", rates.per_diem_domestic)
    yield from _named("meals in Sweden", rates.meals_domestic)
    yield from _named("meals abroad", rates.meals_foreign)
    yield from _named("long stay", rates.long_stay)
    yield from _by("mileage", "vehicle", rates.mileage)
    yield from _by("VAT", "what", rates.vat)
    yield from _named("representation", rates.representation)
    for followed in rates.followed_country:
        yield f"{followed.country} has the amount of {followed.followed}", followed


def _named(what: str, rates: Sequence[Dated]) -> Iterator[tuple[str, Dated]]:
    return ((what, rate) for rate in rates)


def _by(what: str, field: str, rates: Sequence[Dated]) -> Iterator[tuple[str, Dated]]:
    return ((f"{what}: {getattr(rate, field)}", rate) for rate in rates)


def _table(rows: Iterator[tuple[str, Dated]] | Sequence[tuple[str, Dated]]) -> Iterator[str]:
    yield "| what | from | through | figure | confirmed | source |"
    yield "|---|---|---|---|---|---|"
    for what, rate in rows:
        through = rate.valid_to or "–"
        yield f"| {what} | {rate.valid_from} | {through} | {_figures(rate)} | {_yes(rate.verified)} | {_found(rate)} |"


def _figures(rate: Dated) -> str:
    figures = {name: value for name, value in vars(rate).items() if name not in DETAILS_LEFT_OUT and value}
    shown = [f"{_label(name)} {_shown(name, value)}".strip() for name, value in figures.items()]
    return ", ".join(shown) or "–"


def _label(name: str) -> str:
    """`passenger_ore_per_km` is told as passenger per km; of a per cent its figure says enough."""
    return " ".join(name.replace("percent", "").replace("_ore", "").replace("ore_", "").split("_"))


def _shown(name: str, value: int) -> str:
    if name == "percent":
        return f"{value} %"
    return FORMS["money" if "ore" in name else "percent"](value, "en")


def _found(rate: Dated | ForeignPerDiem) -> str:
    return ". ".join(format_text(Text(one), "en") for one in (rate.source, rate.note) if one).removesuffix(".")


def _yes(verified: bool) -> str:
    return "yes" if verified else "**no**"


def _lists(rates: RatePack) -> Iterator[str]:
    for year in sorted({rate.year for rate in rates.per_diem_foreign}):
        listed = [rate for rate in rates.per_diem_foreign if rate.year == year]
        yield f"- **{year}** ({'; '.join(sorted({_found(rate) for rate in listed if rate.verified}))}): " + ", ".join(
            map(_country, listed)
        )


def _country(rate: ForeignPerDiem) -> str:
    name = "other countries" if rate.country == "*" else catalogue("en")[f"country.{rate.country}"]
    return f"{name} {rate.whole_day_ore // 100}{'' if rate.verified else ' (not confirmed)'}"
