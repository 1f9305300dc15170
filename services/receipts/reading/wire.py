"""How a reading travels between the sandbox and its parent: a length, a JSON head, another length, the picture.

JSON and not pickle: the child has handled bytes from strangers, and a pickle from a captured child would run in the parent.
"""

import json
import struct
from dataclasses import asdict
from datetime import date
from typing import Any, BinaryIO

from .values import FAILURE_CODES, Box, Fields, Found, Reading, ReadingFailure, VatRow

HEAD_BYTES_MAX = 4 * 1024 * 1024
"""Text and fields of ten dense pages are some 100 kB."""
BLOB_BYTES_MAX = 64 * 1024 * 1024
_LENGTHS = struct.Struct(">II")
_PLAIN_FIELDS = ("merchant", "orgnr", "currency", "last4", "kind")


class Broken(Exception):
    """The other end closed the pipe or does not keep to the form."""


def send(pipe: BinaryIO, head: dict[str, Any], blob: bytes = b"") -> None:
    """Writes one message."""
    encoded = json.dumps(head, ensure_ascii=False).encode()
    pipe.write(_LENGTHS.pack(len(encoded), len(blob)) + encoded)
    pipe.write(blob)
    pipe.flush()


def receive(pipe: BinaryIO) -> tuple[dict[str, Any], bytes]:
    """Reads one message; raises `Broken` at the end of the pipe or at nonsense."""
    head_bytes, blob_bytes = _LENGTHS.unpack(_exactly(pipe, _LENGTHS.size))
    if head_bytes > HEAD_BYTES_MAX or blob_bytes > BLOB_BYTES_MAX:
        raise Broken(f"a message of {head_bytes} + {blob_bytes} bytes")
    try:
        head = json.loads(_exactly(pipe, head_bytes))
    except ValueError as error:
        raise Broken("not JSON") from error
    if not isinstance(head, dict):
        raise Broken("not an object")
    return head, _exactly(pipe, blob_bytes)


def _exactly(pipe: BinaryIO, count: int) -> bytes:
    parts = []
    while count:
        part = pipe.read(count)
        if not part:
            raise Broken("closed")
        parts.append(part)
        count -= len(part)
    return b"".join(parts)


def pack(answer: Reading | ReadingFailure) -> tuple[dict[str, Any], bytes]:
    """The answer as a message."""
    if isinstance(answer, ReadingFailure):
        return {"code": answer.code, "detail": answer.detail, "seconds": answer.seconds}, answer.display_jpeg
    head: dict[str, Any] = {
        "fields": asdict(answer.fields),
        "text": answer.text,
        "pages_count": answer.pages_count,
        "pages_read_count": answer.pages_read_count,
        "engine": answer.engine,
        "seconds": answer.seconds,
    }
    day = answer.fields.date
    if day is not None:
        head["fields"]["date"]["value"] = day.value.isoformat()
    return head, answer.display_jpeg


def unpack(head: dict[str, Any], blob: bytes) -> Reading | ReadingFailure:
    """The message as an answer, every value checked; raises `Broken` when it is none."""
    try:
        if "code" in head:
            if head["code"] not in FAILURE_CODES:
                raise Broken("an unknown code")
            return ReadingFailure(head["code"], str(head["detail"]), float(head["seconds"]), blob)
        return Reading(
            fields=_fields(head["fields"]),
            text=str(head["text"]),
            display_jpeg=blob,
            pages_count=int(head["pages_count"]),
            pages_read_count=int(head["pages_read_count"]),
            engine=str(head["engine"]),
            seconds=float(head["seconds"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise Broken(f"an answer without its form: {error!r}") from error


def _fields(told: dict[str, Any]) -> Fields:
    plain = {name: _found(told[name], str) for name in _PLAIN_FIELDS}
    return Fields(
        **plain,
        date=_found(told["date"], date.fromisoformat),
        total_ore=_found(told["total_ore"], int),
        vat=_found(told["vat"], _vat_rows),
    )


def _found(told: dict[str, Any] | None, parse: Any) -> Any:
    if told is None:
        return None
    box = told["box"]
    confidence = float(told["confidence"])
    if not 0.0 <= confidence <= 1.0:
        raise ValueError("confidence beyond 0..1")
    return Found(parse(told["value"]), confidence, None if box is None else Box(*(float(box[side]) for side in "xywh")))


def _vat_rows(told: list[dict[str, Any]]) -> tuple[VatRow, ...]:
    return tuple(VatRow(int(row["rate_per_mille"]), int(row["vat_ore"]), int(row["net_ore"])) for row in told)
