"""What is told of a receipt, in claims' own words."""

import datetime as dt

from services.claims.document import fields_of
from services.claims.domain.receipt import Fields, PrivatePart, Vat
from services.claims.store.known import FIELDS
from shared.contracts import receipts
from shared.contracts.values import VatRow

TOLD = receipts.ReceiptFields(
    merchant="Hotell Örnen",
    date=dt.date(2026, 10, 7),
    total=249000,
    currency="SEK",
    vat=(VatRow(rate=12, net_ore=222321, vat_ore=26679),),
    kind="hotel",
    time=dt.time(9, 41),
    tip=2000,
    payment_means="card",
    hotel_nights=2,
    breakfast_included=True,
    private_parts=(receipts.PrivatePart(kind="minibar", text="MINIBAR", amount=8900),),
)


def test_each_field_is_taken_by_its_name() -> None:
    assert fields_of(TOLD) == Fields(
        merchant="Hotell Örnen",
        date=dt.date(2026, 10, 7),
        total=249000,
        currency="SEK",
        vat=(Vat(12, 222321, 26679),),
        kind="hotel",
        time=dt.time(9, 41),
        payment_means="card",
        hotel_nights=2,
        breakfast_included=True,
        private_parts=(PrivatePart("minibar", "MINIBAR", 8900),),
    )


def test_what_was_kept_comes_back_whole() -> None:
    fields = fields_of(TOLD)
    assert FIELDS.validate_python(FIELDS.dump_python(fields, mode="json")) == fields
