"""Night allowance (*nattraktamente*): for a night whose lodging the employer did not pay."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from services.claims.domain.country import Place, place
from services.claims.domain.derivation import HALF, step, unrounded_ore
from services.claims.domain.line import PaidLine, Reason, row, with_sources
from services.claims.domain.rates import SWEDEN, RatePack
from services.claims.domain.trip import Lodging, Trip, gives_per_diem, nights
from shared.refusal import Refusal
from shared.text import Text

PRIVATE = Reason(Text("rule.night.private"))


@dataclass(frozen=True, kw_only=True)
class NightAllowance(PaidLine):
    """`date` is the one on which the night began; `country` the country of that day."""

    kind: Literal["night_allowance"] = "night_allowance"
    country: str


def night_allowances(trip: Trip, rates: RatePack) -> tuple[NightAllowance, ...] | Refusal:
    """A line for each night away that the traveller arranged privately; a hotel receipt is claimed as a receipt instead."""
    if not gives_per_diem(trip):
        return ()
    lines: list[NightAllowance] = []
    for night in nights(trip):
        if Lodging(night, "private") not in trip.lodging:
            continue
        there = place(trip, night, rates)
        if isinstance(there, Refusal):
            return there
        lines.append(_night_allowance(night, there))
    return tuple(lines)


def _night_allowance(night: date, there: Place) -> NightAllowance:
    """Half of the whole-day amount where the night began, whole kronor, half up; meals never lower it. Source: SKV 354."""
    half = step("share", there.rate.whole_day, HALF)
    exact_ore = unrounded_ore(half)
    text = Text(
        "rule.night.row.rounded" if exact_ore != half.result_ore else "rule.night.row",
        {
            "country": f"country.{there.country}",
            "year": night.year,
            "whole_day": there.rate.whole_day.value,
            "exact": exact_ore,
            "half": half.result_ore,
        },
    )
    return NightAllowance(
        date=night,
        country=there.country,
        amount_ore=half.result_ore,
        tax_free_ore=half.result_ore,
        taxable_ore=0,
        reasons=with_sources((row(text, half), PRIVATE, *map(Reason, there.why))),
        source=Text(
            f"rule.source.{'per-diem' if there.country == SWEDEN else 'per-diem-abroad'}", {"year": night.year}
        ),
    )
