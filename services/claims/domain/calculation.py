"""A whole claim worked out: trip, drives and receipts in, lines with their reasons out. The one way in is `calculate`."""

from dataclasses import dataclass, replace

from services.claims.domain.benefit_meal import BenefitMeal, benefit_meals
from services.claims.domain.foreign_receipt import PaidReceipt, Receipt, receipt_lines
from services.claims.domain.mileage import Drive, Mileage, mileages
from services.claims.domain.night_allowance import NightAllowance, night_allowances
from services.claims.domain.per_diem import PerDiem, per_diems
from services.claims.domain.rates import Agreement, RatePack
from services.claims.domain.supplement import Supplement, length_of, supplements, too_short_for_supplement
from services.claims.domain.trip import Trip, nights, refuse_trip, stockholm
from shared.money import Ore
from shared.refusal import Refusal
from shared.text import Text

Line = PerDiem | Supplement | NightAllowance | BenefitMeal | Mileage | Receipt


@dataclass(frozen=True)
class Case:
    """What is to be worked out together. `agreement` is the id of one of the rates' agreements, None for the state's amounts alone."""

    trip: Trip | None = None
    drives: tuple[Drive, ...] = ()
    receipts: tuple[PaidReceipt, ...] = ()
    agreement: str | None = None


@dataclass(frozen=True)
class Calculation:
    """Lines by kind (per diem, supplement, night, benefit meal, mileage, receipt), then by date, then as given.

    `remarks` tell what is not paid and why: no night, too near, too short.
    """

    lines: tuple[Line, ...]
    total_ore: Ore
    tax_free_ore: Ore
    taxable_ore: Ore
    remarks: tuple[Text, ...]


def calculate(case: Case, rates: RatePack) -> Calculation | Refusal:
    """All lines of a claim, or the first thing that keeps it from being worked out. The same case and rates give the same answer."""
    agreement = _agreement(case, rates)
    if isinstance(agreement, Refusal):
        return agreement
    of_trip = _trip_lines(case.trip, agreement, rates) if case.trip else ()
    if isinstance(of_trip, Refusal):
        return of_trip
    driven = mileages(case.drives, agreement, rates)
    if isinstance(driven, Refusal):
        return driven
    paid = receipt_lines(case.receipts)
    if isinstance(paid, Refusal):
        return paid
    lines: tuple[Line, ...] = (*of_trip, *driven, *paid)
    calculation = Calculation(
        lines=lines,
        total_ore=sum(line.amount_ore for line in lines),
        tax_free_ore=sum(line.tax_free_ore for line in lines),
        taxable_ore=sum(line.taxable_ore for line in lines),
        remarks=_remarks(case.trip, agreement) if case.trip else (),
    )
    assert calculation.total_ore == calculation.tax_free_ore + calculation.taxable_ore
    return calculation


def _agreement(case: Case, rates: RatePack) -> Agreement | Refusal | None:
    if case.agreement is None:
        return None
    agreement = next((agreement for agreement in rates.agreements if agreement.id == case.agreement), None)
    return agreement or Refusal("rate-missing", {"date": None, "what": case.agreement}, field="agreement")


def _trip_lines(trip: Trip, agreement: Agreement | None, rates: RatePack) -> tuple[Line, ...] | Refusal:
    refusal = refuse_trip(trip) or _unknown_country(trip, rates)
    if refusal:
        return refusal
    days = per_diems(trip, agreement, rates)
    if isinstance(days, Refusal):
        return _at_its_time(days, trip)
    supplemented = supplements(trip, days, agreement, rates)
    if isinstance(supplemented, Refusal):
        return _at_its_time(supplemented, trip)
    slept = night_allowances(trip, agreement, rates)
    if isinstance(slept, Refusal):
        return _at_its_time(slept, trip)
    return (*days, *supplemented, *slept, *benefit_meals(trip))


def _unknown_country(trip: Trip, rates: RatePack) -> Refusal | None:
    """A country that does not exist would be paid as one of the others."""
    for number, stay in enumerate(trip.stays):
        if stay.country not in rates.countries:
            return Refusal("unknown-country", {"country": stay.country}, field=f"trip.stays.{number}.country")
    return None


def _at_its_time(missing: Refusal, trip: Trip) -> Refusal:
    """A day without a rate is put right at the end of the trip that is in its year."""
    year = str(missing.parameters["date"])[:4]
    return replace(missing, field="trip.start" if year == str(stockholm(trip.start).year) else "trip.end")


def _remarks(trip: Trip, agreement: Agreement | None) -> tuple[Text, ...]:
    remarks: list[Text] = []
    if not nights(trip):
        remarks.append(Text("rule.remark.no-night"))
    if not trip.over_50_km:
        remarks.append(Text("rule.remark.within-50-km"))
    if too_short_for_supplement(trip, agreement):
        remarks.append(length_of(trip, "rule.remark.too-short"))
    return tuple(remarks)
