"""All fields of a receipt together, and that no text breaks them."""

import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.receipts.reading.fields.all import read_fields
from services.receipts.reading.fields.kinds import KINDS
from services.receipts.reading.values import Context, Fields, Row, VatRow
from tests.unit.receipts.builders import LUNCH, rows_of

SURE = 0.9
WORDS = [
    "Summa",
    "Totalt",
    "moms 12%",
    "1 234,50",
    "-45,00",
    "26-01-1620:05",
    "**** 1234",
    "556016-0680",
    "Rounding",
    ".01",
    "%",
    "(",
    "٣٤",
    "²",
    "Kontant",
    "|",
]
print_like = st.lists(
    st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=12)), min_size=1, max_size=5).map(tuple), max_size=12
)


def test_a_lunch_is_read_whole() -> None:
    fields = read_fields(rows_of(*LUNCH))
    assert fields.merchant is not None and fields.merchant.value == "Krogen Lilla Björn AB"
    assert fields.orgnr is not None and fields.orgnr.value == "556016-0680"
    assert fields.date is not None and fields.date.value == date(2026, 3, 10)
    assert fields.total_ore is not None and fields.total_ore.value == 16450
    assert fields.currency is not None and fields.currency.value == "SEK"
    assert fields.vat is not None and fields.vat.value == (VatRow(120, 1763, 14687),)
    assert fields.last4 is not None and fields.last4.value == "4321"
    assert fields.kind is not None and fields.kind.value == "restaurant"


def test_norwegian_and_danish_kronor_are_not_swedish() -> None:
    norwegian = read_fields(
        rows_of("Kaffebaren AS", "Foretaksregisteret NO 123 456 785 MVA", "Å betale | 89,00 kr", "BankAxept | 89,00")
    )
    danish = read_fields(rows_of("Kaffebaren ApS", "CVR 12345678", "Heraf moms | 17,80", "Dankort | 89,00 kr"))
    assert norwegian.currency is not None and norwegian.currency.value == "NOK"
    assert danish.currency is not None and danish.currency.value == "DKK"


@pytest.mark.parametrize(("country", "code"), [("SE", "SEK"), ("NO", "NOK"), ("DK", "DKK")])
def test_kr_alone_is_the_krona_of_the_country_one_stands_in(country: str, code: str) -> None:
    lines = rows_of("TYGSTUGAN", "RETUR", "Total | -250,00 kr")
    found = read_fields(lines, Context(country=country)).currency
    assert found is not None
    assert (found.value, found.confidence >= SURE) == (code, True)
    nowhere = read_fields(lines).currency
    assert nowhere is not None
    assert nowhere.confidence < SURE


@pytest.mark.parametrize("told", ["Heraf moms | 50,00", "Org.nr 912 345 678 MVA"])
def test_kr_is_not_taken_for_the_krona_of_home_where_the_print_speaks_of_another_country(told: str) -> None:
    found = read_fields(rows_of("TYGSTUGAN", "Total | 250,00 kr", told), Context(country="SE")).currency
    assert found is not None
    assert found.value != "SEK" or found.confidence < SURE


def test_a_name_is_joined_when_it_goes_on_below() -> None:
    fields = read_fields(rows_of("SMITH HARDWARE &", "ELECTRICAL", "No 12, Jalan Besar"))
    assert fields.merchant is not None
    assert fields.merchant.value == "SMITH HARDWARE & ELECTRICAL"


def test_nothing_gives_nothing() -> None:
    assert read_fields(()) == Fields()


@settings(max_examples=150, deadline=None)
@given(print_like)
def test_no_print_breaks_the_reading(lines: list[tuple[str, ...]]) -> None:
    rows = tuple(Row(texts, (0.9,) * len(texts), (None,) * len(texts)) for texts in lines)
    fields = read_fields(rows)
    for name in Fields.__dataclass_fields__:
        found = getattr(fields, name)
        assert found is None or 0.0 <= found.confidence <= 1.0
    assert fields.kind is None or fields.kind.value in KINDS


@pytest.mark.parametrize(
    "text",
    ["*" * 160, "1" * 159 + "a", "1," * 80, " " * 159 + "a", "1O" * 79 + "x", "moms " * 32, "co.no" * 32, "1-1-" * 40],
)
def test_print_made_to_keep_the_patterns_busy_is_read_in_time(text: str) -> None:
    started = time.process_time()
    read_fields(rows_of(*[text] * 50))
    assert time.process_time() - started < 3
