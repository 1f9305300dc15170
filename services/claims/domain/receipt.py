"""A receipt as this service knows it from what receipts tells: whose it is, what holds of it, and how sure the reading was."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal
from uuid import UUID

from shared.money import Ore, PerMille

SWEDISH_KRONA = "SEK"
SURE_PER_MILLE_MIN = 900
"""Below this a field asks for a look, as in receipts."""

ReceiptState = Literal["added", "read", "unreadable", "discarded"]
PaymentMeans = Literal["card", "cash", "mobile", "invoice", "voucher"]
PrivateKind = Literal["alcohol", "minibar", "tobacco", "film"]


@dataclass(frozen=True)
class Vat:
    """VAT (*moms*) of one rate, in per cent."""

    rate: int
    net_ore: Ore
    vat_ore: Ore

    def with_sign_of(self, total_ore: Ore) -> "Vat":
        """Of money back it is below nothing too, however it is printed."""
        if total_ore >= 0 or max(self.net_ore, self.vat_ore) <= 0:
            return self
        return Vat(self.rate, -self.net_ore, -self.vat_ore)


@dataclass(frozen=True)
class PrivatePart:
    """Something that an employer seldom pays for; `text` as printed."""

    kind: PrivateKind
    text: str
    amount: Ore


@dataclass(frozen=True)
class Fields:
    """What a receipt says. None: not known. Amounts in hundredths of `currency`."""

    merchant: str | None = None
    organisation_number: str | None = None
    date: dt.date | None = None
    total: Ore | None = None
    currency: str | None = None
    vat: tuple[Vat, ...] | None = None
    card_last4: str | None = None
    kind: str | None = None
    time: dt.time | None = None
    """Of purchase, by the clock of the place."""
    payment_means: PaymentMeans | None = None
    hotel_nights: int | None = None
    breakfast_included: bool | None = None
    """Of a hotel's bill: breakfast is part of the price."""
    private_parts: tuple[PrivatePart, ...] | None = None


@dataclass(frozen=True)
class Likeness:
    """Which receipts are the same one as receipts last told it: by bytes, by picture, or by merchant, date and total."""

    told_at: dt.datetime | None = None
    duplicate_of: UUID | None = None
    """An earlier receipt of the same person."""
    look_alikes: int = 0
    """How many receipts of other people; never whose."""


@dataclass(frozen=True)
class Receipt:
    """`fields` is what holds now, `read` what the reading alone said; `sure` by name of field. `version` is receipts' own."""

    id: UUID
    person_id: UUID
    version: int = 0
    state: ReceiptState = "added"
    fields: Fields = Fields()
    read: Fields | None = None
    sure: Mapping[str, PerMille] = field(default_factory=dict)
    corrected: tuple[str, ...] = ()
    likeness: Likeness = Likeness()
    usual_coding: Mapping[str, str] = field(default_factory=dict)
    """What receipts of its merchant are usually booked on beside the cost centre: SIE dimension → code."""

    def is_doubtful(self, name: str) -> bool:
        """It was read, but not surely, and no person has said anything about it."""
        if self.read is None or getattr(self.read, name) is None or name in self.corrected:
            return False
        return not self.is_sure(name)

    def is_sure(self, name: str) -> bool:
        """The reading alone was sure of it, whatever a person has said since."""
        return self.sure.get(name, 0) >= SURE_PER_MILLE_MIN

    def is_same(self, other: "Receipt") -> bool:
        """Receipts tells that one is the earlier of the other, or that both are the same as a third."""
        mine, others = self.likeness.duplicate_of, other.likeness.duplicate_of
        return mine == other.id or others == self.id or (mine is not None and mine == others)


def after_reading(receipt: Receipt, version: int, read: Fields, sure: Mapping[str, PerMille]) -> Receipt:
    """The reading came. When a correction overtook it, the correction still holds."""
    kept = replace(receipt, read=read, sure=dict(sure))
    if version <= receipt.version or receipt.state == "discarded":
        return kept
    return replace(kept, version=version, state="read", fields=read)


def after_correction(receipt: Receipt, version: int, fields: Fields, corrected: tuple[str, ...]) -> Receipt:
    """A person has said how it is; of two corrections the later version holds."""
    if version <= receipt.version or receipt.state == "discarded":
        return receipt
    return replace(receipt, version=version, state="read", fields=fields, corrected=corrected)


def after_failed_reading(receipt: Receipt, version: int) -> Receipt:
    """Nothing could be read: the person types it."""
    if version <= receipt.version or receipt.state == "discarded":
        return receipt
    return replace(receipt, version=version, state="unreadable")


def after_telling(receipt: Receipt, likeness: Likeness, usual_coding: Mapping[str, str]) -> Receipt:
    """Told with every reading and correction, also again when nothing else has changed; of two tellings the later one holds."""
    known = receipt.likeness.told_at
    if known is not None and likeness.told_at is not None and likeness.told_at < known:
        return receipt
    return replace(receipt, likeness=likeness, usual_coding=dict(usual_coding))


def after_discarding(receipt: Receipt) -> Receipt:
    """Thrown away, for good."""
    return replace(receipt, state="discarded")
