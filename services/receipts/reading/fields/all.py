"""Rows → fields. A pure function: the same rows always give the same fields."""

from ..confidence.judge import judged
from ..values import NOTHING_KNOWN, Context, Fields, Row
from .card import find_last4
from .colon_amounts import with_decimal_commas
from .currency import find_currency
from .hotel import find_breakfast, find_nights
from .kinds import find_kind
from .language import language_of
from .marks import find_copy, find_refund
from .merchant import find_merchant
from .organisation_number import find_orgnr
from .payment import find_payment
from .private import find_private
from .purchase_day import find_date
from .receipt_number import find_receipt_number
from .times import find_time
from .tip_and_rounding import find_rounding, find_tip
from .total import find_total
from .vat import find_vat


def read_fields(rows: tuple[Row, ...], context: Context = NOTHING_KNOWN) -> Fields:
    """Every field that the rows show, with its probability."""
    return judged(seen_fields(rows, context))


def seen_fields(printed: tuple[Row, ...], context: Context = NOTHING_KNOWN) -> Fields:
    """Every field with its evidence, not judged yet. The currency is first: a country has its own order of day and month, and its rates."""
    rows = with_decimal_commas(printed)
    language = language_of(rows)
    currency = find_currency(rows, language, context)
    code = currency.value if currency else None
    vat_alone = find_vat(rows, code, None, language)  # evidence for the total, which in turn completes the VAT rows
    total = find_total(rows, code, vat_alone)
    total_ore = total.value if total else None
    day = find_date(rows, code, context)
    last4 = find_last4(rows)
    merchant = find_merchant(rows)
    kind = find_kind(rows, merchant.value if merchant else None)
    is_hotel = kind is not None and kind.value == "hotel"
    return Fields(
        merchant=merchant,
        orgnr=find_orgnr(rows),
        date=day,
        time=find_time(rows, day, code),
        total_ore=total,
        currency=currency,
        vat=find_vat(rows, code, total_ore, language),
        tip_ore=find_tip(rows, total_ore),
        rounding_ore=find_rounding(rows, total_ore),
        payment=find_payment(rows, last4.value if last4 else None),
        last4=last4,
        receipt_number=find_receipt_number(rows),
        kind=kind,
        nights=find_nights(rows, code) if is_hotel else None,
        breakfast=find_breakfast(rows) if is_hotel else None,
        private=find_private(rows, language),
        is_copy=find_copy(rows),
        is_refund=find_refund(rows, total_ore),
    )
