"""What is left of a claim's total once the employer's cards and advances are taken off; below nothing, the person owes it."""

import datetime as dt
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.claims.domain.settlement import OpenAdvance, SettledAdvance, settle

FIRST, SECOND = UUID(int=1), UUID(int=2)
LAST_DAY = dt.date(2026, 10, 7)


def an_advance(open_ore: int = 300000, paid_on: dt.date = dt.date(2026, 10, 1), id_: UUID = FIRST) -> OpenAdvance:
    return OpenAdvance(id_, open_ore, paid_on)


def test_a_trip_settles_its_advance_whole_and_what_was_not_used_is_owed() -> None:
    settled = settle(195000, 0, [an_advance()], is_trip=True, last_day=LAST_DAY)
    assert (settled.advance_ore, settled.pay_ore) == (300000, -105000)


def test_a_receipt_settles_only_what_it_would_pay() -> None:
    settled = settle(2900, 0, [an_advance()], is_trip=False, last_day=LAST_DAY)
    assert (settled.advance_ore, settled.pay_ore) == (2900, 0)


def test_what_the_employers_card_paid_settles_no_advance() -> None:
    settled = settle(100000, 60000, [an_advance()], is_trip=False, last_day=LAST_DAY)
    assert (settled.advance_ore, settled.pay_ore) == (40000, 0)


def test_the_oldest_advance_is_settled_first() -> None:
    later = an_advance(50000, dt.date(2026, 10, 3), SECOND)
    settled = settle(70000, 0, [later, an_advance(40000)], is_trip=False, last_day=LAST_DAY)
    assert settled.advances == (SettledAdvance(FIRST, 40000), SettledAdvance(SECOND, 30000))


def test_an_advance_paid_on_the_last_day_is_settled() -> None:
    settled = settle(195000, 0, [an_advance(paid_on=LAST_DAY)], is_trip=True, last_day=LAST_DAY)
    assert settled.advance_ore == 300000


@pytest.mark.parametrize(
    ("total_ore", "last_day"), [(195000, dt.date(2026, 9, 30)), (195000, None), (0, LAST_DAY)], ids=str
)
def test_an_advance_waits_for_what_it_is_meant_for(total_ore: int, last_day: dt.date | None) -> None:
    assert settle(total_ore, 0, [an_advance()], is_trip=True, last_day=last_day).advances == ()


ADVANCES = st.lists(st.integers(1, 500_000), max_size=5).map(
    lambda amounts: [OpenAdvance(UUID(int=place), ore, LAST_DAY) for place, ore in enumerate(amounts)]
)


@given(st.integers(-10_000, 500_000), st.integers(0, 500_000), ADVANCES, st.booleans())
def test_no_krona_is_settled_twice_and_the_sum_is_the_claims(
    total_ore: int, employers_ore: int, advances: list[OpenAdvance], is_trip: bool
) -> None:
    settled = settle(total_ore, employers_ore, advances, is_trip, LAST_DAY)
    assert settled.pay_ore + settled.advance_ore + settled.employers_ore == total_ore
    left = {one.id: one.open_ore for one in advances}
    assert all(0 < one.amount_ore <= left[one.advance_id] for one in settled.advances)
    if not is_trip and settled.advances:
        assert settled.pay_ore >= 0


def test_what_is_private_on_the_employers_card_is_owed_and_settles_no_advance() -> None:
    settled = settle(100000, 100000, [an_advance()], is_trip=False, last_day=LAST_DAY, private_ore=20000)
    assert (settled.advance_ore, settled.pay_ore) == (0, -20000)
    beside = settle(130000, 100000, [an_advance()], is_trip=False, last_day=LAST_DAY, private_ore=20000)
    assert (beside.advance_ore, beside.pay_ore) == (10000, 0)
