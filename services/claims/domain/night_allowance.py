"""Night allowance (*nattraktamente*): for a night whose lodging the employer did not pay."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from services.claims.domain.country import Place, place
from services.claims.domain.derivation import HALF, Figure, step, unrounded_ore
from services.claims.domain.line import PaidLine, Reason, pay, row, with_sources
from services.claims.domain.per_diem import BY_AGREEMENT, agreed_whole_day
from services.claims.domain.rates import SWEDEN, Agreement, RatePack
from services.claims.domain.trip import Lodging, Trip, gives_per_diem, nights
from shared.refusal import Refusal
from shared.text import Text

PRIVATE = Reason(Text("rule.night.private"))


@dataclass(frozen=True, kw_only=True)
class NightAllowance(PaidLine):
    """`date` is the one on which the night began; `country` the country of that day."""

    kind: Literal["night_allowance"] = "night_allowance"
    country: str


def night_allowances(trip: Trip, agreement: Agreement | None, rates: RatePack) -> tuple[NightAllowance, ...] | Refusal:
    """A line for each night away that the traveller arranged privately; a hotel receipt is claimed as a receipt instead.

    Half of the whole-day amount where the night began, whole kronor, half up; meals never lower it. Source: SKV 354.
    """
    if not gives_per_diem(trip):
        return ()
    lines: list[NightAllowance] = []
    for night in nights(trip):
        if Lodging(night, "private") not in trip.lodging:
            continue
        there = place(trip, night, rates)
        if isinstance(there, Refusal):
            return there
        agreed = agreed_whole_day(there, night, agreement)
        if isinstance(agreed, Refusal):
            return agreed
        lines.append(_night_allowance(night, there, agreed))
    return tuple(lines)


def _night_allowance(night: date, there: Place, agreed: Figure | None) -> NightAllowance:
    of_state = _row(night, f"country.{there.country}", there.rate.whole_day)
    paid = pay((of_state,), (_row(night, BY_AGREEMENT, agreed),) if agreed else ())
    return NightAllowance(
        date=night,
        country=there.country,
        amount_ore=paid.amount_ore,
        tax_free_ore=paid.tax_free_ore,
        taxable_ore=paid.taxable_ore,
        rows_above=paid.rows_above,
        reasons=with_sources((*paid.rows, PRIVATE, *map(Reason, there.why))),
        source=Text(
            f"rule.source.{'per-diem' if there.country == SWEDEN else 'per-diem-abroad'}", {"year": night.year}
        ),
    )


def _row(night: date, of: str, whole_day: Figure) -> Reason:
    half = step("share", whole_day, HALF)
    exact_ore = unrounded_ore(half)
    text = Text(
        "rule.night.row.rounded" if exact_ore != half.result_ore else "rule.night.row",
        {
            "country": of,
            "year": night.year,
            "whole_day": whole_day.value,
            "exact": exact_ore,
            "half": half.result_ore,
        },
    )
    return row(text, half)
