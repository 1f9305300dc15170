"""Whole folders read by the shipped reader, each receipt with its evidence and with what was right."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.reading.truth import FIELD_OF, Labelled, is_known, is_right, labelled, scorer
from services.receipts.reading.command_line import line
from services.receipts.reading.sandbox import Reader
from services.receipts.reading.values import Fields, Found, Reading


@dataclass(frozen=True)
class Read:
    """One receipt that was read. Names of fields are those of the labels; `right` holds the fields whose truth is known."""

    receipt: Labelled
    prediction: Mapping[str, Any]
    evidence: Mapping[str, Mapping[str, float]]
    right: Mapping[str, bool]


def read_folders(folders: Sequence[Path], tell: Callable[[str], None] = print) -> list[Read]:
    """Every labelled receipt of the folders, read one after another by one reader on two threads."""
    receipts = [receipt for folder in folders for receipt in labelled(folder)]
    reads = []
    started = time.perf_counter()
    with Reader() as reader:
        reader.start()
        for count, receipt in enumerate(receipts, 1):
            answer = reader.read([receipt.path.read_bytes()])
            fields = answer.fields if isinstance(answer, Reading) else Fields()
            reads.append(judged_read(receipt, line(receipt.path, answer), fields))
            if count % 50 == 0 or count == len(receipts):
                seconds = time.perf_counter() - started
                tell(
                    f"read {count} of {len(receipts)} in {seconds:.0f} s; the reader's peak: {_peak_megabytes(reader)} MB"
                )
    return reads


def judged_read(receipt: Labelled, prediction: Mapping[str, Any], fields: Fields) -> Read:
    """What was read beside the truth."""
    score = scorer()
    right = {
        name: is_right(score, receipt.label, prediction, name) for name in FIELD_OF if is_known(receipt.label, name)
    }
    found = {name: getattr(fields, field) for name, field in FIELD_OF.items()}
    evidence = {name: dict(one.evidence) for name, one in found.items() if isinstance(one, Found)}
    return Read(receipt, prediction, evidence, right)


def _peak_megabytes(reader: Reader) -> int:
    """Most memory that the reading process has held, as the kernel counts it; 0 where it does not tell."""
    status = Path(f"/proc/{reader.child_pid}/status")
    lines = status.read_text().splitlines() if status.is_file() else []
    return next((int(each.split()[1]) // 1000 for each in lines if each.startswith("VmHWM:")), 0)
