"""What other services tell, kept: receipts from receipts; people, employments and units from directory."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from pydantic import TypeAdapter
from sqlalchemy import bindparam, update
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from services.claims.domain.employment import Employment
from services.claims.domain.receipt import Fields, Likeness, Receipt
from services.claims.store.tables import EmploymentRow, PersonRow, ReceiptRow, UnitRow

FIELDS = TypeAdapter(Fields)
UNIT_LEVELS_MAX = 20
"""Units above one another; more is a circle."""


def receipts(session: Session, receipt_ids: Collection[UUID], owner: UUID) -> dict[UUID, Receipt]:
    """Those that are known, and the owner's own."""
    if not receipt_ids:
        return {}
    query = select(ReceiptRow).where(col(ReceiptRow.id).in_(receipt_ids), ReceiptRow.person_id == owner)
    return {row.id: _receipt(row) for row in session.exec(query)}


def receipt(session: Session, receipt_id: UUID) -> Receipt | None:
    row = session.get(ReceiptRow, receipt_id)
    return _receipt(row) if row else None


def receipt_to_change(session: Session, receipt_id: UUID) -> Receipt | None:
    row = session.get(ReceiptRow, receipt_id, with_for_update=True)
    return _receipt(row) if row else None


def save_receipt(session: Session, saved: Receipt) -> None:
    session.merge(
        ReceiptRow(
            id=saved.id,
            person_id=saved.person_id,
            version=saved.version,
            state=saved.state,
            date=saved.fields.date.isoformat() if saved.fields.date else None,
            total=saved.fields.total,
            fields=FIELDS.dump_python(saved.fields, mode="json"),
            read=FIELDS.dump_python(saved.read, mode="json") if saved.read else None,
            sure=dict(saved.sure),
            corrected=list(saved.corrected),
            usual_coding=dict(saved.usual_coding),
            likeness_told_at=saved.likeness.told_at,
            duplicate_of=saved.likeness.duplicate_of,
            look_alikes=saved.likeness.look_alikes,
        )
    )
    session.flush()


def _receipt(row: ReceiptRow) -> Receipt:
    return Receipt(
        row.id,
        row.person_id,
        row.version,
        row.state,  # type: ignore[arg-type]  # written from the same type
        FIELDS.validate_python(row.fields),
        FIELDS.validate_python(row.read) if row.read else None,
        row.sure,
        tuple(row.corrected),
        Likeness(row.likeness_told_at, row.duplicate_of, row.look_alikes),
        row.usual_coding,
    )


def employment(session: Session, employment_id: UUID) -> Employment | None:
    found = session.execute(OF_EMPLOYMENT, {"id": employment_id}).first()
    return _employment(session, *found) if found else None


def employments_of(session: Session, person_id: UUID) -> list[Employment]:
    """A person's employments that have not ended, in directory's order."""
    return [_employment(session, *found) for found in session.execute(OF_PERSON, {"id": person_id})]


def agreements_followed(session: Session) -> list[str]:
    """The agreement of every present employment that has one."""
    followed = select(EmploymentRow.agreement).where(
        col(EmploymentRow.agreement).is_not(None), col(EmploymentRow.ended_at).is_(None)
    )
    return [agreement for agreement in session.exec(followed) if agreement]


_manager = aliased(PersonRow)
_employments = (
    select(EmploymentRow, PersonRow.name, UnitRow, _manager.name)
    .join(PersonRow, col(PersonRow.id) == EmploymentRow.person_id)
    .join(UnitRow, col(UnitRow.id) == EmploymentRow.unit_id, isouter=True)
    .join(_manager, _manager.id == UnitRow.manager_id, isouter=True)  # type: ignore[arg-type]
    .order_by(col(EmploymentRow.place))
)
OF_EMPLOYMENT = _employments.where(col(EmploymentRow.id) == bindparam("id"))
OF_PERSON = _employments.where(col(EmploymentRow.person_id) == bindparam("id"), col(EmploymentRow.ended_at).is_(None))
"""Made once: every request asks one of them."""


def _employment(
    session: Session, row: EmploymentRow, person_name: str, unit: UnitRow | None, manager_name: str | None
) -> Employment:
    if unit is not None and (manager_name is None or unit.manager_id == row.person_id):
        manager_name = _approver_above(session, unit, row.person_id)
    return Employment(
        id=row.id,
        person_id=row.person_id,
        person_name=person_name,
        employee_number=row.employee_number,
        title=row.title,
        unit_id=row.unit_id,
        unit_name=unit.name if unit else "",
        agreement=row.agreement,
        home=row.home,
        workplace=row.workplace,
        vehicle=row.vehicle,
        coding=row.coding,
        has_ended=row.ended_at is not None,
        likely_approver=manager_name,
    )


def _approver_above(session: Session, unit: UnitRow, person_id: UUID) -> str | None:
    """Name of the nearest manager above who is somebody else; where there is none, of whoever is named to attest instead."""
    units = [unit]
    while len(units) < UNIT_LEVELS_MAX and (parent_id := units[-1].parent_id):
        above = session.get(UnitRow, parent_id)
        if above is None:
            break
        units.append(above)
    named = (*(one.manager_id for one in units), *(one.fallback_approver_id for one in units))
    names = (person_name(session, one) for one in named if one and one != person_id)
    return next((name for name in names if name), None)


def administrators(session: Session) -> list[str]:
    """Names of those who look after the organisation."""
    people = session.exec(select(PersonRow.name, PersonRow.roles).order_by(PersonRow.name))
    return [name for name, roles in people if "administrator" in roles]


def person_name(session: Session, person_id: UUID) -> str | None:
    row = session.get(PersonRow, person_id)
    return row.name if row else None


def given_name(session: Session, person_id: UUID) -> str | None:
    row = session.get(PersonRow, person_id)
    return row.given_name if row else None


def employers_cards(session: Session, person_id: UUID) -> frozenset[str]:
    """Last four digits of those of the person's cards whose bill the employer pays."""
    row = session.get(PersonRow, person_id)
    return frozenset(last4 for last4, paid_by in row.cards.items() if paid_by == "employer") if row else frozenset()


def person_told_at(session: Session, person_id: UUID) -> dt.datetime | None:
    """When directory said what is kept."""
    row = session.get(PersonRow, person_id, with_for_update=True)
    return row.told_at if row else None


def save_person(
    session: Session,
    person_id: UUID,
    columns: Mapping[str, Any],
    employments: Sequence[Mapping[str, Any]],
    told_at: dt.datetime,
) -> None:
    """`columns` of the person; `employments`: those of each. An employment that is not among them has ended."""
    session.merge(PersonRow(id=person_id, **columns, told_at=told_at))
    session.execute(
        update(EmploymentRow)
        .where(col(EmploymentRow.person_id) == person_id, col(EmploymentRow.ended_at).is_(None))
        .values(ended_at=told_at)
    )
    session.expire_all()
    for place, columns in enumerate(employments):
        session.merge(EmploymentRow(**columns, person_id=person_id, place=place, ended_at=None))
    session.flush()


def unit_told_at(session: Session, unit_id: UUID) -> dt.datetime | None:
    row = session.get(UnitRow, unit_id, with_for_update=True)
    return row.told_at if row else None


def save_unit(session: Session, unit_id: UUID, columns: Mapping[str, Any], told_at: dt.datetime) -> None:
    session.merge(UnitRow(id=unit_id, **columns, told_at=told_at))
    session.flush()
