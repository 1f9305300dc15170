"""The organisation as values, and what must hold of it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from shared.refusal import Refusal


@dataclass(frozen=True)
class Employment:
    """An employment (*anställning*). `coding`: cost coding, SIE dimension number → code."""

    id: UUID
    employee_number: str
    title: str
    unit_id: UUID
    agreement: str | None
    home: str
    workplace: str
    vehicle: str
    coding: Mapping[str, str]


PaidBy = Literal["employer", "person"]


@dataclass(frozen=True)
class Card:
    """A company card (*tjänstekort*), by its last four digits, and who pays its bill."""

    last4: str
    paid_by: PaidBy


@dataclass(frozen=True)
class Person:
    """A person with their employments, roles and company cards."""

    id: UUID
    name: str
    given_name: str
    language: str
    roles: tuple[str, ...]
    employments: tuple[Employment, ...]
    cards: tuple[Card, ...] = ()


@dataclass(frozen=True)
class Unit:
    """A unit (*enhet*) and who manages it.

    `fallback_approver_id`: who attests (*beslutsattestant*) where no manager of it or above may, as for the top manager's own claims.
    """

    id: UUID
    name: str
    parent_id: UUID | None
    manager_id: UUID | None
    cost_centre: str
    fallback_approver_id: UUID | None = None


def check_unit(unit: Unit, parents: Mapping[UUID, UUID | None]) -> Refusal | None:
    """A unit's parent exists and is not below the unit itself. `parents`: every known unit → its parent."""
    above = unit.parent_id
    while above is not None:
        if above == unit.id:
            return Refusal("unit-above-itself", {"unit": unit.name}, field="parent_id")
        if above not in parents:
            return Refusal("unknown-unit", {"unit": str(above)}, field="parent_id")
        above = parents[above]
    return None


def check_person(
    person: Person,
    units: Iterable[UUID],
    owners: Mapping[str, UUID],
    agreements: Collection[str] | None,
    before: Person | None = None,
) -> Refusal | None:
    """Every employment lies in a known unit under a number of its own, and follows an agreement that there is.

    `owners`: employee number → person. `agreements` None: which there are has not been told yet, and any may be.
    An agreement that the person followed `before` does not keep the rest from being changed.
    """
    followed = {one.agreement for one in before.employments} if before else set()
    known = set(units)
    if len({card.last4 for card in person.cards}) < len(person.cards):
        return Refusal("card-twice", field="cards")
    for index, employment in enumerate(person.employments):
        if employment.unit_id not in known:
            return Refusal("unknown-unit", {"unit": str(employment.unit_id)}, field=f"employments.{index}.unit_id")
        if owners.get(employment.employee_number, person.id) != person.id:
            return Refusal(
                "employee-number-taken",
                {"number": employment.employee_number},
                field=f"employments.{index}.employee_number",
            )
        is_new = employment.agreement and employment.agreement not in followed
        if is_new and agreements is not None and employment.agreement not in agreements:
            return Refusal(
                "unknown-agreement",
                {"agreement": employment.agreement, "known": ", ".join(sorted(agreements))},
                field=f"employments.{index}.agreement",
            )
    return None
