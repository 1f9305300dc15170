"""Claims and their lines, loaded and saved."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field, TypeAdapter
from sqlalchemy import func, insert, update
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, or_, select

from services.claims.domain.claim import Approver, Claim, Remark
from services.claims.domain.draft import DriveLine, ExpenseLine, Line, TripPlan
from services.claims.domain.long_stay import OtherTrip
from services.claims.domain.trip import Assignment
from services.claims.store.tables import ClaimRow, LineRow, NumberRow, ReceiptRow, table_of

CLAIMS, RECEIPTS = table_of(ClaimRow), table_of(ReceiptRow)
LINES = table_of(LineRow)
"""Read and written without the machinery of mapped objects: twice as fast."""
TYPED = (LINES.c.id, LINES.c.version, LINES.c.content)
LINE = TypeAdapter[Line](Annotated[ExpenseLine | DriveLine, Field(discriminator="kind")])
TRIP = TypeAdapter(TripPlan)
ASSIGNMENT = TypeAdapter(Assignment | None)
APPROVER = TypeAdapter(Approver)
REMARK = TypeAdapter(Remark)


@dataclass(frozen=True)
class Summary:
    """What a list shows of a claim."""

    title: str
    total_ore: int
    first_date: dt.date | None
    last_date: dt.date | None
    receipt_ids: tuple[UUID, ...]
    pay_ore: int | None = None
    """None: all of the total."""


@dataclass(frozen=True)
class StoredClaim:
    """A claim with what its row holds beside its life. `summary` is that of the latest submission."""

    claim: Claim
    trip: TripPlan | None
    trip_version: int
    updated_at: dt.datetime
    summary: Summary | None = None
    is_removed: bool = False


@dataclass(frozen=True)
class StoredLine:
    """A line as typed; a removed one keeps its id and version."""

    line: Line
    claim_id: UUID
    is_removed: bool = False


@dataclass(frozen=True)
class LineElsewhere:
    """A typed line of another claim."""

    number: str | None
    line: ExpenseLine


SUMMARY = TypeAdapter(Summary)


def claim(session: Session, claim_id: UUID) -> StoredClaim | None:
    """The claim to look at; None when there is none, or it was thrown away."""
    row = session.get(ClaimRow, claim_id)
    return None if row is None or row.removed_at else _stored(row)


def claim_to_change(session: Session, claim_id: UUID) -> StoredClaim | None:
    """The claim to decide on: nobody else changes it meanwhile."""
    found = claim_or_removed(session, claim_id)
    return None if found is None or found.is_removed else found


def claim_or_removed(session: Session, claim_id: UUID) -> StoredClaim | None:
    """The same, or the mark of one that was thrown away."""
    row = session.get(ClaimRow, claim_id, with_for_update=True)
    return _stored(row) if row else None


def add_claim(session: Session, added: Claim, now: dt.datetime) -> StoredClaim:
    values = {**_columns(added), "trip_version": 0, "updated_at": now}
    session.execute(insert(CLAIMS), values)
    return StoredClaim(added, None, 0, now)


def save_claim(session: Session, saved: Claim, now: dt.datetime, summary: Summary | None = None) -> None:
    """The claim's life; with the `summary` of a submission."""
    values: dict[str, Any] = {**_columns(saved), "updated_at": now}
    if summary is not None:
        values["summary"] = SUMMARY.dump_python(summary, mode="json")
    _update(session, saved.id, values)


def save_trip(session: Session, claim_id: UUID, trip: TripPlan, version: int, now: dt.datetime) -> None:
    values = {"trip": TRIP.dump_python(trip, mode="json"), "trip_version": version, "updated_at": now}
    _update(session, claim_id, {**values, "trip_start": trip.start, "trip_end": trip.end})


def remove_claim(session: Session, claim_id: UUID, now: dt.datetime) -> None:
    _update(session, claim_id, {"removed_at": now})


def touch(session: Session, claim_id: UUID, now: dt.datetime) -> None:
    """A line was changed."""
    _update(session, claim_id, {"updated_at": now})


def _update(session: Session, claim_id: UUID, values: Mapping[str, Any]) -> None:
    session.execute(update(CLAIMS).where(CLAIMS.c.id == claim_id).values(**values))
    session.expire_all()


def lines(session: Session, claim_id: UUID) -> tuple[Line, ...]:
    """The lines that are there, in the order they came."""
    return lines_of_claims(session, [claim_id])[claim_id]


