"""What each line of a draft is booked on, and why."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from services.claims.domain.coding import Coding, CodingPlan, Whence, own_choice, usual_coding, whence, with_own
from services.claims.domain.draft import Draft, ExpenseLine
from services.claims.domain.receipt import Receipt
from services.claims.domain.split import Part


@dataclass(frozen=True)
class Booked:
    """`coding` holds; `usual` would, had the person chosen nothing; `whence`: by dimension, why."""

    coding: Coding
    usual: Coding
    whence: Mapping[str, Whence]


def booked_lines(
    draft: Draft, receipts: Mapping[UUID, Receipt], employment: Coding, plan: CodingPlan
) -> dict[UUID, Booked]:
    """By id of the expense line, and of each part of it. Trips and drives are booked on what the employment is."""
    booked: dict[UUID, Booked] = {}
    for line in draft.expenses:
        whole = _booked(line, _usual_of_merchant(line, receipts), employment, plan)
        booked[line.id] = whole
        booked |= {part.id: _part_booked(part, whole) for part in line.parts}
    return booked


def with_own_choice(
    line: ExpenseLine, receipts: Mapping[UUID, Receipt], employment: Coding, plan: CodingPlan
) -> ExpenseLine:
    """The line with only those codes that the person chose: what equals the usual coding goes on following it."""
    usual = usual_coding(_usual_of_merchant(line, receipts), _usual_of_kind(line, plan), employment, plan, line.date)
    return replace(line, coding=own_choice(line.coding, usual))


def asked_codings(draft: Draft, receipts: Mapping[UUID, Receipt], employment: Coding) -> list[Coding]:
    """All codes that the plan has to be asked about."""
    parts = (part.coding for line in draft.expenses for part in line.parts)
    lines = (line.coding for line in draft.expenses)
    return [employment, *(one.usual_coding for one in receipts.values()), *lines, *parts]


def _usual_of_merchant(line: ExpenseLine, receipts: Mapping[UUID, Receipt]) -> Coding:
    receipt = receipts.get(line.receipt_id) if line.receipt_id else None
    return receipt.usual_coding if receipt else {}


def _usual_of_kind(line: ExpenseLine, plan: CodingPlan) -> Coding:
    return plan.kinds.get(line.expense_kind or "", {})


def _booked(line: ExpenseLine, merchant: Coding, employment: Coding, plan: CodingPlan) -> Booked:
    kind = _usual_of_kind(line, plan)
    usual = usual_coding(merchant, kind, employment, plan, line.date)
    coding = with_own(line.coding, usual)
    why = {one: whence(one, code, line.coding, merchant, kind, employment) for one, code in coding.items()}
    return Booked(coding, usual, why)


def _part_booked(part: Part, whole: Booked) -> Booked:
    """As the whole line, but for the codes that were chosen for the part."""
    coding = with_own(part.coding, whole.coding)
    own: dict[str, Whence] = dict.fromkeys(part.coding, "own")
    reasons = {**whole.whence, **own}
    return Booked(coding, whole.coding, {dimension: reasons[dimension] for dimension in coding})
