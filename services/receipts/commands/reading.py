"""Have receipts read, and take what readers saw."""

from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlmodel import Session

from services.receipts import store
from services.receipts.commands import register
from services.receipts.commands.telling import find_same, save, tell_corrected, tell_read
from services.receipts.domain import receipt as domain
from services.receipts.domain.receipt import QUESTIONS_OF_LATE, Receipt, may_wait
from services.receipts.translation import reading_of
from shared.contracts.receipts import ReadingAsked, ReadingAskedLater, ReceiptInterpreted
from shared.ids import derived_id
from shared.messaging.consumer import NotYet
from shared.messaging.outbox import emit

STOCKHOLM = ZoneInfo("Europe/Stockholm")


def question_id(receipt: Receipt) -> UUID:
    """Of the reading that is asked for: another one for each page that is added, so that an older answer is known as such."""
    return derived_id(receipt.id, f"asked with {len(receipt.files)} files")


def ask(session: Session, receipt: Receipt, is_bulk: bool, now: datetime) -> None:
    """Put the receipt where readers take it from: at once, or after those whose person waits. Call before it is saved."""
    store.receipts.lock_questions(session, receipt.person_id)
    questions_count = store.receipts.questions_count(session, receipt.person_id, now - QUESTIONS_OF_LATE)
    waits = may_wait(is_bulk, questions_count)
    kind = ReadingAskedLater if waits else ReadingAsked
    emit(
        session,
        kind(
            id=question_id(receipt),
            occurred_at=now,
            actor_id=receipt.person_id,
            receipt_id=receipt.id,
            files=tuple(file.sha256 for file in receipt.files),
            added_on=receipt.added_at.astimezone(STOCKHOLM).date(),
            country=receipt.country,
        ),
    )


def take_reading(session: Session, event: ReceiptInterpreted, now: datetime) -> None:
    """Lay what a reader saw, with what is known of the merchant, below what the person has said meanwhile."""
    receipt = store.receipts.receipt_to_change(session, event.receipt_id)
    if receipt is None:
        raise NotYet
    if event.asked_id != question_id(receipt):
        return
    after = domain.take_reading(receipt, register.with_known_merchant(session, receipt, reading_of(event)))
    if after is not receipt:
        save(session, after, now)
        find_same(session, after, now)
        tell_read(session, after, receipt.version + 1, now)
        if after.corrected:
            register.learn_from_correction(session, after, now)
            tell_corrected(session, after, None, now)