def lines_of_claims(session: Session, claim_ids: Sequence[UUID]) -> Mapping[UUID, tuple[Line, ...]]:
    """The same for several claims at once."""
    found: dict[UUID, tuple[Line, ...]] = dict.fromkeys(claim_ids, ())
    query = select_columns(LINES.c.claim_id, *TYPED).where(
        LINES.c.claim_id.in_(claim_ids), LINES.c.removed_at.is_(None)
    )
    for claim_id, *typed in session.execute(query.order_by(LINES.c.place)) if claim_ids else ():
        found[claim_id] += (_line(*typed),)
    return found


def line(session: Session, line_id: UUID) -> StoredLine | None:
    row = session.get(LineRow, line_id)
    if row is None:
        return None
    return StoredLine(_line(row.id, row.version, row.content), row.claim_id, row.removed_at is not None)


def count_lines(session: Session, claim_id: UUID) -> int:
    """All that ever were, removed ones too: the place of the next."""
    return session.exec(select(func.count()).select_from(LineRow).where(LineRow.claim_id == claim_id)).one()


def add_line(session: Session, added: Line, owner: Claim, place: int) -> None:
    values = {"claim_id": owner.id, "person_id": owner.person_id, "place": place}
    session.execute(insert(LINES), {"id": added.id, **values, **_line_columns(added)})


def save_line(session: Session, saved: Line) -> None:
    """The content; a removed line is there again."""
    _update_line(session, saved.id, {**_line_columns(saved), "removed_at": None})


def remove_line(session: Session, line_id: UUID, version: int, now: dt.datetime) -> None:
    _update_line(session, line_id, {"version": version, "removed_at": now})


def _update_line(session: Session, line_id: UUID, values: Mapping[str, Any]) -> None:
    session.execute(update(LINES).where(LINES.c.id == line_id).values(**values))
    session.expire_all()


def lines_elsewhere(
    session: Session, owner: Claim, receipt_ids: Sequence[UUID], dates: Sequence[dt.date]
) -> list[LineElsewhere]:
    """Typed expense lines of the person's other claims that use one of the receipts or its later double, or are of one of the days."""
    days = [date.isoformat() for date in dates]
    query = (
        select_columns(CLAIMS.c.number, *TYPED)
        .join(CLAIMS, CLAIMS.c.id == LINES.c.claim_id)
        .join(RECEIPTS, RECEIPTS.c.id == LINES.c.receipt_id, isouter=True)
        .where(
            LINES.c.person_id == owner.person_id,
            LINES.c.claim_id != owner.id,
            LINES.c.removed_at.is_(None),
            CLAIMS.c.removed_at.is_(None),
            CLAIMS.c.state != "rejected",
            or_(
                LINES.c.receipt_id.in_(receipt_ids),
                RECEIPTS.c.duplicate_of.in_(receipt_ids),
                func.coalesce(LINES.c.date, RECEIPTS.c.date).in_(days),
            ),
        )
    )
    found = ((number, _line(*typed)) for number, *typed in session.execute(query))
    return [LineElsewhere(number, line) for number, line in found if isinstance(line, ExpenseLine)]


def latest_drives(
    session: Session, person_id: UUID, limit: int, besides: UUID | None = None
) -> list[tuple[UUID, DriveLine]]:
    """The drives among the person's latest lines without a receipt, latest first, each with its claim; not those of `besides`."""
    query = (
        select_columns(LINES.c.claim_id, *TYPED)
        .join(CLAIMS, CLAIMS.c.id == LINES.c.claim_id)
        .where(
            LINES.c.person_id == person_id,
            LINES.c.claim_id != besides,
            LINES.c.receipt_id.is_(None),
            LINES.c.removed_at.is_(None),
            CLAIMS.c.removed_at.is_(None),
            CLAIMS.c.state != "rejected",
        )
    )
    rows = session.execute(query.order_by(LINES.c.id.desc()).limit(limit))
    found = ((claim_id, _line(*typed)) for claim_id, *typed in rows)
    return [(claim_id, line) for claim_id, line in found if isinstance(line, DriveLine)]


def other_trips(session: Session, owner: Claim, since: dt.datetime, until: dt.datetime) -> list[OtherTrip]:
    """The person's other trips that went on between these moments."""
    of = CLAIMS.c
    query = select_columns(
        of.id,
        of.number,
        of.trip_start,
        of.trip_end,
        of.trip["destination"].as_string(),
        of.trip["assignment"].as_json(),
    ).where(
        of.person_id == owner.person_id,
        of.id != owner.id,
        of.removed_at.is_(None),
        of.state != "rejected",
        of.trip_start < until,
        of.trip_end > since,
    )
    return [
        OtherTrip(claim_id, number, start, end, destination, ASSIGNMENT.validate_python(assignment))
        for claim_id, number, start, end, destination, assignment in session.execute(query)
    ]


