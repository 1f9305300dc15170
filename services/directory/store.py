"""Directory's tables, and how people, units and the coding plan are loaded and saved."""

import datetime as dt
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import TypeAdapter
from sqlalchemy import JSON, MetaData
from sqlalchemy.orm import registry
from sqlmodel import Field, Session, SQLModel, col, delete, select

from services.directory.domain.coding_plan import Code, CodingPlan, Dimension
from services.directory.domain.organisation import Card, Employment, Person, Unit
from shared.database import STRICT, UtcTime

metadata = MetaData()
CARDS = TypeAdapter(tuple[Card, ...])


class Row(SQLModel, registry=registry(metadata=metadata)):
    metadata = metadata
    __table_args__: Any = STRICT


class UnitRow(Row, table=True):
    __tablename__ = "unit"

    id: UUID = Field(primary_key=True)
    name: str
    parent_id: UUID | None = None
    manager_id: UUID | None = None
    fallback_approver_id: UUID | None = None
    cost_centre: str
    changed_at: datetime = Field(sa_type=UtcTime)


class PersonRow(Row, table=True):
    __tablename__ = "person"

    id: UUID = Field(primary_key=True)
    name: str
    given_name: str
    language: str
    roles: list[str] = Field(sa_type=JSON)
    cards: list[dict[str, str]] = Field(default=[], sa_type=JSON)
    changed_at: datetime = Field(sa_type=UtcTime)


class EmploymentRow(Row, table=True):
    __tablename__ = "employment"

    id: UUID = Field(primary_key=True)
    person_id: UUID = Field(foreign_key="person.id", index=True)
    place: int
    employee_number: str = Field(unique=True)
    title: str
    unit_id: UUID = Field(foreign_key="unit.id")
    agreement: str | None = None
    home: str
    workplace: str
    vehicle: str
    coding: dict[str, str] = Field(sa_type=JSON)


class DimensionRow(Row, table=True):
    __tablename__ = "dimension"

    number: str = Field(primary_key=True)
    place: int
    name: str


class CodeRow(Row, table=True):
    __tablename__ = "code"

    dimension: str = Field(primary_key=True)
    code: str = Field(primary_key=True)
    place: int
    name: str
    closed_from: str | None = None
    """ISO date."""


class KindCodingRow(Row, table=True):
    """What a kind of expense is usually booked on."""

    __tablename__ = "kind_coding"

    kind: str = Field(primary_key=True)
    coding: dict[str, str] = Field(sa_type=JSON)


class AgreementsRow(Row, table=True):
    """The agreements that there are, as claims last told; one row."""

    __tablename__ = "agreements"

    id: int = Field(primary_key=True)
    agreements: list[str] = Field(sa_type=JSON)
    told_at: datetime = Field(sa_type=UtcTime)


def units(session: Session) -> list[Unit]:
    """All units, by name."""
    return [_unit(row) for row in session.exec(select(UnitRow).order_by(col(UnitRow.name)))]


def unit(session: Session, unit_id: UUID) -> Unit | None:
    row = session.get(UnitRow, unit_id)
    return _unit(row) if row else None


def _unit(row: UnitRow) -> Unit:
    return Unit(row.id, row.name, row.parent_id, row.manager_id, row.cost_centre, row.fallback_approver_id)


def save_unit(session: Session, saved: Unit, now: datetime) -> None:
    session.merge(UnitRow(**vars(saved), changed_at=now))
    session.flush()


def employee_numbers(session: Session) -> dict[str, UUID]:
    """Employee number → person, of all employments."""
    return dict(session.exec(select(EmploymentRow.employee_number, EmploymentRow.person_id)).all())


def person(session: Session, person_id: UUID) -> Person | None:
    row = session.get(PersonRow, person_id)
    return _person(session, row) if row else None


def people(session: Session) -> list[Person]:
    """All people, by name."""
    return [_person(session, row) for row in session.exec(select(PersonRow).order_by(col(PersonRow.name)))]


def _person(session: Session, row: PersonRow) -> Person:
    employments = session.exec(
        select(EmploymentRow).where(EmploymentRow.person_id == row.id).order_by(col(EmploymentRow.place))
    )
    return Person(
        row.id,
        row.name,
        row.given_name,
        row.language,
        tuple(row.roles),
        tuple(
            Employment(
                one.id,
                one.employee_number,
                one.title,
                one.unit_id,
                one.agreement,
                one.home,
                one.workplace,
                one.vehicle,
                one.coding,
            )
            for one in employments
        ),
        CARDS.validate_python(row.cards),
    )


def save_person(session: Session, saved: Person, now: datetime) -> None:
    """Replace the person and their employments."""
    session.merge(
        PersonRow(
            id=saved.id,
            name=saved.name,
            given_name=saved.given_name,
            language=saved.language,
            roles=list(saved.roles),
            cards=CARDS.dump_python(saved.cards, mode="json"),
            changed_at=now,
        )
    )
    session.flush()
    session.exec(delete(EmploymentRow).where(col(EmploymentRow.person_id) == saved.id))
    for place, one in enumerate(saved.employments):
        session.add(
            EmploymentRow(
                id=one.id,
                person_id=saved.id,
                place=place,
                employee_number=one.employee_number,
                title=one.title,
                unit_id=one.unit_id,
                agreement=one.agreement,
                home=one.home,
                workplace=one.workplace,
                vehicle=one.vehicle,
                coding=dict(one.coding),
            )
        )
    session.flush()


def coding_plan(session: Session) -> CodingPlan:
    """The dimensions with their codes, in the order they were given, and what kinds are booked on."""
    codes: dict[str, list[Code]] = {}
    for row in session.exec(select(CodeRow).order_by(col(CodeRow.place))):
        codes.setdefault(row.dimension, []).append(_code(row))
    dimensions = session.exec(select(DimensionRow).order_by(col(DimensionRow.place)))
    kinds = {row.kind: row.coding for row in session.exec(select(KindCodingRow).order_by(col(KindCodingRow.kind)))}
    return CodingPlan(
        tuple(Dimension(row.number, row.name, tuple(codes.get(row.number, ()))) for row in dimensions), kinds
    )


def _code(row: CodeRow) -> Code:
    return Code(row.code, row.name, dt.date.fromisoformat(row.closed_from) if row.closed_from else None)


def save_coding_plan(session: Session, plan: CodingPlan) -> None:
    """Replace the plan."""
    session.exec(delete(CodeRow))
    session.exec(delete(DimensionRow))
    session.exec(delete(KindCodingRow))
    session.add_all(KindCodingRow(kind=kind, coding=dict(coding)) for kind, coding in plan.kinds.items())
    for place, dimension in enumerate(plan.dimensions):
        session.add(DimensionRow(number=dimension.number, place=place, name=dimension.name))
        session.add_all(
            CodeRow(
                dimension=dimension.number,
                code=one.code,
                place=at,
                name=one.name,
                closed_from=one.closed_from.isoformat() if one.closed_from else None,
            )
            for at, one in enumerate(dimension.codes)
        )
    session.flush()


def agreements(session: Session) -> frozenset[str] | None:
    """Which there are; None before claims has told."""
    row = session.get(AgreementsRow, 1)
    return frozenset(row.agreements) if row else None


def save_agreements(session: Session, told: Sequence[str], told_at: datetime) -> None:
    """Unless something newer is kept."""
    known = session.get(AgreementsRow, 1, with_for_update=True)
    if known is None or known.told_at < told_at:
        session.merge(AgreementsRow(id=1, agreements=list(told), told_at=told_at))
        session.flush()
