"""What a reader tells of what it saw."""

from dataclasses import fields as dataclass_fields
from dataclasses import replace
from datetime import UTC, date, datetime, time

from services.receipts.domain.fields import FIELD_NAMES
from services.receipts.interpretation import NAMES, interpreted
from services.receipts.reading.values import (
    FAILURE_CODES,
    Box,
    Fields,
    Found,
    PrivatePart,
    Reading,
    ReadingFailure,
    VatRow,
)
from shared.contracts.receipts import FieldRead, ReadingAsked, ReceiptFields
from shared.contracts.receipts import PrivatePart as PrivatePartTold
from shared.contracts.values import VatRow as VatRowTold
from shared.ids import new_id
from shared.texts.formatting import catalogue

NOW = datetime(2026, 10, 12, 12, tzinfo=UTC)
ASKED = ReadingAsked(id=new_id(), occurred_at=NOW, receipt_id=new_id(), files=("ab" * 32,), added_on=NOW.date())


def a_reading(fields: Fields) -> Reading:
    return Reading(fields, "KVITTO", b"", pages_count=1, pages_read_count=1, engine="rapidocr", seconds=1.25)


def test_fields_are_told_with_how_sure_they_are_and_where_they_stand() -> None:
    fields = Fields(
        merchant=Found("Solrosen", 0.98, Box(0.1, 0.2, 0.3, 0.04)),
        date=Found(date(2026, 10, 12), 0.6),
        vat=Found((VatRow(120, 1725, 14375),), 0.9),
    )
    told = interpreted(ASKED, a_reading(fields), ["cd" * 32], NOW)
    vat = (VatRowTold(rate=12, net_ore=14375, vat_ore=1725),)
    assert told.fields == ReceiptFields(merchant="Solrosen", date=date(2026, 10, 12), vat=vat)
    assert told.sure["merchant"] == FieldRead(sure_per_mille=980, box=(0.1, 0.2, 0.3, 0.04))
    assert set(told.sure) == {"merchant", "date", "vat"}
    assert (told.problem, told.display_sha256, told.seconds) == (None, "cd" * 32, 1.25)


def test_a_foreign_rate_with_a_fraction_is_not_told_as_another_rate() -> None:
    told = interpreted(ASKED, a_reading(Fields(vat=Found((VatRow(255, 255, 1000),), 0.9))), [None], NOW)
    assert told.fields == ReceiptFields() and told.sure == {}


def test_a_receipt_without_vat_is_not_one_whose_vat_was_not_read() -> None:
    told = interpreted(ASKED, a_reading(Fields(vat=Found((), 0.9))), [None], NOW)
    assert told.fields == ReceiptFields(vat=())


def test_what_no_receipt_says_is_not_told() -> None:
    rows = Found(tuple(VatRow(250, number, number) for number in range(9)), 0.9)
    fields = Fields(
        merchant=Found("x" * 2_000_000, 0.9),
        total_ore=Found(10**30, 0.9),
        currency=Found("SEK", 0.9),
        vat=rows,
        kind=Found("taxi", 0.9),
    )
    told = interpreted(ASKED, a_reading(fields), [None], NOW)
    assert told.fields == ReceiptFields(currency="SEK", kind="taxi")
    assert set(told.sure) == {"currency", "kind"}
    most = interpreted(ASKED, a_reading(Fields(merchant=Found("x" * 120, 0.9))), [None], NOW)
    assert most.fields == ReceiptFields(merchant="x" * 120)


def test_every_field_of_the_reading_is_told_in_the_words_of_the_contract() -> None:
    fields = Fields(
        tip_ore=Found(500, 0.9),
        rounding_ore=Found(-40, 0.9),
        payment=Found("mobile", 0.9),
        nights=Found(2, 0.9, other=3),
        breakfast=Found(True, 0.9),
        private=Found((PrivatePart("minibar", "Minibar 2 st", 9000),), 0.9),
        time=Found(time(12, 7), 0.9, other=time(12, 1)),
        receipt_number=Found("1042", 0.9),
        is_copy=Found(True, 0.9),
        is_refund=Found(False, 0.9),
    )
    told = interpreted(ASKED, a_reading(fields), [None], NOW)
    assert told.fields == ReceiptFields(
        tip=500,
        rounding=-40,
        payment_means="mobile",
        hotel_nights=2,
        breakfast_included=True,
        private_parts=(PrivatePartTold(kind="minibar", text="Minibar 2 st", amount=9000),),
        time=time(12, 7),
        receipt_number="1042",
        is_copy=True,
        is_refund=False,
    )
    assert (told.sure["time"].other, told.sure["hotel_nights"].other) == ("12:01:00", "3")
    assert set(NAMES) == {field.name for field in dataclass_fields(Fields)}
    assert set(NAMES.values()) == set(FIELD_NAMES)


def test_reasons_are_told_in_their_order_and_only_as_codes() -> None:
    reasons = ("without-vat-adds-up", "<script>", "x" * 41, "label-beside")
    vat = (VatRow(120, 1725, 14375),)
    fields = Fields(total_ore=Found(16100, 0.9, reasons=reasons, other=61), vat=Found(vat, 0.9, other=vat))
    sure = interpreted(ASKED, a_reading(fields), [None], NOW).sure
    assert (sure["total"].evidence, sure["total"].other) == (("without-vat-adds-up", "label-beside"), "61")
    assert sure["vat"].other == '[{"rate": 12, "net_ore": 14375, "vat_ore": 1725}]'
    long = Fields(merchant=Found("Solrosen", 0.9, other="x" * 1000))
    assert interpreted(ASKED, a_reading(long), [None], NOW).sure["merchant"].other is None


def test_other_receipts_in_the_picture_are_told_with_their_own_pictures() -> None:
    second = replace(a_reading(Fields(total_ore=Found(200, 0.9))), picture_hash="0123456789abcdef")
    first = replace(a_reading(Fields()), further=(second,), advice=("cut-off-bottom",), picture_hash="not one")
    told = interpreted(ASKED, first, ["ab" * 32, "cd" * 32], NOW)
    [further] = told.further
    assert (further.fields.total, further.display_sha256) == (200, "cd" * 32)
    assert (further.picture_hash, told.picture_hash) == ("0123456789abcdef", None)
    assert (told.display_sha256, told.advice) == ("ab" * 32, ("cut-off-bottom",))


def test_a_result_told_again_has_the_same_id() -> None:
    failed = interpreted(ASKED, ReadingFailure("no-text-found", "", 0.5), [None], NOW)
    assert failed.id == interpreted(ASKED, a_reading(Fields()), [None], NOW).id
    assert (failed.fields, failed.problem, failed.asked_id) == (None, "no-text-found", ASKED.id)
    other = ASKED.model_copy(update={"id": new_id()})
    assert failed.id != interpreted(other, a_reading(Fields()), [None], NOW).id


def test_every_failure_has_words_and_every_field_is_known() -> None:
    for code in FAILURE_CODES:
        assert f"reading.{code}" in catalogue("sv") and f"reading.{code}" in catalogue("en")
    assert set(ReceiptFields.model_fields) == set(FIELD_NAMES)
