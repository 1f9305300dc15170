"""Cost coding (*kontering*): the codes that an amount is booked on, by dimension; the employee meets their names, never an account."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

COST_CENTRE = "1"
"""SIE dimension of the cost centre (*kostnadsställe*): what every amount must be booked on. It follows the employment."""
Coding = Mapping[str, str]
"""SIE dimension number → code. In a person's own choice an empty code says: on none."""
CodingFault = Literal["missing", "unknown", "closed"]
Whence = Literal["own", "merchant", "kind", "employment"]


@dataclass(frozen=True)
class Code:
    """A code of the coding plan. `closed_from`: the first day on which nothing more is booked on it."""

    dimension: str
    code: str
    name: str
    closed_from: dt.date | None = None


@dataclass(frozen=True)
class CodingPlan:
    """`dimensions`: number → name; `codes`: those of its codes that are asked about.

    Without dimensions there is no plan: any code counts.
    """

    dimensions: Mapping[str, str] = field(default_factory=dict)
    codes: Mapping[tuple[str, str], Code] = field(default_factory=dict)
    kinds: Mapping[str, Coding] = field(default_factory=dict)
    """Kind of expense → what it is usually booked on."""

    def fault(self, dimension: str, code: str, on: dt.date | None) -> CodingFault | None:
        """Why nothing can be booked on the code that day; of a day that is not known yet, whatever day it may be."""
        if not self.dimensions:
            return None
        found = self.codes.get((dimension, code))
        if found is None:
            return "unknown"
        return "closed" if on is not None and found.closed_from is not None and on >= found.closed_from else None

    def names(self, coding: Coding) -> dict[str, str]:
        """Dimension → name of its code; the code itself where the plan has no name for it."""
        return {
            dimension: found.name if (found := self.codes.get((dimension, code))) else code
            for dimension, code in coding.items()
        }


NO_PLAN = CodingPlan()


def usual_coding(
    merchant: Coding, kind: Coding, employment: Coding, plan: CodingPlan, on: dt.date | None
) -> dict[str, str]:
    """What is booked on when the person chooses nothing: the merchant's usual codes, else the kind's, as far as they are open, else
    the employment's; the cost centre is always the employment's."""
    known = {
        dimension: code
        for dimension, code in (*kind.items(), *merchant.items())
        if dimension != COST_CENTRE and plan.fault(dimension, code, on) is None
    }
    return {**employment, **known}


def with_own(own: Coding, usual: Coding) -> dict[str, str]:
    """The usual coding with what the person chose instead, in the order of the dimensions."""
    merged = {**usual, **own}
    return {dimension: merged[dimension] for dimension in sorted(merged, key=_by_number) if merged[dimension].strip()}


def own_choice(given: Coding, usual: Coding) -> dict[str, str]:
    """Only what differs from the usual coding, so that the rest goes on following it."""
    return {dimension: code for dimension, code in given.items() if code.strip() != usual.get(dimension, "").strip()}


def whence(dimension: str, code: str, own: Coding, merchant: Coding, kind: Coding, employment: Coding) -> Whence:
    """Why the amount is booked on that code: the person's choice, else what says the same of its own accord first."""
    if dimension in own:
        return "own"
    if dimension == COST_CENTRE or employment.get(dimension) == code:
        return "employment"
    return "merchant" if merchant.get(dimension) == code else "kind" if kind.get(dimension) == code else "employment"


def fault_of(coding: Coding, plan: CodingPlan, on: dt.date | None) -> tuple[CodingFault, str, str] | None:
    """The first thing that is wrong, with its dimension and code: no cost centre, a code that is not in the plan, or a closed one."""
    if not coding.get(COST_CENTRE, "").strip():
        return "missing", COST_CENTRE, ""
    for dimension, code in coding.items():
        if (fault := plan.fault(dimension, code, on)) is not None:
            return fault, dimension, code
    return None


def _by_number(dimension: str) -> tuple[int, str]:
    return len(dimension), dimension
