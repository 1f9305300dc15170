"""`read FILE…`: what the reader sees in pictures and PDFs, one JSON line a file; for trying things out and for measuring."""

import argparse
import json
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue
from typing import Any

from .sandbox import Reader
from .values import Fields, Found, Reading, ReadingFailure

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
    return {
        "file": file.name,
        "merchant": _value(fields.merchant),
        "date": fields.date.value.isoformat() if fields.date else None,
        "total": _value(fields.total_ore),
        "currency": _value(fields.currency),
        "vat": _vat(fields),
        "last4": _value(fields.last4),
        "orgnr": _value(fields.orgnr),
        "kind": _value(fields.kind),
        "confidence": {
            name: found.confidence
            for name, found in (
                ("merchant", fields.merchant),
                ("date", fields.date),
                ("total", fields.total_ore),
                ("currency", fields.currency),
                ("vat", fields.vat),
                ("last4", fields.last4),
                ("orgnr", fields.orgnr),
                ("kind", fields.kind),
            )
            if found is not None
        },
        "seconds": answer.seconds,
    }


def _value(found: Found[Any] | None) -> Any:
    return found.value if found is not None else None


def _vat(fields: Fields) -> list[dict[str, Any]] | None:
    """Rates in percent, as people say them: 25, 6, 25.5."""
    if fields.vat is None:
        return None
    return [
        {
            "rate": row.rate_per_mille // 10 if row.rate_per_mille % 10 == 0 else row.rate_per_mille / 10,
            "vat": row.vat_ore,
            "net": row.net_ore,
        }
        for row in fields.vat.value
    ]
