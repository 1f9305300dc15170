"""What receipts and its readers tell."""

import datetime as dt
from collections.abc import Mapping
from typing import ClassVar, Literal
from uuid import UUID

from pydantic import AwareDatetime, Field

from shared.contracts.event import Contract, Event
from shared.contracts.values import Box, Dimensions, VatRow
from shared.money import Ore, PerMille


class FieldRead(Contract):
    """How sure the reading is of one field, why, and where it stands on the picture."""

    sure_per_mille: PerMille
    """Probability that the value is right, calibrated: of those said to be 950, 95 % are right."""
    box: Box | None = None
    evidence: tuple[str, ...] = ()
    """What speaks for and against, strongest first; each code has the text `evidence.<code>`."""
    other: str | None = None
    """The next most likely value, as JSON would write it without quotes, where the print can be read two ways."""


PaymentMeans = Literal["card", "cash", "mobile", "invoice", "voucher"]
"""*Betalsätt*; `mobile` is Swish, Vipps, MobilePay and their likes."""
PrivateKind = Literal["alcohol", "minibar", "tobacco", "film"]


class PrivatePart(Contract):
    """Something on the receipt that an employer seldom pays for."""

    kind: PrivateKind
    text: str
    """As printed."""
    amount: Ore


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
    time: dt.time | None = None
    """Of purchase, as printed, in the local time of the place; naive because the receipt names no zone."""
    tip: Ore | None = None
    """Tip (*dricks*), part of the total."""
    rounding: Ore | None = None
    """Rounding to whole kronor (*öresavrundning*), part of the total; negative when it lowered the sum."""
    payment_means: PaymentMeans | None = None
    receipt_number: str | None = None
    hotel_nights: int | None = None
    breakfast_included: bool | None = None
    """*Frukost ingår*: of a hotel's bill, whether breakfast is part of the price. None: not said."""
    private_parts: tuple[PrivatePart, ...] | None = None
    is_copy: bool | None = None
    """It calls itself a copy (*kopia*). None: it does not say."""
    is_refund: bool | None = None
    """Money back (*återköp*): `total` is negative. None: not said."""


class ReceiptAdded(Event):
    """A picture or file was stored."""

    subject: ClassVar[str] = "kvittera.receipts.receipt.added.v1"

    receipt_id: UUID
    person_id: UUID
    sha256: str
    """Of the original bytes, by which they are found in the store."""


class ReadingAsked(Event):
    """A receipt shall be read now: its person is waiting. Readers take it from a queue."""

    subject: ClassVar[str] = "kvittera.receipts.reading.asked.v1"

    receipt_id: UUID
    files: tuple[str, ...]
    """SHA-256 of each original, in the order of the pages: a long receipt may come in several pictures."""
    added_on: dt.date
    """The day on which it was added: nothing was bought later."""
    country: str | None = None
    """ISO 3166 country of the phone, where it is known: evidence for the order of day and month and for the currency."""


class ReadingAskedLater(ReadingAsked):
    """A receipt shall be read when nobody is waiting for another: one of many that were added at once."""

    subject: ClassVar[str] = "kvittera.receipts.reading.asked_later.v1"


class ReceiptRead(Event):
    """A receipt was read."""

    subject: ClassVar[str] = "kvittera.receipts.receipt.read.v1"

    receipt_id: UUID
    person_id: UUID
    version: int
    fields: ReceiptFields
    sure: Mapping[str, FieldRead]
    """By name of field."""
    duplicate_of: UUID | None = None
    """An earlier receipt of the same person that is the same one."""
    look_alikes: int = 0
    """How many receipts of other people look like the same one; never whose."""
    usual_coding: Dimensions = Field(default={})
    """What receipts of its merchant are usually booked on beside the cost centre."""


class ReceiptCorrected(Event):
    """A person corrected what was read; `fields` is what holds now, whole.

    Told again, of the same version, when only which receipts are the same has changed.
    """

    subject: ClassVar[str] = "kvittera.receipts.receipt.corrected.v1"

    receipt_id: UUID
    person_id: UUID
    version: int
    fields: ReceiptFields
    corrected: tuple[str, ...]
    """Fields that a person has changed or confirmed."""
    duplicate_of: UUID | None = None
    """An earlier receipt of the same person that is the same one, as far as is known now."""
    look_alikes: int = 0
    """How many receipts of other people look like the same one; never whose."""
    usual_coding: Dimensions = Field(default={})
    """What receipts of its merchant are usually booked on beside the cost centre, as far as is known now."""


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


class FurtherReceipt(Contract):
    """Another receipt that lies in the same picture."""

    fields: ReceiptFields
    sure: Mapping[str, FieldRead] = {}
    display_sha256: str
    picture_hash: str | None = None


class ReceiptInterpreted(Event):
    """A reader's result; its id follows from what was asked, so that a receipt read twice counts once.

    `fields` is None when nothing could be read, with the `problem`; `display_sha256` is the upright copy without metadata.
    """

    subject: ClassVar[str] = "kvittera.reader.receipt.interpreted.v1"

    receipt_id: UUID
    asked_id: UUID | None = None
    """The `ReadingAsked` that this answers."""
    fields: ReceiptFields | None
    sure: Mapping[str, FieldRead] = {}
    problem: str | None = None
    advice: tuple[str, ...] = ()
    """What is wrong with the picture although something was read, such as `cut-off-bottom`; each code has the text `reading.<code>`."""
    display_sha256: str | None = None
    picture_hash: str | None = None
    """Perceptual hash of the upright paper, 64 bits as 16 hexadecimal digits: the same receipt photographed again is few bits away."""
    further: tuple[FurtherReceipt, ...] = ()
    seconds: float
    read_at: AwareDatetime
