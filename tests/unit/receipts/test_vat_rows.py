"""VAT rows, whatever order their columns are in."""

import pytest

from services.receipts.reading.fields.vat import find_vat
from services.receipts.reading.values import VatRow
from tests.unit.receipts.builders import rows_of

FOOD = VatRow(120, 11538, 96147)


@pytest.mark.parametrize(
    "lines",
    [
        ("Moms% | Moms | Netto | Brutto", "12,00 | 115,38 | 961,47 | 1 076,85"),
        ("Brutto | Netto | Moms | Moms%", "1 076,85 | 961,47 | 115,38 | 12"),
        ("Moms% Moms Netto | Brutto", "12,00 115,38 961,47 | 1 076,85"),
        ("Moms 12 % (961,47) | 115,38",),
        ("Netto 12 % | 961,47", "Moms 12 % | 115,38"),
        ("Netto 12 | 961,47", "Moms 12 # | 115,38"),
        ("Varav moms 12% | 115,38",),
        ("Moms | 115,38",),
        ("V.A.T. A 12.00 %:115.38/961.47",),
        ("Mervärdesskatt A 12 %:", "115,38 / 961,47"),
        ("(Inkl. moms med", "115,38)"),
        ("Summa (Antal varor totalt: 2)", "Moms 12 % | 115,38", "Netto 12 % | 961,47"),
    ],
)
def test_one_rate_is_read_in_each_layout(lines: tuple[str, ...]) -> None:
    found = find_vat(rows_of(*lines), "SEK", 107685)
    assert found is not None
    assert found.value == (FOOD,)


@pytest.mark.parametrize("lines", [("Moms 12 % | 115,38",), ("Moms% | Moms | Netto", "12,00 | 115,38 | 961,47")])
def test_vat_of_money_back_is_below_nothing_like_its_total_also_where_it_is_printed_without_a_minus(
    lines: tuple[str, ...],
) -> None:
    found = find_vat(rows_of(*lines), "SEK", -107685)
    assert found is not None
    assert found.value == (VatRow(120, -11538, -96147),)
    assert (found.evidence["adds-up"], found.evidence["is-whole-total"]) == (1.0, 1.0)


def test_several_rates_come_highest_first() -> None:
    found = find_vat(rows_of("Moms% | Moms | Netto", "6,00 | 17,55 | 292,51", "25,00 | 11,98 | 47,92"), "SEK", 36996)
    assert found is not None
    assert found.value == (VatRow(250, 1198, 4792), VatRow(60, 1755, 29251))


def test_a_vat_amount_that_looks_like_its_rate_is_kept() -> None:
    found = find_vat(rows_of("Moms 25% | 25,00 | 100,00"), "SEK", 12500)
    assert found is not None
    assert found.value == (VatRow(250, 2500, 10000),)


def test_vat_that_arithmetic_proves_is_surer_than_vat_that_is_only_said() -> None:
    proven = find_vat(rows_of("Moms 12 % (961,47) | 115,38"), "SEK", 107685)
    said = find_vat(rows_of("Varav moms 12% | 115,38"), "SEK", None)
    assert proven is not None
    assert said is not None
    assert proven.evidence["adds-up"] > said.evidence["adds-up"]


def test_a_receipt_that_says_it_charges_none_has_an_empty_list() -> None:
    found = find_vat(rows_of("Momsfri försäljning"), "SEK", 10000)
    assert found is not None
    assert found.value == ()


def test_a_receipt_that_says_nothing_has_no_vat() -> None:
    assert find_vat(rows_of("Summa | 100,00"), "SEK", 10000) is None


def test_vat_that_looks_like_its_rate_is_not_more_than_the_total_bears() -> None:
    found = find_vat(rows_of("Totalt 30,00 kr (varav moms 6,00 kr)"), "SEK", 3000)
    assert found is not None
    assert found.value == (VatRow(250, 600, 2400),)
