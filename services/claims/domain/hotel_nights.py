"""Which nights of a trip a hotel's bill is for."""

from collections.abc import Container, Iterable, Sequence
from datetime import date

from services.claims.domain.draft import ExpenseLine

HOTEL = "hotel"


def bills_of_nights(
    lines: Iterable[ExpenseLine], during: Container[date], nights: Sequence[date]
) -> dict[date, ExpenseLine]:
    """Each of these nights (by the date on which it begins) that a bill of a day `during` the trip covers, and which.

    A bill is of the morning on which one left: it covers as many nights before its date as it tells, then those after, where it was
    paid on arrival. One that does not tell how many covers all that are left.
    """
    paid = [line for line in lines if line.expense_kind == HOTEL and not line.is_refund]
    bills = [line for line in paid if line.date is not None and line.date in during]
    covered: dict[date, ExpenseLine] = {}
    for bill in sorted(bills, key=lambda bill: (bill.hotel_nights is None, bill.date)):
        left = [night for night in nights if night not in covered]
        before = [night for night in left if bill.date is not None and night < bill.date]
        nearest = [*reversed(before), *left[len(before) :]]
        covered |= dict.fromkeys(nearest[: bill.hotel_nights], bill)
    return covered
