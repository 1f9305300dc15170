"""The register of merchants: what people of this organisation have said about receipts of one merchant, as lessons.

An entry is nothing but its lessons in force: one that is undone leaves it as if it had never been told. Each person has one
vote on each topic, and what somebody handed in without a word only confirms what somebody has said.
"""

import dataclasses
import datetime as dt
import json
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
PEOPLE_MIN = 2
"""So many have to say a name before another person is not asked to look at it."""
DOUBTFUL = SURE_PER_MILLE_MIN - 1
SWEDISH_KRONA = "SEK"


COST_CENTRE = "1"
"""SIE dimension of the cost centre: it follows who bought, not where."""


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
    """What is usual of a merchant: how many people say so, and how many something else; `said_by`: who said it in so many words."""

    value: str
    agree_count: int
    differ_count: int
    said_by: frozenset[UUID | None]


@dataclass(frozen=True)
class Entry:
    """A merchant with its lessons; of each person the last one that says a thing is enough."""

    id: UUID
    organisation_number: str | None
    lessons: tuple[Lesson, ...]

    def habit(self, topic: Topic) -> Habit | None:
        """What most people say; of as many, what was said last."""
        votes = self._votes(topic)
        if not votes:
            return None
        counts = {lesson.said: sum(one.said == lesson.said for one in votes) for lesson in votes}
        said_last = {lesson.said: lesson.told_at for lesson in sorted(votes, key=lambda one: one.told_at)}
        value = max(counts, key=lambda said: (counts[said], said_last[said], said))
        said_by = frozenset(one.told_by for one in votes if one.said == value and one.source != "submission")
        return Habit(value, counts[value], len(votes) - counts[value], said_by)

    def _votes(self, topic: Topic) -> list[Lesson]:
        """Of each person what they said last; what they handed in without a word only where they said nothing."""
        told = [lesson for lesson in self.holding if lesson.topic == topic]
        told.sort(key=lambda one: (one.source != "submission", one.told_at, one.id))
        return list({lesson.told_by: lesson for lesson in told}.values())

    @property
    def holding(self) -> tuple[Lesson, ...]:
        """The lessons in force; one that only confirms holds as long as what it confirms."""
        in_force = [lesson for lesson in self.lessons if lesson.is_in_force]
        said = {(lesson.topic, lesson.said) for lesson in in_force if lesson.source != "submission"}
        return tuple(lesson for lesson in in_force if (lesson.topic, lesson.said) in said)

    def sure(self, topic: Topic) -> PerMille:
        """Probability that the habit holds the next time: the mean of a Beta distribution, (agree + right) / (all + right + wrong)."""
        right, wrong = PRIOR[topic]
        habit = self.habit(topic)
        if habit is None:
            return 0
        return WHOLE * (habit.agree_count + right) // (habit.agree_count + habit.differ_count + right + wrong)


@dataclass(frozen=True)
class Tally:
    """All that holds of a merchant: the names under which it was seen, newest first; lessons that say what was read or known, or not."""

    names: tuple[str, ...]
    confirmed_count: int
    corrected_count: int


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
    if receipt.state == "discarded":
        return ()
    seen = receipt.reading.seen or receipt.reading.fields if receipt.reading else None
    said = ((topic, _as_text(receipt.fields, topic)) for topic in topics)
    return tuple(Told(topic, _as_text(seen, topic), text) for topic, text in said if text is not None)


def told_by_approving(codings: Sequence[Mapping[str, str]]) -> tuple[Told, ...]:
    """What a receipt was approved on, beside the cost centre, also that it was on nothing; one that was divided says nothing."""
    texts = {coding_text(coding) for coding in codings}
    return tuple(Told("coding", None, text) for text in texts) if len(texts) == 1 else ()


def coding_text(coding: Mapping[str, str]) -> str:
    """SIE dimension → code as JSON, without the cost centre."""
    told = {dimension: code for dimension, code in coding.items() if dimension != COST_CENTRE}
    return json.dumps(told, sort_keys=True, ensure_ascii=False)


def usual_coding(entry: Entry) -> dict[str, str]:
    """What its receipts are usually booked on beside the cost centre."""
    habit = entry.habit("coding")
    told: dict[str, str] = json.loads(habit.value) if habit else {}
    return {dimension: code for dimension, code in told.items() if dimension != COST_CENTRE}


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


@dataclass(frozen=True)
class Match:
    """How surely a receipt is from a merchant; `is_exact`: found by its number or the very name, not by a similar one."""

    per_mille: PerMille
    is_exact: bool


def match_by_key(reading: Reading, key: str) -> Match:
    """As sure as the number was read, where the merchant is known by it."""
    if not key.startswith("organisation:"):
        return Match(WHOLE, True)
    return Match(next((one.per_mille for one in reading.sure if one.field == "organisation_number"), 0), True)


def with_known(reading: Reading, entry: Entry, match: Match, owner: UUID) -> Reading:
    """The reading of the owner's receipt with what the register knows better.

    The register's value is taken where it is as sure as the reading; its name also where the match is exact and sure, since a
    name is what people call it. Where both say the same, they are two witnesses: both wrong is the product of their doubts.
    A name that differs asks for a look until the owner or two others have said it: nobody alone decides what others read.
    """
    if reading.fields is None:
        return reading
    known = reading
    name, kind = entry.habit("merchant"), entry.habit("kind")
    if name:
        sure = entry.sure("merchant") * match.per_mille // WHOLE
        is_said_enough = owner in name.said_by or len(name.said_by) >= PEOPLE_MIN
        is_better = match.is_exact and match.per_mille >= SURE_PER_MILLE_MIN
        known = _taken(known, "merchant", name.value, sure, is_better, WHOLE if is_said_enough else DOUBTFUL)
    if kind:
        known = _taken(known, "kind", kind.value, entry.sure("kind") * match.per_mille // WHOLE)
    known = _with_usual_vat(known, entry, match)
    seen = reading.fields if known.fields != reading.fields else None
    return dataclasses.replace(known, seen=seen, merchant_id=entry.id)


def _taken(
    reading: Reading,
    name: Literal["merchant", "kind"],
    value: str,
    sure: PerMille,
    is_better: bool = False,
    sure_max: PerMille = WHOLE,
) -> Reading:
    """With the register's value, where it is better or as sure; one that differs from what was read is at most so sure."""
    assert reading.fields is not None
    before = next((one for one in reading.sure if one.field == name), Sure(name, 0))
    read = reading.fields.merchant if name == "merchant" else reading.fields.kind
    if read is not None and (name_key(read) == name_key(value) if name == "merchant" else read == value):
        sure = WHOLE - (WHOLE - sure) * (WHOLE - before.per_mille) // WHOLE
    elif not is_better and sure < before.per_mille:
        return reading
    else:
        sure = min(sure, sure_max)
    return _put(reading, name, value, dataclasses.replace(before, per_mille=sure))


def _with_usual_vat(reading: Reading, entry: Entry, match: Match) -> Reading:
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
    sure = min(entry.sure("vat") * match.per_mille // WHOLE, DOUBTFUL)
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
