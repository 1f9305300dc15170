"""Events as approvals and directory tell payroll_export; each test says only what matters to it."""

import datetime as dt
from typing import Any
from uuid import UUID

from shared.clock import now
from shared.contracts.approvals import ClaimApproved, ClaimAssigned, ClaimReturned, Remark
from shared.contracts.claims import ClaimDocument, ClaimLine
from shared.contracts.directory import Employment, PersonChanged, UnitChanged
from shared.contracts.values import TextValue, VatRow
from shared.ids import new_id

UNIT = new_id()
EVA = new_id()
"""The manager who approves."""


def a_person(person_id: UUID, name: str, *roles: str, numbers: dict[UUID, str] | None = None) -> PersonChanged:
    employments = [
        Employment(
            id=employment_id,
            employee_number=number,
            title="Undersköterska",
            unit_id=UNIT,
            home="Skallberget",
            workplace="Norra",
            coding={"1": "4120"},
        )
        for employment_id, number in (numbers or {}).items()
    ]
    return PersonChanged.model_validate(
        {
            "id": new_id(),
            "occurred_at": now(),
            "person_id": person_id,
            "name": name,
            "given_name": name.split()[0],
            "roles": roles,
            "employments": [employment.model_dump() for employment in employments],
        }
    )


def a_unit(name: str = "Hemtjänsten Norra", cost_centre: str = "4120") -> UnitChanged:
    return UnitChanged(
        id=new_id(), occurred_at=now(), unit_id=UNIT, name=name, parent_id=None, manager_id=EVA, cost_centre=cost_centre
    )


def a_line(type_: str = "taxi", amount_ore: int = 21200, **changes: Any) -> ClaimLine:
    line = ClaimLine(
        id=new_id(),
        type=type_,
        date=dt.date(2026, 10, 8),
        title=TextValue(id="rule.benefit_meal"),
        amount_ore=amount_ore,
        tax_free_ore=amount_ore,
        taxable_ore=0,
        dimensions={"1": "4120"},
    )
    return line.model_copy(update=changes)


def lines_of_a_trip() -> tuple[ClaimLine, ...]:
    """A receipt with VAT, a drive, a day's per diem, a free lunch, and a day of which nothing is left: 1,010.00 kr in four lines."""
    return (
        a_line("taxi", 40000, vat=(VatRow(rate=6, net_ore=37736, vat_ore=2264),)),
        a_line("mileage_own_car", 31000, quantity="12.4", unit_price_ore=2500),
        a_line("per_diem_domestic_full", 30000, quantity="1", unit_price_ore=30000),
        a_line("meal_benefit_lunch", 0, quantity="1"),
        a_line("per_diem_domestic_half", 0, quantity="1", unit_price_ore=0),
    )


def a_claim(*lines: ClaimLine, **changes: Any) -> ClaimDocument:
    given = lines or lines_of_a_trip()
    claim_id = new_id()
    document = ClaimDocument(
        claim_id=claim_id,
        number=f"K-2026-{claim_id.hex[-6:]}",
        version=1,
        kind="trip",
        title="Göteborg",
        person_id=new_id(),
        person_name="Maria Lindqvist",
        employment_id=new_id(),
        employee_number="10417",
        unit_id=UNIT,
        unit_name="Hemtjänsten Norra",
        trip=None,
        lines=given,
        findings=(),
        checks_passed=(),
        total_ore=sum(line.amount_ore for line in given),
        rules_version="2026-01",
        submitted_at=now(),
    )
    return document.model_copy(update=changes)


def assigned(claim: ClaimDocument, approver_id: UUID | None = EVA, name: str | None = "Eva Sandberg") -> ClaimAssigned:
    return ClaimAssigned(
        id=new_id(),
        occurred_at=now(),
        claim_id=claim.claim_id,
        version=claim.version,
        number=claim.number,
        person_id=claim.person_id,
        person_name=claim.person_name,
        unit_name=claim.unit_name,
        total_ore=claim.total_ore,
        approver_id=approver_id,
        approver_name=name,
        receipt_ids=(),
    )


def approved(claim: ClaimDocument, approver_id: UUID = EVA) -> ClaimApproved:
    return ClaimApproved(
        id=new_id(), occurred_at=now(), claim=claim, approver_id=approver_id, approver_name="Eva Sandberg"
    )


def returned(claim: ClaimDocument) -> ClaimReturned:
    return ClaimReturned(
        id=new_id(),
        occurred_at=now(),
        claim_id=claim.claim_id,
        version=claim.version,
        remark=Remark(reason="receipt"),
        approver_id=EVA,
        approver_name="Eva Sandberg",
    )