def claims_using(session: Session, receipt_id: UUID) -> list[Claim]:
    """Claims that still follow the receipt: those that are not handed in."""
    query = (
        select(ClaimRow)
        .join(LineRow, col(LineRow.claim_id) == ClaimRow.id)
        .where(
            LineRow.receipt_id == receipt_id,
            col(LineRow.removed_at).is_(None),
            col(ClaimRow.removed_at).is_(None),
            col(ClaimRow.state).in_(("draft", "returned")),
        )
    )
    return [_claim(row) for row in session.exec(query)]


def claims_of(
    session: Session, person_id: UUID, states: Sequence[str], before: tuple[dt.datetime, UUID] | None, limit: int
) -> list[StoredClaim]:
    """A page of a person's claims, latest change first. `before`: change and id of the last one seen."""
    query = select(ClaimRow).where(ClaimRow.person_id == person_id, col(ClaimRow.removed_at).is_(None))
    if states:
        query = query.where(col(ClaimRow.state).in_(states))
    if before is not None:
        at, claim_id = before
        query = query.where(
            or_(ClaimRow.updated_at < at, (col(ClaimRow.updated_at) == at) & (col(ClaimRow.id) < claim_id))
        )
    ordered = query.order_by(col(ClaimRow.updated_at).desc(), col(ClaimRow.id).desc()).limit(limit)
    return [_stored(row) for row in session.exec(ordered)]


def latest_lines(session: Session, person_id: UUID, limit: int) -> list[Line]:
    """A person's latest lines, newest first: where purposes and places are known from."""
    query = (
        select_columns(*TYPED)
        .join(CLAIMS, CLAIMS.c.id == LINES.c.claim_id)
        .where(LINES.c.person_id == person_id, LINES.c.removed_at.is_(None), CLAIMS.c.removed_at.is_(None))
    )
    return [_line(*typed) for typed in session.execute(query.order_by(LINES.c.id.desc()).limit(limit))]


def next_number(session: Session, year: int) -> str:
    """The next claim number of the year. Two that come at once: one waits, or its work is tried again."""
    counted = update(NumberRow).where(col(NumberRow.year) == year).values(last=NumberRow.last + 1)
    last = session.execute(counted.returning(col(NumberRow.last))).scalar()
    if last is None:
        session.execute(insert(table_of(NumberRow)), {"year": year, "last": 1})
        last = 1
    return f"K-{year}-{last:04}"


def _line(line_id: UUID, version: int, content: Mapping[str, Any]) -> Line:
    return LINE.validate_python({**content, "id": line_id, "version": version})


def _line_columns(line: Line) -> dict[str, Any]:
    content = LINE.dump_python(line, mode="json")
    del content["id"], content["version"]
    receipt_id = line.receipt_id if isinstance(line, ExpenseLine) else None
    return {
        "version": line.version,
        "content": content,
        "receipt_id": receipt_id,
        "date": line.date and line.date.isoformat(),
    }


def _stored(row: ClaimRow) -> StoredClaim:
    return StoredClaim(
        claim=_claim(row),
        trip=TRIP.validate_python(row.trip) if row.trip else None,
        trip_version=row.trip_version,
        updated_at=row.updated_at,
        summary=SUMMARY.validate_python(row.summary) if row.summary else None,
        is_removed=row.removed_at is not None,
    )


def _claim(row: ClaimRow) -> Claim:
    return Claim(
        id=row.id,
        person_id=row.person_id,
        employment_id=row.employment_id,
        kind=row.kind,  # type: ignore[arg-type]  # written from the same type
        since=row.since,
        state=row.state,  # type: ignore[arg-type]
        version=row.version,
        number=row.number,
        rules_version=row.rules_version,
        approver=APPROVER.validate_python(row.approver) if row.approver else None,
        remark=REMARK.validate_python(row.remark) if row.remark else None,
        sealed_in=frozenset(map(UUID, row.sealed_in)),
        voided=frozenset(map(UUID, row.voided)),
    )


def _columns(claim: Claim) -> dict[str, Any]:
    return {
        **vars(claim),
        "approver": APPROVER.dump_python(claim.approver, mode="json") if claim.approver else None,
        "remark": REMARK.dump_python(claim.remark, mode="json") if claim.remark else None,
        "sealed_in": sorted(map(str, claim.sealed_in)),
        "voided": sorted(map(str, claim.voided)),
    }
