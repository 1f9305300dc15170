"""What a draft is worth: the draft as cases of the calculation, and each paid line as an amount under its payroll type."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import assert_never
from uuid import UUID, uuid5

from services.claims.domain import mileage, trip
from services.claims.domain.amount import (
    Amount,
    of_benefit_meal,
    of_mileage,
    of_night,
    of_part,
    of_per_diem,
    of_supplement,
)
from services.claims.domain.benefit_meal import BenefitMeal
from services.claims.domain.calculation import Calculation, Case, calculate
from services.claims.domain.draft import Draft, DriveLine, ExpenseLine, TripPlan
from services.claims.domain.foreign_receipt import PaidReceipt
from services.claims.domain.foreign_receipt import Receipt as PaidBack
from services.claims.domain.kinds import Kind, payroll_type
from services.claims.domain.line import Reason
from services.claims.domain.mileage import Mileage
from services.claims.domain.night_allowance import NightAllowance
from services.claims.domain.per_diem import PerDiem
from services.claims.domain.rates import MEALS
from services.claims.domain.receipt import SWEDISH_KRONA, Receipt, Vat
from services.claims.domain.representation import Representation
from services.claims.domain.representation_amounts import EMPLOYERS_CARD, of_representation
from services.claims.domain.rules import Rules
from services.claims.domain.split import divided_vat
from services.claims.domain.supplement import Supplement
from shared.money import Ore
from shared.refusal import Refusal
from shared.text import Text


@dataclass(frozen=True)
class Unworked:
    """A part of the draft that could not be worked out: the line, or None for the trip."""

    line_id: UUID | None
    refusal: Refusal


@dataclass(frozen=True)
class Worth:
    """The amounts of a draft as far as it is complete; `remarks` say what is not paid, and why."""

    amounts: tuple[Amount, ...]
    remarks: tuple[Text, ...]
    unworked: tuple[Unworked, ...]

    @property
    def total_ore(self) -> Ore:
        return sum(amount.amount_ore for amount in self.amounts)

    @property
    def employers_ore(self) -> Ore:
        """What the employer has paid with cards of its own."""
        return sum(amount.amount_ore for amount in self.amounts if amount.is_employers)

    @property
    def tax_free_ore(self) -> Ore:
        return sum(amount.tax_free_ore for amount in self.amounts)

    @property
    def taxable_ore(self) -> Ore:
        return sum(amount.taxable_ore for amount in self.amounts)


def worth(draft: Draft, receipts: Mapping[UUID, Receipt], agreement: str | None, rules: Rules) -> Worth:
    """Trip first, then the lines as they came. What cannot be worked out yet, or at all, takes nothing else with it."""
    amounts: list[Amount] = []
    remarks: tuple[Text, ...] = ()
    unworked: list[Unworked] = []
    plan = complete_trip(draft.trip)
    if plan is not None:
        travelled = calculate(Case(trip=plan, agreement=agreement), rules.rates)
        if isinstance(travelled, Refusal):
            unworked.append(Unworked(None, travelled))
        else:
            amounts += _of_trip(draft.claim_id, travelled)
            remarks = travelled.remarks
    for line in draft.lines:
        worked = _of_line(draft.claim_id, line, receipts, agreement, rules)
        if isinstance(worked, Refusal):
            unworked.append(Unworked(line.id, worked))
        else:
            amounts += worked
    return Worth(tuple(amounts), remarks, tuple(unworked))


def complete_trip(plan: TripPlan | None) -> trip.Trip | None:
    """The trip for the calculation, once both its times are known and in order."""
    if plan is None or plan.start is None or plan.end is None or plan.end < plan.start:
        return None
    answers = {
        trip.MealAnswer(day.date, meal, given)
        for day in plan.meals
        for meal, given in zip(MEALS, (day.breakfast, day.lunch, day.dinner), strict=True)
        if given is not None and given != "none"
    }
    return trip.Trip(
        start=plan.start,
        end=plan.end,
        over_50_km=plan.over_50_km,
        stays=plan.stays,
        meals=tuple(sorted(answers, key=lambda answer: (answer.date, MEALS.index(answer.meal), answer.kind))),
        lodging=tuple(trip.Lodging(night.night_of, night.paid_by) for night in plan.nights if night.paid_by),
        assignment=plan.assignment,
    )


def is_abroad(line: ExpenseLine, receipts: Mapping[UUID, Receipt]) -> bool:
    """It was paid in another currency."""
    receipt = receipts.get(line.receipt_id) if line.receipt_id else None
    return receipt is not None and receipt.fields.currency not in (None, SWEDISH_KRONA)


def _of_trip(claim_id: UUID, calculation: Calculation) -> list[Amount]:
    is_one_day = not any(isinstance(line, PerDiem) for line in calculation.lines)
    amounts: list[Amount] = []
    for line in calculation.lines:
        match line:
            case PerDiem():
                amounts += of_per_diem(claim_id, line)
            case Supplement():
                amounts.append(of_supplement(claim_id, line, is_one_day))
            case NightAllowance():
                amounts += of_night(claim_id, line)
            case BenefitMeal():
                amounts.append(of_benefit_meal(claim_id, line))
            case Mileage() | PaidBack():
                raise AssertionError("a trip alone has neither drives nor receipts")
            case _:
                assert_never(line)
    return amounts


def _of_line(
    claim_id: UUID, line: ExpenseLine | DriveLine, receipts: Mapping[UUID, Receipt], agreement: str | None, rules: Rules
) -> Sequence[Amount] | Refusal:
    match line:
        case ExpenseLine():
            return _of_expense(claim_id, line, receipts, rules)
        case DriveLine():
            return _of_drive(claim_id, line, agreement, rules)
        case _:
            assert_never(line)


def _of_expense(
    claim_id: UUID, line: ExpenseLine, receipts: Mapping[UUID, Receipt], rules: Rules
) -> Sequence[Amount] | Refusal:
    if line.date is None or line.amount_ore is None:
        return ()
    calculation = calculate(Case(receipts=(_paid_receipt(line, receipts),)), rules.rates)
    if isinstance(calculation, Refusal):
        return calculation
    kind = rules.kinds.get(line.expense_kind or "")
    (paid,) = calculation.lines
    whole = Amount(
        id=line.id,
        type=_type_of(line.vat, kind, is_abroad(line, receipts)),
        date=line.date,
        title=_expense_title(line, kind),
        amount_ore=paid.amount_ore,
        tax_free_ore=paid.tax_free_ore,
        taxable_ore=paid.taxable_ore,
        vat=line.vat,
        reasons=paid.reasons,
        source=paid.source,
        note=line.purpose or None,
        receipt_id=line.receipt_id,
        booked_as=line.id,
    )
    if not line.parts:
        return _with_representation(claim_id, whole, kind, line, rules)
    return _of_parts(claim_id, whole, line, is_abroad(line, receipts), rules)


def _of_parts(
    claim_id: UUID, whole: Amount, line: ExpenseLine, is_foreign: bool, rules: Rules
) -> Sequence[Amount] | Refusal:
    """An amount for each part that is paid. The limits of representation hold for the receipt once: its first such part has them."""
    amounts: list[Amount] = []
    divided = divided_vat(whole.vat, whole.amount_ore, [part.amount_ore for part in line.parts])
    is_limited = False
    for part, vat in zip(line.parts, divided, strict=True):
        if part.is_private or not part.amount_ore:
            continue
        kind = rules.kinds.get(part.expense_kind or line.expense_kind or "")
        is_representation = kind is not None and kind.representation is not None
        amount = replace(
            of_part(whole, part, () if is_representation and is_limited else vat),
            type=_type_of(vat, kind, is_foreign),
            title=_expense_title(line, kind),
        )
        worked = _with_representation(claim_id, amount, kind, line, rules)
        if isinstance(worked, Refusal):
            return worked
        amounts += worked
        is_limited = is_limited or is_representation
    return amounts


def _with_representation(
    claim_id: UUID, amount: Amount, kind: Kind | None, line: ExpenseLine, rules: Rules
) -> Sequence[Amount] | Refusal:
    if line.paid_with == "employer_card":
        amount = replace(amount, is_employers=True, reasons=(*amount.reasons, Reason(Text(EMPLOYERS_CARD))))
    if kind is None or kind.representation is None:
        return (amount,)
    said = line.representation or Representation()
    return of_representation(claim_id, amount, kind.representation, said, rules.rates)


def _paid_receipt(line: ExpenseLine, receipts: Mapping[UUID, Receipt]) -> PaidReceipt:
    """In another currency what the person says was drawn in kronor counts, beside the total of the receipt; else the line's rate."""
    assert line.date is not None and line.amount_ore is not None
    if not is_abroad(line, receipts):
        return PaidReceipt(str(line.id), line.date, line.amount_ore, SWEDISH_KRONA)
    assert line.receipt_id is not None
    fields = receipts[line.receipt_id].fields
    paid = PaidReceipt(str(line.id), line.date, fields.total or 0, fields.currency or SWEDISH_KRONA)
    if line.exchange is None:
        return replace(paid, card_ore=line.amount_ore)
    return replace(paid, exchange=line.exchange.rate)


