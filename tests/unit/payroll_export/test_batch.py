"""Sealing, control sums and taking back."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.payroll_export.domain.batch import Batch, CodeSum, Organisation, control_sums, reversal
from services.payroll_export.domain.identity import is_organisation_number, is_personal_number
from services.payroll_export.mapping.read import default_mapping
from shared.refusal import Refusal
from tests.unit.payroll_export.builders import a_batch, a_line, mileage, sealed, selection_of


def test_an_empty_selection_makes_no_batch() -> None:
    assert sealed(selection_of(a_line(approved=False), a_line("E-2", employee_number="?"))) == Refusal(
        "batch-empty", {"count": 1}
    )


def test_a_wrong_organisation_number_makes_no_batch() -> None:
    refusal = sealed(selection_of(a_line()), organisation=Organisation("9999990007", "X"))
    assert isinstance(refusal, Refusal)
    assert refusal.code == "organisation-number-wrong"


def test_control_sums_tell_paid_deducted_and_benefits_apart() -> None:
    sums = a_batch(
        a_line("E-1"),
        mileage("E-2", employee_number="2002"),
        a_line("E-3", type="advance_settlement", amount_ore=50000, vat_ore=0),
        a_line("E-4", type="meal_benefit_lunch", quantity="1", amount_ore=12400, vat_ore=0),
    ).sums
    assert (sums.rows, sums.gross_ore, sums.deducted_ore, sums.benefit_ore) == (4, 52200, 50000, 12400)
    assert (sums.net_ore, sums.vat_ore) == (2200, 1200)
    assert sums.per_code == (
        CodeSum("MATFRM_LCH", 1, 12400),
        CodeSum("MILPRI_FRI", 1, 31000),
        CodeSum("UTLÄGG", 1, 21200),
        CodeSum("lonart:3710", 1, 50000),
    )
    assert sums.net_ore_per_employee == (("2001", -28800), ("2002", 31000))


KINDS = sorted(default_mapping().types)
AMOUNTS = st.lists(st.tuples(st.sampled_from(KINDS), st.integers(1, 10**9)), min_size=1, max_size=8)


def batch_of(amounts: list[tuple[str, int]]) -> Batch:
    return a_batch(*(a_line(f"E-{n}", type=kind, amount_ore=ore, vat_ore=0) for n, (kind, ore) in enumerate(amounts)))


@given(AMOUNTS)
def test_the_sums_by_code_and_by_person_add_up_to_the_whole(amounts: list[tuple[str, int]]) -> None:
    sums = batch_of(amounts).sums
    assert sum(code.amount_ore for code in sums.per_code) == sums.gross_ore + sums.deducted_ore + sums.benefit_ore
    assert sum(ore for _, ore in sums.net_ore_per_employee) == sums.net_ore


@given(AMOUNTS)
def test_a_batch_and_its_reversal_come_to_nothing(amounts: list[tuple[str, int]]) -> None:
    rows = batch_of(amounts).rows
    back = a_batch(*(reversal(row, f"R-{n}", "K-2", date(2026, 11, 2)) for n, row in enumerate(rows))).rows
    sums = control_sums(rows + back)
    assert (sums.gross_ore, sums.deducted_ore, sums.benefit_ore, sums.vat_ore) == (0, 0, 0, 0)


def test_taking_back_copies_code_coding_and_vat_with_the_opposite_sign() -> None:
    row = a_batch(mileage("E-1", text="Hembesök")).rows[0]
    line = reversal(row, "E-2", "K-2026-0300", date(2026, 11, 2))
    assert (line.reverses, line.amount_ore, line.quantity, line.unit_price_ore) == ("E-1", -31000, "-12.4", 2500)
    assert (line.frozen_mapping, line.dimensions, line.date) == (row.pay, {1: "4130"}, date(2026, 11, 2))


@pytest.mark.parametrize(
    ("number", "right"),
    [("9999990006", True), ("9999990007", False), ("999999-0006", False), ("", False), ("٩999990006", False)],
)
def test_an_organisation_number_has_ten_digits_and_a_check_digit(number: str, right: bool) -> None:
    assert is_organisation_number(number) is right


@pytest.mark.parametrize(
    ("number", "right"),
    [
        ("198001019846", True),
        ("198001019847", False),
        ("8001019846", False),
        ("198013019846", False),
        ("198001619843", True),
    ],
)
def test_a_personal_number_is_an_existing_day_with_a_check_digit(number: str, right: bool) -> None:
    assert is_personal_number(number) is right
