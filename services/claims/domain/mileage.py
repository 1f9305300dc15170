"""Mileage allowance (*milersättning*): so much per kilometre, by vehicle."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from services.claims.domain.derivation import Figure, step
from services.claims.domain.line import PaidLine, Reason, agreed_in, pay, row, with_sources
from services.claims.domain.rates import AgreedMileage, Agreement, RatePack, TaxFreeMileage, in_force, rate_missing
from shared.money import Hectometres, Ore
from shared.refusal import Parameter, Refusal
from shared.text import Text


@dataclass(frozen=True)
class Drive:
    """A drive in one vehicle; `vehicle` is one of the rates' vehicles, `id` finds the drive again among the lines."""

    date: date
    vehicle: str
    distance_hm: Hectometres
    id: str | None = None
    passengers: int = 0
    has_trailer: bool = False


@dataclass(frozen=True, kw_only=True)
class Mileage(PaidLine):
    """`ore_per_km` is what is paid: the agreed rate, or the state's where none is agreed."""

    kind: Literal["mileage"] = "mileage"
    id: str | None
    vehicle: str
    distance_hm: Hectometres
    ore_per_km: Ore


def mileages(drives: tuple[Drive, ...], agreement: Agreement | None, rates: RatePack) -> tuple[Mileage, ...] | Refusal:
    """A line for each drive, by date, else as given: distance × rate, rounded half up to whole öre once a drive. Source: SKV 354."""
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
    of_state = (_row("rule.mileage.row", drive, tax_free.figure("mileage", tax_free.ore_per_km, "ore_per_km")),)
    paid = pay(of_state, _agreed_rows(drive, agreed) if agreed else ())
    facts = (Reason(agreed_in(agreement)),) if agreement and agreed else ()
    return Mileage(
        date=drive.date,
        id=drive.id,
        vehicle=drive.vehicle,
        distance_hm=drive.distance_hm,
        ore_per_km=(agreed or tax_free).ore_per_km,
        amount_ore=paid.amount_ore,
        tax_free_ore=paid.tax_free_ore,
        taxable_ore=paid.taxable_ore,
        rows_above=paid.rows_above,
        reasons=with_sources((*paid.rows, *facts)),
        source=Text("rule.source.mileage", {"year": drive.date.year}),
    )


def _agreed_rows(drive: Drive, agreed: AgreedMileage) -> tuple[Reason, ...]:
    rows = [_row("rule.mileage.agreed-row", drive, agreed.figure("agreed_mileage", agreed.ore_per_km, "ore_per_km"))]
    if drive.passengers and agreed.passenger_ore_per_km:
        rate = agreed.figure("passenger", agreed.passenger_ore_per_km, "ore_per_km")
        rows.append(_row("rule.mileage.passengers", drive, rate, Figure(drive.passengers, "count")))
    if drive.has_trailer and agreed.trailer_ore_per_km:
        rows.append(
            _row("rule.mileage.trailer", drive, agreed.figure("trailer", agreed.trailer_ore_per_km, "ore_per_km"))
        )
    return tuple(rows)


def _row(text_id: str, drive: Drive, rate: Figure, *times: Figure) -> Reason:
    driven = step("distance", Figure(drive.distance_hm, "hm"), rate, *times)
    parameters: Mapping[str, Parameter] = {
        "vehicle": f"rule.vehicle.{drive.vehicle}",
        "distance": drive.distance_hm,
        "rate": rate.value,
        "passengers": drive.passengers,
        "amount": driven.result_ore,
    }
    return row(Text(text_id, parameters), driven)
