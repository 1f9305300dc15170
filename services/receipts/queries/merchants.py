"""The register of merchants, for administrators."""

from uuid import UUID

from sqlmodel import Session

from services.receipts import store
from services.receipts.domain.access import administers
from services.receipts.domain.merchant import TOPICS, TOPICS_OF_RECEIPTS, Entry, Lesson, Tally, rates_of, usual_coding
from services.receipts.schemas import LessonView, MerchantDetail, MerchantList, MerchantView
from shared.identity import Actor
from shared.refusal import Refusal, Refused, require


def merchants(session: Session, actor: Actor, after: UUID | None, limit: int) -> MerchantList:
    """Entries, those told about last first. `after`: the last one of the page before."""
    require(administers(actor))
    found = store.merchants.entries_newest_first(session, after, limit + 1)
    page = found[:limit]
    following = str(page[-1].id) if len(found) > limit else None
    tallies = store.merchants.tallies(session, [one.id for one in page])
    return MerchantList(merchants=[MerchantView(**_view(one, tallies[one.id])) for one in page], next=following)


def merchant(session: Session, merchant_id: UUID, actor: Actor) -> MerchantDetail:
    """An entry with its history, newest first."""
    require(administers(actor))
    entry = store.merchants.entry(session, merchant_id)
    if entry is None:
        raise Refused(Refusal("not-found"))
    tally = store.merchants.tallies(session, [merchant_id])[merchant_id]
    told = store.merchants.history(session, merchant_id)
    return MerchantDetail(**_view(entry, tally), lessons=[_lesson_view(one) for one in told])


def _view(entry: Entry, tally: Tally) -> dict[str, object]:
    name, kind, vat = (entry.habit(topic) for topic in TOPICS_OF_RECEIPTS)
    return {
        "id": entry.id,
        "organisation_number": entry.organisation_number,
        "name": name.value if name else None,
        "names_seen": tally.names,
        "usual_kind": kind.value if kind else None,
        "usual_vat_rates": rates_of(vat.value) if vat else None,
        "usual_coding": usual_coding(entry) or None,
        "sure": {topic: entry.sure(topic) for topic in TOPICS if entry.habit(topic)},
        "confirmed": tally.confirmed_count,
        "corrected": tally.corrected_count,
    }


def _lesson_view(lesson: Lesson) -> LessonView:
    return LessonView(
        id=lesson.id,
        receipt_id=lesson.receipt_id,
        topic=lesson.topic,
        read=lesson.read,
        said=lesson.said,
        source=lesson.source,
        told_by=lesson.told_by,
        told_at=lesson.told_at,
        superseded_at=lesson.superseded_at,
        undone_at=lesson.undone_at,
        undone_by=lesson.undone_by,
    )
