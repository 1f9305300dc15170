"""One amount under one payroll type, made of a line of the calculation. A drive paid above the tax-free rate becomes two."""

import datetime as dt
from dataclasses import dataclass, replace
from uuid import UUID, uuid5

from services.claims.domain.benefit_meal import BenefitMeal
from services.claims.domain.derivation import Figure, step
from services.claims.domain.line import PaidLine, Reason, row
from services.claims.domain.mileage import Mileage
from services.claims.domain.night_allowance import NightAllowance
from services.claims.domain.per_diem import PerDiem
from services.claims.domain.rates import SWEDEN, RatePack, in_force
from services.claims.domain.receipt import Vat
from services.claims.domain.representation import Representation
from services.claims.domain.split import Part
from services.claims.domain.supplement import Supplement
from shared.money import Hectometres, Ore
from shared.text import Text

ONE = "1"
KM_PER_MIL = 10
HECTOMETRES_PER_MIL = 100
VEHICLE_TYPES = {
    "motorcycle": "mileage_motorcycle",
    "own_car": "mileage_own_car",
    "company_car_other_fuel": "mileage_benefit_car",
    "company_car_electric": "mileage_benefit_car_electric",
}


@dataclass(frozen=True, kw_only=True)
class Amount:
    """`quantity` counts in the unit of the payroll type as decimal text; quantity × unit price is the amount to the öre, or there
    is no unit price."""

    id: UUID
    type: str
    date: dt.date
    title: Text
    amount_ore: Ore
    tax_free_ore: Ore
    taxable_ore: Ore
    quantity: str | None = None
    unit_price_ore: Ore | None = None
    distance_hm: Hectometres | None = None
    vat: tuple[Vat, ...] = ()
    reasons: tuple[Reason, ...] = ()
    source: Text | None = None
    note: str | None = None
    receipt_id: UUID | None = None
    booked_as: UUID | None = None
    """The expense line, or the part of one, that says what it is booked on; None: as the employment."""
    representation: Representation | None = None
    """Who took part, for whoever decides."""
    is_employers: bool = False
    """The employer has paid it with a card of its own: cost, not paid to the person."""

    def __post_init__(self) -> None:
        assert self.amount_ore == self.tax_free_ore + self.taxable_ore
        rows = [reason for reason in self.reasons if reason.amount_ore is not None]
        assert self.amount_ore == sum(row.amount_ore or 0 for row in rows)
        assert all(row.step is not None for row in rows), "no amount without its arithmetic"


def of_per_diem(claim_id: UUID, line: PerDiem) -> list[Amount]:
    """A day of per diem, with what its meals take off already taken, and what an agreement pays above the tax-free amount."""
    where = "domestic" if line.country == SWEDEN else "abroad"
    part = "full" if line.day == "whole" else "half"
    tax_free = Amount(
        id=uuid5(claim_id, f"per_diem:{line.date.isoformat()}"),
        type=f"per_diem_{where}_{part}{'_reduced' if line.stage else ''}",
        date=line.date,
        title=_per_diem_title(line),
        amount_ore=line.tax_free_ore,
        tax_free_ore=line.tax_free_ore,
        taxable_ore=0,
        quantity=ONE,
        unit_price_ore=line.tax_free_ore,
        reasons=_reasons(line)[0],
        source=line.source,
    )
    return _with_taxable(
        line, tax_free, uuid5(claim_id, f"per_diem_taxable:{line.date.isoformat()}"), f"per_diem_{where}_taxable"
    )


def _per_diem_title(line: PerDiem) -> Text:
    if line.country == SWEDEN:
        return Text(f"amount.per_diem.{line.day}")
    return Text(f"amount.per_diem.{line.day}.abroad", {"country": f"country.{line.country}"})


def of_supplement(claim_id: UUID, line: Supplement, is_one_day: bool) -> Amount:
    """A taxable supplement: `is_one_day` when the trip had no night."""
    return Amount(
        id=uuid5(claim_id, f"supplement:{line.date.isoformat()}"),
        type="per_diem_domestic_one_day" if is_one_day else "per_diem_domestic_taxable",
        date=line.date,
        title=Text("amount.supplement"),
        amount_ore=line.amount_ore,
        tax_free_ore=line.tax_free_ore,
        taxable_ore=line.taxable_ore,
        quantity=ONE,
        unit_price_ore=line.amount_ore,
        reasons=line.reasons,
        source=line.source,
    )


def of_night(claim_id: UUID, line: NightAllowance) -> list[Amount]:
    """A night that was not paid by the employer, and what an agreement pays above the tax-free amount."""
    where = "domestic" if line.country == SWEDEN else "abroad"
    tax_free = Amount(
        id=uuid5(claim_id, f"night_allowance:{line.date.isoformat()}"),
        type=f"night_allowance_{where}",
        date=line.date,
        title=Text("amount.night_allowance"),
        amount_ore=line.tax_free_ore,
        tax_free_ore=line.tax_free_ore,
        taxable_ore=0,
        quantity=ONE,
        unit_price_ore=line.tax_free_ore,
        reasons=_reasons(line)[0],
        source=line.source,
    )
    taxable_id = uuid5(claim_id, f"night_allowance_taxable:{line.date.isoformat()}")
    return _with_taxable(line, tax_free, taxable_id, f"night_allowance_{where}_taxable")


