"""The coding plan (*kodplan*): the dimensions that costs are booked on, and their codes. Accounts are not part of it."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from shared.refusal import Refusal

CODES_MAX = 5_000
"""Of one plan: it is told whole, and an event may have a million bytes."""


@dataclass(frozen=True)
class Code:
    """A code, such as project 7712. `closed_from`: the first day on which nothing more is booked on it."""

    code: str
    name: str
    closed_from: dt.date | None = None


@dataclass(frozen=True)
class Dimension:
    """What a code is of. `number` as in SIE 4: 1 cost centre (*kostnadsställe*), 6 project, 7 employee, 8 customer, 20 and up one's own."""

    number: str
    name: str
    codes: tuple[Code, ...]


@dataclass(frozen=True)
class CodingPlan:
    """`kinds`: kind of expense → dimension → code that it is usually booked on, whoever buys it, such as courses on one activity."""

    dimensions: tuple[Dimension, ...] = ()
    kinds: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def check_plan(plan: CodingPlan) -> Refusal | None:
    """Each dimension once, each code once within it, no more than can be told, and kinds on codes that are there."""
    dimensions = plan.dimensions
    if twice := _first_twice(dimension.number for dimension in dimensions):
        return Refusal("dimension-twice", {"number": twice}, field="dimensions")
    for place, dimension in enumerate(dimensions):
        if twice := _first_twice(one.code for one in dimension.codes):
            field = f"dimensions.{place}.codes"
            return Refusal("code-twice", {"code": twice, "dimension": dimension.name}, field=field)
    if sum(len(dimension.codes) for dimension in dimensions) > CODES_MAX:
        return Refusal("too-many-codes", {"limit": CODES_MAX}, field="dimensions")
    there = {(dimension.number, one.code) for dimension in dimensions for one in dimension.codes}
    for kind, coding in plan.kinds.items():
        if unknown := next((code for number, code in coding.items() if (number, code) not in there), None):
            return Refusal("unknown-code", {"code": unknown}, field=f"kinds.{kind}")
    return None


def _first_twice(names: Iterable[str]) -> str | None:
    return next((name for name, count in Counter(names).items() if count > 1), None)
