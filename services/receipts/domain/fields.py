"""What a receipt says, field by field, and how sure the reading of each is."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, get_args

from shared.money import Ore, PerMille

FieldName = Literal[
    "merchant",
    "organisation_number",
    "date",
    "total",
    "currency",
    "vat",
    "card_last4",
    "kind",
    "time",
    "tip",
    "rounding",
    "payment_means",
    "receipt_number",
    "hotel_nights",
    "breakfast_included",
    "private_parts",
    "is_copy",
    "is_refund",
]
FIELD_NAMES: tuple[FieldName, ...] = get_args(FieldName)
KEY_FIELDS: tuple[FieldName, ...] = ("merchant", "date", "total", "currency", "vat")
"""Fields that an amount is claimed by; a doubt about any other asks nobody anything."""
SURE_PER_MILLE_MIN = 900
"""Below this a key field asks for a look: more than one in ten of such readings would be wrong."""

PaymentMeans = Literal["card", "cash", "mobile", "invoice", "voucher"]
PrivateKind = Literal["alcohol", "minibar", "tobacco", "film"]


@dataclass(frozen=True)
class VatRow:
    """VAT (*moms*) of one rate, in per cent; amounts in öre."""

    rate: int
    net_ore: Ore
    vat_ore: Ore


@dataclass(frozen=True)
class PrivatePart:
    """Something that an employer seldom pays for; `text` as printed, `amount` in hundredths of the receipt's currency."""

    kind: PrivateKind
    text: str
    amount: Ore


@dataclass(frozen=True)
class Fields:
    """What a receipt says. None: unknown, or not there. Amounts in hundredths of `currency`; an empty `vat`: none was charged."""

    merchant: str | None = None
    organisation_number: str | None = None
    date: dt.date | None = None
    total: Ore | None = None
    currency: str | None = None
    vat: tuple[VatRow, ...] | None = None
    card_last4: str | None = None
    kind: str | None = None
    time: dt.time | None = None
    """Of purchase, in the local time of the place; the receipt names no zone."""
    tip: Ore | None = None
    rounding: Ore | None = None
    """Negative when it lowered the sum."""
    payment_means: PaymentMeans | None = None
    receipt_number: str | None = None
    hotel_nights: int | None = None
    breakfast_included: bool | None = None
    private_parts: tuple[PrivatePart, ...] | None = None
    is_copy: bool | None = None
    is_refund: bool | None = None


NOTHING_SAID = Fields()
BOX_WHOLE = 10_000
TenThousandths = int
"""A share, of `BOX_WHOLE`, of the picture's width or height, finer than a pixel of its display copy."""


@dataclass(frozen=True)
class Sure:
    """How probable it is that a field was read right, and where it stands on the picture: left, top, width, height.

    `evidence`: codes of what speaks for and against it, strongest first; `other`: the next most likely value, as text.
    """

    field: FieldName
    per_mille: PerMille
    box: tuple[TenThousandths, TenThousandths, TenThousandths, TenThousandths] | None = None
    evidence: tuple[str, ...] = ()
    other: str | None = None


def with_said(below: Fields, names: Sequence[FieldName], said: Fields) -> Fields:
    """The fields with those in `names` as `said` has them."""
    return replace(below, **{name: getattr(said, name) for name in names})
