"""Rows → fields. A pure function: the same rows always give the same fields."""

from ..values import Fields, Row
from .currency import find_currency
from .dates import find_date
from .kinds import find_kind
from .merchant import find_merchant
from .numbers import find_last4, find_orgnr
from .total import find_total
from .vat import find_vat


def read_fields(rows: tuple[Row, ...]) -> Fields:
    """Every field that the rows show. The currency is first, since a country has its own order of day and month and its rates."""
    currency = find_currency(rows)
    code = currency.value if currency else None
    vat_alone = find_vat(rows, code, None)  # evidence for the total, which in turn completes the VAT rows
    total = find_total(rows, code, vat_alone.value if vat_alone else None)
    return Fields(
        merchant=find_merchant(rows),
        orgnr=find_orgnr(rows),
        date=find_date(rows, code),
        total_ore=total,
        currency=currency,
        vat=find_vat(rows, code, total.value if total else None),
        last4=find_last4(rows),
        kind=find_kind(rows),
    )
