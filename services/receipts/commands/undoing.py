"""An administrator takes back what was learned of a merchant. What was read stays as it was read; what was proposed is told anew."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Session

from services.receipts import store
from services.receipts.commands.telling import tell_corrected
from services.receipts.domain.access import administers
from services.receipts.domain.merchant import Topic
from shared.identity import Actor
from shared.refusal import Refusal, Refused, require

TOLD_AGAIN_MAX = 500
"""Receipts of one merchant that are not handed in, the latest first."""


def undo_lesson(session: Session, merchant_id: UUID, lesson_id: UUID, actor: Actor, now: datetime) -> None:
    """Take a lesson out of force for good."""
    require(administers(actor))
    lesson = store.merchants.lesson(session, lesson_id)
    if lesson is None or lesson.merchant_id != merchant_id:
        raise Refused(Refusal("not-found"))
    if lesson.undone_at is None:
        store.merchants.undo(session, lesson_id, actor.person_id, now)
        _propose_anew(session, merchant_id, lesson.topic, now)


def undo_value(session: Session, merchant_id: UUID, topic: Topic, said: str, actor: Actor, now: datetime) -> None:
    """Take every lesson that says so out of force for good, whoever told it."""
    require(administers(actor))
    if store.merchants.entry(session, merchant_id) is None:
        raise Refused(Refusal("not-found"))
    for lesson in store.merchants.lessons_that_say(session, merchant_id, topic, said):
        if lesson.undone_at is None:
            store.merchants.undo(session, lesson.id, actor.person_id, now)
    _propose_anew(session, merchant_id, topic, now)


def _propose_anew(session: Session, merchant_id: UUID, topic: Topic, now: datetime) -> None:
    """What a draft is proposed to be booked on was told with its receipt: it is told again."""
    if topic == "coding":
        for receipt in store.receipts.not_handed_in(session, merchant_id, TOLD_AGAIN_MAX):
            tell_corrected(session, receipt, None, now)
