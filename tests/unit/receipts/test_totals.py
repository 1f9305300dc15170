"""What was paid, among sums before tip, rounding, cash and change."""

import pytest

from services.receipts.reading.confidence.judge import UNDECIDED_MAX
from services.receipts.reading.fields.all import read_fields
from services.receipts.reading.fields.total import find_total
from services.receipts.reading.fields.vat import find_vat
from services.receipts.reading.values import VatRow
from tests.unit.receipts.builders import rows_of

SURE = 0.9


@pytest.mark.parametrize(
    ("lines", "ore"),
    [
        (("Delsumma | 829,50", "Dricks | 15,00", "TOTALT | 844,50 SEK", "Bankkort | 844,50"), 84450),
        (("Bill total | 36,15", "Tip | 4,33", "Amount due", "£ 40.48"), 4048),
        (("TotaI NOK: | 1 847,50",), 184750),
        (("Summa | 1 248,00", "Dricks/Tip | 10,00", "Kort | 1 258,00"), 125800),
        (("Öresavrundning | 0,50", "SUMMA | 264,00 kr", "Kontant | 300,00", "Tillbaka | 36,00"), 26400),
        (("Summa | 263,50", "Öresavrundning | 0,50", "Kontant | 264,00"), 26400),
        (("Total | 262,93", "Kontantuttag | 200,00", "Mottaget kontokort | 462,93"), 26293),
        (("Att betala", "58,50"), 5850),
        (
            (
                "Total Sales (Inclusive GST) RM | 45.34",
                "Rounding Adjustment RM | .01",
                "Rounded total RM | 45.35",
                "CREDIT RM | 45.35",
            ),
            4535,
        ),
        (("Total 0% supplies: | 6.01", "Total 6% supplies (Inc. GST): | 28.20", "Total Payable: | 34.21"), 3421),
        (("Total | 11.60", "GST Summary", "Total : | 10.94 | 0.66"), 1160),
        (("Retur Lampa | -45,00", "Att betala | -45,00"), -4500),
        (("Parkering | 0,00", "Totalt | 0,00"), 0),
    ],
)
def test_the_amount_paid_is_found(lines: tuple[str, ...], ore: int) -> None:
    currency = "MYR" if any("RM" in line or "GST" in line for line in lines) else "SEK"
    found = find_total(rows_of(*lines), currency)
    assert found is not None
    assert found.value == ore


def test_vat_decides_between_two_sums_that_differ_by_a_misreading() -> None:
    rows = rows_of("Minibar | 46,00", "Totalt | 46,08", "Varav moms 25% | 9,20", "Mottaget kontokort | 46,00")
    vat = find_vat(rows, "SEK", None)
    found = find_total(rows, "SEK", vat)
    assert found is not None
    assert found.value == 4600


def test_a_labelled_total_that_is_paid_by_card_is_surer_than_a_lone_number() -> None:
    labelled = find_total(rows_of("Totalt | 100,00", "Bankkort | 100,00"), "SEK")
    lone = find_total(rows_of("Kaffe | 100,00"), "SEK")
    assert labelled is not None
    assert lone is not None
    assert labelled.evidence["payment-agrees"] == 1.0
    assert lone.evidence == {"no-label": 1.0}


def test_the_box_is_where_the_amount_stands() -> None:
    rows = rows_of("Kaffe | 100,00", "Totalt | 100,00")
    found = find_total(rows, "SEK")
    assert found is not None
    assert found.box == rows[1].boxes[1]


def test_without_money_there_is_no_total() -> None:
    assert find_total(rows_of("Välkommen åter"), "SEK") is None


def test_cash_less_change_that_is_printed_beats_a_misread_sum() -> None:
    rows = rows_of("Majoitus | 272.00", "MAKSETTAVA | 72.00", "KÄTEINEN | 300,00", "TAKAISIN | 28,00")
    found = find_total(rows, "EUR")
    assert found is not None
    assert found.value == 27200


def test_a_digit_that_was_misread_in_the_sum_is_told_by_net_and_vat() -> None:
    lines = rows_of(
        "Amt paid incl. GST | RM76.30", "GST Summary | Amt (RM) | Tax (RM)", "SR (6%) | 73.87 | 4.43", "Card | RM76.30"
    )
    found = find_total(lines, "MYR", find_vat(lines, "MYR", None))
    assert found is not None
    assert found.value == 7830


def test_more_than_the_vat_table_may_be_paid() -> None:
    lines = rows_of(
        "Läsk | 192,00", "Pant | 2,00", "Totalt | 194,00", "Netto 12 % | 171,43", "Moms 12 % | 20,57", "Kort | 194,00"
    )
    found = find_total(lines, "SEK", find_vat(lines, "SEK", None))
    assert found is not None
    assert found.value == 19400


def test_a_refund_that_only_its_word_tells_is_money_back_and_asked_about() -> None:
    found = read_fields(
        rows_of("Blomsterboden", "RETUR", "2025-01-17 | 10:45", "TOTALT: | SEK 313,37", "VISA | XXXX 3312")
    ).total_ore
    assert found is not None
    assert (found.value, found.other) == (-31337, 31337)
    assert found.confidence <= UNDECIDED_MAX


@pytest.mark.parametrize(
    "lines",
    [
        ("Återköp", "Borr | -499,00", "Moms 25 % | -99,80", "ATT ÅTERBETALA | 499,00 kr"),
        ("TERKP", "Borr | -499,00", "Moms 25 % | -99,80", "ATT TERBETALA | 499,00 kr"),
    ],
)
def test_money_back_that_is_told_without_a_minus_has_the_sign_of_its_vat(lines: tuple[str, ...]) -> None:
    """Also as read by an engine that has no Å and Ö."""
    fields = read_fields(rows_of("Jernhuset", *lines, "Kort | 4711"))
    assert fields.total_ore is not None and fields.vat is not None
    assert (fields.total_ore.value, fields.vat.value) == (-49900, (VatRow(250, -9980, -39920),))
    assert min(fields.total_ore.confidence, fields.vat.confidence) >= SURE


@pytest.mark.parametrize(
    ("lines", "ore"),
    [
        (("Summa kr | 311, | 17", "Reserverat belopp 900,00 släpps inom 1 timme"), 31117),
        (
            (
                "Room charge | 171.05",
                "Room charge | 171.05",
                "Total charges | $342.10",
                "Visa **1598 | 342.10",
                "Balance due | $0.00",
            ),
            34210,
        ),
    ],
)
def test_what_is_held_back_or_charged_for_a_night_is_no_total(lines: tuple[str, ...], ore: int) -> None:
    found = find_total(rows_of(*lines), "SEK")
    assert found is not None
    assert found.value == ore


def test_the_sum_is_shown_beside_its_word_and_not_beside_the_card() -> None:
    rows = rows_of("Summa | 100,00", "Kort | 100,00")
    found = find_total(rows, "SEK")
    assert found is not None
    assert found.box == rows[0].boxes[1]
