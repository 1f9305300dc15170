"""What receipts answers over HTTP."""

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, AwareDatetime, BaseModel, Field

from services.receipts.domain.fields import FieldName
from services.receipts.domain.merchant import Source, Topic
from shared.contracts.receipts import FieldRead, PaymentMeans, PrivatePart, ReceiptFields
from shared.contracts.values import UNSEEN_IS_EMPTY, WITHOUT_NUL, VatRow
from shared.money import Ore, PerMille

AMOUNT_MAX = 100_000_000_00
"""A hundred million: more is a slip of the finger."""
NIGHTS_MAX = 366
PRIVATE_PARTS_MAX = 50
FURTHER_MAX = 20
"""Receipts that lie in one picture beside the first."""

ReceiptState = Literal["reading", "read", "unreadable", "discarded"]


class PageView(BaseModel):
    """A picture of the receipt; the first is the receipt's own, with its id."""

    id: UUID
    file_name: str
    media_type: str
    bytes: int


class FurtherView(BaseModel):
    """Another receipt in the same picture, which the person is asked about."""

    index: int
    fields: ReceiptFields
    sure: Mapping[str, FieldRead]
    picture: str
    """Where its own picture is, beside the receipt's path."""


class ReceiptView(BaseModel):
    """A receipt with what was read and what a person made of it."""

    id: UUID
    version: int
    state: ReceiptState
    problem: str | None
    """When unreadable: stable code, text `reading.<code>`."""
    advice: tuple[str, ...]
    """What is wrong with the picture although something was read; each code has the text `reading.<code>`."""
    file_name: str
    media_type: str
    bytes: int
    added_at: AwareDatetime
    picture_ready: bool
    """The upright copy without metadata can be fetched at `/receipts/{id}/picture`; before that the original's owner has it at hand."""
    pages: tuple[PageView, ...]
    fields: ReceiptFields
    """What holds now: read, with the person's corrections on top."""
    read: ReceiptFields | None
    """What was read, with what the merchant register knows better."""
    seen: ReceiptFields | None
    """What the reader itself saw, where the register has put something else into `read`."""
    sure: Mapping[str, FieldRead]
    corrected: tuple[FieldName, ...]
    doubtful: tuple[FieldName, ...]
    """Fields that ask for a look: read, but not surely, and not yet confirmed by a person."""
    further: tuple[FurtherView, ...]
    """Other receipts in the same picture, for the owner only; empty once the person has said what they are."""
    separated_from: UUID | None
    """The receipt in whose picture this one lay."""
    separated_into: tuple[UUID, ...]
    duplicate_of: UUID | None
    """An earlier receipt of the same person that is the same: by its bytes, its picture, or merchant, date and total."""
    look_alikes: int
    """How many receipts of other people look like the same one, by what its picture shows; never whose."""
    slow: bool
    """It is being read for longer than a person should wait: offer to type it by hand; the reading fills in the rest later."""


class ReceiptList(BaseModel):
    receipts: list[ReceiptView]
    next: str | None


class Separation(BaseModel):
    """One new id for each further receipt in the picture, in order; none: it is one receipt."""

    ids: Annotated[tuple[UUID, ...], Field(max_length=FURTHER_MAX)]


Amount = Annotated[Ore, Field(ge=-AMOUNT_MAX, le=AMOUNT_MAX)]


class VatRowSaid(VatRow):
    rate: Annotated[int, Field(ge=0, le=100)]
    net_ore: Amount
    vat_ore: Amount


class PrivatePartSaid(PrivatePart):
    text: Annotated[str, Field(max_length=120, pattern=WITHOUT_NUL)]
    amount: Amount


def _without_zone(time: dt.time) -> dt.time:
    if time.tzinfo is not None:
        raise ValueError("a receipt names no zone")
    return time


ORGANISATION_NUMBER = r"^(?:[0-9]{6}-[0-9]{4}|[0-9]{7}-[0-9]|[0-9]{8,9}|(?:DE|ATU|GB)[0-9]{8,9})$"
"""Swedish; Finnish; Danish and Norwegian; a VAT number of a country that has no other on its receipts."""


