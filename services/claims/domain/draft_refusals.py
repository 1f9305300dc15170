"""What can be said at all in a draft: what is only missing is a finding, not a refusal."""

from collections.abc import Container, Sequence
from uuid import UUID

from services.claims.domain.draft import ClaimKind, ExpenseLine, Line, TripPlan
from services.claims.domain.receipt import Receipt, Vat
from services.claims.domain.stays import refuse_stays
from shared.refusal import Refusal

LINES_MAX = 200
"""Of one claim: a month of drives, with room; the whole claim must fit into one event."""
MERCHANT_LENGTH_MAX = 120
AMOUNT_ORE_LIMIT = 100_000_000
"""A million kronor: beyond it a reading is wrong."""
VAT_ROWS_MAX = 6
YEARS = range(2000, 2100)
"""Of trips, receipts and drives: a mistyped year is found before its days are counted."""


def refuse_trip(plan: TripPlan, kind: ClaimKind, countries: Container[str]) -> Refusal | None:
    """What no trip can say; what is only missing is a finding, not a refusal."""
    if kind != "trip":
        return Refusal("claim-without-trip")
    for name, moment in (("start", plan.start), ("end", plan.end)):
        if moment is not None and moment.year not in YEARS:
            return Refusal("year-impossible", field=name)
    if plan.assignment is not None and plan.assignment.since.year not in YEARS:
        return Refusal("year-impossible", field="assignment")
    if any("hotel_breakfast" in (day.lunch, day.dinner) for day in plan.meals):
        return Refusal("meal-not-breakfast", field="meals")
    for name, days in (
        ("meals", [day.date for day in plan.meals]),
        ("nights", [night.night_of for night in plan.nights]),
    ):
        if len(set(days)) < len(days):
            return Refusal("day-told-twice", field=name)
    return refuse_stays(plan.stays, plan.start, plan.end, countries)


def refuse_line(line: Line, kinds: Container[str]) -> Refusal | None:
    """What no line can say: a year that cannot be, a kind that is not in the catalogue, VAT that cannot be."""
    if line.date is not None and line.date.year not in YEARS:
        return Refusal("year-impossible", field="date")
    if not isinstance(line, ExpenseLine):
        return None
    if line.expense_kind is not None and line.expense_kind not in kinds:
        return Refusal("unknown-kind", field="expense_kind")
    if any(part.expense_kind is not None and part.expense_kind not in kinds for part in line.parts):
        return Refusal("unknown-kind", field="parts")
    if not is_possible(line.vat):
        return Refusal("vat-impossible", field="vat")
    return None


def refuse_parts(line: ExpenseLine, others: Sequence[Line]) -> Refusal | None:
    """Each part becomes an amount of its own on the claim: its id is no other line's or part's."""
    parts_of_others = [part.id for other in others if isinstance(other, ExpenseLine) for part in other.parts]
    ids = [line.id, *(part.id for part in line.parts), *(other.id for other in others), *parts_of_others]
    return Refusal("part-id-taken", field="parts") if len(set(ids)) < len(ids) else None


def is_possible(vat: tuple[Vat, ...]) -> bool:
    """A share of some amount that can be claimed at all."""
    return len(vat) <= VAT_ROWS_MAX and all(
        0 <= row.rate <= 100 and max(abs(row.net_ore), abs(row.vat_ore)) < AMOUNT_ORE_LIMIT for row in vat
    )


def refuse_receipt(receipt: Receipt | None, owner: UUID) -> Refusal | None:
    """Somebody else's receipt is nobody's evidence. One not known yet is looked at again before the claim is handed in."""
    if receipt is not None and receipt.person_id != owner:
        return Refusal("receipt-of-another", field="receipt_id")
    return None
