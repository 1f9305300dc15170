"""Receipts as an app shows them, and their pictures."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlmodel import Session

from services.receipts import store
from services.receipts.domain.access import Action, authorize, shown_to
from services.receipts.domain.pages import file_of_page, further_picture
from services.receipts.domain.receipt import File, Receipt, State, display_copy, is_slow
from services.receipts.schemas import FurtherView, PageView, ReceiptList, ReceiptView
from services.receipts.translation import fields_told, sure_told
from shared.identity import Actor
from shared.refusal import accept

SHOWN: tuple[State, ...] = ("reading", "read", "unreadable")


def receipt_view(receipt: Receipt, duplicate_of: UUID | None, look_alikes: int, now: datetime) -> ReceiptView:
    """The receipt as an app shows it."""
    reading = receipt.reading
    return ReceiptView(
        id=receipt.id,
        version=receipt.version,
        state=receipt.state,
        problem=reading.problem if reading and receipt.state == "unreadable" else None,
        advice=reading.advice if reading else (),
        file_name=receipt.file.name,
        media_type=receipt.file.media_type,
        bytes=receipt.file.bytes_count,
        added_at=receipt.added_at,
        picture_ready=bool(reading and reading.display_sha256),
        pages=_pages(receipt),
        fields=fields_told(receipt.fields),
        read=fields_told(receipt.read) if receipt.read else None,
        seen=fields_told(reading.seen) if reading and reading.seen else None,
        sure=sure_told(reading.sure) if reading else {},
        corrected=receipt.corrected,
        doubtful=receipt.doubtful,
        further=_further(receipt),
        separated_from=receipt.separated_from,
        separated_into=receipt.separated_into or (),
        duplicate_of=duplicate_of,
        look_alikes=look_alikes,
        slow=is_slow(receipt, now),
    )


def _pages(receipt: Receipt) -> tuple[PageView, ...]:
    ids = (receipt.id, *(page.id for page in receipt.pages))
    return tuple(
        PageView(id=page_id, file_name=file.name, media_type=file.media_type, bytes=file.bytes_count)
        for page_id, file in zip(ids, receipt.files, strict=True)
    )


def _further(receipt: Receipt) -> tuple[FurtherView, ...]:
    return tuple(
        FurtherView(
            index=index,
            fields=fields_told(one.fields),
            sure=sure_told(one.sure),
            picture=f"/receipts/{receipt.id}/further/{index}/picture",
        )
        for index, one in enumerate(receipt.further)
    )


def views_of(session: Session, receipts: Sequence[Receipt], now: datetime) -> list[ReceiptView]:
    """Receipts with what must be looked up for them."""
    earlier = store.duplicates.earlier_own(session, receipts)
    others = store.duplicates.others_count(session, receipts)
    return [receipt_view(one, earlier.get(one.id), others[one.id], now) for one in receipts]


def view_of(session: Session, receipt: Receipt, now: datetime) -> ReceiptView:
    """One receipt with what must be looked up for it."""
    return views_of(session, [receipt], now)[0]


def _seen(session: Session, receipt_id: UUID, actor: Actor, action: Action = "see") -> Receipt:
    uses = store.uses.uses_of(session, receipt_id)
    return accept(authorize(actor, action, store.receipts.receipt(session, receipt_id), uses))


def one_receipt(session: Session, receipt_id: UUID, actor: Actor, now: datetime) -> ReceiptView:
    """A receipt, for whoever may see it."""
    return view_of(session, shown_to(actor, _seen(session, receipt_id, actor)), now)


def own_receipts(
    session: Session, actor: Actor, state: State | None, after: UUID | None, limit: int, now: datetime
) -> ReceiptList:
    """The actor's receipts, newest first. `after`: the last one of the page before."""
    before = accept(authorize(actor, "change", store.receipts.receipt(session, after), ())) if after else None
    found = store.receipts.receipts_of(session, actor.person_id, [state] if state else SHOWN, before, limit + 1)
    page = found[:limit]
    return ReceiptList(receipts=views_of(session, page, now), next=str(page[-1].id) if len(found) > limit else None)


def picture(session: Session, receipt_id: UUID, actor: Actor) -> str:
    """SHA-256 of the display copy."""
    return accept(display_copy(_seen(session, receipt_id, actor)))


def picture_of_further(session: Session, receipt_id: UUID, index: int, actor: Actor) -> str:
    """SHA-256 of the display copy of another receipt in the same picture; for the owner, who is asked about it."""
    owned = accept(authorize(actor, "change", store.receipts.receipt(session, receipt_id), ()))
    return accept(further_picture(owned, index))


def original(session: Session, receipt_id: UUID, page: int, actor: Actor) -> File:
    """The file of a page as it came; one on which other receipts lie too, for the owner and auditors only."""
    return accept(file_of_page(_seen(session, receipt_id, actor, "see-original"), page))
