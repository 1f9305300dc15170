"""Amounts in the notations that receipts use."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.receipts.reading.fields.amounts import amounts, exact_amounts, spaced_amount


@pytest.mark.parametrize(
    ("text", "ore"),
    [
        ("1 234,50", 123450),
        ("1.234,50", 123450),
        ("1,234.50", 123450),
        ("1234:50", 123450),
        ("12 345 678,90", 1234567890),
        ("-45,00", -4500),
        ("− 45,00", -4500),
        ("45,00-", -4500),
        ("kr -45,00", -4500),
        ("45:-", 4500),
        ("45,-", 4500),
        ("45 kr", 4500),
        ("1234-", 123400),
        ("1 234-", 123400),
        ("1 234,5 kr", 123450),
        ("(809,14)", 80914),
        ("SEK 1 045,00", 104500),
        ("RM12.30", 1230),
        ("€ 9.90", 990),
        ("0,00", 0),
        (".05", 5),
        ("26.00 S", 2600),
        ("1O4,5O", 10450),
    ],
)
def test_an_amount_is_read_in_each_notation(text: str, ore: int) -> None:
    assert [amount.ore for amount in exact_amounts(text)] == [ore]


@pytest.mark.parametrize(
    "text",
    ["14:30", "08:17:00", "2026-03-10", "24.11.2025", "12 %", "25,00 %", "33,50 kg", "1,5 l", "021-12 34 56", "1,5 kg"],
)
def test_times_days_shares_and_weights_are_no_amounts(text: str) -> None:
    assert exact_amounts(text) == ()


def test_columns_that_ran_together_are_parted() -> None:
    assert [amount.ore for amount in exact_amounts("196,0219,60")] == [19602, 1960]
    assert [amount.ore for amount in exact_amounts("6,0023,46391,07")] == [600, 2346, 39107]


def test_a_word_that_ends_in_a_digit_does_not_lend_it_to_the_amount() -> None:
    assert [amount.ore for amount in exact_amounts("Tota1 102.40")] == [10240]


def test_a_lost_decimal_point_is_understood_when_nothing_else_stands_there() -> None:
    assert spaced_amount("4 24") == 424
    assert spaced_amount("-4 24") == -424
    assert spaced_amount("tel 4 24") is None


@given(st.integers(0, 99_999_999), st.sampled_from([" ", ".", ""]), st.booleans())
def test_every_amount_survives_being_printed_the_swedish_way(ore: int, group: str, negative: bool) -> None:
    kronor = f"{ore // 100:,}".replace(",", group)
    text = f"{'-' if negative else ''}{kronor},{ore % 100:02}"
    assert [amount.ore for amount in exact_amounts(text)] == [-ore if negative else ore]


@given(st.text(max_size=80))
def test_no_text_breaks_the_search_for_amounts(text: str) -> None:
    for amount in amounts(text):
        assert isinstance(amount.ore, int)
