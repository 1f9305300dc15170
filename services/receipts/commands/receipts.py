"""What a person makes happen to a receipt of theirs."""

import dataclasses
from datetime import datetime
from uuid import UUID

from sqlmodel import Session

from services.receipts import store
from services.receipts.commands import register
from services.receipts.commands.reading import ask
from services.receipts.commands.telling import find_same, look_again, save, tell_added, tell_corrected
from services.receipts.domain import receipt as domain
from services.receipts.domain.access import authorize, uses_of
from services.receipts.domain.fields import FIELD_NAMES
from services.receipts.domain.receipt import File, Receipt
from services.receipts.queries.receipts import view_of
from services.receipts.schemas import Correction, ReceiptView
from services.receipts.translation import fields_of
from shared.contracts import receipts as told
from shared.identity import Actor
from shared.ids import new_id
from shared.messaging.outbox import emit
from shared.refusal import accept


@dataclasses.dataclass(frozen=True)
class Added:
    """The receipt as it is now, and whether what was sent was new."""

    receipt: ReceiptView
    new: bool


def add(
    session: Session,
    receipt_id: UUID,
    file: File,
    country: str | None,
    is_bulk: bool,
    actor: Actor,
    now: datetime,
) -> Added:
    """Take a file whose bytes are in the store already, and have it read. `is_bulk`: it is one of many, nobody waits for it."""
    existing = store.receipts.receipt_to_change(session, receipt_id)
    receipt = accept(domain.add(existing, Receipt(receipt_id, actor.person_id, file, now, country=country)))
    if receipt is not existing:
        ask(session, receipt, is_bulk, now)
        store.receipts.add_receipt(session, receipt, now)
        look_again(session, receipt)
        find_same(session, receipt, now)
        tell_added(session, receipt, now)
    return Added(view_of(session, receipt, now), receipt is not existing)


def correct(
    session: Session, receipt_id: UUID, correction_id: UUID, given: Correction, actor: Actor, now: datetime
) -> ReceiptView:
    """Put the person's word on top of what was read, and learn from it what is true of the merchant."""
    receipt = accept(authorize(actor, "change", store.receipts.receipt_to_change(session, receipt_id), ()))
    correction = _correction(receipt_id, correction_id, given)
    corrected = accept(domain.correct(receipt, correction, store.receipts.correction(session, correction_id)))
    if corrected is not receipt:
        store.receipts.save_correction(session, correction, now)
        save(session, corrected, now)
        find_same(session, corrected, now)
        register.learn_from_correction(session, corrected, now)
        tell_corrected(session, corrected, actor.person_id, now)
    return view_of(session, corrected, now)


def _correction(receipt_id: UUID, correction_id: UUID, given: Correction) -> domain.Correction:
    names = tuple(name for name in FIELD_NAMES if name in given.fields.model_fields_set)
    return domain.Correction(correction_id, receipt_id, given.base_version, names, fields_of(given.fields))


def discard(session: Session, receipt_id: UUID, actor: Actor, now: datetime) -> None:
    """Throw a receipt away that no submitted claim uses."""
    receipt = accept(authorize(actor, "change", store.receipts.receipt_to_change(session, receipt_id), ()))
    discarded = accept(domain.discard(receipt, bool(uses_of(receipt, store.uses.uses_of(session, receipt_id)))))
    if discarded is not receipt:
        save(session, discarded, now)
        find_same(session, discarded, now)
        register.forget(session, discarded, now)
        emit(
            session,
            told.ReceiptDiscarded(
                id=new_id(),
                occurred_at=now,
                actor_id=actor.person_id,
                receipt_id=receipt.id,
                person_id=receipt.person_id,
            ),
        )
