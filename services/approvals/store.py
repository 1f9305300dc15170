"""Approvals' tables, and how cases, decisions, people and units are loaded and saved."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from sqlalchemy import JSON, BigInteger, Index, MetaData, text
from sqlalchemy.orm import registry
from sqlmodel import Field, Session, SQLModel, col, select

from services.approvals.domain.approver import Organisation, Unit
from services.approvals.domain.case import Case, CaseState, Decider, Decision, DecisionKind, DecisionState, Wish
from services.approvals.domain.deviations import Found, deviations_of
from shared.contracts.claims import ClaimDocument
from shared.contracts.directory import PersonChanged, UnitChanged
from shared.database import STRICT, UtcTime
from shared.text import Text

metadata = MetaData()
COUNTS = text("state <> 'undone'")
DUE_MAX = 200  # decisions that take effect in one transaction


class Row(SQLModel, registry=registry(metadata=metadata)):
    metadata = metadata
    __table_args__: Any = STRICT


class PersonRow(Row, table=True):
    __tablename__ = "person"

    id: UUID = Field(primary_key=True)
    name: str
    unit_ids: list[str] = Field(sa_type=JSON)
    changed_at: datetime = Field(sa_type=UtcTime)


class UnitRow(Row, table=True):
    __tablename__ = "unit"

    id: UUID = Field(primary_key=True)
    parent_id: UUID | None = None
    manager_id: UUID | None = Field(default=None, index=True)
    fallback_approver_id: UUID | None = None
    changed_at: datetime = Field(sa_type=UtcTime)


class CaseRow(Row, table=True):
    """What lists show stands in columns; the claim itself, whole, in `document` (and the version before it)."""

    __tablename__ = "case"
    __table_args__: Any = (Index("case_inbox", "approver_id", "state"), STRICT)

    claim_id: UUID = Field(primary_key=True)
    version: int
    number: str
    kind: str
    title: str
    person_id: UUID
    person_name: str
    employment_id: UUID = Field(index=True)
    unit_id: UUID
    unit_name: str
    total_ore: int = Field(sa_type=BigInteger)
    submitted_at: datetime = Field(sa_type=UtcTime)
    deviations: int
    first_deviation: str | None = None
    first_deviation_parameters: dict[str, str | int | None] = Field(sa_type=JSON)
    line_ids: list[str] = Field(sa_type=JSON)
    document: str
    previous_document: str | None = None
    state: str = Field(index=True)
    approver_id: UUID | None = None


class DecisionRow(Row, table=True):
    """`person_id` and `person_name` are of who decided; `claimant_name` and `total_ore` of the claim as it was then."""

    __tablename__ = "decision"
    __table_args__: Any = (
        Index("decision_once", "claim_id", "version", unique=True, sqlite_where=COUNTS, postgresql_where=COUNTS),
        Index("decision_due", "state", "takes_effect_at"),
        STRICT,
    )

    id: UUID = Field(primary_key=True)
    claim_id: UUID = Field(foreign_key="case.claim_id", index=True)
    version: int
    kind: str
    reason: str | None = None
    line_id: UUID | None = None
    field: str | None = None
    words: str
    person_id: UUID = Field(index=True)
    person_name: str
    claimant_name: str
    total_ore: int = Field(sa_type=BigInteger)
    decided_at: datetime = Field(sa_type=UtcTime)
    takes_effect_at: datetime = Field(sa_type=UtcTime)
    state: str


def save_person(session: Session, event: PersonChanged) -> bool:
    """Keep the newest of what directory tells; whether anything changed that decides who decides."""
    known = session.get(PersonRow, event.person_id, with_for_update=True)
    if known and known.changed_at > event.occurred_at:
        return False
    unit_ids = [str(employment.unit_id) for employment in event.employments]
    row = PersonRow(id=event.person_id, name=event.name, unit_ids=unit_ids, changed_at=event.occurred_at)
    changed = known is None or known.unit_ids != unit_ids
    session.merge(row)
    session.flush()
    return changed


def save_unit(session: Session, event: UnitChanged) -> bool:
    """Keep the newest of what directory tells; whether anything changed that decides who decides."""
    known = session.get(UnitRow, event.unit_id, with_for_update=True)
    if known and known.changed_at > event.occurred_at:
        return False
    unit = Unit(event.unit_id, event.parent_id, event.manager_id, event.fallback_approver_id)
    changed = known is None or _unit(known) != unit
    session.merge(UnitRow(**vars(unit), changed_at=event.occurred_at))
    session.flush()
    return changed


def knows(session: Session, person_id: UUID, unit_id: UUID) -> bool:
    """Whether directory has told of both."""
    return session.get(PersonRow, person_id) is not None and session.get(UnitRow, unit_id) is not None


def person_name(session: Session, person_id: UUID | None) -> str | None:
    row = session.get(PersonRow, person_id) if person_id else None
    return row.name if row else None


def organisation(session: Session) -> Organisation:
    """All units, and the people who may decide in one."""
    units = [_unit(row) for row in session.exec(select(UnitRow))]
    people = session.exec(select(PersonRow.id, PersonRow.unit_ids).where(col(PersonRow.id).in_(_named(units))))
    return Organisation(
        {unit.id: unit for unit in units},
        {person_id: tuple(map(UUID, unit_ids)) for person_id, unit_ids in people},
    )


def _unit(row: UnitRow) -> Unit:
    return Unit(row.id, row.parent_id, row.manager_id, row.fallback_approver_id)


def _named(units: Iterable[Unit]) -> set[UUID]:
    """Everybody who decides in one of them, or may where no manager does."""
    return {one for unit in units for one in (unit.manager_id, unit.fallback_approver_id) if one}


def organisation_around(session: Session, unit_id: UUID) -> Organisation:
    """As much of the organisation as tells who decides on a claim of that unit: few rows, however many units there are."""
    units: dict[UUID, Unit] = {}

    def climb(start: UUID | None) -> None:
        while start and start not in units and (row := session.get(UnitRow, start)):
            units[row.id] = _unit(row)
            start = row.parent_id

    climb(unit_id)
    named = _named(units.values())
    employed_in = {
        person_id: tuple(map(UUID, unit_ids))
        for person_id, unit_ids in session.exec(
            select(PersonRow.id, PersonRow.unit_ids).where(col(PersonRow.id).in_(named))
        )
    }
    managed = session.exec(select(UnitRow.id).where(col(UnitRow.manager_id).in_(named))).all()
    for start in (*managed, *(unit for units_of_one in employed_in.values() for unit in units_of_one)):
        climb(start)
    return Organisation(units, employed_in)


def case_row(session: Session, claim_id: UUID, lock: bool = False) -> CaseRow | None:
    """`lock`: keep others from deciding meanwhile, until this transaction is over."""
    return session.get(CaseRow, claim_id, with_for_update=True if lock else None)


def to_case(row: CaseRow) -> Case:
    return Case(
        row.claim_id,
        row.version,
        row.person_id,
        cast(CaseState, row.state),
        row.approver_id,
        frozenset(map(UUID, row.line_ids)),
    )


def save_submission(session: Session, claim: ClaimDocument, known: CaseRow | None, approver_id: UUID | None) -> CaseRow:
    """Open the case, or open it again with a newer version of the claim."""
    deviations = deviations_of(
        Found(one.check, one.level, Text(one.text.id, one.text.parameters)) for one in claim.findings
    )
    row = CaseRow(
        claim_id=claim.claim_id,
        version=claim.version,
        number=claim.number,
        kind=claim.kind,
        title=claim.title,
        person_id=claim.person_id,
        person_name=claim.person_name,
        employment_id=claim.employment_id,
        unit_id=claim.unit_id,
        unit_name=claim.unit_name,
        total_ore=claim.total_ore,
        submitted_at=claim.submitted_at,
        deviations=len(deviations),
        first_deviation=deviations[0].id if deviations else None,
        first_deviation_parameters=dict(deviations[0].parameters) if deviations else {},
        line_ids=[str(line.id) for line in claim.lines],
        document=claim.model_dump_json(),
        previous_document=known.document if known else None,
        state="open",
        approver_id=approver_id,
    )
    saved = session.merge(row)
    session.flush()
    return saved


def open_cases(session: Session) -> Sequence[CaseRow]:
    """All cases that wait for a decision, locked."""
    rows = select(CaseRow).where(CaseRow.state == "open").order_by(col(CaseRow.claim_id)).with_for_update()
    return session.exec(rows.execution_options(populate_existing=True)).all()


def standing_decision(session: Session, claim_id: UUID, version: int) -> Decision | None:
    """The decision that counts for that version: pending or effective."""
    rows = select(DecisionRow).where(
        DecisionRow.claim_id == claim_id, DecisionRow.version == version, DecisionRow.state != "undone"
    )
    row = session.exec(rows).first()
    return to_decision(row) if row else None


def to_decision(row: DecisionRow) -> Decision:
    wish = Wish(row.version, cast(DecisionKind, row.kind), row.reason, row.line_id, row.field, row.words)
    by = Decider(row.person_id, row.person_name)
    return Decision(row.id, row.claim_id, wish, by, row.decided_at, row.takes_effect_at, cast(DecisionState, row.state))


def add_decision(session: Session, case: CaseRow, saved: Decision) -> DecisionRow:
    row = DecisionRow(
        id=saved.id,
        claim_id=saved.claim_id,
        version=saved.wish.version,
        kind=saved.wish.kind,
        reason=saved.wish.reason,
        line_id=saved.wish.line_id,
        field=saved.wish.field,
        words=saved.wish.words,
        person_id=saved.by.id,
        person_name=saved.by.name,
        claimant_name=case.person_name,
        total_ore=case.total_ore,
        decided_at=saved.decided_at,
        takes_effect_at=saved.takes_effect_at,
        state=saved.state,
    )
    session.add(row)
    session.flush()
    return row


def due_decisions(session: Session, now: datetime) -> list[tuple[UUID, UUID]]:
    """Decision and claim, of those whose undo time is over, oldest first."""
    due = select(DecisionRow.id, DecisionRow.claim_id).where(
        DecisionRow.state == "pending", DecisionRow.takes_effect_at <= now
    )
    return [(one, claim) for one, claim in session.exec(due.order_by(col(DecisionRow.takes_effect_at)).limit(DUE_MAX))]
