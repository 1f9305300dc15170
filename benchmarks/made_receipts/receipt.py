"""What a made-up receipt says, before anybody prints it. Money is in minor units (öre, cent), rates in tenths of a percent."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True)
class Item:
    """One line of what was bought. `amount_ore` includes VAT, except in the United States where tax is added at the end."""

    text: str
    count: int
    unit_ore: int
    amount_ore: int
    rate_permille: int
    private: str | None = None
    """alcohol, minibar, tobacco or film; None when it may well be an expense of work."""
    thousandths: int | None = None
    """Litres, kilowatt-hours or kilograms in thousandths, where it was measured."""
    unit: str = ""


@dataclass(frozen=True)
class VatRow:
    """What one rate came to. Net + VAT is what the items of that rate cost."""

    rate_permille: int
    net_ore: int
    vat_ore: int


@dataclass(frozen=True)
class Payment:
    """One means by which a part was paid: card, cash, mobile, invoice or voucher."""

    method: str
    amount_ore: int
    last4: str | None = None
    scheme: str = ""
    tendered_ore: int | None = None
    withdrawn_ore: int = 0
    """Cash handed out at the till: charged to the card too, but not bought for."""


@dataclass(frozen=True)
class Stay:
    """Nights in a hotel; `breakfast` is None where nothing about it is printed."""

    arrival: dt.date
    departure: dt.date
    room: str
    breakfast: bool | None


@dataclass(frozen=True)
class Journey:
    """A ticket's travel, which is hardly ever on the day it was bought."""

    origin: str
    destination: str
    day: dt.date
    departs: dt.time


@dataclass(frozen=True)
class Receipt:
    """All facts of one receipt."""

    part: str
    language: str
    country: str
    currency: str
    kind: str
    form: str
    merchant: str
    legal_name: str
    head: str
    """Where the merchant's name stands: head, logo, late (under KVITTO and the address) or footer."""
    street: str
    postcode: str
    city: str
    phone: str
    orgnr: str | None
    """As labelled: NNNNNN-NNNN in Sweden, the national number elsewhere, None where the country prints none that is labelled."""
    orgnr_printed: str
    vat_number: str
    date: dt.date
    time: dt.time
    printed_on: dt.date | None
    valid_until: dt.date | None
    receipt_number: str
    cashier: str
    till: int
    items: tuple[Item, ...]
    discount_ore: int
    vat: tuple[VatRow, ...]
    tax_ore: int
    """Sales tax added at the end (United States); 0 elsewhere."""
    tip_ore: int
    rounding_ore: int
    deposit_paid_ore: int
    """Paid on an earlier day, printed and taken off; 0 on most receipts."""
    total_ore: int
    payments: tuple[Payment, ...]
    stay: Stay | None
    journey: Journey | None
    guest: str
    plate: str
    zone: str
    begins: dt.datetime | None
    ends: dt.datetime | None
    is_copy: bool
    is_refund: bool

    @property
    def goods_ore(self) -> int:
        """All items less the discount: before tax, tip and rounding."""
        return sum(item.amount_ore for item in self.items) + self.discount_ore

    @property
    def before_tip_ore(self) -> int:
        """What the bill came to before anything was given on top."""
        return self.goods_ore + self.tax_ore
