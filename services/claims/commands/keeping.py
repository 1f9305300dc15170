"""What directory and receipts tell, kept for this service's own use."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from sqlmodel import Session

from services.claims import store
from services.claims.commands.drafts import tell_owner
from services.claims.document import fields_of
from services.claims.domain import receipt as receipts
from services.claims.domain.coding import Code
from services.claims.domain.receipt import Likeness, Receipt
from shared.contracts import directory, payroll_export
from shared.contracts import receipts as told
from shared.contracts.event import Hint
from shared.messaging.outbox import hint


def keep_person(session: Session, event: directory.PersonChanged, now: datetime) -> None:
    """The person as directory last said; an older telling changes nothing."""
    kept = store.known.person_told_at(session, event.person_id)
    if kept is not None and kept >= event.occurred_at:
        return
    employments = [{**dict(one), "coding": dict(one.coding)} for one in event.employments]
    cards = {card.last4: card.paid_by for card in event.cards}
    store.known.save_person(
        session,
        event.person_id,
        {
            "name": event.name,
            "given_name": event.given_name,
            "roles": list(event.roles),
            "cards": cards,
        },
        employments,
        event.occurred_at,
    )


def keep_unit(session: Session, event: directory.UnitChanged, now: datetime) -> None:
    """The unit as directory last said."""
    kept = store.known.unit_told_at(session, event.unit_id)
    if kept is not None and kept >= event.occurred_at:
        return
    columns = event.model_dump(include={"name", "parent_id", "manager_id", "fallback_approver_id"})
    store.known.save_unit(session, event.unit_id, columns, event.occurred_at)


def keep_coding_plan(session: Session, event: directory.CodingPlanChanged, now: datetime) -> None:
    """The coding plan as directory last said."""
    kept = store.coding.told_at(session)
    if kept is not None and kept >= event.occurred_at:
        return
    dimensions = [(one.number, one.name) for one in event.dimensions]
    codes = [Code(one.number, code.code, code.name, code.closed_from) for one in event.dimensions for code in one.codes]
    store.coding.save_plan(session, dimensions, codes, event.kinds, event.occurred_at)


def _keep(session: Session, receipt_id: UUID, person_id: UUID, change: Callable[[Receipt], Receipt]) -> None:
    """Keep the receipt as it is after the change, and have the owner look at the drafts that follow it."""
    known = store.known.receipt_to_change(session, receipt_id)
    changed = change(known or Receipt(receipt_id, person_id))
    if changed == known:
        return
    store.known.save_receipt(session, changed)
    for claim in store.claims.claims_using(session, receipt_id):
        tell_owner(session, claim)


def keep_added_receipt(session: Session, event: told.ReceiptAdded, now: datetime) -> None:
    """It is known whose it is."""
    _keep(session, event.receipt_id, event.person_id, lambda receipt: receipt)


def keep_read_receipt(session: Session, event: told.ReceiptRead, now: datetime) -> None:
    """It was read: lines that wait for it are filled where the person has typed nothing."""
    sure = {name: field.sure_per_mille for name, field in event.sure.items()}
    read = fields_of(event.fields)
    _keep(
        session,
        event.receipt_id,
        event.person_id,
        lambda receipt: receipts.after_telling(
            receipts.after_reading(receipt, event.version, read, sure), _likeness(event), event.usual_coding
        ),
    )


def _likeness(event: told.ReceiptRead | told.ReceiptCorrected) -> Likeness:
    return Likeness(event.occurred_at, event.duplicate_of, event.look_alikes)


def keep_corrected_receipt(session: Session, event: told.ReceiptCorrected, now: datetime) -> None:
    """The person has said how it is."""
    fields = fields_of(event.fields)
    _keep(
        session,
        event.receipt_id,
        event.person_id,
        lambda receipt: receipts.after_telling(
            receipts.after_correction(receipt, event.version, fields, event.corrected),
            _likeness(event),
            event.usual_coding,
        ),
    )


def keep_unreadable_receipt(session: Session, event: told.ReceiptUnreadable, now: datetime) -> None:
    """Nothing could be read: the person types it."""
    _keep(
        session,
        event.receipt_id,
        event.person_id,
        lambda receipt: receipts.after_failed_reading(receipt, event.version),
    )


def keep_discarded_receipt(session: Session, event: told.ReceiptDiscarded, now: datetime) -> None:
    """It is gone."""
    _keep(session, event.receipt_id, event.person_id, receipts.after_discarding)


def keep_advance(session: Session, event: payroll_export.AdvanceChanged, now: datetime) -> None:
    """The advance as payroll last said."""
    kept = store.advances.told_at(session, event.advance_id)
    if kept is None or kept < event.occurred_at:
        store.advances.save(session, event)
        concerns = (event.person_id,)
        hint(
            session,
            Hint(service="claims", thing="advance", id=event.advance_id, version=1, state="", concerns=concerns),
        )
