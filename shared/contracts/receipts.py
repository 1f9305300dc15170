"""What receipts and its readers tell."""

import datetime as dt
from collections.abc import Mapping
from typing import ClassVar
from uuid import UUID

from pydantic import AwareDatetime

from shared.contracts.event import Contract, Event
from shared.contracts.values import Box, VatRow
from shared.money import Ore, PerMille


class FieldRead(Contract):
    """How sure the reading is of one field, and where it stands on the picture."""

    sure_per_mille: PerMille
    box: Box | None = None


class ReceiptFields(Contract):
    """What a receipt says. None: not read, or not there. Amounts in hundredths of `currency`."""

    merchant: str | None = None
    organisation_number: str | None = None
    date: dt.date | None = None
    total: Ore | None = None
    currency: str | None = None
    vat: tuple[VatRow, ...] | None = None
    card_last4: str | None = None
    kind: str | None = None
    """Kind of expense, such as `hotel`, `taxi`, `parking`."""


class ReceiptAdded(Event):
    """A picture or file was stored; readers take it from here."""

    subject: ClassVar[str] = "kvittera.receipts.receipt.added.v1"

    receipt_id: UUID
    person_id: UUID
    sha256: str
    """Of the original bytes, by which they are found in the store."""


class ReceiptRead(Event):
    """A receipt was read."""

    subject: ClassVar[str] = "kvittera.receipts.receipt.read.v1"

    receipt_id: UUID
    person_id: UUID
    version: int
    fields: ReceiptFields
    sure: Mapping[str, FieldRead]
    """By name of field."""


class ReceiptCorrected(Event):
    """A person corrected what was read; `fields` is what holds now, whole."""

    subject: ClassVar[str] = "kvittera.receipts.receipt.corrected.v1"

    receipt_id: UUID
    person_id: UUID
    version: int
    fields: ReceiptFields
    corrected: tuple[str, ...]
    """Fields that a person has changed or confirmed."""


class ReceiptUnreadable(Event):
    """Nothing could be read; the person types it by hand. `problem` is a stable code such as `no-text-found`."""

    subject: ClassVar[str] = "kvittera.receipts.receipt.unreadable.v1"

    receipt_id: UUID
    person_id: UUID
    version: int
    problem: str


class ReceiptDiscarded(Event):
    """A person threw a receipt away that no claim used."""

    subject: ClassVar[str] = "kvittera.receipts.receipt.discarded.v1"

    receipt_id: UUID
    person_id: UUID


class ReceiptInterpreted(Event):
    """A reader's result; its id follows from the receipt's, so that a receipt read twice counts once.

    `fields` is None when nothing could be read, with the `problem`; `display_sha256` is the upright copy without metadata.
    """

    subject: ClassVar[str] = "kvittera.reader.receipt.interpreted.v1"

    receipt_id: UUID
    fields: ReceiptFields | None
    sure: Mapping[str, FieldRead] = {}
    problem: str | None = None
    display_sha256: str | None = None
    seconds: float
    read_at: AwareDatetime
