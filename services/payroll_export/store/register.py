"""People, units and personal numbers."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, delete, select

from services.payroll_export.encryption import Cipher
from services.payroll_export.store.tables import EmploymentRow, PersonalNumberRow, PersonRow, UnitRow


def save_person(
    session: Session,
    person_id: UUID,
    name: str,
    roles: Sequence[str],
    employee_numbers: Mapping[UUID, str],
    told_at: datetime,
) -> None:
    """The person with their employments, unless something newer is known. `employee_numbers` is by employment."""
    known = session.get(PersonRow, person_id, with_for_update=True)
    if known and known.told_at >= told_at:
        return
    session.merge(PersonRow(id=person_id, name=name, roles=list(roles), told_at=told_at))
    session.exec(delete(EmploymentRow).where(col(EmploymentRow.person_id) == person_id))
    session.flush()
    for employment_id, number in employee_numbers.items():
        session.merge(EmploymentRow(id=employment_id, person_id=person_id, employee_number=number))
    session.flush()


def name_of(session: Session, person_id: UUID) -> str:
    """The person's name; their id where directory has not told it."""
    row = session.get(PersonRow, person_id)
    return row.name if row else str(person_id)


def person_of(session: Session, employment_id: UUID) -> UUID | None:
    """Whose employment it is; None where directory has not told of it."""
    row = session.get(EmploymentRow, employment_id)
    return row.person_id if row else None


def employees(session: Session) -> list[tuple[UUID, str, str]]:
    """Every employment, with its person's name and its number, by name."""
    query = select(EmploymentRow.id, PersonRow.name, EmploymentRow.employee_number).join(
        PersonRow, col(PersonRow.id) == col(EmploymentRow.person_id)
    )
    return [(one, name, number) for one, name, number in session.exec(query.order_by(col(PersonRow.name)))]


def payroll_staff(session: Session) -> tuple[UUID, ...]:
    """All who have the role payroll."""
    return tuple(row.id for row in session.exec(select(PersonRow)) if "payroll" in row.roles)


def save_unit(session: Session, unit_id: UUID, name: str, cost_centre: str, told_at: datetime) -> None:
    """The unit, unless something newer is known."""
    known = session.get(UnitRow, unit_id, with_for_update=True)
    if known and known.told_at >= told_at:
        return
    session.merge(UnitRow(id=unit_id, name=name, cost_centre=cost_centre, told_at=told_at))
    session.flush()


def cost_centre_names(session: Session) -> tuple[tuple[str, str], ...]:
    """Cost centre and its unit's name; of several units that share one, the first by name."""
    names = dict(session.exec(select(UnitRow.cost_centre, UnitRow.name).order_by(col(UnitRow.name).desc())).all())
    return tuple(sorted(names.items()))


def save_personal_number(
    session: Session, employee_number: str, personal_number: str, cipher: Cipher, by: UUID, now: datetime
) -> None:
    """Keep it, encrypted."""
    hidden = cipher.hide(personal_number.encode(), _place(employee_number))
    session.merge(PersonalNumberRow(employee_number=employee_number, hidden=hidden, changed_at=now, changed_by=by))
    session.flush()


def forget_personal_number(session: Session, employee_number: str) -> None:
    session.exec(delete(PersonalNumberRow).where(col(PersonalNumberRow.employee_number) == employee_number))


def personal_numbers(session: Session, cipher: Cipher) -> Mapping[str, str]:
    """Employee number → personal number, of all that are kept."""
    rows = session.exec(select(PersonalNumberRow.employee_number, PersonalNumberRow.hidden))
    return {number: cipher.show(hidden, _place(number)).decode() for number, hidden in rows}


def _place(employee_number: str) -> str:
    return f"personal_number {employee_number}"
