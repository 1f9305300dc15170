"""Who decides on a claim: the manager of its unit, or of the nearest unit above that may; where none may, whoever is named for that.

Nobody attests their own cost, nor a subordinate their manager's. Source: ../shared/rules, "Who may attest".
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class Unit:
    """A unit (*enhet*), the one above it, who manages it, and who decides where no manager may (*beslutsattestant*)."""

    id: UUID
    parent_id: UUID | None
    manager_id: UUID | None
    fallback_approver_id: UUID | None = None


@dataclass(frozen=True)
class Organisation:
    """All units, and of everybody who may decide in one the units that they are employed in."""

    units: Mapping[UUID, Unit]
    employed_in: Mapping[UUID, tuple[UUID, ...]]


def approver_of(unit_id: UUID, claimant_id: UUID, organisation: Organisation) -> UUID | None:
    """The person who decides on a claim of that unit; None when nobody may."""
    units = tuple(_upwards(unit_id, organisation))
    named = (*(unit.manager_id for unit in units), *(unit.fallback_approver_id for unit in units))
    return next((one for one in named if one and _may_decide(one, claimant_id, organisation)), None)


def _may_decide(person_id: UUID, claimant_id: UUID, organisation: Organisation) -> bool:
    """Somebody who is known, and neither the claimant nor a subordinate of theirs."""
    return (
        person_id in organisation.employed_in
        and person_id != claimant_id
        and claimant_id not in managers_above(person_id, organisation)
    )


def managers_above(person_id: UUID, organisation: Organisation) -> frozenset[UUID]:
    """Everybody who manages a unit that the person is employed in or manages, or one above it; never the person."""
    managed = (unit.id for unit in organisation.units.values() if unit.manager_id == person_id)
    starts = (*organisation.employed_in.get(person_id, ()), *managed)
    above = (unit.manager_id for start in starts for unit in _upwards(start, organisation))
    return frozenset(manager for manager in above if manager and manager != person_id)


def _upwards(unit_id: UUID, organisation: Organisation) -> Iterator[Unit]:
    """The unit and those above it; ends also when events that crossed each other left a circle."""
    passed: set[UUID] = set()
    unit = organisation.units.get(unit_id)
    while unit and unit.id not in passed:
        yield unit
        passed.add(unit.id)
        unit = organisation.units.get(unit.parent_id) if unit.parent_id else None
