"""A batch is sealed once, from what was seen, and taken back only as a whole, with a reason."""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from services.payroll_export.domain.selection import Row
from shared.money import Ore
from shared.refusal import Refusal


@dataclass(frozen=True)
class Voided:
    """That a batch was voided: it is kept under its number, its lines are free for the next one."""

    at: datetime
    by: UUID
    by_name: str
    reason: str


@dataclass(frozen=True)
class SealedBatch:
    """A sealed batch as it is remembered. `amount_ore` is the net that it adds to the pay, `vat_ore` the VAT to deduct."""

    id: UUID
    number: int
    sealed_at: datetime
    sealed_by: UUID
    sealed_by_name: str
    fingerprint: str
    mapping_version: int
    claims: int
    lines: int
    amount_ore: Ore
    vat_ore: Ore
    voided: Voided | None = None


@dataclass(frozen=True)
class WrittenFile:
    """A file of a batch, the same for ever. `rows` and `amount_ore` are what is in it: rows of the batch, and their net."""

    format: str
    name: str
    media_type: str
    size_bytes: int
    sha256: str
    rows: int
    amount_ore: Ore


@dataclass(frozen=True)
class Download:
    """That somebody took a file out."""

    format: str
    at: datetime
    by: UUID
    by_name: str


@dataclass(frozen=True)
class Sum:
    """What some rows of a batch come to, under the name that a person knows them by; `key` is that of each of its rows."""

    key: str
    label: str
    lines: int
    amount_ore: Ore


def fingerprint(rows: Iterable[Row], mapping_version: int) -> str:
    """SHA-256 of all that a preview stands for; personal numbers are not in it, for they are not shown."""
    digest = hashlib.sha256(f"{mapping_version}".encode())
    for row in rows:
        line = replace(row.line, dimensions=dict(sorted(row.line.dimensions.items())))
        digest.update(repr((line, row.employee.number, row.employee.name, row.pay)).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def check_sealing(seen: str, now_ready: str, rows: Sequence[Row], sealed_as: int | None) -> Refusal | None:
    """What was seen is what is sealed. `seen`, `now_ready`: fingerprints; `sealed_as`: the live batch that holds what was seen."""
    if sealed_as is not None:
        return Refusal("already-in-batch", {"number": sealed_as})
    if not rows:
        return Refusal("nothing-to-seal")
    return None if seen == now_ready else Refusal("preview-outdated")


def decide_voiding(batch: SealedBatch, voided: Voided) -> Voided | Refusal:
    """Once. The same person with the same reason again gets the same answer: their first may have been lost on the way."""
    if batch.voided is None:
        return voided
    if (batch.voided.by, batch.voided.reason) == (voided.by, voided.reason):
        return batch.voided
    return Refusal("already-voided", {"number": batch.number, "person": batch.voided.by_name})


def type_key(row: Row) -> str:
    """Pay type and label: what two kinds of line share, they are summed under together."""
    return f"{row.pay.lonart or ''} {row.pay.label}"


def person_key(row: Row) -> str:
    return row.employee.number


def per_type(rows: Sequence[Row]) -> tuple[Sum, ...]:
    """Sums by kind of line, in the order of the pay types."""
    return _sums(rows, lambda row: (row.pay.lonart or "", row.pay.label), type_key, lambda row: row.pay.label)


def per_person(rows: Sequence[Row]) -> tuple[Sum, ...]:
    """Sums by employee, by name; the number tells namesakes apart."""
    return _sums(
        rows,
        lambda row: (row.employee.name, row.employee.number),
        person_key,
        lambda row: f"{row.employee.name}, {row.employee.number}",
    )


def _sums(
    rows: Sequence[Row], order: Callable[[Row], tuple[str, str]], key: Callable[[Row], str], label: Callable[[Row], str]
) -> tuple[Sum, ...]:
    groups: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        groups.setdefault(order(row), []).append(row)
    return tuple(
        Sum(key(group[0]), label(group[0]), len(group), sum(row.net_ore for row in group))
        for _, group in sorted(groups.items())
    )
