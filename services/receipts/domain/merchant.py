"""The register of merchants: what people of this organisation have said about receipts of one merchant, as lessons.

An entry is nothing but its lessons in force: one that is undone leaves it as if it had never been told.
"""

import dataclasses
import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args
from uuid import UUID

from services.receipts.domain.fields import SURE_PER_MILLE_MIN, FieldName, Fields, Sure, VatRow, with_said
from services.receipts.domain.names import check_digit_is_right, name_key
from services.receipts.domain.receipt import Reading, Receipt
from shared.money import Ore, PerMille, round_half_up

Topic = Literal["merchant", "kind", "vat", "coding"]
"""What a lesson is about: the name to show, the usual kind, the usual rates of VAT, the usual cost coding."""
TOPICS: tuple[Topic, ...] = get_args(Topic)
Source = Literal["correction", "submission", "approval"]
"""A person corrected or confirmed it; handed it in as it was read; it was approved so."""
TOPICS_OF_RECEIPTS: tuple[Literal["merchant", "kind", "vat"], ...] = ("merchant", "kind", "vat")
MERCHANT_KNOWN = "merchant-known"
"""Evidence: the value comes from the register, or agrees with it."""
PRIOR: Mapping[Topic, tuple[int, int]] = {"merchant": (18, 1), "kind": (4, 1), "vat": (4, 1), "coding": (4, 1)}
"""Times right and wrong that a habit begins with, before anybody has said anything: a merchant's name seldom changes; a kind
or a rate may differ from visit to visit (hotel and its restaurant)."""
WHOLE = 1000
SWEDISH_KRONA = "SEK"


@dataclass(frozen=True)
class Lesson:
    """What was read and what was said instead, or as well; values as text, rates of VAT as `12 25`."""

    id: UUID
    merchant_id: UUID
    receipt_id: UUID
    topic: Topic
    read: str | None
    said: str
    source: Source
    told_by: UUID | None
    told_at: dt.datetime
    superseded_at: dt.datetime | None = None
    """When something else was said of the same receipt."""
    undone_at: dt.datetime | None = None
    undone_by: UUID | None = None

    @property
    def is_in_force(self) -> bool:
        return self.superseded_at is None and self.undone_at is None


@dataclass(frozen=True)
class Habit:
    """What is usual of a merchant: how many lessons say so, and how many something else."""

    value: str
    agree_count: int
    differ_count: int


@dataclass(frozen=True)
class Entry:
    """A merchant. `names` are those under which it was seen, newest first."""

    id: UUID
    organisation_number: str | None
    names: tuple[str, ...]
    lessons: tuple[Lesson, ...]

    def habit(self, topic: Topic) -> Habit | None:
        """What most lessons in force say; of as many, what was said last."""
        told = [lesson for lesson in self.lessons if lesson.topic == topic and lesson.is_in_force]
        if not told:
            return None
        counts = {lesson.said: sum(one.said == lesson.said for one in told) for lesson in told}
        said_last = {lesson.said: lesson.told_at for lesson in sorted(told, key=lambda one: one.told_at)}
        value = max(counts, key=lambda said: (counts[said], said_last[said], said))
        return Habit(value, counts[value], len(told) - counts[value])

    def sure(self, topic: Topic) -> PerMille:
        """Probability that the habit holds the next time: the mean of a Beta distribution, (agree + right) / (all + right + wrong)."""
        right, wrong = PRIOR[topic]
        habit = self.habit(topic)
        if habit is None:
            return 0
        return WHOLE * (habit.agree_count + right) // (habit.agree_count + habit.differ_count + right + wrong)

    @property
    def confirmed_count(self) -> int:
        """Lessons that say what was read."""
        return sum(lesson.is_in_force and lesson.read == lesson.said for lesson in self.lessons)

    @property
    def corrected_count(self) -> int:
        """Lessons that say something else."""
        return sum(lesson.is_in_force and lesson.read != lesson.said for lesson in self.lessons)


def without_receipt(entry: Entry, receipt_id: UUID) -> Entry:
    """The entry with what holds of it from other receipts."""
    told_elsewhere = (lesson for lesson in entry.lessons if lesson.is_in_force and lesson.receipt_id != receipt_id)
    return dataclasses.replace(entry, lessons=tuple(told_elsewhere))


def key_of(fields: Fields) -> str | None:
    """What a merchant is kept under: its organisation number, where the check digit is right, else its name."""
    if fields.organisation_number and check_digit_is_right(fields.organisation_number):
        return f"organisation:{fields.organisation_number}"
    key = name_key(fields.merchant or "")
    return f"name:{key}" if key else None


def rates_text(rows: Sequence[VatRow]) -> str:
    """`12 25`; empty when no VAT was charged."""
    return " ".join(str(rate) for rate in sorted({row.rate for row in rows}))


def rates_of(text: str) -> tuple[int, ...]:
    return tuple(map(int, text.split()))


def _as_text(fields: Fields | None, topic: Literal["merchant", "kind", "vat"]) -> str | None:
    if fields is None:
        return None
    if topic == "vat":
        return None if fields.vat is None else rates_text(fields.vat)
    return fields.merchant if topic == "merchant" else fields.kind


