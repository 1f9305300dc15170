"""What directory tells: people, employments and units, whole each time. A later `occurred_at` replaces an earlier one."""

from typing import ClassVar, Literal
from uuid import UUID

from shared.contracts.event import Contract, Event
from shared.contracts.values import Dimensions


class Employment(Contract):
    """An employment (*anställning*): what claims belong to. A person may have several, with different agreements."""

    id: UUID
    employee_number: str
    title: str
    unit_id: UUID
    agreement: str | None = None
    """Rate pack on top of the state's, such as `agreement-example`."""
    home: str
    workplace: str
    vehicle: str = "own_car"
    coding: Dimensions


class PersonChanged(Event):
    """A person was added or changed."""

    subject: ClassVar[str] = "kvittera.directory.person.changed.v1"

    person_id: UUID
    name: str
    given_name: str
    language: Literal["sv", "en"] = "sv"
    roles: tuple[Literal["payroll", "administrator", "auditor"], ...] = ()
    employments: tuple[Employment, ...] = ()


class UnitChanged(Event):
    """A unit (*enhet*) was added or changed. Whoever manages it attests its claims; the parent's manager attests the manager's own."""

    subject: ClassVar[str] = "kvittera.directory.unit.changed.v1"

    unit_id: UUID
    name: str
    parent_id: UUID | None
    manager_id: UUID | None
    """Person."""
    cost_centre: str
