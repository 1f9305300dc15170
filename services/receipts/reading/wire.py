"""How files and readings travel between the sandbox and its parent: a length and a JSON head, then the files, each with its length.

JSON and not pickle: the child has handled bytes from strangers, and a pickle from a captured child would run in the parent.
"""

import dataclasses
import math
import struct
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import BinaryIO

from pydantic import TypeAdapter, ValidationError

from .values import FAILURE_CODES, Box, Context, Fields, Found, Reading, ReadingFailure

HEAD_BYTES_MAX = 4 * 1024 * 1024
"""Text and fields of ten dense pages are some 100 kB."""
FILE_BYTES_MAX = 64 * 1024 * 1024
FILES_MAX = 10
ROUNDING = 0.001
"""A box's corner and its width are rounded each by itself, to four decimals."""
_LENGTHS = struct.Struct(">II")
_LENGTH = struct.Struct(">I")


class Broken(Exception):
    """The other end closed the pipe or does not keep to the form."""


def send(pipe: BinaryIO, head: bytes, files: Sequence[bytes] = ()) -> None:
    """Writes one message."""
    pipe.write(_LENGTHS.pack(len(head), len(files)) + head)
    for file in files:
        pipe.write(_LENGTH.pack(len(file)))
        pipe.write(file)
    pipe.flush()


def receive(pipe: BinaryIO) -> tuple[bytes, tuple[bytes, ...]]:
    """Reads one message; raises `Broken` at the end of the pipe or at nonsense."""
    head_bytes, files_count = _LENGTHS.unpack(_exactly(pipe, _LENGTHS.size))
    if head_bytes > HEAD_BYTES_MAX or files_count > FILES_MAX:
        raise Broken(f"a message of {head_bytes} bytes and {files_count} files")
    head = _exactly(pipe, head_bytes)
    return head, tuple(_file(pipe) for _ in range(files_count))


def _file(pipe: BinaryIO) -> bytes:
    (file_bytes,) = _LENGTH.unpack(_exactly(pipe, _LENGTH.size))
    if file_bytes > FILE_BYTES_MAX:
        raise Broken(f"a file of {file_bytes} bytes")
    return _exactly(pipe, file_bytes)


def _exactly(pipe: BinaryIO, count: int) -> bytes:
    parts = []
    while count:
        part = pipe.read(count)
        if not part:
            raise Broken("closed")
        parts.append(part)
        count -= len(part)
    return b"".join(parts)


@dataclasses.dataclass(frozen=True)
class Ready:
    """The first message of the child: what each engine and each wall is worth on this machine, `ok` or what is missing."""

    engines: Mapping[str, str]
    walls: Mapping[str, str]


Answer = Reading | ReadingFailure
_READY: TypeAdapter[Ready] = TypeAdapter(Ready)
_ANSWER: TypeAdapter[Answer] = TypeAdapter(Answer)
_CONTEXT: TypeAdapter[Context] = TypeAdapter(Context)


def pack(answer: Answer) -> tuple[bytes, tuple[bytes, ...]]:
    """The answer as a message: its pictures are the files."""
    further = answer.further if isinstance(answer, Reading) else ()
    pictures = tuple(each.display_jpeg for each in (answer, *further))
    return _ANSWER.dump_json(_shown_as(answer, (b"",) * len(pictures))), pictures


def unpack(head: bytes, pictures: Sequence[bytes]) -> Answer:
    """The message as an answer, every value checked; raises `Broken` when it is none."""
    try:
        answer = _ANSWER.validate_json(head)
    except ValidationError as error:
        raise Broken(f"an answer without its form: {str(error)[:500]}") from error
    readings = (answer, *answer.further) if isinstance(answer, Reading) else ()
    codes = answer.advice if isinstance(answer, Reading) else (answer.code,)
    if not set(codes) <= set(FAILURE_CODES):
        raise Broken("an unknown code")
    if any(each.further for each in readings[1:]):
        raise Broken("receipts within further receipts")
    if not all(math.isfinite(number) for number in _fractions(answer)) or answer.seconds < 0:
        raise Broken("a number that is none")
    if not all(_plausible(each.fields) for each in readings):
        raise Broken("confidence or a box beyond 0..1")
    if len(pictures) != max(len(readings), 1):
        raise Broken(f"{len(pictures)} pictures")
    return _shown_as(answer, pictures)


def _shown_as(answer: Answer, pictures: Sequence[bytes]) -> Answer:
    """The answer with other pictures: its own, then those of what else lies in the same file."""
    if isinstance(answer, ReadingFailure):
        return dataclasses.replace(answer, display_jpeg=pictures[0])
    further = tuple(
        dataclasses.replace(one, display_jpeg=jpeg) for one, jpeg in zip(answer.further, pictures[1:], strict=True)
    )
    return dataclasses.replace(answer, display_jpeg=pictures[0], further=further)


def _fractions(value: object) -> Iterator[float]:
    """Every number in it that need not be whole: JSON as it is read here also knows NaN and Infinity."""
    if isinstance(value, float):
        yield value
    parts: Iterable[object] = ()
    if isinstance(value, Mapping):
        parts = value.values()
    elif isinstance(value, tuple):
        parts = value
    elif dataclasses.is_dataclass(value):
        parts = vars(value).values()
    for part in parts:
        yield from _fractions(part)


def _plausible(fields: Fields) -> bool:
    found = [value for value in vars(fields).values() if isinstance(value, Found)]
    boxes = [each.box for each in found if each.box is not None]
    return all(0.0 <= each.confidence <= 1.0 for each in found) and all(map(_is_on_the_copy, boxes))


def _is_on_the_copy(box: Box) -> bool:
    from_its_corner = min(box.x, box.y, box.w, box.h) >= 0.0
    return from_its_corner and max(box.x + box.w, box.y + box.h) <= 1.0 + ROUNDING


def pack_context(context: Context) -> bytes:
    """What is known beside the picture, as the head of a message."""
    return _CONTEXT.dump_json(context)


def unpack_context(head: bytes) -> Context:
    """The other way; raises `Broken`."""
    try:
        return _CONTEXT.validate_json(head)
    except ValidationError as error:
        raise Broken("a question without its form") from error


def pack_ready(ready: Ready) -> bytes:
    """That the child is ready, as the head of a message."""
    return _READY.dump_json(ready)


def unpack_ready(head: bytes) -> Ready:
    """The other way; raises `Broken`."""
    try:
        return _READY.validate_json(head)
    except ValidationError as error:
        raise Broken("a first message without its form") from error
