"""What directory tells: people, employments, units and the coding plan, whole each time. A later `occurred_at` replaces an earlier one."""

import datetime as dt
from collections.abc import Mapping
from typing import ClassVar, Literal
from uuid import UUID

from pydantic import Field

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


class Card(Contract):
    """A company card (*tjänstekort*), by its last four digits, and who pays its bill."""

    last4: str
    paid_by: Literal["employer", "person"]


class PersonChanged(Event):
    """A person was added or changed."""

    subject: ClassVar[str] = "kvittera.directory.person.changed.v1"

    person_id: UUID
    name: str
    given_name: str
    language: Literal["sv", "en"] = "sv"
    roles: tuple[Literal["payroll", "administrator", "auditor"], ...] = ()
    employments: tuple[Employment, ...] = ()
    cards: tuple[Card, ...] = ()


class UnitChanged(Event):
    """A unit (*enhet*) was added or changed. Whoever manages it attests its claims; the parent's manager attests the manager's own.

    `fallback_approver_id`: the person who attests where no manager may, such as the chair of the board.
    """

    subject: ClassVar[str] = "kvittera.directory.unit.changed.v1"

    unit_id: UUID
    name: str
    parent_id: UUID | None
    manager_id: UUID | None
    """Person."""
    fallback_approver_id: UUID | None = None
    cost_centre: str


class CodingCode(Contract):
    """A code of a dimension, such as project 7712."""

    code: str
    name: str
    closed_from: dt.date | None = None
    """The first day on which nothing more is booked on it."""


class CodingDimension(Contract):
    """What a code is of, by its number in SIE 4: 1 cost centre, 6 project, 20 and up the organisation's own."""

    number: str
    name: str
    codes: tuple[CodingCode, ...]


class CodingPlanChanged(Event):
    """The coding plan (*kodplan*) was changed: what costs may be booked on. Without dimensions any code counts."""

    subject: ClassVar[str] = "kvittera.directory.coding_plan.changed.v1"

    dimensions: tuple[CodingDimension, ...]
    kinds: Mapping[str, Dimensions] = Field(default={})
    """Kind of expense → dimension → code that it is usually booked on."""