class FieldsSaid(ReceiptFields):
    """Fields as a person says they are. One that is left out is not spoken of; `null` says that the receipt does not state it."""

    merchant: Annotated[str, Field(min_length=1, max_length=120, pattern=WITHOUT_NUL), UNSEEN_IS_EMPTY] | None = None
    organisation_number: Annotated[str, Field(pattern=ORGANISATION_NUMBER)] | None = None
    date: dt.date | None = None
    total: Amount | None = None
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")] | None = None
    vat: Annotated[tuple[VatRowSaid, ...], Field(max_length=5)] | None = None
    card_last4: Annotated[str, Field(pattern=r"^[0-9]{4}$")] | None = None
    kind: Annotated[str, Field(min_length=1, max_length=40, pattern=WITHOUT_NUL)] | None = None
    time: Annotated[dt.time, AfterValidator(_without_zone)] | None = None
    tip: Amount | None = None
    rounding: Amount | None = None
    payment_means: PaymentMeans | None = None
    receipt_number: Annotated[str, Field(min_length=1, max_length=40, pattern=WITHOUT_NUL), UNSEEN_IS_EMPTY] | None = (
        None
    )
    hotel_nights: Annotated[int, Field(ge=1, le=NIGHTS_MAX)] | None = None
    breakfast_included: bool | None = None
    private_parts: Annotated[tuple[PrivatePartSaid, ...], Field(max_length=PRIVATE_PARTS_MAX)] | None = None
    is_copy: bool | None = None
    is_refund: bool | None = None


class Correction(BaseModel):
    """Fields as the person says they are; only the fields given here change. Confirming a doubtful field is sending its value."""

    base_version: int
    fields: FieldsSaid


class MerchantView(BaseModel):
    """A merchant as people of this organisation have told of it; None: nobody has said anything about it that holds."""

    id: UUID
    organisation_number: str | None
    name: str | None
    names_seen: tuple[str, ...]
    usual_kind: str | None
    usual_vat_rates: tuple[int, ...] | None
    """In per cent; empty: it charges none."""
    usual_coding: Mapping[str, str] | None
    """Cost coding under which its receipts were approved: dimension → code."""
    sure: Mapping[Topic, PerMille]
    """Probability that each habit holds the next time."""
    confirmed: int
    corrected: int


class MerchantList(BaseModel):
    merchants: list[MerchantView]
    next: str | None


class LessonView(BaseModel):
    """What was read of a receipt and what was said of it. Values as text; of VAT the rates, of coding JSON."""

    id: UUID
    receipt_id: UUID
    topic: Topic
    read: str | None
    said: str
    source: Source
    told_by: UUID | None
    told_at: AwareDatetime
    superseded_at: AwareDatetime | None
    """When something else was said of the same receipt."""
    undone_at: AwareDatetime | None
    undone_by: UUID | None


class MerchantDetail(MerchantView):
    lessons: list[LessonView]
    """Newest first, those too that are no longer in force."""


class QueueView(BaseModel):
    waiting: int
    """Receipts that are being read or wait for it."""
    oldest_asked_at: AwareDatetime | None


class DayReport(BaseModel):
    """A day's readings; from `counted` on of those that were looked at one by one."""

    day: dt.date
    read: int
    unreadable: int
    counted: int
    sure_per_mille_mean: PerMille
    """Over the fields that an amount is claimed by."""
    unseen: int
    """Read so surely that nobody was asked to look."""
    judged: int
    """A person has spoken of them or handed them in."""
    corrected: int
    """With a field that was read wrong."""


class ProblemCount(BaseModel):
    code: str
    """Text `reading.<code>`."""
    count: int


class BinView(BaseModel):
    """Readings judged by a person that said to be as sure as from..to; `kept` of them were right."""

    from_per_mille: PerMille
    to_per_mille: PerMille
    count: int
    said_per_mille_mean: PerMille
    kept: int


class FieldReportView(BaseModel):
    field: FieldName
    read: int
    sure_per_mille_mean: PerMille
    judged: int
    """Read, and the person has spoken of the receipt or handed it in."""
    corrected: int
    missed: int
    """Not read, but said by the person."""
    bins: list[BinView]


class MerchantReportView(BaseModel):
    name: str
    receipts: int
    corrected: int


class WorstView(BaseModel):
    """A wrong value that was said with certainty. Its picture can be fetched only where it is one's `own` receipt."""

    receipt_id: UUID | None
    """Of one's own only: with the register, it would tell whose it is."""
    field: FieldName
    sure_per_mille: PerMille
    read: str | None
    """As text; what is more than one value as JSON."""
    corrected: str | None
    evidence: tuple[str, ...]
    read_at: AwareDatetime
    """Of others' only the day (UTC), so that two fields of one receipt are not known to be."""
    own: bool


class ReadingReport(BaseModel):
    """How well receipts are read. `fields`, `merchants` and `worst` are of the newest `receipts_counted` readings."""

    queue: QueueView
    days: list[DayReport]
    problems: list[ProblemCount]
    fields: list[FieldReportView]
    merchants: list[MerchantReportView]
    worst: list[WorstView]
    receipts_counted: int
    complete: bool
    """Every reading of those days was counted."""