@dataclass(frozen=True)
class Told:
    """What a receipt teaches about one topic."""

    topic: Topic
    read: str | None
    said: str


def told_by(receipt: Receipt) -> tuple[Told, ...]:
    """What the person has said of the receipt that is true of the merchant."""
    return _told(receipt, tuple(topic for topic in TOPICS_OF_RECEIPTS if topic in receipt.corrected))


def told_by_keeping(receipt: Receipt) -> tuple[Told, ...]:
    """What the register gave and the person handed in unchanged."""
    if not receipt.reading or not receipt.reading.merchant_id:
        return ()
    kept: tuple[Literal["merchant", "kind"], ...] = ("merchant", "kind")
    given = {one.field for one in receipt.reading.sure if MERCHANT_KNOWN in one.evidence}
    return _told(receipt, tuple(topic for topic in kept if topic in given and topic not in receipt.corrected))


def _told(receipt: Receipt, topics: Sequence[Literal["merchant", "kind", "vat"]]) -> tuple[Told, ...]:
    seen = receipt.reading.seen or receipt.reading.fields if receipt.reading else None
    said = ((topic, _as_text(receipt.fields, topic)) for topic in topics)
    return tuple(Told(topic, _as_text(seen, topic), text) for topic, text in said if text is not None)


def names_on(receipt: Receipt) -> tuple[str, ...]:
    """As the merchant was read, and as it is called."""
    seen = receipt.reading.seen or receipt.reading.fields if receipt.reading else None
    return tuple(dict.fromkeys(name for name in (seen.merchant if seen else None, receipt.fields.merchant) if name))


def may_be(entry: Entry, fields: Fields) -> bool:
    """No other organisation number speaks against a likeness of names."""
    number = fields.organisation_number
    if number is None or entry.organisation_number is None or not check_digit_is_right(number):
        return True
    return number == entry.organisation_number


def with_known(reading: Reading, entry: Entry, match: PerMille) -> Reading:
    """The reading with what the register knows better. `match`: how surely the receipt is from this merchant, 1000 by its number.

    The register's value is taken where it is as sure as the reading; its name also where the match is exact, since a name is
    what people call it. Where both say the same, they are two witnesses: both wrong is the product of their doubts.
    """
    if reading.fields is None:
        return reading
    known = reading
    name, kind = entry.habit("merchant"), entry.habit("kind")
    if name:
        sure = entry.sure("merchant") * match // WHOLE
        known = _taken(known, "merchant", name.value, sure, is_better=match == WHOLE)
    if kind:
        known = _taken(known, "kind", kind.value, entry.sure("kind") * match // WHOLE, is_better=False)
    known = _with_usual_vat(known, entry, match)
    seen = reading.fields if known.fields != reading.fields else None
    return dataclasses.replace(known, seen=seen, merchant_id=entry.id)


def _taken(reading: Reading, name: Literal["merchant", "kind"], value: str, sure: PerMille, is_better: bool) -> Reading:
    assert reading.fields is not None
    before = next((one for one in reading.sure if one.field == name), Sure(name, 0))
    read = reading.fields.merchant if name == "merchant" else reading.fields.kind
    if read is not None and (name_key(read) == name_key(value) if name == "merchant" else read == value):
        sure = WHOLE - (WHOLE - sure) * (WHOLE - before.per_mille) // WHOLE
    elif not is_better and sure < before.per_mille:
        return reading
    return _put(reading, name, value, dataclasses.replace(before, per_mille=sure))


def _with_usual_vat(reading: Reading, entry: Entry, match: PerMille) -> Reading:
    """VAT that was not read, worked out by the merchant's one usual rate; it is concluded and not read, so it always asks for a look.

    Half up to the öre; a tip bears no VAT.
    """
    fields, habit = reading.fields, entry.habit("vat")
    if fields is None or habit is None or fields.vat is not None or fields.total is None:
        return reading
    rates = rates_of(habit.value)
    if len(rates) > 1 or fields.currency not in (None, SWEDISH_KRONA):
        return reading
    rows = tuple(_row(fields.total - (fields.tip or 0), rate) for rate in rates)
    sure = min(entry.sure("vat") * match // WHOLE, SURE_PER_MILLE_MIN - 1)
    return _put(reading, "vat", rows, Sure("vat", sure))


def _row(gross: Ore, rate: int) -> VatRow:
    vat = round_half_up(gross * rate, 100 + rate)
    return VatRow(rate, gross - vat, vat)


def _put(reading: Reading, name: FieldName, value: str | tuple[VatRow, ...], sure: Sure) -> Reading:
    assert reading.fields is not None
    evidence = (MERCHANT_KNOWN, *(code for code in sure.evidence if code != MERCHANT_KNOWN))
    others = tuple(one for one in reading.sure if one.field != name)
    fields = with_said(reading.fields, (name,), Fields(**{name: value}))  # type: ignore[arg-type]
    return dataclasses.replace(reading, fields=fields, sure=(*others, dataclasses.replace(sure, evidence=evidence)))
