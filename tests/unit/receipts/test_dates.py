"""The day of purchase in the forms and the company that it comes in."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.receipts.reading.confidence.judge import UNDECIDED_MAX
from services.receipts.reading.fields.all import read_fields
from services.receipts.reading.fields.dates import dates_in
from services.receipts.reading.fields.purchase_day import find_date
from tests.unit.receipts.builders import rows_of

TENTH_OF_MARCH = date(2026, 3, 10)


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-10",
        "2026/03/10",
        "2026.03.10",
        "20260310",
        "26-03-10",
        "10/3-26",
        "10.03.2026",
        "10/03/2026",
        "10 mars 2026",
        "10 mar 2026 9:27PM",
        "10th March 2026",
        "March 10, 2026",
        "10. mars 2026",
        "2026-03-1020:05",
        "26-03-1020:05",
        "2O26-O3-1O",
    ],
)
def test_a_day_is_read_in_each_form(text: str) -> None:
    assert [day for day, _ in dates_in(text, "SEK")] == [TENTH_OF_MARCH]


def test_the_country_tells_day_and_month_apart() -> None:
    assert dates_in("03/10/2026", "USD")[0] == (TENTH_OF_MARCH, True)
    assert dates_in("10/03/2026", "MYR")[0] == (TENTH_OF_MARCH, True)
    assert dates_in("10-03-26", "MYR")[0][0] == TENTH_OF_MARCH
    assert dates_in("26-03-10", "SEK")[0][0] == TENTH_OF_MARCH


@pytest.mark.parametrize("text", ["2026-13-45", "31/02/2026", "021-12 34 56", "556016-0680", "Ref 536045", "12,50"])
def test_what_is_no_day_is_none(text: str) -> None:
    assert dates_in(text, "SEK") == ()


def test_the_day_of_purchase_beats_days_of_stay_and_terms() -> None:
    found = find_date(
        rows_of("Ankomst 2026-03-08", "Avresa 2026-03-10", "Datum: 2026-03-10 | 09:12", "Giltig till 2027-01-01"), "SEK"
    )
    assert found is not None
    assert found.value == TENTH_OF_MARCH


def test_a_telephone_number_is_no_day() -> None:
    assert find_date(rows_of("Tel : +6 03 2026 6386"), "MYR") is None


def test_a_badly_read_day_is_less_sure() -> None:
    clear, blurred = (find_date(rows_of("Datum 2026-03-10 12:00", score=score), "SEK") for score in (0.99, 0.5))
    assert clear is not None
    assert blurred is not None
    assert clear.evidence["clear-print"] > blurred.evidence["clear-print"]


@given(st.dates(date(2006, 1, 1), date(2059, 12, 31)), st.sampled_from(["%Y-%m-%d", "%d.%m.%Y", "%Y%m%d", "%d/%m/%Y"]))
def test_every_day_survives_being_printed(day: date, form: str) -> None:
    assert dates_in(day.strftime(form), "SEK")[0][0] == day


def test_a_row_with_a_day_of_its_own_heads_no_other() -> None:
    rows = rows_of(
        "Date of arrival 2025-11-21 -",
        "Departed 2025-11-22",
        "2025-11-22 13.02 Register 3",
        "Print date 2025-11-30 08:02",
    )
    found = find_date(rows, "GBP")
    assert found is not None
    assert found.value == date(2025, 11, 22)


def test_a_night_on_the_bill_is_not_the_day_of_purchase() -> None:
    rows = rows_of(
        "Hotel", "Dato | 2026-09-27", "Check-in | 2026-10-28", "Dato | Varetekst | Beløb", "2026-10-28 | Overnatning | 176,50",
        "2026-10-28 | Parkering", "102,50", "At betale | 279,00 DKK",
    )  # fmt: skip
    found = find_date(rows, "DKK")
    assert found is not None
    assert found.value == date(2026, 9, 27)


@pytest.mark.parametrize("line", ["240917 | 14:29:46", "Inköpsdatum: 240917"])
def test_six_digits_are_a_day_beside_a_time_or_its_word(line: str) -> None:
    found = find_date(rows_of("Fotohörnan", line, "Totalt | 126,00"), "SEK")
    assert found is not None
    assert found.value == date(2024, 9, 17)


def test_six_digits_alone_are_no_day() -> None:
    assert find_date(rows_of("Fotohörnan", "Ref 240917", "Auktorisation 251008", "Totalt | 126,00"), "SEK") is None


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Päivämäärä: 2826-98-09", date(2026, 8, 9)),
        ("83.02:26 07:11:11", date(2026, 2, 3)),
        ("Datum ons 11 mars 2926 Kl 11:17", date(2026, 3, 11)),
    ],
)
def test_blurred_noughts_are_mended_where_no_day_is_left_and_never_taken_as_sure(line: str, day: date) -> None:
    found = read_fields(rows_of("Kaffestugan", line, "Totalt | 126,00 kr")).date
    assert found is not None
    assert found.value == day
    assert found.confidence <= UNDECIDED_MAX


def test_numbers_that_are_no_days_are_not_mended_into_one() -> None:
    assert find_date(rows_of("Tel 86-45 12 99", "Org.nr 889912-8899", "Totalt | 126,00"), "SEK") is None


def test_a_nought_for_the_o_of_october_is_no_doubt() -> None:
    found = find_date(rows_of("ExpoHall", "100ct24 8:15 AM POS 11", "Total | £126.00"), "GBP")
    assert found is not None
    assert found.value == date(2024, 10, 10)
