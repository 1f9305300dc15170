"""Which receipts are the same one."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.receipts.domain.duplicates import (
    HASH_BITS_APART_MAX,
    Same,
    bands,
    bits_apart,
    is_told,
    near,
    same,
    same_ones,
)
from services.receipts.domain.fields import Fields
from services.receipts.domain.receipt import File, Reading, Receipt, take_reading
from shared.ids import new_id

NOON = datetime(2026, 10, 12, 12, tzinfo=UTC)
LUNCH = Fields(merchant="Café Solrosen", date=date(2026, 10, 12), total=16100, currency="SEK")


def a_receipt(fields: Fields = LUNCH, picture_hash: str | None = None, minutes: int = 0, **changes: Any) -> Receipt:
    file = File(new_id().hex, "image/jpeg", "kvitto.jpg", 1)
    added = Receipt(new_id(), new_id(), file, NOON + timedelta(minutes=minutes), **changes)
    return take_reading(added, Reading(fields, (), None, None, picture_hash=picture_hash))


@given(st.integers(0, 2**64 - 1), st.sets(st.integers(0, 63), max_size=HASH_BITS_APART_MAX))
def test_two_pictures_near_each_other_share_a_band_to_look_for(value: int, flipped: set[int]) -> None:
    one, other = f"{value:016x}", f"{value ^ sum(1 << place for place in flipped):016x}"
    assert bits_apart(one, other) == len(flipped)
    assert any(theirs in near(ours) for ours, theirs in zip(bands(one), bands(other), strict=True))


def test_the_same_purchase_is_the_same_receipt() -> None:
    first, again = a_receipt(), a_receipt(replace(LUNCH, merchant="CAFE SOLR0SEN AB"), minutes=1)
    assert same_ones(again, [first]) == (Same(again.id, first.id),) == same_ones(first, [again])


@pytest.mark.parametrize(
    "other",
    [
        replace(LUNCH, merchant="Hotell Örnen"),
        replace(LUNCH, date=date(2026, 10, 13)),
        replace(LUNCH, total=16200),
        replace(LUNCH, currency="EUR"),
        replace(LUNCH, time=time(18, 7)),
        replace(LUNCH, receipt_number="1043"),
        Fields(merchant="Café Solrosen", date=date(2026, 10, 12)),
    ],
)
def test_another_purchase_is_another_receipt(other: Fields) -> None:
    first = a_receipt(replace(LUNCH, time=time(12, 7), receipt_number="1042"))
    assert not same(first, a_receipt(other))


def test_the_slip_of_the_terminal_is_printed_some_minutes_later() -> None:
    assert same(a_receipt(replace(LUNCH, time=time(23, 58))), a_receipt(replace(LUNCH, time=time(0, 3))))


def test_the_same_paper_is_the_same_receipt_unless_a_field_speaks_against_it() -> None:
    first, again = "00000000000000ff", "00000000000003fe"
    unread = Fields()
    assert same(a_receipt(picture_hash=first), a_receipt(unread, picture_hash=again))
    assert not same(a_receipt(picture_hash=first), a_receipt(replace(unread, total=1), picture_hash=again))
    assert not same(a_receipt(picture_hash=first), a_receipt(unread, picture_hash="ffffffff00000000"))


@pytest.mark.parametrize(
    ("merchant", "other", "is_same"),
    [
        ("Café Solrosen", "Gate Solposen AB", True),
        ("Café Solrosen", "Parkering Hamnplan", False),
        ("Café Solrosen", None, True),
    ],
)
def test_two_tills_that_print_alike_are_parted_by_their_names(merchant: str, other: str | None, is_same: bool) -> None:
    fields = Fields(date=date(2026, 10, 12), total=16100)
    first = a_receipt(replace(fields, merchant=merchant), picture_hash="00000000000000ff")
    again = a_receipt(replace(fields, merchant=other), picture_hash="00000000000003fe")
    assert same(first, again) is is_same


def test_the_same_bytes_are_the_same_receipt_whatever_was_read() -> None:
    first = a_receipt()
    again = replace(a_receipt(Fields(total=1)), file=first.file)
    assert same(first, again)
    assert not same(first, replace(again, separated_from=new_id()))


def test_somebody_elses_is_told_of_only_by_what_the_picture_shows() -> None:
    other, misread = a_receipt(), a_receipt(replace(LUNCH, total=100))
    one_typed = replace(misread, corrected=("total",), said=LUNCH)
    two_typed = replace(one_typed, corrected=("merchant", "total"), said=replace(LUNCH, merchant="CAFE SOLROSEN"))
    typed = replace(a_receipt(Fields()), corrected=("merchant", "date", "total"), said=LUNCH)
    for receipt in (other, one_typed, two_typed, typed):
        assert same(receipt, other)
    assert [is_told(receipt, other) for receipt in (one_typed, two_typed, typed)] == [True, False, False]
    assert is_told(other, typed) and is_told(replace(typed, file=other.file), other)
    near = a_receipt(picture_hash="00000000000000ff"), a_receipt(Fields(), picture_hash="00000000000003fe")
    assert is_told(replace(near[1], corrected=typed.corrected, said=LUNCH), near[0])


def test_two_receipts_of_one_picture_are_two() -> None:
    first, second = a_receipt(), a_receipt()
    assert same_ones(replace(second, separated_from=first.id), [first]) == ()
    assert same_ones(replace(second, separated_from=new_id()), [first]) != ()


def test_a_discarded_receipt_is_like_no_other() -> None:
    first, thrown = a_receipt(), replace(a_receipt(), state="discarded")
    assert same_ones(first, [thrown]) == () == same_ones(thrown, [first])
