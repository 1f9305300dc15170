"""`read FILE…`: what the reader sees in pictures and PDFs, one JSON line a file; for trying things out and for measuring."""

import argparse
import dataclasses
import datetime as dt
import json
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue
from typing import Any

from .sandbox import Reader
from .values import Found, Reading, ReadingFailure, VatRow

JOBS_MAX = 16


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's own arguments."""
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="pictures or PDFs")
    parser.add_argument("--jobs", type=int, default=1, help="files read at once, each in a process of its own (1)")
    parser.add_argument("--threads", type=int, default=2, help="cores that one reading takes (2)")


def run(told: argparse.Namespace) -> int:
    """Prints a line a file, in the order given; 1 when any file could not be read."""
    jobs = max(1, min(told.jobs, JOBS_MAX, len(told.files)))
    readers: SimpleQueue[Reader] = SimpleQueue()
    for _ in range(jobs):
        readers.put(Reader(threads=told.threads))

    def read(file: Path) -> dict[str, Any]:
        reader = readers.get()
        try:
            return line(file, reader.read([file.read_bytes()]))
        except OSError as error:
            return {"file": file.name, "problem": "not-a-file", "detail": str(error)}
        finally:
            readers.put(reader)

    with ThreadPoolExecutor(jobs) as pool:
        problems = _print(pool.map(read, told.files))
    while not readers.empty():
        readers.get().close()
    return 1 if problems else 0


def _print(lines: Iterable[dict[str, Any]]) -> int:
    problems = 0
    for each in lines:
        print(json.dumps(each, ensure_ascii=False), flush=True)  # noqa: T201 - the output is what this command is for
        problems += "problem" in each
    return problems


def line(file: Path, answer: Reading | ReadingFailure) -> dict[str, Any]:
    """An answer as one line: the fields, how sure each is, and the seconds it took; or the problem."""
    if isinstance(answer, ReadingFailure):
        return {"file": file.name, "problem": answer.code, "detail": answer.detail, "seconds": answer.seconds}
    fields = answer.fields
    found: dict[str, Found[Any] | None] = {
        "merchant": fields.merchant,
        "date": fields.date,
        "total": fields.total_ore,
        "currency": fields.currency,
        "vat": fields.vat,
        "last4": fields.last4,
        "orgnr": fields.orgnr,
        "kind": fields.kind,
        "time": fields.time,
        "tip": fields.tip_ore,
        "rounding": fields.rounding_ore,
        "payment": fields.payment,
        "receipt_number": fields.receipt_number,
        "nights": fields.nights,
        "breakfast": fields.breakfast,
        "private": fields.private,
        "is_copy": fields.is_copy,
        "is_refund": fields.is_refund,
    }
    return {
        "file": file.name,
        **{name: _value(one) for name, one in found.items()},
        "confidence": {name: one.confidence for name, one in found.items() if one is not None},
        **({"advice": list(answer.advice)} if answer.advice else {}),
        **({"further": [line(file, each) for each in answer.further]} if answer.further else {}),
        "seconds": answer.seconds,
    }


def _value(found: Found[Any] | None) -> Any:
    """The value as JSON has it."""
    value = found.value if found is not None else None
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, dt.time):
        return value.isoformat("minutes")
    if isinstance(value, tuple):
        return [_vat(one) if isinstance(one, VatRow) else dataclasses.asdict(one) for one in value]
    return value


def _vat(row: VatRow) -> dict[str, Any]:
    """The rate in per cent, as people say it: 25, 6, 25.5."""
    whole = row.rate_per_mille % 10 == 0
    return {
        "rate": row.rate_per_mille // 10 if whole else row.rate_per_mille / 10,
        "vat": row.vat_ore,
        "net": row.net_ore,
    }
