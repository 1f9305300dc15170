"""From what the reading core saw to what a reader tells."""

import json
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter, ValidationError

from services.receipts.reading.values import Box, Fields, Found, PrivatePart, Reading, ReadingFailure, VatRow
from services.receipts.schemas import FURTHER_MAX, FieldsSaid
from shared.contracts import receipts as told
from shared.contracts import values
from shared.ids import derived_id

PER_MILLE_PER_CENT = 10
NAMES: Mapping[str, str] = {
    "merchant": "merchant",
    "orgnr": "organisation_number",
    "date": "date",
    "time": "time",
    "total_ore": "total",
    "currency": "currency",
    "vat": "vat",
    "tip_ore": "tip",
    "rounding_ore": "rounding",
    "payment": "payment_means",
    "last4": "card_last4",
    "receipt_number": "receipt_number",
    "kind": "kind",
    "nights": "hotel_nights",
    "breakfast": "breakfast_included",
    "private": "private_parts",
    "is_copy": "is_copy",
    "is_refund": "is_refund",
}
"""Field of the reading core → field of the contract."""
EVIDENCE_MAX = 12
EVIDENCE_CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
CODE_LETTERS_MAX = 40
OTHER_LETTERS_MAX = 200
PICTURE_HASH = re.compile(r"[0-9a-f]{16}")
_json: TypeAdapter[Any] = TypeAdapter(Any)


def interpreted(
    asked: told.ReadingAsked, answer: Reading | ReadingFailure, shown: Sequence[str | None], now: datetime
) -> told.ReceiptInterpreted:
    """A reader's result. Its id follows from what was asked: read twice, it is told once.

    `shown`: SHA-256 of the picture of the receipt, then of each further one in the same picture.
    """
    reading = answer if isinstance(answer, Reading) else None
    failure = answer if isinstance(answer, ReadingFailure) else None
    further = reading.further[:FURTHER_MAX] if reading else ()
    return told.ReceiptInterpreted(
        id=derived_id(asked.id, "interpreted"),
        occurred_at=now,
        receipt_id=asked.receipt_id,
        asked_id=asked.id,
        fields=fields_told(reading.fields) if reading else None,
        sure=sure_told(reading.fields) if reading else {},
        problem=failure.code if failure else None,
        advice=reading.advice if reading else (),
        display_sha256=shown[0],
        picture_hash=_hash(reading.picture_hash) if reading else None,
        further=tuple(
            told.FurtherReceipt(
                fields=fields_told(one.fields),
                sure=sure_told(one.fields),
                display_sha256=sha256,
                picture_hash=_hash(one.picture_hash),
            )
            for one, sha256 in zip(further, shown[1:], strict=False)
            if sha256
        ),
        seconds=answer.seconds,
        read_at=now,
    )


def _hash(picture_hash: str | None) -> str | None:
    return picture_hash if picture_hash and PICTURE_HASH.fullmatch(picture_hash) else None


def fields_told(fields: Fields) -> told.ReceiptFields:
    """What was read, without what no receipt says: the file and the process that read it are strangers'."""
    values_read = {name: _plain(getattr(fields, ours)) for ours, name in NAMES.items()}
    try:
        FieldsSaid.model_validate(values_read)
    except ValidationError as error:
        implausible = {str(finding["loc"][0]) for finding in error.errors()}
        values_read = {name: value for name, value in values_read.items() if name not in implausible}
    return told.ReceiptFields.model_validate(values_read)


def sure_told(fields: Fields) -> dict[str, told.FieldRead]:
    """By the names of `ReceiptFields`; only of what is told."""
    found: dict[str, Found[Any] | None] = {name: getattr(fields, ours) for ours, name in NAMES.items()}
    known = fields_told(fields)
    return {
        name: told.FieldRead(
            sure_per_mille=round(1000 * one.confidence),
            box=_box(one.box),
            evidence=_codes(one.reasons),
            other=_other(one.other),
        )
        for name, one in found.items()
        if one is not None and getattr(known, name) is not None
    }


def _codes(reasons: Sequence[str]) -> tuple[str, ...]:
    """Only what can be a code: the process that told them has handled strangers' bytes."""
    codes = (code for code in reasons if len(code) <= CODE_LETTERS_MAX and EVIDENCE_CODE.fullmatch(code))
    return tuple(codes)[:EVIDENCE_MAX]


def _other(value: Any) -> str | None:
    """As JSON would write it, a text without quotes; None for what is absent or longer than a person reads."""
    if value is None or (isinstance(value, tuple) and (value := _parts(value)) is None):
        return None
    plain = _json.dump_python(value, mode="json")
    text = plain if isinstance(plain, str) else json.dumps(plain, ensure_ascii=False)
    return text if len(text) <= OTHER_LETTERS_MAX and "\0" not in text else None


def _plain(found: Found[Any] | None) -> Any:
    if found is None:
        return None
    return _parts(found.value) if isinstance(found.value, tuple) else found.value


def _parts(rows: tuple[VatRow | PrivatePart, ...]) -> tuple[dict[str, Any], ...] | None:
    """Rows in the contract's words.

    VAT of whole per cents: another rate (25.5 % in Finland) is none that is deducted here, then VAT counts as not read.
    """
    if any(isinstance(row, VatRow) and row.rate_per_mille % PER_MILLE_PER_CENT for row in rows):
        return None
    return tuple(_part(row) for row in rows)


def _part(row: VatRow | PrivatePart) -> dict[str, Any]:
    match row:
        case VatRow():
            rate = row.rate_per_mille // PER_MILLE_PER_CENT
            return {"rate": rate, "net_ore": row.net_ore, "vat_ore": row.vat_ore}
        case PrivatePart():
            return {"kind": row.kind, "text": row.text, "amount": row.ore}


def _box(box: Box | None) -> values.Box | None:
    return (box.x, box.y, box.w, box.h) if box else None
