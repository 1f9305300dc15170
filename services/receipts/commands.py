"""What people, readers and approvals make happen to receipts."""

import dataclasses
from datetime import datetime
from uuid import UUID

from sqlmodel import Session

from services.receipts import store
from services.receipts.domain import receipt as domain
from services.receipts.domain.access import Use, authorize, newest, uses_of
from services.receipts.domain.receipt import File, Receipt
from services.receipts.queries import fields_told, sure_told, view_of
from services.receipts.schemas import Correction, ReceiptView
from shared.contracts import receipts as told
from shared.contracts.approvals import ClaimAssigned, ClaimReleased
from shared.contracts.event import Event, Hint
from shared.contracts.values import Box
from shared.identity import Actor
from shared.ids import new_id
from shared.messaging.consumer import NotYet
from shared.messaging.outbox import emit, hint
from shared.refusal import accept


@dataclasses.dataclass(frozen=True)
class Added:
    """The receipt as it is now, and whether it was new."""

    receipt: ReceiptView
    new: bool


def add(session: Session, receipt_id: UUID, file: File, actor: Actor, now: datetime) -> Added:
    """Take a file whose bytes are in the store already."""
    existing = store.receipt_to_change(session, receipt_id)
    receipt = accept(domain.add(existing, Receipt(receipt_id, actor.person_id, file, now)))
    if receipt is not existing:
        store.add_receipt(session, receipt)
        _look_again(session, receipt)
        emit(
            session,
            told.ReceiptAdded(
                id=new_id(),
                occurred_at=now,
                actor_id=actor.person_id,
                receipt_id=receipt.id,
                person_id=receipt.person_id,
                sha256=file.sha256,
            ),
        )
    return Added(view_of(session, receipt, now), receipt is not existing)


def correct(
    session: Session, receipt_id: UUID, correction_id: UUID, given: Correction, actor: Actor, now: datetime
) -> ReceiptView:
    """Put the person's word on top of what was read."""
    receipt = accept(authorize(actor, "change", store.receipt_to_change(session, receipt_id), ()))
    correction = _correction(receipt_id, correction_id, given)
    corrected = accept(domain.correct(receipt, correction, store.correction(session, correction_id)))
    if corrected is not receipt:
        store.save_correction(session, correction, now)
        _save(session, corrected, now)
        emit(session, _corrected(corrected, actor.person_id, now))
    return view_of(session, corrected, now)


def _correction(receipt_id: UUID, correction_id: UUID, given: Correction) -> domain.Correction:
    names = tuple(name for name in domain.FIELD_NAMES if name in given.fields.model_fields_set)
    return domain.Correction(correction_id, receipt_id, given.base_version, names, fields_of(given.fields))


def fields_of(fields: told.ReceiptFields) -> domain.Fields:
    """The wire's fields as the domain's."""
    rows = (
        None if fields.vat is None else tuple(domain.VatRow(one.rate, one.net_ore, one.vat_ore) for one in fields.vat)
    )
    values = {name: getattr(fields, name) for name in domain.FIELD_NAMES}
    return domain.Fields(**{**values, "vat": rows})


def discard(session: Session, receipt_id: UUID, actor: Actor, now: datetime) -> None:
    """Throw a receipt away that no submitted claim uses."""
    receipt = accept(authorize(actor, "change", store.receipt_to_change(session, receipt_id), ()))
    discarded = accept(domain.discard(receipt, bool(uses_of(receipt, store.uses_of(session, receipt_id)))))
    if discarded is not receipt:
        _save(session, discarded, now)
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


def take_reading(session: Session, event: told.ReceiptInterpreted, now: datetime) -> None:
    """Lay what a reader saw below what the person has said meanwhile."""
    receipt = store.receipt_to_change(session, event.receipt_id)
    if receipt is None:
        raise NotYet
    after = domain.take_reading(receipt, _reading(event))
    if after is not receipt:
        _save(session, after, now)
        emit(session, _read_or_unreadable(receipt.version + 1, after, event, now))
        if after.corrected:
            emit(session, _corrected(after, None, now))


def _reading(event: told.ReceiptInterpreted) -> domain.Reading:
    sure = tuple(
        domain.Sure(name, event.sure[name].sure_per_mille, _shares(event.sure[name].box))
        for name in domain.FIELD_NAMES
        if name in event.sure
    )
    fields = fields_of(event.fields) if event.fields else None
    return domain.Reading(fields, sure, event.problem, event.display_sha256)


def _shares(box: Box | None) -> tuple[int, int, int, int] | None:
    if box is None:
        return None
    left, top, width, height = (round(share * domain.BOX_WHOLE) for share in box)
    return left, top, width, height


def _read_or_unreadable(version: int, receipt: Receipt, event: told.ReceiptInterpreted, now: datetime) -> Event:
    if receipt.read is None:
        return told.ReceiptUnreadable(
            id=new_id(),
            occurred_at=now,
            receipt_id=receipt.id,
            person_id=receipt.person_id,
            version=version,
            problem=event.problem or "no-text-found",
        )
    return told.ReceiptRead(
        id=new_id(),
        occurred_at=now,
        receipt_id=receipt.id,
        person_id=receipt.person_id,
        version=version,
        fields=fields_told(receipt.read),
        sure=sure_told(receipt.reading.sure if receipt.reading else ()),
    )


def _corrected(receipt: Receipt, actor_id: UUID | None, now: datetime) -> told.ReceiptCorrected:
    return told.ReceiptCorrected(
        id=new_id(),
        occurred_at=now,
        actor_id=actor_id,
        receipt_id=receipt.id,
        person_id=receipt.person_id,
        version=receipt.version,
        fields=fields_told(receipt.fields),
        corrected=receipt.corrected,
    )


def note_claim(session: Session, event: ClaimAssigned, now: datetime) -> None:
    """Remember which receipts a submitted claim shows as evidence, and who decides on it."""
    _note(session, Use(event.claim_id, event.person_id, event.approver_id, event.receipt_ids, event.occurred_at))


def free_claim(session: Session, event: ClaimReleased, now: datetime) -> None:
    """A claim went back to its owner, undecided: nobody else looks at its receipts now, and they may be discarded."""
    _note(session, Use(event.claim_id, None, None, (), event.occurred_at))


def _note(session: Session, told_now: Use) -> None:
    known = store.use(session, told_now.claim_id)
    if use := newest(known, told_now):
        store.save_use(session, use, known is not None)


def _save(session: Session, receipt: Receipt, now: datetime) -> None:
    store.save_receipt(session, receipt, now)
    _look_again(session, receipt)


def _look_again(session: Session, receipt: Receipt) -> None:
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
