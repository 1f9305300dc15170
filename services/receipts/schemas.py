"""What receipts answers over HTTP."""

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, Field

from services.receipts.domain.receipt import FieldName
from shared.contracts.receipts import FieldRead, ReceiptFields
from shared.contracts.values import UNSEEN_IS_EMPTY, WITHOUT_NUL, VatRow
from shared.money import Ore

AMOUNT_MAX = 100_000_000_00
"""A hundred million: a slip of the finger, and what an integer column holds on every database."""

ReceiptState = Literal["reading", "read", "unreadable", "discarded"]


class ReceiptView(BaseModel):
    """A receipt with what was read and what a person made of it."""

    id: UUID
    version: int
    state: ReceiptState
    problem: str | None
    """When unreadable: stable code, text `reading.<code>`."""
    file_name: str
    media_type: str
    bytes: int
    added_at: AwareDatetime
    picture_ready: bool
    """The upright copy without metadata can be fetched at `/receipts/{id}/picture`; before that the original's owner has it at hand."""
    fields: ReceiptFields
    """What holds now: read, with the person's corrections on top."""
    read: ReceiptFields | None
    """What was read, kept beside."""
    sure: Mapping[str, FieldRead]
    corrected: tuple[FieldName, ...]
    doubtful: tuple[FieldName, ...]
    """Fields that ask for a look: read, but not surely, and not yet confirmed by a person."""
    duplicate_of: UUID | None
    """Another receipt of the same person with the same bytes."""
    slow: bool
    """It is being read for longer than a person should wait: offer to type it by hand; the reading fills in the rest later."""


class ReceiptList(BaseModel):
    receipts: list[ReceiptView]
    next: str | None


Amount = Annotated[Ore, Field(ge=-AMOUNT_MAX, le=AMOUNT_MAX)]


class VatRowSaid(VatRow):
    rate: Annotated[int, Field(ge=0, le=100)]
    net_ore: Amount
    vat_ore: Amount


class FieldsSaid(ReceiptFields):
    """Fields as a person says they are. One that is left out is not spoken of; `null` says that the receipt does not state it."""

    merchant: Annotated[str, Field(min_length=1, max_length=120, pattern=WITHOUT_NUL), UNSEEN_IS_EMPTY] | None = None
    organisation_number: Annotated[str, Field(pattern=r"^\d{6}-\d{4}$")] | None = None
    date: dt.date | None = None
    total: Amount | None = None
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")] | None = None
    vat: Annotated[tuple[VatRowSaid, ...], Field(max_length=5)] | None = None
    card_last4: Annotated[str, Field(pattern=r"^\d{4}$")] | None = None
    kind: Annotated[str, Field(min_length=1, max_length=40, pattern=WITHOUT_NUL)] | None = None


class Correction(BaseModel):
    """Fields as the person says they are; only the fields given here change. Confirming a doubtful field is sending its value."""

    base_version: int
    fields: FieldsSaid
