"""Mileage allowance (*milersättning*): so much per kilometre, by vehicle."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from services.claims.domain.line import PaidLine, Reason
from services.claims.domain.rates import Agreement, RatePack, TaxFreeMileage, in_force, rate_missing
from shared.money import Hectometres, Ore, round_half_up
from shared.refusal import Parameter, Refusal
from shared.text import Text

HECTOMETRES_PER_KM = 10


@dataclass(frozen=True)
class Drive:
    """A drive in one vehicle; `vehicle` is one of the rates' vehicles, `id` finds the drive again among the lines."""

    date: date
    vehicle: str
    distance_hm: Hectometres
    id: str | None = None


@dataclass(frozen=True, kw_only=True)
class Mileage(PaidLine):
    """`ore_per_km` is what is paid: the agreed rate, or the state's where none is agreed."""

    kind: Literal["mileage"] = "mileage"
    id: str | None
    vehicle: str
    distance_hm: Hectometres
    ore_per_km: Ore


def mileage_ore(distance_hm: Hectometres, ore_per_km: Ore) -> Ore:
    """Distance × rate, rounded half up to whole öre once a drive."""
    return round_half_up(distance_hm * ore_per_km, HECTOMETRES_PER_KM)


def mileages(drives: tuple[Drive, ...], agreement: Agreement | None, rates: RatePack) -> tuple[Mileage, ...] | Refusal:
    """A line for each drive, by date, else as given."""
    lines: list[Mileage] = []
    for number, drive in enumerate(drives):
        if drive.distance_hm <= 0:
            return Refusal("distance-not-positive", field=f"drives.{number}.km")
        tax_free = in_force([rate for rate in rates.mileage if rate.vehicle == drive.vehicle], drive.date)
        if tax_free is None:
            return rate_missing(f"drives.{number}.vehicle", drive.date, drive.vehicle)
        lines.append(_mileage(drive, tax_free, agreement))
    return tuple(sorted(lines, key=lambda line: line.date))


def _mileage(drive: Drive, tax_free: TaxFreeMileage, agreement: Agreement | None) -> Mileage:
    agreed = agreement and in_force([rate for rate in agreement.mileage if rate.vehicle == drive.vehicle], drive.date)
    ore_per_km = agreed.ore_per_km if agreed else tax_free.ore_per_km
    amount_ore = mileage_ore(drive.distance_hm, ore_per_km)
    tax_free_ore = min(amount_ore, mileage_ore(drive.distance_hm, tax_free.ore_per_km))
    parameters: Mapping[str, Parameter] = {
        "vehicle": f"rule.vehicle.{drive.vehicle}",
        "distance": drive.distance_hm,
        "rate": min(ore_per_km, tax_free.ore_per_km),
    }
    reasons = [Reason(Text("rule.mileage.row", parameters), tax_free_ore)]
    if amount_ore > tax_free_ore:
        reasons.append(Reason(Text("rule.mileage.above-tax-free", {"rate": ore_per_km}), amount_ore - tax_free_ore))
    if agreement and agreed:
        reasons.append(Reason(Text("rule.agreement", {"name": agreement.name})))
    if not tax_free.verified:
        reasons.append(Reason(Text("rule.rate.preliminary")))
    return Mileage(
        date=drive.date,
        id=drive.id,
        vehicle=drive.vehicle,
        distance_hm=drive.distance_hm,
        ore_per_km=ore_per_km,
        amount_ore=amount_ore,
        tax_free_ore=tax_free_ore,
        taxable_ore=amount_ore - tax_free_ore,
        reasons=tuple(reasons),
        source=Text("rule.source.mileage", {"year": drive.date.year}),
    )
