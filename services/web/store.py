"""Web's tables: sessions, and what it keeps of people and units from directory's events."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import JSON, MetaData
from sqlalchemy.orm import registry
from sqlmodel import Field, Session, SQLModel, col, delete, select, update

from shared.contracts.directory import PersonChanged, UnitChanged
from shared.database import STRICT, UtcTime

metadata = MetaData()
PICKER_MAX = 500  # people to choose from in demo mode


class Row(SQLModel, registry=registry(metadata=metadata)):
    metadata = metadata
    __table_args__: Any = STRICT


class PersonRow(Row, table=True):
    __tablename__ = "person"

    id: UUID = Field(primary_key=True)
    name: str
    given_name: str
    language: str
    roles: list[str] = Field(sa_type=JSON)
    employments: list[str] = Field(sa_type=JSON)
    title: str
    unit_id: UUID | None = None
    changed_at: datetime = Field(sa_type=UtcTime)


class UnitRow(Row, table=True):
    __tablename__ = "unit"

    id: UUID = Field(primary_key=True)
    name: str
    parent_id: UUID | None = None
    manager_id: UUID | None = Field(default=None, index=True)
    fallback_approver_id: UUID | None = Field(default=None, index=True)
    changed_at: datetime = Field(sa_type=UtcTime)


class SessionRow(Row, table=True):
    __tablename__ = "session"

    token_hash: str = Field(primary_key=True)
    person_id: UUID = Field(index=True)
    created_at: datetime = Field(sa_type=UtcTime)
    last_seen_at: datetime = Field(sa_type=UtcTime)
    expires_at: datetime = Field(sa_type=UtcTime, index=True)
    revoked_at: datetime | None = Field(default=None, sa_type=UtcTime)


@dataclass(frozen=True)
class Person:
    """Whom somebody may be signed in as. `title` and `unit_name` are of the first employment; `manages`: attests for a unit."""

    id: UUID
    name: str
    given_name: str
    language: Literal["sv", "en"]
    roles: tuple[str, ...]
    employments: tuple[UUID, ...]
    title: str
    unit_name: str
    manages: bool


@dataclass(frozen=True)
class SignedIn:
    """A session that holds, and whose it is."""

    token_hash: str
    person: Person
    last_seen_at: datetime
    expires_at: datetime


def keep_person(session: Session, event: PersonChanged, _: datetime) -> None:
    """Keep the newest of what directory tells about a person."""
    known = session.get(PersonRow, event.person_id, with_for_update=True)
    if known and known.changed_at > event.occurred_at:
        return
    first = event.employments[0] if event.employments else None
    session.merge(
        PersonRow(
            id=event.person_id,
            name=event.name,
            given_name=event.given_name,
            language=event.language,
            roles=list(event.roles),
            employments=[str(employment.id) for employment in event.employments],
            title=first.title if first else "",
            unit_id=first.unit_id if first else None,
            changed_at=event.occurred_at,
        )
    )


def keep_unit(session: Session, event: UnitChanged, _: datetime) -> None:
    """Keep the newest of what directory tells about a unit."""
    known = session.get(UnitRow, event.unit_id, with_for_update=True)
    if known and known.changed_at > event.occurred_at:
        return
    session.merge(
        UnitRow(
            id=event.unit_id,
            name=event.name,
            parent_id=event.parent_id,
            manager_id=event.manager_id,
            fallback_approver_id=event.fallback_approver_id,
            changed_at=event.occurred_at,
        )
    )


def organisation(session: Session) -> str:
    """The name of the unit that has none above it; empty before directory has told."""
    tops = select(UnitRow.name).where(col(UnitRow.parent_id).is_(None)).order_by(col(UnitRow.name)).limit(1)
    return session.exec(tops).first() or ""


def people(session: Session) -> list[Person]:
    """The first people by name, to choose from."""
    rows = session.exec(select(PersonRow).order_by(col(PersonRow.name)).limit(PICKER_MAX)).all()
    units = {unit.id: unit for unit in session.exec(select(UnitRow))}
    attesting = {one for unit in units.values() for one in (unit.manager_id, unit.fallback_approver_id)}
    return [_person(row, units.get(row.unit_id) if row.unit_id else None, row.id in attesting) for row in rows]


def person(session: Session, person_id: UUID) -> Person | None:
    row = session.get(PersonRow, person_id)
    if row is None:
        return None
    unit = session.get(UnitRow, row.unit_id) if row.unit_id else None
    attests = (col(UnitRow.manager_id) == person_id) | (col(UnitRow.fallback_approver_id) == person_id)
    manages = session.exec(select(UnitRow.id).where(attests).limit(1)).first() is not None
    return _person(row, unit, manages)


def _person(row: PersonRow, unit: UnitRow | None, manages: bool) -> Person:
    return Person(
        row.id,
        row.name,
        row.given_name,
        "en" if row.language == "en" else "sv",
        tuple(row.roles),
        tuple(map(UUID, row.employments)),
        row.title,
        unit.name if unit else "",
        manages,
    )


def add_session(session: Session, token_hash: str, person_id: UUID, now: datetime, expires_at: datetime) -> None:
    session.add(
        SessionRow(token_hash=token_hash, person_id=person_id, created_at=now, last_seen_at=now, expires_at=expires_at)
    )


def signed_in(session: Session, token_hash: str, now: datetime) -> SignedIn | None:
    """The session, unless it has expired, was revoked, or its person is gone."""
    row = session.get(SessionRow, token_hash)
    if row is None or row.revoked_at or row.expires_at <= now:
        return None
    owner = person(session, row.person_id)
    return SignedIn(token_hash, owner, row.last_seen_at, row.expires_at) if owner else None


def prolong(session: Session, token_hash: str, now: datetime, expires_at: datetime) -> None:
    """Note that the session was used; one that is revoked stays so."""
    used = update(SessionRow).where(col(SessionRow.token_hash) == token_hash)
    session.exec(used.values(last_seen_at=now, expires_at=expires_at))


def revoke(session: Session, token_hashes: Sequence[str], now: datetime) -> None:
    ended = update(SessionRow).where(col(SessionRow.token_hash).in_(token_hashes), col(SessionRow.revoked_at).is_(None))
    session.exec(ended.values(revoked_at=now))


def forget_expired(session: Session, now: datetime) -> None:
    """Remove sessions that are over."""
    session.exec(delete(SessionRow).where(col(SessionRow.expires_at) <= now))
