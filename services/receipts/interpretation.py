"""From what the reading core saw to what a reader tells."""

from datetime import datetime
from typing import Any

from pydantic import ValidationError

from services.receipts.reading.values import Box, Fields, Found, Reading, ReadingFailure, VatRow
from services.receipts.schemas import FieldsSaid
from shared.contracts import receipts as told
from shared.contracts import values
from shared.ids import derived_id

PER_MILLE_PER_CENT = 10


def interpreted(
    added: told.ReceiptAdded, answer: Reading | ReadingFailure, display_sha256: str | None, now: datetime
) -> told.ReceiptInterpreted:
    """A reader's result. Its id follows from the receipt's: read twice, it is told once."""
    failure = answer if isinstance(answer, ReadingFailure) else None
    fields = answer.fields if isinstance(answer, Reading) else None
    return told.ReceiptInterpreted(
        id=derived_id(added.receipt_id, "interpreted"),
        occurred_at=now,
        receipt_id=added.receipt_id,
        fields=fields_told(fields) if fields else None,
        sure=sure_told(fields) if fields else {},
        problem=failure.code if failure else None,
        display_sha256=display_sha256,
        seconds=answer.seconds,
        read_at=now,
    )


def fields_told(fields: Fields) -> told.ReceiptFields:
    """What was read, without what no receipt says: the file and the process that read it are strangers'."""
    values_read = {
        "merchant": _value(fields.merchant),
        "organisation_number": _value(fields.orgnr),
        "date": _value(fields.date),
        "total": _value(fields.total_ore),
        "currency": _value(fields.currency),
        "vat": _vat(fields.vat),
        "card_last4": _value(fields.last4),
        "kind": _value(fields.kind),
    }
    try:
        FieldsSaid.model_validate(values_read)
    except ValidationError as error:
        implausible = {str(finding["loc"][0]) for finding in error.errors()}
        values_read = {name: value for name, value in values_read.items() if name not in implausible}
    return told.ReceiptFields.model_validate(values_read)


def sure_told(fields: Fields) -> dict[str, told.FieldRead]:
    """By the names of `ReceiptFields`; only of what is told."""
    found: dict[str, Found[Any] | None] = {
        "merchant": fields.merchant,
        "organisation_number": fields.orgnr,
        "date": fields.date,
        "total": fields.total_ore,
        "currency": fields.currency,
        "vat": fields.vat,
        "card_last4": fields.last4,
        "kind": fields.kind,
    }
    known = fields_told(fields)
    return {
        name: told.FieldRead(sure_per_mille=round(1000 * one.confidence), box=_box(one.box))
        for name, one in found.items()
        if one is not None and getattr(known, name) is not None
    }


def _value(found: Found[Any] | None) -> Any:
    return found.value if found else None


def _vat(found: Found[tuple[VatRow, ...]] | None) -> tuple[dict[str, int], ...] | None:
    """VAT of whole per cents. Another rate (25.5 % in Finland) is none that is deducted here: then VAT counts as not read."""
    if found is None or any(row.rate_per_mille % PER_MILLE_PER_CENT for row in found.value):
        return None
    return tuple(
        {"rate": row.rate_per_mille // PER_MILLE_PER_CENT, "net_ore": row.net_ore, "vat_ore": row.vat_ore}
        for row in found.value
    )


def _box(box: Box | None) -> values.Box | None:
    return (box.x, box.y, box.w, box.h) if box else None
