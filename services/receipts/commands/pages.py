"""One receipt in several pictures, several receipts in one."""

import dataclasses
from datetime import datetime
from uuid import UUID

from sqlmodel import Session

from services.receipts import store
from services.receipts.commands import register
from services.receipts.commands.reading import ask
from services.receipts.commands.receipts import Added
from services.receipts.commands.telling import find_same, look_again, save, tell_added, tell_read
from services.receipts.domain import pages
from services.receipts.domain.access import authorize, uses_of
from services.receipts.domain.receipt import File, Page, Receipt
from services.receipts.queries.receipts import view_of
from services.receipts.schemas import ReceiptView, Separation
from shared.identity import Actor
from shared.refusal import accept


def add_page(
    session: Session, receipt_id: UUID, page_id: UUID, file: File, is_bulk: bool, actor: Actor, now: datetime
) -> Added:
    """Take a further picture of the receipt, whose bytes are in the store already, and have the whole read again."""
    receipt = accept(authorize(actor, "change", store.receipts.receipt_to_change(session, receipt_id), ()))
    in_use = bool(uses_of(receipt, store.uses.uses_of(session, receipt_id)))
    longer = accept(pages.add_page(receipt, Page(page_id, file), in_use, now))
    if longer is not receipt:
        ask(session, longer, is_bulk, now)
        save(session, longer, now)
    return Added(view_of(session, longer, now), longer is not receipt)


def separate(session: Session, receipt_id: UUID, given: Separation, actor: Actor, now: datetime) -> ReceiptView:
    """Make receipts of what else lies in the picture, or note that it is one receipt."""
    receipt = accept(authorize(actor, "change", store.receipts.receipt_to_change(session, receipt_id), ()))
    taken = {one.id for one in store.receipts.receipts(session, given.ids)}
    separation = accept(pages.separate(receipt, given.ids, taken, now))
    if separation.receipt is not receipt:
        save(session, separation.receipt, now)
        for made in separation.made:
            _add_made(session, made, now)
    return view_of(session, separation.receipt, now)


def _add_made(session: Session, made: Receipt, now: datetime) -> None:
    assert made.reading is not None
    made = dataclasses.replace(made, reading=register.with_known_merchant(session, made, made.reading))
    store.receipts.add_receipt(session, made, now)
    look_again(session, made)
    find_same(session, made, now)
    tell_added(session, made, now)
    tell_read(session, made, made.version, now)
