"""Money: integers in, integers out, and halves away from zero."""

from decimal import ROUND_HALF_UP, Decimal

from hypothesis import given
from hypothesis import strategies as st

from shared.money import round_half_up, whole_kronor

AMOUNTS = st.integers(-(10**12), 10**12)
DIVISORS = st.integers(1, 10**6)


@given(AMOUNTS, DIVISORS)
def test_a_quotient_is_rounded_as_decimal_rounds_halves_up(numerator: int, denominator: int) -> None:
    exact = (Decimal(numerator) / Decimal(denominator)).quantize(Decimal(1), ROUND_HALF_UP)
    assert round_half_up(numerator, denominator) == int(exact)


@given(AMOUNTS, DIVISORS)
def test_a_reversal_mirrors_its_original(numerator: int, denominator: int) -> None:
    assert round_half_up(-numerator, denominator) == -round_half_up(numerator, denominator)
    assert whole_kronor(-numerator, denominator) == -whole_kronor(numerator, denominator)


@given(AMOUNTS, DIVISORS)
def test_rounding_moves_a_quotient_by_half_a_unit_at_most(numerator: int, denominator: int) -> None:
    assert 2 * abs(round_half_up(numerator, denominator) * denominator - numerator) <= denominator


@given(AMOUNTS)
def test_whole_kronor_end_in_two_zeros_and_stay_as_they_are(ore: int) -> None:
    rounded = whole_kronor(ore)
    assert rounded % 100 == 0
    assert abs(rounded - ore) <= 50
    assert whole_kronor(rounded) == rounded


def test_fifty_ore_are_rounded_up() -> None:
    assert [whole_kronor(ore) for ore in (1349, 1350, -1350, -1349)] == [1300, 1400, -1400, -1300]
