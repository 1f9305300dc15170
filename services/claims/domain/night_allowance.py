"""Night allowance (*nattraktamente*): for a night whose lodging the employer did not pay."""

from dataclasses import dataclass
from typing import Literal

from services.claims.domain.country import place
from services.claims.domain.line import PaidLine, Reason
from services.claims.domain.rates import SWEDEN, RatePack
from services.claims.domain.trip import Lodging, Trip, gives_per_diem, nights
from shared.money import Ore, whole_kronor
from shared.refusal import Refusal
from shared.text import Text


@dataclass(frozen=True, kw_only=True)
class NightAllowance(PaidLine):
    """`date` is the one on which the night began; `country` the country of that day."""

    kind: Literal["night_allowance"] = "night_allowance"
    country: str


def night_allowance(whole_day_ore: Ore) -> Ore:
    """Half of the whole-day amount where the night began, whole kronor, half up; meals never lower it. Source: SKV 354."""
    return whole_kronor(whole_day_ore, 2)


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
        amount_ore = night_allowance(there.rate.whole_day_ore)
        row = Text(
            "rule.night.row",
            {"country": f"country.{there.country}", "year": night.year, "whole_day": there.rate.whole_day_ore},
        )
        is_domestic = there.country == SWEDEN
        lines.append(
            NightAllowance(
                date=night,
                country=there.country,
                amount_ore=amount_ore,
                tax_free_ore=amount_ore,
                taxable_ore=0,
                reasons=(
                    Reason(row, amount_ore),
                    Reason(Text("rule.night.private")),
                    *(Reason(why) for why in there.why),
                ),
                source=Text(f"rule.source.{'per-diem' if is_domestic else 'per-diem-abroad'}", {"year": night.year}),
            )
        )
    return tuple(lines)
