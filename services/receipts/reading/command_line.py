"""`read FILE…`: what the reader sees in pictures and PDFs, one JSON line a file; for trying things out and for measuring."""

import argparse
import dataclasses
import datetime as dt
import json
import sys
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue
from typing import Any

from tqdm import tqdm

from .explained import explain
from .sandbox import Reader
from .values import Found, Reading, ReadingFailure, VatRow

JOBS_MAX = 16


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's own arguments."""
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="pictures, PDFs, or mails as .html or .eml")
    parser.add_argument("--jobs", type=int, default=1, help="files read at once, each in a process of its own (1)")
    parser.add_argument("--threads", type=int, default=2, help="cores that one reading takes (2)")
    parser.add_argument("--one", action="store_true", help="the files are the pictures of one receipt, in their order")
    parser.add_argument(
        "--explain",
        nargs="?",
        type=Path,
        const=Path(),
        metavar="FOLDER",
        help="also write NAME.explained.png into the folder (here): where each field stands, how sure it is, and why",
    )


def run(told: argparse.Namespace) -> int:
    """Prints a line a file, in the order given; 1 when any file could not be read."""
    receipts: list[list[Path]] = [told.files] if told.one else [[file] for file in told.files]
    jobs = max(1, min(told.jobs, JOBS_MAX, len(receipts)))
    readers: SimpleQueue[Reader] = SimpleQueue()
    for _ in range(jobs):
        readers.put(Reader(threads=told.threads))

    def read(files: list[Path]) -> dict[str, Any]:
        reader = readers.get()
        try:
            answer = reader.read([file.read_bytes() for file in files])
        except OSError as error:
            return {"file": files[0].name, "problem": "not-a-file", "detail": (error.strerror or str(error)).lower()}
        finally:
            readers.put(reader)
        if told.explain is not None and isinstance(answer, Reading):
            explain(answer, told.explain / f"{files[0].stem}.explained.png")
        return line(files[0], answer)

    if told.explain is not None:
        told.explain.mkdir(parents=True, exist_ok=True)
    with ThreadPoolExecutor(jobs) as pool:
        problems = _print(pool.map(read, receipts), len(receipts))
    while not readers.empty():
        readers.get().close()
    return 1 if problems else 0


def _print(lines: Iterable[dict[str, Any]], count: int) -> int:
    """One line each on standard output; how far it has come on a terminal's standard error."""
    problems = 0
    for each in tqdm(lines, total=count, unit="receipt", disable=count == 1 or not sys.stderr.isatty()):
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
