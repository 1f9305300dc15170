"""Names as they are compared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.receipts.domain.names import alike, check_digit_is_right, letters_alike, name_key


@pytest.mark.parametrize(
    ("printed", "typed"),
    [
        ("CAFÉ SOLR0SEN AB", "Café Solrosen"),
        ("7-ELEVEN", "7 Eleven"),
        ("Hotell Örnen AB (publ)", "HOTELL ORNEN"),
        ("SJ", "SJ AB"),
        ("Pizza & Kebab HB", "pizza kebab"),
    ],
)
def test_one_name_printed_and_typed_is_one_name(printed: str, typed: str) -> None:
    assert name_key(printed) == name_key(typed)


def test_a_name_that_is_only_a_form_is_still_a_name() -> None:
    assert name_key("AB") == "ab"
    assert name_key("  ·· ") == ""


@pytest.mark.parametrize(
    ("one", "other", "is_alike"),
    [
        ("Hotel Örnen", "Hotell Örnen", True),
        ("ICA", "IKEA", False),
        ("Taxi 020", "Taxi 08", False),
        ("Pizzeria Roma", "Pizzeria Napoli", False),
        ("Restaurang Gyllene Svanen", "Restaurang GyIlene Svanem", True),
    ],
)
def test_long_names_may_differ_by_a_letter_and_short_ones_not(one: str, other: str, is_alike: bool) -> None:
    assert bool(alike(name_key(one), name_key(other))) == is_alike


@given(st.text(max_size=40), st.text(max_size=40))
def test_likeness_is_the_same_from_both_sides_and_whole_for_equals(one: str, other: str) -> None:
    left, right = name_key(one), name_key(other)
    assert alike(left, right) == alike(right, left)
    assert alike(left, left) == 1000
    assert 0 <= alike(left, right) <= 1000


def test_an_organisation_number_has_its_check_digit() -> None:
    assert check_digit_is_right("556703-7485")
    assert not check_digit_is_right("556703-7486")
    assert not check_digit_is_right("5567037485")


@given(st.text("abc", min_size=1, max_size=60), st.text("abc", min_size=1, max_size=60))
def test_no_key_that_is_alike_has_fewer_or_more_letters_than_are_looked_for(one: str, other: str) -> None:
    for key in (one, one[: len(one) * 6 // 7], one + other[: max(1, len(one) // 6)], other):
        fewest, most = letters_alike(one)
        assert not alike(one, key) or fewest <= len(key) <= most


@given(st.text("abcd", min_size=6, max_size=20), st.data())
def test_one_wrong_letter_in_seven_is_alike_wherever_it_stands(key: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(key) - 1))
    wrong = key[:place] + "x" + key[place + 1 :]
    assert alike(key, wrong) == (1000 - 1000 // len(key) if len(key) > 6 else 0)
