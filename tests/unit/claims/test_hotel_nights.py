"""Which nights a hotel's bill is for, and what it says of breakfast."""

import datetime as dt
from dataclasses import replace

import pytest

from services.claims.domain.checks import check
from services.claims.domain.draft import DayMeals, ExpenseLine
from services.claims.domain.hotel_nights import bills_of_nights
from services.claims.domain.receipt import Fields
from tests.unit.claims.drafts import a_plan, a_receipt, a_situation, an_expense

NIGHTS = [dt.date(2026, 10, day) for day in (5, 6, 7, 8)]
DURING = [*NIGHTS, dt.date(2026, 10, 9)]


def a_bill(day: int, nights: int | None, **changes: object) -> ExpenseLine:
    return replace(an_expense(expense_kind="hotel", date=dt.date(2026, 10, day), hotel_nights=nights), **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("bill", "covered"),
    [
        (a_bill(9, 4), [5, 6, 7, 8]),
        (a_bill(9, 2), [7, 8]),
        (a_bill(7, 2), [5, 6]),
        (a_bill(5, 3), [5, 6, 7]),
        (a_bill(6, 2), [5, 6]),
        (a_bill(6, None), [5, 6, 7, 8]),
        (a_bill(10, 4), []),
        (a_bill(9, 4, expense_kind="taxi"), []),
    ],
)
def test_a_bill_covers_the_nights_before_its_date_then_those_after(bill: ExpenseLine, covered: list[int]) -> None:
    assert sorted(night.day for night in bills_of_nights([bill], DURING, NIGHTS)) == covered


def test_each_of_several_bills_has_its_own_nights_and_one_that_does_not_tell_the_rest() -> None:
    first, second, other = a_bill(6, 1), a_bill(9, 2), a_bill(9, None, merchant="Other")
    covered = bills_of_nights([other, second, first], DURING, NIGHTS)
    assert {night.day: bill for night, bill in covered.items()} == {5: first, 6: other, 7: second, 8: second}


def test_a_night_beyond_the_bill_is_asked_about_and_only_mornings_of_the_bill_have_its_breakfast() -> None:
    start = dt.datetime.fromisoformat("2026-10-05T06:40+02:00")
    meals = tuple(DayMeals(dt.date(2026, 10, day), lunch="none") for day in (5, 6, 7))
    read = a_receipt(Fields(hotel_nights=1, breakfast_included=True))
    hotel = an_expense(expense_kind="hotel", date=dt.date(2026, 10, 7), vat=())
    found = check(a_situation(hotel, plan=a_plan(start=start, meals=meals, nights=()), receipts=(read,)))
    assert [(one.text.id, one.field) for one in found] == [
        ("check.lodging-unknown", "trip.nights.2026-10-05"),
        ("check.hotel-breakfast.included", "trip.meals.2026-10-07"),
    ]