def _type_of(vat: Sequence[Vat], kind: Kind | None, is_foreign: bool) -> str:
    return payroll_type(kind, vat, is_foreign) if kind else ""


def _expense_title(line: ExpenseLine, kind: Kind | None) -> Text:
    kind_text = kind.text_id if kind else "kind.other"
    refund = ".refund" if (line.amount_ore or 0) < 0 else ""
    if line.merchant:
        return Text(f"amount.expense{refund}", {"kind": kind_text, "merchant": line.merchant})
    return Text(f"amount.expense{refund}.no-merchant", {"kind": kind_text})


def _of_drive(claim_id: UUID, line: DriveLine, agreement: str | None, rules: Rules) -> Sequence[Amount] | Refusal:
    if line.is_private or line.date is None or line.vehicle is None or not line.distance_hm or line.distance_hm < 0:
        return ()
    drive = mileage.Drive(line.date, line.vehicle, line.distance_hm, str(line.id), line.passengers, line.has_trailer)
    calculation = calculate(Case(drives=(drive,), agreement=agreement), rules.rates)
    if isinstance(calculation, Refusal):
        return calculation
    (driven,) = calculation.lines
    assert isinstance(driven, Mileage)
    taxable_id = uuid5(claim_id, f"mileage_taxable:{line.id}")
    title = Text("amount.drive", {"from": line.from_place, "to": line.to_place})
    if not line.from_place or not line.to_place:
        title = Text("amount.drive.no-places")
    both = of_mileage(line.id, taxable_id, driven, rules.rates)
    return [replace(amount, title=title, note=line.purpose or None) for amount in both]
