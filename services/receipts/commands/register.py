"""The register of merchants: learned from what people say of receipts, used for the next reading, undone by an administrator."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from sqlmodel import Session

from services.receipts import store
from services.receipts.domain.fields import Fields
from services.receipts.domain.merchant import (
    Entry,
    Lesson,
    Match,
    Source,
    Told,
    coding_text,
    key_of,
    match_by_key,
    may_be,
    names_on,
    told_by,
    told_by_approving,
    told_by_keeping,
    usual_coding,
    with_known,
)
from services.receipts.domain.names import alike, name_key
from services.receipts.domain.receipt import Reading, Receipt
from shared.contracts.approvals import ClaimApproved
from shared.ids import derived_id

REGISTER = UUID("6f6f9d2e-6d0c-5c0e-9a67-3f2d3b6f8a11")
"""What ids of entries are derived from, so that two who teach the same merchant at once teach one entry."""
SAME_NAME = 1000
NOTHING = coding_text({})
"""Told of a receipt that was booked on its cost centre alone."""


def with_known_merchant(session: Session, receipt: Receipt, reading: Reading) -> Reading:
    """The reading with what the register knows of its merchant: found by organisation number, else by the most similar name.

    What was learned from the same receipt is left out: it would bear witness to itself.
    """
    found = _entry_of(session, reading.fields, besides=receipt.id)
    if found is None:
        return reading
    entry, likeness = found
    key = key_of(reading.fields) if reading.fields else None
    match = match_by_key(reading, key) if key and likeness is None else Match(likeness or 0, likeness == SAME_NAME)
    return with_known(reading, entry, match, receipt.person_id)


def usual_coding_of(session: Session, receipt: Receipt) -> dict[str, str]:
    """What receipts of its merchant are usually booked on, by what was learned from others."""
    found = _entry_of(session, receipt.fields, besides=receipt.id)
    return usual_coding(found[0]) if found else {}


def _entry_of(session: Session, fields: Fields | None, besides: UUID) -> tuple[Entry, int | None] | None:
    """The merchant's entry, by its number or very name (None), else by the most similar name and how similar that is."""
    if fields is None:
        return None
    key = key_of(fields)
    entry = store.merchants.entry_with_key(session, key, besides) if key else None
    if entry and entry.holding:
        return entry, None
    for likeness, merchant_id in _similar(session, fields.merchant or ""):
        entry = store.merchants.entry(session, merchant_id, besides)
        if entry and may_be(entry, fields) and entry.holding:
            return entry, likeness
    return None


def _similar(session: Session, name: str) -> list[tuple[int, UUID]]:
    """How alike, and which entry; the most similar first."""
    key = name_key(name)
    if not key:
        return []
    found = {(alike(key, other), merchant_id) for merchant_id, other in store.merchants.names_like(session, key)}
    return sorted((one for one in found if one[0]), reverse=True)


def learn_from_correction(session: Session, receipt: Receipt, now: datetime) -> None:
    """Keep what the person has said of the merchant; what they said before of the same receipt no longer counts."""
    new = _lessons(receipt, told_by(receipt), "correction", receipt.person_id, now)
    known = {lesson.id: lesson for lesson in store.merchants.lessons_of_receipt(session, receipt.id)}
    for lesson in known.values():
        if (
            lesson.topic in receipt.corrected
            and lesson.superseded_at is None
            and lesson.id not in {one.id for one in new}
        ):
            store.merchants.mark(session, lesson.id, now)
    for lesson in new:
        if lesson.id not in known:
            _add(session, receipt, lesson)
        elif known[lesson.id].superseded_at:
            store.merchants.mark(session, lesson.id, None)


def forget(session: Session, receipt: Receipt, now: datetime) -> None:
    """What was said of a receipt that its person threw away no longer counts."""
    for lesson in store.merchants.lessons_of_receipt(session, receipt.id):
        if lesson.superseded_at is None:
            store.merchants.mark(session, lesson.id, now)


def learn_from_submission(session: Session, receipt: Receipt, now: datetime) -> None:
    """What the register gave was handed in unchanged: that confirms it."""
    _add_new(session, receipt, _lessons(receipt, told_by_keeping(receipt), "submission", receipt.person_id, now))


def learn_from_approval(session: Session, event: ClaimApproved, now: datetime) -> None:
    """What receipts were approved on becomes usual for their merchants: known ones, and others as soon as there is something to know."""
    codings: dict[UUID, list[Mapping[str, str]]] = {}
    for line in event.claim.lines:
        if line.evidence and line.dimensions:
            codings.setdefault(line.evidence.receipt_id, []).append(line.dimensions)
    for receipt in store.receipts.receipts(session, codings.keys()):
        told = told_by_approving(codings[receipt.id])
        key = key_of(receipt.fields)
        is_worth_it = key is not None and (
            store.merchants.is_known(session, key) or any(one.said != NOTHING for one in told)
        )
        if is_worth_it and receipt.person_id == event.claim.person_id and receipt.state != "discarded":
            _add_new(session, receipt, _lessons(receipt, told, "approval", event.approver_id, now))


def _lessons(receipt: Receipt, told: Sequence[Told], source: Source, by: UUID, now: datetime) -> list[Lesson]:
    """With ids that follow from what is said, so that the same said again is the same lesson, also after it was undone."""
    key = key_of(receipt.fields)
    if key is None:
        return []
    merchant_id = derived_id(REGISTER, key)
    return [
        Lesson(
            derived_id(receipt.id, f"{merchant_id} {source} {one.topic} {one.said}"),
            merchant_id,
            receipt.id,
            one.topic,
            one.read,
            one.said,
            source,
            by,
            now,
        )
        for one in told
    ]


def _add_new(session: Session, receipt: Receipt, lessons: Sequence[Lesson]) -> None:
    known = {lesson.id for lesson in store.merchants.lessons_of_receipt(session, receipt.id)}
    for lesson in lessons:
        if lesson.id not in known:
            _add(session, receipt, lesson)


def _add(session: Session, receipt: Receipt, lesson: Lesson) -> None:
    key = key_of(receipt.fields)
    assert key is not None
    number = receipt.fields.organisation_number if key.startswith("organisation:") else None
    store.merchants.add_lesson(session, key, number, lesson, names_on(receipt))
