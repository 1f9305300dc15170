"""The check of the kill tests: is every claim exported exactly once, and is it the same öre everywhere?

Each service's own database is read from its file, after everything has stopped; the files of the batches as they were downloaded.
"""

import json
import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID
from xml.etree import ElementTree


@dataclass
class Verdict:
    """Nothing in it: all is well."""

    lost: set[UUID] = field(default_factory=set)
    """Handed in, and not in a batch."""
    doubled: set[UUID] = field(default_factory=set)
    """In the batches, or in the files, more than once."""
    uneven: list[str] = field(default_factory=list)
    """Where the öre of one place are not those of another."""


def progress(data_dir: Path) -> Mapping[str, int]:
    """How many claims are in which state."""
    return {
        state: int(count) for state, count in _rows(data_dir, "claims", "SELECT state, count(*) FROM claim GROUP BY 1")
    }


def check(data_dir: Path, handed_in: Collection[UUID], files: Iterable[bytes]) -> Verdict:
    verdict = Verdict()
    submitted = {
        UUID(claim_id): _lines(document)
        for claim_id, document in _rows(data_dir, "claims", "SELECT claim_id, document FROM submission")
    }
    states = {UUID(claim_id): state for claim_id, state in _rows(data_dir, "claims", "SELECT id, state FROM claim")}
    decided = {
        UUID(claim_id): _lines(document)
        for claim_id, document, state in _rows(data_dir, "approvals", 'SELECT claim_id, document, state FROM "case"')
        if state == "approved"
    }
    sealed: dict[UUID, Counter[UUID]] = {}
    amounts: dict[UUID, int] = {}
    batch_lines = "SELECT claim_id, source_line_id, amount_ore FROM batch_line WHERE voided_at IS NULL"
    for claim_id, line_id, amount in _rows(data_dir, "payroll_export", batch_lines):
        sealed.setdefault(UUID(claim_id), Counter())[UUID(line_id)] += 1
        amounts[UUID(line_id)] = amount
    in_files, paid = _read_files(files)
    steps = Counter(
        UUID(claim_id)
        for (claim_id,) in _rows(data_dir, "claims", "SELECT claim_id FROM step WHERE text_id = 'timeline.exported'")
    )
    for claim in handed_in:
        lines = submitted.get(claim, {})
        in_batches = sealed.get(claim, Counter())
        if not lines or set(lines) - set(in_batches) or set(lines) - set(in_files) or states.get(claim) != "exported":
            verdict.lost.add(claim)
        if steps[claim] > 1 or any(in_batches[line] > 1 or in_files[line] > 1 for line in lines):
            verdict.doubled.add(claim)
        if decided.get(claim) != lines:
            verdict.uneven.append(f"approvals {claim}")
        if any(amounts.get(line) != amount or paid.get(line) != amount for line, amount in lines.items()):
            verdict.uneven.append(f"payroll {claim}")
    if unknown := set(submitted) - set(handed_in):
        verdict.uneven.append(f"claims that nobody handed in: {unknown}")
    sums = {
        "claims": sum(sum(lines.values()) for lines in submitted.values()),
        "approvals": sum(sum(lines.values()) for lines in decided.values()),
        "batches": sum(amounts[line] * times for lines in sealed.values() for line, times in lines.items()),
        "files": sum(paid[line] * times for line, times in in_files.items()),
    }
    if len(set(sums.values())) != 1:
        verdict.uneven.append(f"sums {sums}")
    return verdict


def _lines(document: str) -> dict[UUID, int]:
    claim = json.loads(document)
    lines = {UUID(line["id"]): int(line["amount_ore"]) for line in claim["lines"]}
    assert sum(lines.values()) == claim["total_ore"]
    return lines


def _read_files(files: Iterable[bytes]) -> tuple[Counter[UUID], dict[UUID, int]]:
    """Line → how often it stands in the PAXml files, and its amount there."""
    times: Counter[UUID] = Counter()
    paid: dict[UUID, int] = {}
    for data in files:
        for row in ElementTree.fromstring(data).iter("lonetrans"):
            remark = dict(part.split("=", 1) for part in (row.findtext("info") or "").split(";"))
            line = UUID(remark["rad"])
            times[line] += 1
            kronor, ore = (row.findtext("belopp") or "").split(".")
            paid[line] = 100 * int(kronor) + int(ore)
    return times, paid


def _rows(data_dir: Path, service: str, query: str) -> list[Any]:
    file = data_dir / "databases" / f"{service}.sqlite"
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
        return connection.execute(query).fetchall()
