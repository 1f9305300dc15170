"""An employment (*anställning*) as claims knows it from what directory tells: whom a claim belongs to, and what it is booked on."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from shared.refusal import Refusal


@dataclass(frozen=True)
class Employment:
    """`coding`: cost coding, SIE dimension number → code. `agreement`: the rate pack on top of the state's."""

    id: UUID
    person_id: UUID
    person_name: str
    employee_number: str
    title: str
    unit_id: UUID
    unit_name: str
    agreement: str | None
    home: str
    workplace: str
    vehicle: str
    coding: Mapping[str, str]
    has_ended: bool
    likely_approver: str | None
    """Name of who manages the unit, or the next above where that is the person or nobody; else of whoever is named to attest instead.
    Approvals has the last word."""


def refuse_opening(employment: Employment | None, person_id: UUID) -> Refusal | None:
    """A claim is opened on a present employment of one's own."""
    if employment is None or employment.has_ended or employment.person_id != person_id:
        return Refusal("unknown-employment", field="employment_id")
    return None
