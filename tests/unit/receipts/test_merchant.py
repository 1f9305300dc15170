"""What is learned of a merchant, and what becomes of it at the next reading."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from services.receipts.domain.fields import SURE_PER_MILLE_MIN, FieldName, Fields, Sure, VatRow
from services.receipts.domain.merchant import (
    MERCHANT_KNOWN,
    Entry,
    Lesson,
    Match,
    Source,
    Topic,
    key_of,
    match_by_key,
    may_be,
    names_on,
    told_by,
    told_by_keeping,
    with_known,
)
from services.receipts.domain.receipt import File, Reading, Receipt, take_reading
from shared.ids import new_id

NOON = datetime(2026, 10, 12, 12, tzinfo=UTC)
NUMBER = "556703-7485"


EXACT = Match(1000, True)
OWNER = new_id()


def a_lesson(
    said: str,
    topic: Topic = "merchant",
    read: str | None = None,
    minutes: int = 0,
    by: UUID | None = None,
    source: Source = "correction",
) -> Lesson:
    """Each by another person, but where it is said by whom."""
    told_at = NOON + timedelta(minutes=minutes)
    return Lesson(new_id(), new_id(), new_id(), topic, read, said, source, by or new_id(), told_at)


def an_entry(*lessons: Lesson, number: str | None = NUMBER) -> Entry:
    return Entry(new_id(), number, lessons)


def a_reading(fields: Fields, **sure: int) -> Reading:
    named: dict[str, FieldName] = {name: name for name in ("merchant", "kind", "total", "vat")}
    told = tuple(Sure(named[name], value, evidence=("clear-print",)) for name, value in sure.items())
    return Reading(fields, told, None, None)


def sure_of(reading: Reading, name: str) -> int:
    return next(one.per_mille for one in reading.sure if one.field == name)


def test_most_lessons_decide_and_of_as_many_the_last() -> None:
    entry = an_entry(a_lesson("Solrosen"), a_lesson("Solen", minutes=2), a_lesson("Solen", minutes=1))
    habit = entry.habit("merchant")
    assert habit and (habit.value, habit.agree_count, habit.differ_count) == ("Solen", 2, 1)
    tied = an_entry(a_lesson("Solrosen", minutes=1), a_lesson("Solen")).habit("merchant")
    assert tied and tied.value == "Solrosen"


def test_what_is_undone_or_superseded_is_as_if_never_told() -> None:
    kept, gone = a_lesson("Solrosen"), a_lesson("Solen", minutes=1)
    for out_of_force in (replace(gone, undone_at=NOON), replace(gone, superseded_at=NOON)):
        entry = an_entry(kept, out_of_force)
        assert (entry.habit("merchant"), entry.sure("merchant")) == (
            an_entry(kept).habit("merchant"),
            an_entry(kept).sure("merchant"),
        )
    assert an_entry(replace(kept, undone_at=NOON)).habit("merchant") is None


def test_a_name_said_once_is_believed_and_a_kind_only_after_some_times() -> None:
    assert an_entry(a_lesson("Solrosen")).sure("merchant") == 950
    assert [an_entry(*(a_lesson("taxi", "kind") for _ in range(count))).sure("kind") for count in (1, 2, 5)] == [
        833,
        857,
        900,
    ]
    assert an_entry(a_lesson("taxi", "kind"), a_lesson("hotel", "kind", minutes=1)).sure("kind") == 714


def test_the_number_decides_whose_receipt_it_is_and_else_the_name() -> None:
    assert key_of(Fields(merchant="Solrosen", organisation_number=NUMBER)) == f"organisation:{NUMBER}"
    assert key_of(Fields(merchant="Solrosen AB", organisation_number="556703-7486")) == "name:solrosen"
    assert key_of(Fields(organisation_number="556703-7486")) is None
    entry = an_entry(a_lesson("Solrosen"))
    assert may_be(entry, Fields(organisation_number=None)) and may_be(entry, Fields(organisation_number=NUMBER))
    assert not may_be(entry, Fields(organisation_number="202100-5489"))


def test_the_name_that_people_say_takes_the_place_of_what_is_printed() -> None:
    reading = a_reading(Fields(merchant="SOLR AB 0042", total=100), merchant=980, total=990)
    known = with_known(reading, an_entry(a_lesson("Solrosen")), EXACT, OWNER)
    assert known.fields == Fields(merchant="Solrosen", total=100)
    assert (known.seen, sure_of(known, "merchant")) == (reading.fields, 899)
    assert {one.field: one.evidence for one in known.sure} == {
        "merchant": (MERCHANT_KNOWN, "clear-print"),
        "total": ("clear-print",),
    }


def test_what_one_other_person_says_asks_for_a_look_and_what_two_or_the_owner_say_does_not() -> None:
    read, by = a_reading(Fields(merchant="ICA Maxi"), merchant=990), new_id()
    alone, again = a_lesson("Solrosen", by=by), a_lesson("Solrosen", by=by, minutes=1)
    unlooked = a_lesson("Solrosen", source="submission")
    for lessons in ((alone,), (alone, again), (alone, unlooked)):
        known = with_known(read, an_entry(*lessons), EXACT, OWNER)
        assert sure_of(known, "merchant") == SURE_PER_MILLE_MIN - 1
        assert known.fields == Fields(merchant="Solrosen")
    assert sure_of(with_known(read, an_entry(alone, a_lesson("Solrosen")), EXACT, OWNER), "merchant") == 952
    assert sure_of(with_known(read, an_entry(alone), EXACT, by), "merchant") == 950
    faint = a_reading(Fields(merchant="ICA Maxi"), merchant=700)
    assert sure_of(with_known(faint, an_entry(alone), EXACT, OWNER), "merchant") == SURE_PER_MILLE_MIN - 1


def test_each_person_has_one_vote_which_is_what_they_said_last() -> None:
    by = new_id()
    many = [a_lesson("Skit AB", by=by, minutes=number) for number in range(7)]
    entry = an_entry(*many, *(a_lesson("Solrosen") for _ in range(2)))
    habit = entry.habit("merchant")
    assert habit and (habit.value, habit.agree_count, habit.differ_count) == ("Solrosen", 2, 1)
    changed = an_entry(a_lesson("Solen", by=by), a_lesson("Solrosen", by=by, minutes=1)).habit("merchant")
    assert changed and (changed.value, changed.differ_count) == ("Solrosen", 0)
    unlooked = a_lesson("Solen", by=by, minutes=2, source="submission")
    kept = an_entry(a_lesson("Solen"), a_lesson("Solrosen", by=by, minutes=1), unlooked).habit("merchant")
    assert kept and kept.value == "Solrosen"


def test_handing_in_unlooked_confirms_only_what_somebody_still_says() -> None:
    wrong = a_lesson("Solen")
    unlooked = [a_lesson("Solen", source="submission") for _ in range(3)]
    assert an_entry(wrong, *unlooked).sure("merchant") == 956
    for out_of_force in (replace(wrong, undone_at=NOON), replace(wrong, superseded_at=NOON)):
        entry = an_entry(out_of_force, *unlooked)
        right = an_entry(*entry.lessons, a_lesson("Solrosen")).habit("merchant")
        assert right and right.value == "Solrosen"
        assert (entry.habit("merchant"), entry.holding) == (None, ())
    coding = replace(a_lesson("4120", "coding", source="approval"), told_by=OWNER)
    assert an_entry(coding).habit("coding") is not None


def test_a_merchant_found_by_its_number_is_as_sure_as_the_number_was_read() -> None:
    sure = Sure("merchant", 980), Sure("organisation_number", 500)
    reading = Reading(Fields(merchant="SOLR", organisation_number=NUMBER), sure, None, None)
    match = match_by_key(reading, f"organisation:{NUMBER}")
    assert match == Match(500, True)
    entry = an_entry(a_lesson("Solrosen"), a_lesson("Solrosen"))
    assert with_known(reading, entry, match, OWNER).fields == reading.fields
    assert match_by_key(replace(reading, sure=()), f"organisation:{NUMBER}").per_mille == 0
    assert match_by_key(reading, "name:solr") == EXACT


def test_a_receipt_that_was_thrown_away_teaches_nothing() -> None:
    receipt = corrected(Fields(merchant="Solrosen"), "merchant")
    assert told_by(receipt) and told_by(replace(receipt, state="discarded")) == ()


def test_two_witnesses_who_say_the_same_are_surer_than_each() -> None:
    known = with_known(
        a_reading(Fields(merchant="SOLROSEN AB"), merchant=900), an_entry(a_lesson("Solrosen")), EXACT, OWNER
    )
    assert (known.fields, sure_of(known, "merchant")) == (Fields(merchant="Solrosen"), 995)


def test_what_was_surely_read_is_not_replaced_by_a_likeness_or_a_weak_habit() -> None:
    reading = a_reading(Fields(merchant="Hotell Örnen", kind="hotel"), merchant=980, kind=960)
    entry = an_entry(a_lesson("Hotell Örnarna"), a_lesson("restaurant", "kind"))
    assert with_known(reading, entry, Match(900, False), OWNER).fields == reading.fields
    assert with_known(reading, entry, EXACT, OWNER).fields == Fields(merchant="Hotell Örnarna", kind="hotel")


def test_vat_that_was_not_read_follows_the_one_usual_rate_and_always_asks() -> None:
    entry = an_entry(*(a_lesson("12", "vat", minutes=number) for number in range(20)))
    known = with_known(a_reading(Fields(total=16100, tip=0, currency="SEK"), total=990), entry, EXACT, OWNER)
    assert known.fields and known.fields.vat == (VatRow(12, 14375, 1725),)
    assert sure_of(known, "vat") == SURE_PER_MILLE_MIN - 1
    for fields in (
        Fields(total=16100, currency="EUR"),
        Fields(currency="SEK"),
        Fields(total=16100, vat=(VatRow(25, 80, 20),)),
    ):
        assert with_known(a_reading(fields), entry, EXACT, OWNER).fields == fields
    both = an_entry(a_lesson("12 25", "vat"))
    assert with_known(a_reading(Fields(total=16100)), both, EXACT, OWNER).fields == Fields(total=16100)


def test_a_receipt_whose_merchant_charges_no_vat_has_none() -> None:
    known = with_known(a_reading(Fields(total=16100)), an_entry(a_lesson("", "vat")), EXACT, OWNER)
    assert known.fields == Fields(total=16100, vat=())


def corrected(said: Fields, *names: FieldName, reading: Reading | None = None) -> Receipt:
    receipt = Receipt(new_id(), new_id(), File("ab", "image/jpeg", "x.jpg", 1), NOON, corrected=names, said=said)
    read = reading or a_reading(Fields(merchant="SOLR 42", kind="bus", total=100, vat=(VatRow(12, 89, 11),)))
    return take_reading(receipt, read)


def test_a_person_teaches_what_they_said_beside_what_was_read() -> None:
    receipt = corrected(Fields(merchant="Solrosen", vat=(VatRow(25, 80, 20),)), "merchant", "total", "vat")
    assert [(one.topic, one.read, one.said) for one in told_by(receipt)] == [
        ("merchant", "SOLR 42", "Solrosen"),
        ("vat", "12", "25"),
    ]
    assert names_on(receipt) == ("SOLR 42", "Solrosen")
    assert told_by(corrected(Fields(), "merchant")) == ()


def test_what_the_register_gave_and_was_kept_confirms_it() -> None:
    known = with_known(
        a_reading(Fields(merchant="SOLR 42", kind="bus"), kind=990), an_entry(a_lesson("Solrosen")), EXACT, OWNER
    )
    assert [(one.topic, one.read, one.said) for one in told_by_keeping(corrected(Fields(), reading=known))] == [
        ("merchant", "SOLR 42", "Solrosen")
    ]
    assert told_by_keeping(corrected(Fields(merchant="Solen"), "merchant", reading=known)) == ()
    assert told_by_keeping(corrected(Fields())) == ()


@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 5)), max_size=12), st.randoms())
def test_the_order_in_which_lessons_are_listed_does_not_matter(told: list[tuple[str, int]], chance: object) -> None:
    lessons = [
        replace(a_lesson(said, minutes=minutes), id=UUID(int=number)) for number, (said, minutes) in enumerate(told)
    ]
    mixed = list(lessons)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert an_entry(*lessons).habit("merchant") == an_entry(*mixed).habit("merchant")
    assert 0 <= an_entry(*lessons).sure("merchant") <= 1000
