"""What administrators have changed in the rates, kept for ever; undone ones too."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, insert, update
from sqlmodel import Session, col, select

from services.claims.domain.pack import RateChange
from services.claims.domain.rates import Name
from services.claims.store.tables import RateChangeRow, SubmissionRow, table_of

CHANGES = table_of(RateChangeRow)
Fingerprint = tuple[int, dt.datetime | None, dt.datetime | None]


@dataclass(frozen=True)
class Before:
    """The row that held on the first day of a change."""

    figures: Mapping[str, int]
    valid_from: dt.date
    valid_to: dt.date | None
    source: str


@dataclass(frozen=True)
class StoredChange:
    """A change with who made it, and who undid it."""

    change: RateChange
    before: Before | None
    at: dt.datetime
    by: UUID
    by_name: str
    undone_at: dt.datetime | None = None
    undone_by_name: str | None = None


def fingerprint(session: Session) -> Fingerprint:
    """Differs once a change was made or undone."""
    count, made, undone = session.exec(
        select(func.count(), func.max(col(RateChangeRow.at)), func.max(col(RateChangeRow.undone_at)))
    ).one()
    return count, made, undone


def all_changes(session: Session) -> list[StoredChange]:
    """In the order they were made."""
    return [
        _stored(row)
        for row in session.exec(select(RateChangeRow).order_by(col(RateChangeRow.at), col(RateChangeRow.id)))
    ]


def in_force(session: Session) -> list[RateChange]:
    """Those that nobody has undone, in the order they were made."""
    return [one.change for one in all_changes(session) if one.undone_at is None]


def lock(session: Session) -> None:
    """Nobody else changes the rates until this transaction is over."""
    session.exec(select(RateChangeRow.id).with_for_update()).all()


def change(session: Session, change_id: UUID) -> StoredChange | None:
    row = session.get(RateChangeRow, change_id)
    return _stored(row) if row else None


def add(session: Session, added: StoredChange) -> None:
    made, before = added.change, added.before
    values = {
        **vars(made),
        "figures": dict(made.figures),
        "name": vars(made.name) if made.name else None,
        "valid_from": made.valid_from.isoformat(),
        "valid_to": made.valid_to.isoformat() if made.valid_to else None,
        "verified": int(made.verified),
        "before": {**vars(before), **_days(before)} if before else None,
        "at": added.at,
        "by": added.by,
        "by_name": added.by_name,
    }
    session.execute(insert(CHANGES), values)


def _days(before: Before) -> dict[str, str | None]:
    return {
        "valid_from": before.valid_from.isoformat(),
        "valid_to": before.valid_to.isoformat() if before.valid_to else None,
    }


def undo(session: Session, change_id: UUID, by_name: str, now: dt.datetime) -> None:
    session.execute(update(CHANGES).where(CHANGES.c.id == change_id).values(undone_at=now, undone_by_name=by_name))
    session.expire_all()


def claims_with_days(session: Session, first: dt.date, last: dt.date | None) -> int:
    """How many claims were handed in with days from then on."""
    query = select(func.count(col(SubmissionRow.claim_id).distinct())).where(
        col(SubmissionRow.last_date) >= first.isoformat()
    )
    if last is not None:
        query = query.where(col(SubmissionRow.first_date) <= last.isoformat())
    return session.exec(query).one()


def _stored(row: RateChangeRow) -> StoredChange:
    made = RateChange(
        id=row.id,
        series=row.series,
        figures=row.figures,
        valid_from=dt.date.fromisoformat(row.valid_from),
        valid_to=dt.date.fromisoformat(row.valid_to) if row.valid_to else None,
        source=row.source,
        verified=bool(row.verified),
        key=row.key,
        agreement=row.agreement,
        name=Name(**row.name) if row.name else None,
    )
    return StoredChange(made, _before(row), row.at, row.by, row.by_name, row.undone_at, row.undone_by_name)


def _before(row: RateChangeRow) -> Before | None:
    if row.before is None:
        return None
    until = row.before["valid_to"]
    return Before(
        row.before["figures"],
        dt.date.fromisoformat(row.before["valid_from"]),
        dt.date.fromisoformat(until) if until else None,
        row.before["source"],
    )


def of_change(changes: Sequence[StoredChange], series: str, agreement: str, key: str, first: dt.date) -> UUID | None:
    """The change that last gave the row of that day, None for a figure as it is shipped."""
    found = [
        one.change.id
        for one in changes
        if one.undone_at is None
        and (one.change.series, one.change.agreement, one.change.key) == (series, agreement, key)
        and one.change.valid_from == first
    ]
    return found[-1] if found else None
