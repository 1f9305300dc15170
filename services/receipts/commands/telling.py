"""What follows whenever a receipt has changed: which others are the same is looked up again, and those concerned are told."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Session

from services.receipts import store
from services.receipts.commands.register import usual_coding_of
from services.receipts.domain.duplicates import same_ones
from services.receipts.domain.receipt import Receipt
from services.receipts.translation import fields_told, sure_told
from shared.contracts import receipts as told
from shared.contracts.event import Event, Hint
from shared.ids import new_id
from shared.messaging.outbox import emit, hint


def save(session: Session, receipt: Receipt, now: datetime) -> None:
    """Save a change, and have the owner look again."""
    store.receipts.save_receipt(session, receipt, now)
    look_again(session, receipt)


def look_again(session: Session, receipt: Receipt) -> None:
    """Have the owner's apps look at the receipt."""
    hint(
        session,
        Hint(
            service="receipts",
            thing="receipt",
            id=receipt.id,
            version=receipt.version,
            state=receipt.state,
            concerns=(receipt.person_id,),
        ),
    )


def find_same(session: Session, receipt: Receipt, now: datetime) -> None:
    """Look up which receipts are the same one; of those that it newly is, or no longer is, owners and claims hear too."""
    others = {one.id: one for one in store.duplicates.candidates(session, receipt)}
    found = same_ones(receipt, list(others.values()))
    before = store.duplicates.same_ids(session, receipt.id)
    after = {one.earlier if one.later == receipt.id else one.later for one in found}
    if before == after:
        return
    store.duplicates.replace_same(session, receipt.id, found)
    for other in store.receipts.receipts(session, before ^ after):
        look_again(session, other)
        _tell_same(session, other, now)


def _tell_same(session: Session, receipt: Receipt, now: datetime) -> None:
    """Tell again what holds of a receipt, since which others are the same has changed; one not read yet is told when it is."""
    if receipt.read or receipt.corrected:
        tell_corrected(session, receipt, None, now)


def tell_added(session: Session, receipt: Receipt, now: datetime) -> None:
    """Tell that it is there."""
    emit(
        session,
        told.ReceiptAdded(
            id=new_id(),
            occurred_at=now,
            actor_id=receipt.person_id,
            receipt_id=receipt.id,
            person_id=receipt.person_id,
            sha256=receipt.file.sha256,
        ),
    )


def tell_read(session: Session, receipt: Receipt, version: int, now: datetime) -> None:
    """Tell what was read, or that nothing could be."""
    emit(session, _read_or_unreadable(session, receipt, version, now))


def _read_or_unreadable(session: Session, receipt: Receipt, version: int, now: datetime) -> Event:
    if receipt.read is None:
        return told.ReceiptUnreadable(
            id=new_id(),
            occurred_at=now,
            receipt_id=receipt.id,
            person_id=receipt.person_id,
            version=version,
            problem=(receipt.reading and receipt.reading.problem) or "no-text-found",
        )
    earlier, others = _same(session, receipt)
    return told.ReceiptRead(
        id=new_id(),
        occurred_at=now,
        receipt_id=receipt.id,
        person_id=receipt.person_id,
        version=version,
        fields=fields_told(receipt.read),
        sure=sure_told(receipt.reading.sure if receipt.reading else ()),
        duplicate_of=earlier,
        look_alikes=others,
        usual_coding=usual_coding_of(session, receipt),
    )


def tell_corrected(session: Session, receipt: Receipt, actor_id: UUID | None, now: datetime) -> None:
    """Tell what holds now, whole."""
    earlier, others = _same(session, receipt)
    emit(
        session,
        told.ReceiptCorrected(
            id=new_id(),
            occurred_at=now,
            actor_id=actor_id,
            receipt_id=receipt.id,
            person_id=receipt.person_id,
            version=receipt.version,
            fields=fields_told(receipt.fields),
            corrected=receipt.corrected,
            duplicate_of=earlier,
            look_alikes=others,
            usual_coding=usual_coding_of(session, receipt),
        ),
    )


def _same(session: Session, receipt: Receipt) -> tuple[UUID | None, int]:
    earlier = store.duplicates.earlier_own(session, [receipt]).get(receipt.id)
    return earlier, store.duplicates.others_count(session, [receipt])[receipt.id]
