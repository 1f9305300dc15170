"""What receipts answers over HTTP."""

from collections.abc import Mapping
from typing import Literal
from uuid import UUID

from pydantic import AwareDatetime, BaseModel

from shared.contracts.receipts import FieldRead, ReceiptFields

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
    corrected: tuple[str, ...]
    doubtful: tuple[str, ...]
    """Fields that ask for a look: read, but not surely, and not yet confirmed by a person."""
    duplicate_of: UUID | None
    """Another receipt of the same person with the same bytes."""


class ReceiptList(BaseModel):
    receipts: list[ReceiptView]
    next: str | None


class Correction(BaseModel):
    """Fields as the person says they are; only the fields given here change. Confirming a doubtful field is sending its value."""

    base_version: int
    fields: ReceiptFields
