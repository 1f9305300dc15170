"""How well receipts are read: how sure the readings say they are, and how often people correct them."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from services.receipts.domain.fields import FIELD_NAMES, KEY_FIELDS, SURE_PER_MILLE_MIN, FieldName
from services.receipts.domain.names import name_key
from shared.money import PerMille

BINS: tuple[tuple[PerMille, PerMille], ...] = (
    (0, 499),
    (500, 699),
    (700, 799),
    (800, 899),
    (900, 949),
    (950, 979),
    (980, 1000),
)
"""From, to: narrow where it matters whether the app asks."""
WORST_MAX = 25
MERCHANTS_MAX = 50
UNTOLD: frozenset[FieldName] = frozenset({"private_parts"})


@dataclass(frozen=True)
class FieldOutcome:
    """What became of one field of one receipt. Values as text; `read` None: not read, `holds` None: not stated."""

    field: FieldName
    read: str | None
    holds: str | None
    sure: PerMille
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """What became of a reading. `is_judged`: a person has spoken of the receipt or handed it in, so what stands unchanged is right."""

    receipt_id: UUID
    person_id: UUID
    read_at: dt.datetime
    is_judged: bool
    fields: tuple[FieldOutcome, ...]

    @property
    def merchant(self) -> str | None:
        return next((one.holds for one in self.fields if one.field == "merchant"), None)

    @property
    def wrong(self) -> tuple[FieldOutcome, ...]:
        """Fields that were read and that a person says are something else."""
        return tuple(one for one in self.fields if self.is_judged and one.read is not None and one.read != one.holds)


@dataclass(frozen=True)
class Bin:
    """Judged readings that said to be as sure as from..to; `kept_count` of them were right."""

    from_per_mille: PerMille
    to_per_mille: PerMille
    count: int
    said_per_mille_mean: PerMille
    kept_count: int


@dataclass(frozen=True)
class FieldReport:
    """One field over all receipts. `missed_count`: not read, but said by a person."""

    field: FieldName
    read_count: int
    sure_per_mille_mean: PerMille
    judged_count: int
    corrected_count: int
    missed_count: int
    bins: tuple[Bin, ...]


@dataclass(frozen=True)
class MerchantReport:
    name: str
    receipts_count: int
    corrected_count: int
    """Receipts with a field that was read wrong."""


@dataclass(frozen=True)
class DayOutcome:
    """The readings of one day (UTC). `unseen_count`: no field that an amount is claimed by asks for a look."""

    day: dt.date
    counted: int
    sure_per_mille_mean: PerMille
    """Over the fields that an amount is claimed by."""
    unseen_count: int
    judged_count: int
    corrected_count: int
    """Receipts with a field that was read wrong."""


@dataclass(frozen=True)
class Worst:
    """A wrong value that was said with certainty."""

    outcome: Outcome
    field: FieldOutcome


def field_reports(outcomes: Sequence[Outcome]) -> tuple[FieldReport, ...]:
    """In the order of the fields; means rounded down."""
    told: dict[FieldName, list[tuple[FieldOutcome, bool]]] = {name: [] for name in FIELD_NAMES}
    for outcome in outcomes:
        for one in outcome.fields:
            told[one.field].append((one, outcome.is_judged))
    return tuple(_field_report(name, told[name]) for name in FIELD_NAMES)


def _field_report(name: FieldName, told: Sequence[tuple[FieldOutcome, bool]]) -> FieldReport:
    read = [(one, judged) for one, judged in told if one.read is not None]
    judged = [one for one, is_judged in read if is_judged]
    return FieldReport(
        name,
        len(read),
        _mean(one.sure for one, _ in read),
        len(judged),
        sum(one.read != one.holds for one in judged),
        sum(is_judged and one.read is None and one.holds is not None for one, is_judged in told),
        tuple(_bin(first, last, judged) for first, last in BINS),
    )


def _bin(first: PerMille, last: PerMille, judged: Sequence[FieldOutcome]) -> Bin:
    inside = [one for one in judged if first <= one.sure <= last]
    return Bin(
        first, last, len(inside), _mean(one.sure for one in inside), sum(one.read == one.holds for one in inside)
    )


def _mean(values: Iterable[PerMille]) -> PerMille:
    listed = list(values)
    return sum(listed) // len(listed) if listed else 0


def day_outcomes(outcomes: Sequence[Outcome]) -> tuple[DayOutcome, ...]:
    """In the order of the days; means rounded down."""
    by_day: dict[dt.date, list[Outcome]] = {}
    for outcome in outcomes:
        by_day.setdefault(outcome.read_at.date(), []).append(outcome)
    return tuple(_day_outcome(day, by_day[day]) for day in sorted(by_day))


def _day_outcome(day: dt.date, outcomes: Sequence[Outcome]) -> DayOutcome:
    sure = [[one.sure for one in outcome.fields if one.field in KEY_FIELDS and one.read] for outcome in outcomes]
    return DayOutcome(
        day,
        len(outcomes),
        _mean(one for of_one in sure for one in of_one),
        sum(bool(of_one) and min(of_one) >= SURE_PER_MILLE_MIN for of_one in sure),
        sum(outcome.is_judged for outcome in outcomes),
        sum(bool(outcome.wrong) for outcome in outcomes),
    )


def merchant_reports(outcomes: Sequence[Outcome]) -> tuple[MerchantReport, ...]:
    """Those most often corrected first; a merchant is called as most of its receipts say."""
    names: dict[str, Counter[str]] = {}
    wrong: Counter[str] = Counter()
    for outcome in outcomes:
        if outcome.merchant:
            key = name_key(outcome.merchant) or outcome.merchant
            names.setdefault(key, Counter())[outcome.merchant] += 1
            wrong[key] += bool(outcome.wrong)
    reports = [
        MerchantReport(max(seen, key=lambda name: (seen[name], name)), seen.total(), wrong[key])
        for key, seen in names.items()
    ]
    return tuple(sorted(reports, key=lambda one: (-one.corrected_count, -one.receipts_count, one.name))[:MERCHANTS_MAX])


def worst(outcomes: Sequence[Outcome]) -> tuple[Worst, ...]:
    """What was said with the highest certainty and was wrong, but for private parts, whose words are nobody's business."""
    found = [Worst(outcome, field) for outcome in outcomes for field in outcome.wrong if field.field not in UNTOLD]
    return tuple(sorted(found, key=lambda one: (-one.field.sure, one.outcome.read_at))[:WORST_MAX])
