"""The register of merchants: entries, their lessons, and the names by which they are found."""

import dataclasses
import datetime as dt
from collections.abc import Collection, Sequence
from uuid import UUID

from pydantic import TypeAdapter
from sqlalchemy import ColumnElement, and_, case, func, or_, tuple_
from sqlmodel import Session, col, select

from services.receipts.domain.merchant import Entry, Lesson, Source, Tally, Topic
from services.receipts.domain.names import ENDS_LETTERS, letters_alike, name_key
from services.receipts.store.tables import LessonRow, MerchantRow, SeenNameRow

_topic: TypeAdapter[Topic] = TypeAdapter(Topic)
_source: TypeAdapter[Source] = TypeAdapter(Source)
_IN_FORCE = and_(col(LessonRow.superseded_at).is_(None), col(LessonRow.undone_at).is_(None))
_UNLOOKED = col(LessonRow.source) == "submission"
_EFFECT = col(LessonRow.merchant_id), col(LessonRow.topic), col(LessonRow.said)
_NEWEST_FIRST = col(LessonRow.told_at).desc(), col(LessonRow.id).desc()
LOOKED_AT_MAX = 5_000
"""Names with the same end and nearly as long, the most similar ends first: a word that many names begin with is still looked through."""
VOTES_MAX = 500
"""On one topic of one merchant, what was said in so many words first: as many say no more than a hundred would."""
NAMES_MAX = 50
HISTORY_MAX = 2_000


def names_like(session: Session, key: str) -> list[tuple[UUID, str]]:
    """Entry and key of the names in force that begin or end as this one does."""
    begins, ends = col(SeenNameRow.head) == key[:ENDS_LETTERS], col(SeenNameRow.tail) == key[-ENDS_LETTERS:]
    fewest, most = letters_alike(key)
    is_as_long = func.length(col(SeenNameRow.key)).between(fewest, most)
    unlikeness = case((col(SeenNameRow.key) == key, 0), (and_(begins, ends), 1), else_=2)
    wanted = select(LessonRow.merchant_id, SeenNameRow.key).join(
        LessonRow, col(LessonRow.id) == col(SeenNameRow.lesson_id)
    )
    each = wanted.where(_IN_FORCE, or_(begins, ends), is_as_long).group_by(
        *(col(column) for column in (LessonRow.merchant_id, SeenNameRow.key, SeenNameRow.head, SeenNameRow.tail))
    )
    return list(session.exec(each.order_by(unlikeness).limit(LOOKED_AT_MAX)))


def is_known(session: Session, key: str) -> bool:
    return session.exec(select(MerchantRow.id).where(MerchantRow.key == key)).first() is not None


def entry_with_key(session: Session, key: str, besides: UUID) -> Entry | None:
    """What others than that receipt have taught."""
    row = session.exec(select(MerchantRow).where(MerchantRow.key == key)).first()
    return _entries(session, [row], besides)[0] if row else None


def entry(session: Session, merchant_id: UUID, besides: UUID | None = None) -> Entry | None:
    """What others than that receipt have taught."""
    row = session.get(MerchantRow, merchant_id)
    return _entries(session, [row], besides)[0] if row else None


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


def _entries(session: Session, rows: Sequence[MerchantRow], besides: UUID | None = None) -> list[Entry]:
    """With what each person said last to each effect, and of that the newest: counted by merchant, so that none hides another."""
    vote = *_EFFECT, col(LessonRow.told_by), _UNLOOKED
    said_again = func.row_number().over(partition_by=vote, order_by=_NEWEST_FIRST)
    wanted = col(LessonRow.merchant_id).in_([row.id for row in rows])
    told = select(LessonRow, said_again.label("said_again")).where(_IN_FORCE, wanted, LessonRow.receipt_id != besides)
    votes = told.subquery()
    place = func.row_number().over(
        partition_by=(votes.c.merchant_id, votes.c.topic),
        order_by=(votes.c.source == "submission", votes.c.told_at.desc(), votes.c.id.desc()),
    )
    placed = select(votes.c.id, place.label("place")).where(votes.c.said_again == 1).subquery()
    kept = select(LessonRow).join(placed, col(LessonRow.id) == placed.c.id).where(placed.c.place <= VOTES_MAX)
    lessons: dict[UUID, list[Lesson]] = {row.id: [] for row in rows}
    for one in session.exec(kept):
        lessons[one.merchant_id].append(_lesson(one))
    return [Entry(row.id, row.organisation_number, tuple(lessons[row.id])) for row in rows]


def tallies(session: Session, merchant_ids: Collection[UUID]) -> dict[UUID, Tally]:
    """All that holds of each. What was handed in without a word was right as it was."""
    of_these = col(LessonRow.merchant_id).in_(merchant_ids)
    said = select(*_EFFECT).where(_IN_FORCE, of_these, ~_UNLOOKED)
    holds = and_(_IN_FORCE, of_these, or_(~_UNLOOKED, tuple_(*_EFFECT).in_(said)))
    is_confirmed = case((or_(_UNLOOKED, col(LessonRow.read) == col(LessonRow.said)), 1), else_=0)
    counted = select(LessonRow.merchant_id, func.sum(is_confirmed), func.count()).where(holds)
    found = {one: Tally((), 0, 0) for one in merchant_ids}
    for one, confirmed, count in session.exec(counted.group_by(col(LessonRow.merchant_id))):
        found[one] = Tally((), confirmed, count - confirmed)
    for one, name in _names(session, holds):
        found[one] = dataclasses.replace(found[one], names=(*found[one].names, name))
    return found


def _names(session: Session, holds: ColumnElement[bool]) -> Sequence[tuple[UUID, str]]:
    """Merchant and name, newest first, as its lessons that hold have seen it."""
    one_name = col(LessonRow.merchant_id), col(SeenNameRow.key)
    seen_again = func.row_number().over(partition_by=one_name, order_by=_NEWEST_FIRST)
    each = select(LessonRow, SeenNameRow.name, seen_again.label("seen_again"))
    seen = each.join(SeenNameRow, col(LessonRow.id) == col(SeenNameRow.lesson_id)).where(holds).subquery()
    newest_first = seen.c.told_at.desc(), seen.c.id.desc(), seen.c.name
    place = func.row_number().over(partition_by=seen.c.merchant_id, order_by=newest_first)
    placed = select(seen.c.merchant_id, seen.c.name, place.label("place")).where(seen.c.seen_again == 1).subquery()
    wanted = select(placed.c.merchant_id, placed.c.name).where(placed.c.place <= NAMES_MAX)
    return session.exec(wanted.order_by(placed.c.merchant_id, placed.c.place)).all()


def history(session: Session, merchant_id: UUID) -> list[Lesson]:
    """What was ever told of it, newest first."""
    told = select(LessonRow).where(LessonRow.merchant_id == merchant_id).order_by(*_NEWEST_FIRST)
    return [_lesson(row) for row in session.exec(told.limit(HISTORY_MAX))]


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
