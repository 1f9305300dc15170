"""Organisations and claims, as a test needs them."""

import datetime as dt
from collections.abc import Sequence
from typing import Any, Literal
from uuid import UUID

from services.approvals.domain.approver import Organisation, Unit
from shared.contracts.claims import ClaimDocument, ClaimLine, ClaimSubmitted
from shared.contracts.directory import Employment, PersonChanged, UnitChanged
from shared.contracts.values import Finding, TextValue
from shared.ids import derived_id, new_id

AT = dt.datetime(2026, 10, 13, 14, 20, tzinfo=dt.UTC)
ROOT = UUID("01900000-0000-7000-8000-000000000000")


def an_id(name: str) -> UUID:
    """The same id for the same name."""
    return derived_id(ROOT, name)


def an_organisation(units: Sequence[tuple[str, str | None, str | None]], people: dict[str, list[str]]) -> Organisation:
    """Units as (name, above, manager); people as name → units that they are employed in."""
    return Organisation(
        {
            an_id(name): Unit(an_id(name), an_id(above) if above else None, an_id(manager) if manager else None)
            for name, above, manager in units
        },
        {an_id(name): tuple(map(an_id, employed_in)) for name, employed_in in people.items()},
    )


def unit_changed(name: str, above: str | None, manager: str | None, at: dt.datetime = AT) -> UnitChanged:
    return UnitChanged(
        id=new_id(),
        occurred_at=at,
        unit_id=an_id(name),
        name=name,
        parent_id=an_id(above) if above else None,
        manager_id=an_id(manager) if manager else None,
        cost_centre="4120",
    )


def person_changed(name: str, *units: str, at: dt.datetime = AT) -> PersonChanged:
    """A person with one employment in each of those units."""
    employments = tuple(
        Employment(
            id=an_id(f"{name} in {unit}"),
            employee_number=f"{name}-{unit}",
            title="Undersköterska",
            unit_id=an_id(unit),
            home="Skallberget",
            workplace=unit,
            coding={"1": "4120"},
        )
        for unit in units
    )
    return PersonChanged(
        id=new_id(), occurred_at=at, person_id=an_id(name), name=name, given_name=name, employments=employments
    )


def a_line(name: str, amount_ore: int = 37_500) -> ClaimLine:
    return ClaimLine(
        id=an_id(name),
        type="parking",
        date=dt.date(2026, 10, 8),
        title=TextValue(id="line.parking"),
        amount_ore=amount_ore,
        tax_free_ore=amount_ore,
        taxable_ore=0,
        dimensions={"1": "4120"},
    )


def a_warning(check: str = "distance-longer") -> Finding:
    return Finding(check=check, level="warn", text=TextValue(id=f"check.{check}", parameters={"percent": 310}))


def a_claim(
    name: str,
    person: str = "Omar",
    unit: str = "Norra",
    version: int = 1,
    lines: tuple[ClaimLine, ...] = (),
    findings: tuple[Finding, ...] = (),
    kind: Literal["expense", "trip", "drives"] = "drives",
    submitted_at: dt.datetime = AT,
    **more: Any,
) -> ClaimDocument:
    lines = lines or (a_line(f"{name}/1"),)
    return ClaimDocument(
        claim_id=an_id(name),
        number=f"K-2026-{name}",
        version=version,
        kind=kind,
        title="Körningar v. 41",
        person_id=an_id(person),
        person_name=person,
        employment_id=an_id(f"{person} in {unit}"),
        employee_number=f"{person}-{unit}",
        unit_id=an_id(unit),
        unit_name=unit,
        trip=None,
        lines=lines,
        findings=findings,
        checks_passed=(),
        total_ore=sum(line.amount_ore for line in lines),
        rules_version="2026-1",
        submitted_at=submitted_at,
        **more,
    )


def submitted(claim: ClaimDocument) -> ClaimSubmitted:
    return ClaimSubmitted(id=new_id(), occurred_at=claim.submitted_at, actor_id=claim.person_id, claim=claim)
