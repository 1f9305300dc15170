"""More or fewer receipts than pictures: one receipt in several pictures, several receipts in one."""

import dataclasses
import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from services.receipts.domain.receipt import File, Further, Page, Reading, Receipt, take_reading
from shared.refusal import Refusal

PAGES_MAX = 10
"""As many as a reader takes at once."""
PAGES_BYTES_MAX = 30_000_000
"""Of all pages together: what a reader takes at once."""
MEGABYTE = 1_000_000


def add_page(receipt: Receipt, page: Page, in_use: bool, now: dt.datetime) -> Receipt | Refusal:
    """The receipt with one more picture, to be read again as a whole. Sent again, it is the same page."""
    if receipt.state == "discarded":
        return Refusal("not-found")
    for known in receipt.pages:
        if known.id == page.id:
            return receipt if known.file.sha256 == page.file.sha256 else Refusal("id-taken")
    if in_use:
        return Refusal("receipt-in-use")
    if receipt.separated_from:
        return Refusal("separated-receipt")
    if len(receipt.files) >= PAGES_MAX:
        return Refusal("too-many-pages", {"limit": PAGES_MAX})
    if sum(file.bytes_count for file in receipt.files) + page.file.bytes_count > PAGES_BYTES_MAX:
        return Refusal("pages-too-large", {"limit": PAGES_BYTES_MAX // MEGABYTE})
    pages = (*receipt.pages, page)
    return dataclasses.replace(receipt, pages=pages, state="reading", asked_at=now, version=receipt.version + 1)


def file_of_page(receipt: Receipt, number: int) -> File | Refusal:
    """The picture of that number, from 1."""
    return receipt.files[number - 1] if 1 <= number <= len(receipt.files) else Refusal("not-found")


def further_picture(receipt: Receipt, index: int) -> str | Refusal:
    """SHA-256 of the upright copy of another receipt in the same picture."""
    return receipt.further[index].display_sha256 if 0 <= index < len(receipt.further) else Refusal("not-found")


@dataclass(frozen=True)
class Separation:
    """The receipt with the person's answer, and the receipts made of what else lay in its picture."""

    receipt: Receipt
    made: tuple[Receipt, ...] = ()


def separate(receipt: Receipt, ids: Sequence[UUID], taken: Collection[UUID], now: dt.datetime) -> Separation | Refusal:
    """What else lies in the picture becomes receipts of their own with those ids; with none, it is one receipt for good.

    `taken`: those of the ids that other receipts have. Said again, it is the same.
    """
    if receipt.state == "discarded":
        return Refusal("not-found")
    if receipt.separated_into is not None:
        return Separation(receipt) if receipt.separated_into == tuple(ids) else Refusal("already-separated")
    if receipt.state != "read":
        return Refusal("not-read-yet")
    if ids and (len(ids) != len(receipt.further) or len(set(ids)) != len(ids)):
        return Refusal("separation-count-wrong", {"count": len(receipt.further)}, field="ids")
    if taken or receipt.id in ids:
        return Refusal("id-taken", field="ids")
    answered = dataclasses.replace(receipt, separated_into=tuple(ids), version=receipt.version + 1)
    made = (_made(receipt, one, further, now) for one, further in zip(ids, receipt.further, strict=False))
    return Separation(answered, tuple(made))


def _made(receipt: Receipt, new_id: UUID, further: Further, now: dt.datetime) -> Receipt:
    """The same original, with its own picture and fields."""
    begun = Receipt(
        new_id,
        receipt.person_id,
        receipt.file,
        now,
        pages=receipt.pages,
        country=receipt.country,
        separated_from=receipt.id,
    )
    return take_reading(begun, reading_of(further))


def reading_of(further: Further) -> Reading:
    """What was read of another receipt in the picture, as the reading of one of its own."""
    return Reading(further.fields, further.sure, None, further.display_sha256, picture_hash=further.picture_hash)
