"""Mileage allowance (*milersättning*): so much per kilometre, by vehicle."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from services.claims.domain.derivation import Figure, Step, step
from services.claims.domain.line import PaidLine, Reason, agreed_in, row, with_sources
from services.claims.domain.rates import Agreement, RatePack, TaxFreeMileage, in_force, rate_missing
from shared.money import Hectometres, Ore
from shared.refusal import Refusal
from shared.text import Text


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


def mileages(drives: tuple[Drive, ...], agreement: Agreement | None, rates: RatePack) -> tuple[Mileage, ...] | Refusal:
    """A line for each drive, by date, else as given."""
    lines: list[Mileage] = []
    for number, drive in enumerate(drives):
        if drive.distance_hm <= 0:
            return Refusal("distance-not-positive", field=f"drives.{number}.km")
        of_vehicle = [rate for rate in rates.mileage if rate.vehicle == drive.vehicle]
        tax_free = in_force(of_vehicle, drive.date)
        if tax_free is None:
            return rate_missing(f"drives.{number}.{'date' if of_vehicle else 'vehicle'}", drive.date, drive.vehicle)
        lines.append(_mileage(drive, tax_free, agreement))
    return tuple(sorted(lines, key=lambda line: line.date))


def _mileage(drive: Drive, tax_free: TaxFreeMileage, agreement: Agreement | None) -> Mileage:
    agreed = agreement and in_force([rate for rate in agreement.mileage if rate.vehicle == drive.vehicle], drive.date)
    distance = Figure(drive.distance_hm, "hm")
    at_tax_free = step("distance", distance, tax_free.figure("mileage", tax_free.ore_per_km, "ore_per_km"))
    reasons = [_row("rule.mileage.row", drive, at_tax_free)]
    ore_per_km, tax_free_ore, amount_ore = tax_free.ore_per_km, at_tax_free.result_ore, at_tax_free.result_ore
    if agreement and agreed:
        at_agreed = step("distance", distance, agreed.figure("agreed_mileage", agreed.ore_per_km, "ore_per_km"))
        ore_per_km, amount_ore = agreed.ore_per_km, at_agreed.result_ore
        tax_free_ore = min(amount_ore, tax_free_ore)
        reasons = [_row("rule.mileage.row", drive, at_agreed)]
        if amount_ore > tax_free_ore:
            less = step("less", Figure(tax_free_ore, "ore"))
            of_which = row(Text("rule.mileage.tax-free-part", {"tax_free": tax_free_ore}), less)
            reasons = [
                _row("rule.mileage.row", drive, at_tax_free),
                _row("rule.mileage.agreed-row", drive, at_agreed),
                of_which,
            ]
        reasons.append(Reason(agreed_in(agreement)))
    return Mileage(
        date=drive.date,
        id=drive.id,
        vehicle=drive.vehicle,
        distance_hm=drive.distance_hm,
        ore_per_km=ore_per_km,
        amount_ore=amount_ore,
        tax_free_ore=tax_free_ore,
        taxable_ore=amount_ore - tax_free_ore,
        reasons=with_sources(reasons),
        source=Text("rule.source.mileage", {"year": drive.date.year}),
    )


def _row(text_id: str, drive: Drive, of: Step) -> Reason:
    """Distance × rate, rounded half up to whole öre once a drive."""
    distance, rate = (figure.value for figure in of.operands)
    vehicle = f"rule.vehicle.{drive.vehicle}"
    return row(Text(text_id, {"vehicle": vehicle, "distance": distance, "rate": rate, "amount": of.result_ore}), of)
