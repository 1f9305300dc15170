"""Which lines a batch takes, and why the others stay."""

from dataclasses import replace
from typing import Any

import pytest

from services.payroll_export.domain.selection import Selection, keep
from services.payroll_export.mapping.read import default_mapping
from shared.refusal import Refusal
from tests.unit.payroll_export.builders import a_line, mileage, selection_of


def taken(selection: Selection) -> list[str]:
    return [row.line.id for row in selection.taken]


def stopped(selection: Selection) -> list[tuple[str, str]]:
    return [(left.line.id, left.reason.code) for left in selection.stopped]


def test_approved_lines_of_the_route_are_taken_and_the_others_are_left_with_their_reason() -> None:
    selection = selection_of(
        a_line("E-1"),
        a_line("E-2", approved=False),
        a_line("E-3", route="direct_payment"),
        a_line("E-4", route="company_card"),
    )
    assert taken(selection) == ["E-1"]
    assert [(left.line.id, left.reason.code) for left in selection.left] == [
        ("E-2", "line-not-approved"),
        ("E-3", "line-of-another-route"),
        ("E-4", "line-of-another-route"),
    ]
    assert selection.stopped == ()


def test_a_line_in_a_live_batch_is_never_taken_again() -> None:
    selection = selection_of(a_line("E-1"), a_line("E-2"), live={"E-1": 40})
    assert taken(selection) == ["E-2"]
    assert selection.left[0].reason == Refusal("line-already-in-batch", {"batch": 40})


def test_a_line_that_comes_twice_is_taken_once() -> None:
    selection = selection_of(a_line("E-1"), a_line("E-1"))
    assert taken(selection) == ["E-1"]
    assert stopped(selection) == [("E-1", "line-twice")]


def test_the_order_is_employee_claim_date_and_line_however_the_lines_come() -> None:
    lines = [
        a_line("E-4", employee_number="2002"),
        a_line("E-3", claim_number="K-2"),
        a_line("E-2", claim_number="K-1"),
        a_line("E-1", claim_number="K-1"),
    ]
    assert taken(selection_of(*lines)) == taken(selection_of(*reversed(lines))) == ["E-1", "E-2", "E-3", "E-4"]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"employee_number": "9999"}, "employee-missing"),
        ({"type": "unheard_of"}, "type-without-mapping"),
        ({"claim_number": "  "}, "claim-number-missing"),
        ({"line_id": "E;1"}, "line-id-malformed"),
        ({"quantity": "1,5"}, "quantity-malformed"),
        ({"amount_ore": 0, "vat_ore": 0}, "amount-zero"),
        ({"amount_ore": -100, "vat_ore": 0}, "negative-without-reversal"),
        ({"vat_ore": -1200}, "vat-not-part-of-amount"),
        ({"vat_ore": 4242}, "vat-not-part-of-amount"),
    ],
)
def test_what_no_receiver_can_read_in_stops_only_its_own_line(changes: dict[str, Any], code: str) -> None:
    selection = selection_of(a_line("E-0"), a_line(**{"line_id": "E-1", **changes}))
    assert taken(selection) == ["E-0"]
    assert [reason for _, reason in stopped(selection)] == [code]


def test_a_kind_without_a_code_stops_only_its_own_line() -> None:
    mapping = default_mapping()
    nameless = replace(mapping.types["taxi"], lonkod=None, lonart=None)
    selection = selection_of(
        a_line("E-1"), mileage("E-2"), mapping=replace(mapping, types={**mapping.types, "taxi": nameless})
    )
    assert taken(selection) == ["E-2"]
    assert stopped(selection) == [("E-1", "type-without-code")]


def test_a_reversal_keeps_the_codes_of_the_old_row_whatever_the_mapping_says_now() -> None:
    old = replace(default_mapping().types["taxi"], lonart="9999", account="5891")
    line = a_line(amount_ore=-21200, vat_ore=-1200, reverses="E-0", frozen_mapping=old)
    assert selection_of(line, live={"E-0": 40}).taken[0].pay == old


def test_a_reversal_of_a_sealed_row_without_its_old_codes_is_stopped() -> None:
    line = a_line(amount_ore=-21200, vat_ore=-1200, reverses="E-0")
    assert stopped(selection_of(line, live={"E-0": 40})) == [("E-1", "reversal-without-old-mapping")]


def test_a_line_is_taken_back_once() -> None:
    old = default_mapping().types["taxi"]
    backs = [a_line(f"E-{n}", amount_ore=-1, vat_ore=0, reverses="E-0", frozen_mapping=old) for n in (1, 2, 3)]
    assert stopped(selection_of(*backs[:2])) == [("E-2", "line-already-reversed")]
    sealed_before = selection_of(*backs, live={"E-3": 40})
    assert taken(sealed_before) == []
    assert [code for _, code in stopped(sealed_before)] == ["line-already-reversed"] * 2


def test_vat_of_a_kind_that_may_not_deduct_it_is_part_of_the_cost() -> None:
    row = selection_of(a_line(type="outlay_foreign", vat_ore=4500)).taken[0]
    assert (row.vat_ore, row.net_ore) == (0, 21200)


def test_the_price_is_sent_only_where_quantity_times_price_is_the_amount() -> None:
    exact, reduced = selection_of(mileage("E-1"), mileage("E-2", amount_ore=30000)).taken
    assert (exact.unit_price_ore, reduced.unit_price_ore) == (2500, None)


def test_a_row_that_takes_back_has_a_negative_quantity_and_a_positive_price() -> None:
    pay = default_mapping().types["mileage_own_car"]
    for quantity in ("12.4", "-12.4"):
        line = mileage(quantity=quantity, amount_ore=-31000, reverses="E-0", frozen_mapping=pay)
        row = selection_of(line).taken[0]
        assert (str(row.quantity), row.unit_price_ore) == ("-12.4", 2500)


def test_rows_that_a_format_cannot_hold_are_stopped_and_the_rest_stays() -> None:
    selection = keep(
        selection_of(a_line("E-1"), a_line("E-2")), lambda row: Refusal("no") if row.line.id == "E-1" else None
    )
    assert taken(selection) == ["E-2"]
    assert stopped(selection) == [("E-1", "no")]
