"""What holds of a receipt, whoever reads or corrects it and whenever."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from services.receipts.domain.fields import FIELD_NAMES, SURE_PER_MILLE_MIN, FieldName, Fields, Sure, VatRow
from services.receipts.domain.receipt import (
    SLOW_AFTER,
    Correction,
    File,
    Reading,
    Receipt,
    add,
    correct,
    discard,
    display_copy,
    is_slow,
    take_reading,
)
from shared.ids import new_id
from shared.refusal import Refusal

NOON = datetime(2026, 10, 12, 12, tzinfo=UTC)
PHOTO = File("ab" * 32, "image/jpeg", "kvitto.jpg", 2_000_000)


def a_receipt() -> Receipt:
    return Receipt(new_id(), new_id(), PHOTO, NOON)


def a_reading(fields: Fields | None = None, doubt: tuple[FieldName, ...] = ()) -> Reading:
    fields = fields or Fields(merchant="Solrosen", date=date(2026, 10, 12), total=16100, currency="SEK", kind="taxi")
    sure = tuple(Sure(name, SURE_PER_MILLE_MIN - (name in doubt)) for name in FIELD_NAMES if getattr(fields, name))
    return Reading(fields, sure, None, "cd" * 32)


def a_correction(receipt: Receipt, said: Fields, base_version: int | None = None, **more: UUID) -> Correction:
    names = tuple(name for name in FIELD_NAMES if getattr(said, name) is not None)
    base = receipt.version if base_version is None else base_version
    return Correction(more.get("id", new_id()), receipt.id, base, names, said)


def corrected(receipt: Receipt, said: Fields, base_version: int | None = None) -> Receipt:
    after = correct(receipt, a_correction(receipt, said, base_version), None)
    assert isinstance(after, Receipt)
    return after


def test_an_id_is_taken_by_another_file_or_another_person() -> None:
    receipt = a_receipt()
    assert add(receipt, replace(receipt, added_at=NOON + timedelta(1))) is receipt
    assert add(receipt, replace(receipt, person_id=new_id())) == Refusal("id-taken")
    assert add(receipt, replace(receipt, file=replace(PHOTO, sha256="ef" * 32))) == Refusal("id-taken")


def test_only_key_fields_that_were_read_and_not_surely_are_doubtful() -> None:
    assert take_reading(a_receipt(), a_reading(doubt=("date", "kind"))).doubtful == ("date",)
    assert take_reading(a_receipt(), a_reading(Fields(total=100))).doubtful == ()
    unsaid = Reading(Fields(total=100, vat=(VatRow(25, 80, 20),)), (), None, None)
    assert take_reading(a_receipt(), unsaid).doubtful == ("total", "vat")


def test_confirming_a_doubtful_field_ends_the_doubt() -> None:
    receipt = take_reading(a_receipt(), a_reading(doubt=("date",)))
    assert corrected(receipt, Fields(date=date(2026, 10, 12))).doubtful == ()


def test_an_unreadable_receipt_can_be_typed() -> None:
    receipt = take_reading(a_receipt(), Reading(None, (), "no-text-found", None))
    typed = corrected(receipt, Fields(total=100))
    assert (typed.state, typed.fields, typed.read, typed.doubtful) == ("unreadable", Fields(total=100), None, ())


def test_a_correction_that_has_not_seen_an_earlier_one_is_outdated() -> None:
    once = corrected(a_receipt(), Fields(total=100))
    outdated = correct(once, a_correction(once, Fields(total=200), base_version=1), None)
    assert outdated == Refusal("version-outdated", {"current": 2}, field="base_version")
    ahead = correct(once, a_correction(once, Fields(total=200), base_version=3), None)
    assert isinstance(ahead, Refusal)


def test_a_correction_that_has_not_seen_the_reading_stands() -> None:
    receipt = a_receipt()
    read = take_reading(receipt, a_reading())
    assert corrected(read, Fields(total=100), base_version=receipt.version).fields.total == 100


def test_a_correction_sent_again_changes_nothing_and_another_under_its_id_is_refused() -> None:
    receipt = a_receipt()
    first = a_correction(receipt, Fields(total=100))
    after = correct(receipt, first, None)
    assert isinstance(after, Receipt)
    assert correct(after, first, first) is after
    assert correct(after, replace(first, said=Fields(total=200)), first) == Refusal("id-taken")


def test_a_reading_comes_too_late_for_a_discarded_receipt_and_only_the_first_counts() -> None:
    thrown = discard(a_receipt(), in_use=False)
    assert isinstance(thrown, Receipt)
    assert take_reading(thrown, a_reading()) is thrown
    read = take_reading(a_receipt(), a_reading())
    assert take_reading(read, a_reading(Fields(total=1))) is read


def test_a_receipt_that_a_submitted_claim_shows_is_not_thrown_away() -> None:
    assert discard(a_receipt(), in_use=True) == Refusal("receipt-in-use")
    thrown = discard(a_receipt(), in_use=False)
    assert isinstance(thrown, Receipt) and discard(thrown, in_use=True) is thrown
    assert correct(thrown, a_correction(thrown, Fields(total=1)), None) == Refusal("not-found")


def test_there_is_no_picture_before_it_is_made_nor_of_what_cannot_be_shown() -> None:
    receipt = a_receipt()
    assert display_copy(receipt) == Refusal("picture-not-ready")
    assert display_copy(take_reading(receipt, a_reading())) == "cd" * 32
    assert display_copy(take_reading(receipt, Reading(None, (), "encrypted-pdf", None))) == Refusal("no-picture")


def test_a_receipt_is_slow_after_half_a_minute_of_reading() -> None:
    receipt, late = a_receipt(), NOON + SLOW_AFTER + timedelta(seconds=1)
    assert not is_slow(receipt, NOON + SLOW_AFTER)
    assert is_slow(receipt, late)
    assert not is_slow(take_reading(receipt, a_reading()), late)


said = st.builds(
    Fields,
    merchant=st.sampled_from([None, "Solrosen", "SJ"]),
    total=st.none() | st.integers(-500, 500),
    currency=st.sampled_from([None, "SEK", "EUR"]),
    vat=st.sampled_from([None, (), (VatRow(25, 80, 20),)]),
)


@given(st.lists(said, max_size=4), st.integers(0, 4), said)
def test_it_does_not_matter_when_the_reading_comes(corrections: list[Fields], place: int, read: Fields) -> None:
    early, late = take_reading(a_receipt(), a_reading(read)), a_receipt()
    between = a_receipt()
    for number, one in enumerate(corrections):
        if number == place:
            between = take_reading(between, a_reading(read))
        early, late, between = (corrected(receipt, one) for receipt in (early, late, between))
    between, late = take_reading(between, a_reading(read)), take_reading(late, a_reading(read))
    assert early.fields == late.fields == between.fields
    assert early.corrected == late.corrected == between.corrected
    assert early.doubtful == late.doubtful == between.doubtful
    assert early.read == late.read == read


@given(st.lists(said, min_size=1, max_size=4))
def test_the_persons_last_word_on_a_field_holds(corrections: list[Fields]) -> None:
    receipt = take_reading(a_receipt(), a_reading())
    for one in corrections:
        receipt = corrected(receipt, one)
    for name in FIELD_NAMES:
        words = [getattr(one, name) for one in corrections if getattr(one, name) is not None]
        assert getattr(receipt.fields, name) == (words[-1] if words else getattr(receipt.read, name))
        assert (name in receipt.corrected) == bool(words)
