"""One receipt in several pictures, several receipts in one."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from services.receipts.domain.fields import Fields, Sure
from services.receipts.domain.pages import (
    PAGES_BYTES_MAX,
    PAGES_MAX,
    Separation,
    add_page,
    file_of_page,
    further_picture,
    separate,
)
from services.receipts.domain.receipt import SLOW_AFTER, File, Further, Page, Reading, Receipt, is_slow, take_reading
from shared.ids import new_id
from shared.refusal import Refusal

NOON = datetime(2026, 10, 12, 12, tzinfo=UTC)
LATER = NOON + timedelta(hours=1)


def a_file(bytes_count: int = 1_000_000) -> File:
    return File(new_id().hex, "image/jpeg", "kvitto.jpg", bytes_count)


def a_receipt(*further: Fields) -> Receipt:
    others = tuple(Further(fields, (Sure("total", 900),), new_id().hex) for fields in further)
    reading = Reading(Fields(total=100), (), None, "cd" * 32, further=others)
    return take_reading(Receipt(new_id(), new_id(), a_file(), NOON), reading)


def longer(receipt: Receipt, page: Page) -> Receipt:
    after = add_page(receipt, page, False, LATER)
    assert isinstance(after, Receipt)
    return after


def test_a_page_has_the_receipt_read_again_and_what_was_read_stays_meanwhile() -> None:
    page = Page(new_id(), a_file())
    receipt = longer(a_receipt(), page)
    assert (receipt.state, receipt.version, receipt.fields.total) == ("reading", 3, 100)
    assert receipt.files == (receipt.file, page.file)
    assert (file_of_page(receipt, 2), file_of_page(receipt, 3)) == (page.file, Refusal("not-found"))
    assert not is_slow(receipt, LATER + SLOW_AFTER) and is_slow(receipt, LATER + 2 * SLOW_AFTER)


def test_a_page_sent_again_is_the_same_and_another_under_its_id_is_refused() -> None:
    page = Page(new_id(), a_file())
    receipt = longer(a_receipt(), page)
    assert add_page(receipt, page, True, LATER) is receipt
    assert add_page(receipt, replace(page, file=a_file()), False, LATER) == Refusal("id-taken")


def test_a_receipt_has_so_many_pages_and_no_more() -> None:
    receipt = a_receipt()
    for _ in range(PAGES_MAX - 1):
        receipt = longer(receipt, Page(new_id(), a_file()))
    assert add_page(receipt, Page(new_id(), a_file()), False, LATER) == Refusal("too-many-pages", {"limit": PAGES_MAX})
    large = Page(new_id(), a_file(PAGES_BYTES_MAX))
    assert add_page(a_receipt(), large, False, LATER) == Refusal("pages-too-large", {"limit": 30})


def test_what_a_submitted_claim_shows_and_what_was_cut_out_get_no_pages() -> None:
    receipt, page = a_receipt(), Page(new_id(), a_file())
    assert add_page(receipt, page, True, LATER) == Refusal("receipt-in-use")
    cut_out = replace(receipt, separated_from=new_id())
    assert add_page(cut_out, page, False, LATER) == Refusal("separated-receipt")
    assert add_page(replace(receipt, state="discarded"), page, False, LATER) == Refusal("not-found")


def test_pages_that_cannot_be_read_leave_what_was_read_with_the_problem_as_advice() -> None:
    receipt = longer(a_receipt(), Page(new_id(), a_file()))
    after = take_reading(receipt, Reading(None, (), "too-dark", None))
    assert (after.state, after.fields.total, after.reading and after.reading.advice) == ("read", 100, ("too-dark",))


def test_what_else_lies_in_the_picture_becomes_receipts_of_its_own() -> None:
    receipt, ids = a_receipt(Fields(total=200), Fields(total=300)), (new_id(), new_id())
    separation = separate(receipt, ids, (), LATER)
    assert isinstance(separation, Separation)
    assert [(one.id, one.fields.total, one.state) for one in separation.made] == [
        (ids[0], 200, "read"),
        (ids[1], 300, "read"),
    ]
    assert {one.separated_from for one in separation.made} == {receipt.id}
    assert [one.reading and one.reading.display_sha256 for one in separation.made] == [
        one.display_sha256 for one in receipt.further
    ]
    assert {one.file for one in separation.made} == {receipt.file}
    answered = separation.receipt
    assert (answered.separated_into, answered.further, answered.fields.total) == (ids, (), 100)
    assert separate(answered, ids, ids, LATER) == Separation(answered)
    assert separate(answered, (), (), LATER) == Refusal("already-separated")


def test_one_receipt_is_said_once_and_not_asked_again_when_a_page_is_added() -> None:
    receipt = a_receipt(Fields(total=200))
    separation = separate(receipt, (), (), LATER)
    assert isinstance(separation, Separation) and separation.made == ()
    again = longer(separation.receipt, Page(new_id(), a_file()))
    assert take_reading(again, receipt.reading or Reading(None, (), None, None)).further == ()
    assert take_reading(again, Reading(None, (), "too-dark", None)).further == ()


def test_one_receipt_is_asked_about_again_when_a_page_shows_more() -> None:
    separation = separate(a_receipt(Fields(total=200)), (), (), LATER)
    assert isinstance(separation, Separation)
    more = a_receipt(Fields(total=200), Fields(total=300)).reading
    again = take_reading(longer(separation.receipt, Page(new_id(), a_file())), more or Reading(None, (), None, None))
    assert (again.separated_into, [one.fields.total for one in again.further]) == (None, [200, 300])
    made = separate(again, (new_id(), new_id()), (), LATER)
    assert isinstance(made, Separation) and len(made.made) == 2
    none = separate(a_receipt(), (), (), LATER)
    assert isinstance(none, Separation)
    first = take_reading(longer(none.receipt, Page(new_id(), a_file())), more or Reading(None, (), None, None))
    assert len(first.further) == 2


def test_a_separated_receipt_keeps_what_was_made_of_it_when_a_page_shows_more() -> None:
    ids = (new_id(),)
    separation = separate(a_receipt(Fields(total=200)), ids, (), LATER)
    assert isinstance(separation, Separation)
    more = a_receipt(Fields(total=200), Fields(total=300)).reading or Reading(None, (), None, None)
    assert take_reading(longer(separation.receipt, Page(new_id(), a_file())), more).separated_into == ids


def test_a_separation_must_fit_what_lies_in_the_picture() -> None:
    receipt, one = a_receipt(Fields(total=200)), new_id()
    wrong = Refusal("separation-count-wrong", {"count": 1}, field="ids")
    assert separate(receipt, (one, new_id()), (), LATER) == wrong
    assert separate(a_receipt(Fields(), Fields()), (one, one), (), LATER) == replace(wrong, parameters={"count": 2})
    assert separate(receipt, (one,), (one,), LATER) == Refusal("id-taken", field="ids")
    assert separate(receipt, (receipt.id,), (), LATER) == Refusal("id-taken", field="ids")
    assert separate(Receipt(new_id(), new_id(), a_file(), NOON), (), (), LATER) == Refusal("not-read-yet")
    assert separate(replace(receipt, state="discarded"), (), (), LATER) == Refusal("not-found")


def test_only_what_is_asked_about_has_a_picture_to_show() -> None:
    receipt = a_receipt(Fields(total=200))
    assert further_picture(receipt, 0) == receipt.further[0].display_sha256
    assert further_picture(receipt, 1) == Refusal("not-found") == further_picture(receipt, -1)
