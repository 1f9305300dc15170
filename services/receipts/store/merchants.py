"""The register of merchants: entries, their lessons, and the names by which they are found."""

import dataclasses
import datetime as dt
from collections.abc import Collection, Sequence
from uuid import UUID

from pydantic import TypeAdapter
from sqlalchemy import and_, or_
from sqlmodel import Session, col, select

from services.receipts.domain.merchant import Entry, Lesson, Source, Topic
from services.receipts.domain.names import ENDS_LETTERS, name_key
from services.receipts.store.tables import LessonRow, MerchantRow, SeenNameRow

_topic: TypeAdapter[Topic] = TypeAdapter(Topic)
_source: TypeAdapter[Source] = TypeAdapter(Source)
_IN_FORCE = and_(col(LessonRow.superseded_at).is_(None), col(LessonRow.undone_at).is_(None))
LOOKED_AT_MAX = 500
"""Names with the same end: more than a register holds of them."""
LESSONS_MAX = 2_000
"""Of one entry, the newest; as many say no more than a hundred would."""


def names_like(session: Session, key: str) -> list[tuple[UUID, str]]:
    """Entry and key of every name in force that begins or ends as this one does."""
    ends = or_(col(SeenNameRow.head) == key[:ENDS_LETTERS], col(SeenNameRow.tail) == key[-ENDS_LETTERS:])
    wanted = select(LessonRow.merchant_id, SeenNameRow.key).join(
        LessonRow, col(LessonRow.id) == col(SeenNameRow.lesson_id)
    )
    return list(session.exec(wanted.where(_IN_FORCE, ends).distinct().limit(LOOKED_AT_MAX)))


def entry_with_key(session: Session, key: str) -> Entry | None:
    row = session.exec(select(MerchantRow).where(MerchantRow.key == key)).first()
    return _entries(session, [row])[0] if row else None


def entry(session: Session, merchant_id: UUID) -> Entry | None:
    row = session.get(MerchantRow, merchant_id)
    return _entries(session, [row])[0] if row else None


def entries(session: Session, merchant_ids: Collection[UUID]) -> list[Entry]:
    return _entries(session, session.exec(select(MerchantRow).where(col(MerchantRow.id).in_(merchant_ids))).all())


def entries_newest_first(session: Session, after: UUID | None, limit: int) -> list[Entry]:
    """Those of which something holds, which needs more than a submission; what was told about last comes first."""
    told = select(LessonRow.merchant_id).where(_IN_FORCE, LessonRow.source != "submission")
    wanted = select(MerchantRow).where(col(MerchantRow.id).in_(told))
    last = session.get(MerchantRow, after) if after else None
    if last:
        same_time = and_(col(MerchantRow.told_at) == last.told_at, col(MerchantRow.id) < last.id)
        wanted = wanted.where(or_(col(MerchantRow.told_at) < last.told_at, same_time))
    ordered = wanted.order_by(col(MerchantRow.told_at).desc(), col(MerchantRow.id).desc())
    return _entries(session, session.exec(ordered.limit(limit)).all())


def _entries(session: Session, rows: Sequence[MerchantRow]) -> list[Entry]:
    lessons: dict[UUID, list[Lesson]] = {row.id: [] for row in rows}
    names: dict[UUID, dict[str, str]] = {row.id: {} for row in rows}
    newest_first = col(LessonRow.told_at).desc(), col(LessonRow.id).desc()
    told = select(LessonRow).where(col(LessonRow.merchant_id).in_(lessons)).order_by(*newest_first)
    for one in session.exec(told.limit(LESSONS_MAX * max(1, len(rows)))):
        lessons[one.merchant_id].append(_lesson(one))
    told_of = [Entry(row.id, row.organisation_number, (), tuple(lessons[row.id])) for row in rows]
    in_force = [lesson.id for entry in told_of for lesson in entry.holding]
    seen = select(LessonRow.merchant_id, SeenNameRow.key, SeenNameRow.name).join(
        LessonRow, col(LessonRow.id) == col(SeenNameRow.lesson_id)
    )
    for merchant_id, key, name in session.exec(seen.where(col(LessonRow.id).in_(in_force)).order_by(*newest_first)):
        names[merchant_id].setdefault(key, name)
    return [dataclasses.replace(entry, names=tuple(names[entry.id].values())) for entry in told_of]


def _lesson(row: LessonRow) -> Lesson:
    return Lesson(
        row.id,
        row.merchant_id,
        row.receipt_id,
        _topic.validate_python(row.topic),
        row.read,
        row.said,
        _source.validate_python(row.source),
        row.told_by,
        row.told_at,
        row.superseded_at,
        row.undone_at,
        row.undone_by,
    )


def lessons_of_receipt(session: Session, receipt_id: UUID) -> list[Lesson]:
    """All that was learned from a receipt, locked until the end of the transaction."""
    rows = session.exec(select(LessonRow).where(LessonRow.receipt_id == receipt_id).with_for_update())
    return [_lesson(row) for row in rows]


def lessons_that_say(session: Session, merchant_id: UUID, topic: Topic, said: str) -> list[Lesson]:
    """All of one merchant with that value, locked until the end of the transaction."""
    wanted = select(LessonRow).where(
        LessonRow.merchant_id == merchant_id, LessonRow.topic == topic, LessonRow.said == said
    )
    return [_lesson(row) for row in session.exec(wanted.order_by(col(LessonRow.id)).with_for_update())]


def lesson(session: Session, lesson_id: UUID) -> Lesson | None:
    row = session.exec(select(LessonRow).where(LessonRow.id == lesson_id).with_for_update()).first()
    return _lesson(row) if row else None


def add_lesson(
    session: Session, key: str, organisation_number: str | None, added: Lesson, names: Sequence[str]
) -> None:
    """Append a lesson, with the names that its receipt showed; makes the entry when it is the first."""
    row = session.get(MerchantRow, added.merchant_id)
    if row is None:
        row = MerchantRow(id=added.merchant_id, key=key, organisation_number=organisation_number, told_at=added.told_at)
    row.told_at = added.told_at
    session.add(row)
    session.flush()
    session.add(
        LessonRow(
            id=added.id,
            merchant_id=added.merchant_id,
            receipt_id=added.receipt_id,
            topic=added.topic,
            read=added.read,
            said=added.said,
            source=added.source,
            told_by=added.told_by,
            told_at=added.told_at,
        )
    )
    session.flush()
    keys = {key: name for name in reversed(names) if (key := name_key(name))}
    session.add_all(
        SeenNameRow(lesson_id=added.id, key=key, name=name, head=key[:ENDS_LETTERS], tail=key[-ENDS_LETTERS:])
        for key, name in keys.items()
    )
    session.flush()


def mark(session: Session, lesson_id: UUID, superseded_at: dt.datetime | None) -> None:
    """Out of force because something else was said of the same receipt; None: it holds again."""
    session.get_one(LessonRow, lesson_id).superseded_at = superseded_at
    session.flush()


def undo(session: Session, lesson_id: UUID, by: UUID, now: dt.datetime) -> None:
    row = session.get_one(LessonRow, lesson_id)
    row.undone_at, row.undone_by = now, by
    session.flush()