def of_benefit_meal(claim_id: UUID, line: BenefitMeal) -> Amount:
    """A meal that payroll values: one piece, no amount here."""
    return Amount(
        id=uuid5(claim_id, f"benefit_meal:{line.date.isoformat()}:{line.meal}"),
        type=f"meal_benefit_{line.meal}",
        date=line.date,
        title=Text("amount.benefit_meal", {"meal": f"rule.meal.{line.meal}"}),
        amount_ore=0,
        tax_free_ore=0,
        taxable_ore=0,
        quantity=ONE,
        reasons=line.reasons,
        source=line.source,
    )


def of_mileage(line_id: UUID, taxable_id: UUID, line: Mileage, rates: RatePack) -> list[Amount]:
    """The tax-free part under the line's own id, and the part above it, when there is one, under `taxable_id`."""
    state = in_force([rate for rate in rates.mileage if rate.vehicle == line.vehicle], line.date)
    assert state is not None, "it was worked out with this rate"
    tax_free_per_km = min(line.ore_per_km, state.ore_per_km)
    tax_free = Amount(
        id=line_id,
        type=VEHICLE_TYPES[line.vehicle],
        date=line.date,
        title=Text("amount.drive.no-places"),
        amount_ore=line.tax_free_ore,
        tax_free_ore=line.tax_free_ore,
        taxable_ore=0,
        quantity=mil(line.distance_hm),
        unit_price_ore=_price_per_mil(line.distance_hm, tax_free_per_km, line.tax_free_ore),
        distance_hm=line.distance_hm,
        reasons=_reasons(line)[0],
        source=line.source,
    )
    above_per_km = line.ore_per_km - tax_free_per_km
    return [
        replace(amount, unit_price_ore=_price_per_mil(line.distance_hm, above_per_km, amount.amount_ore))
        if amount.id == taxable_id
        else amount
        for amount in _with_taxable(line, tax_free, taxable_id, f"{tax_free.type}_taxable")
    ]


def _with_taxable(line: PaidLine, tax_free: Amount, taxable_id: UUID, taxable_type: str) -> list[Amount]:
    """The tax-free amount, and beside it what is paid above it, when anything is."""
    if not line.taxable_ore:
        return [tax_free]
    above = replace(
        tax_free,
        id=taxable_id,
        type=taxable_type,
        amount_ore=line.taxable_ore,
        tax_free_ore=0,
        taxable_ore=line.taxable_ore,
        unit_price_ore=line.taxable_ore,
        distance_hm=None,
        reasons=_reasons(line)[1],
    )
    return [tax_free, above]


def _reasons(line: PaidLine) -> tuple[tuple[Reason, ...], tuple[Reason, ...]]:
    """Why the tax-free part is what it is, and why the part above it."""
    rows = [reason for reason in line.reasons if reason.amount_ore is not None]
    facts = [reason for reason in line.reasons if reason.amount_ore is None]
    cut = len(rows) - line.rows_above
    return (*rows[:cut], *facts), (*rows[cut:], *facts)


def mil(distance_hm: Hectometres) -> str:
    """The distance in Swedish mil of 10 km, exact: 12.4 for 124 km, 0.64 for 6.4 km."""
    whole, rest = divmod(distance_hm, HECTOMETRES_PER_MIL)
    decimals = f"{rest:02}".rstrip("0")
    return f"{whole}.{decimals}" if decimals else str(whole)


def _price_per_mil(distance_hm: Hectometres, ore_per_km: Ore, amount_ore: Ore) -> Ore | None:
    """None where half an öre was rounded: receivers multiply again."""
    price_ore = ore_per_km * KM_PER_MIL
    return price_ore if distance_hm * price_ore == amount_ore * HECTOMETRES_PER_MIL else None


def of_part(whole: Amount, part: Part, vat: tuple[Vat, ...]) -> Amount:
    """A part of an expense that is paid: how the whole came about is told as facts."""
    taken = row(
        Text("rule.receipt.part", {"part": part.amount_ore, "total": whole.amount_ore}),
        step("amount", Figure(part.amount_ore, "ore")),
    )
    return replace(
        whole,
        id=part.id,
        booked_as=part.id,
        amount_ore=part.amount_ore,
        tax_free_ore=part.amount_ore,
        taxable_ore=0,
        vat=vat,
        reasons=(taken, *(Reason(reason.text) for reason in whole.reasons)),
        note=", ".join(filter(None, (part.person, whole.note))) or None,
    )
