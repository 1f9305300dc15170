"""What receipts shows."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlmodel import Session

from services.receipts import store
from services.receipts.domain.access import authorize
from services.receipts.domain.receipt import BOX_WHOLE, File, Receipt, State, Sure, display_copy, is_slow
from services.receipts.schemas import ReceiptList, ReceiptView
from shared.contracts.receipts import FieldRead, ReceiptFields
from shared.contracts.values import Box
from shared.identity import Actor
from shared.refusal import accept

SHOWN: tuple[State, ...] = ("reading", "read", "unreadable")


def fields_told(fields: object) -> ReceiptFields:
    """The domain's fields as they go over the wire."""
    return ReceiptFields.model_validate(fields, from_attributes=True)


def sure_told(sure: Sequence[Sure]) -> dict[str, FieldRead]:
    """By name of field; places as fractions."""
    return {one.field: FieldRead(sure_per_mille=one.per_mille, box=_fractions(one)) for one in sure}


def _fractions(sure: Sure) -> Box | None:
    if sure.box is None:
        return None
    left, top, width, height = (share / BOX_WHOLE for share in sure.box)
    return left, top, width, height


def receipt_view(receipt: Receipt, first_with_bytes: UUID | None, now: datetime) -> ReceiptView:
    """The receipt as an app shows it. `first_with_bytes`: the person's first receipt with the same bytes."""
    reading = receipt.reading
    return ReceiptView(
        id=receipt.id,
        version=receipt.version,
        state=receipt.state,
        problem=reading.problem if reading else None,
        file_name=receipt.file.name,
        media_type=receipt.file.media_type,
        bytes=receipt.file.bytes_count,
        added_at=receipt.added_at,
        picture_ready=bool(reading and reading.display_sha256),
        fields=fields_told(receipt.fields),
        read=fields_told(receipt.read) if receipt.read else None,
        sure=sure_told(reading.sure) if reading else {},
        corrected=receipt.corrected,
        doubtful=receipt.doubtful,
        duplicate_of=first_with_bytes if first_with_bytes != receipt.id else None,
        slow=is_slow(receipt, now),
    )


def view_of(session: Session, receipt: Receipt, now: datetime) -> ReceiptView:
    """One receipt with what must be looked up for it."""
    first = store.first_with_bytes(session, receipt.person_id, [receipt.file.sha256])
    return receipt_view(receipt, first.get(receipt.file.sha256), now)


def _seen(session: Session, receipt_id: UUID, actor: Actor) -> Receipt:
    return accept(authorize(actor, "see", store.receipt(session, receipt_id), store.uses_of(session, receipt_id)))


def one_receipt(session: Session, receipt_id: UUID, actor: Actor, now: datetime) -> ReceiptView:
    """A receipt, for whoever may see it."""
    return view_of(session, _seen(session, receipt_id, actor), now)


def own_receipts(
    session: Session, actor: Actor, state: State | None, after: UUID | None, limit: int, now: datetime
) -> ReceiptList:
    """The actor's receipts, newest first. `after`: the last one of the page before."""
    before = accept(authorize(actor, "change", store.receipt(session, after), ())) if after else None
    found = store.receipts_of(session, actor.person_id, [state] if state else SHOWN, before, limit + 1)
    page = found[:limit]
    first = store.first_with_bytes(session, actor.person_id, [one.file.sha256 for one in page])
    views = [receipt_view(one, first.get(one.file.sha256), now) for one in page]
    return ReceiptList(receipts=views, next=str(page[-1].id) if len(found) > limit else None)


def picture(session: Session, receipt_id: UUID, actor: Actor) -> str:
    """SHA-256 of the display copy."""
    return accept(display_copy(_seen(session, receipt_id, actor)))


def original(session: Session, receipt_id: UUID, actor: Actor) -> File:
    """The file as it came."""
    return _seen(session, receipt_id, actor).file
