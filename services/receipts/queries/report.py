"""How well receipts are read, for administrators.

Privacy: an administrator sees the words of a field that was read wrong, beside what is right, but never the picture of
somebody else's receipt, nor its id, which the register names beside a person, nor what is private on it.
"""

import datetime as dt
from collections.abc import Sequence

from sqlmodel import Session

from services.receipts import store
from services.receipts.domain import report
from services.receipts.domain.access import administers
from services.receipts.schemas import (
    BinView,
    DayReport,
    FieldReportView,
    MerchantReportView,
    ProblemCount,
    QueueView,
    ReadingReport,
    WorstView,
)
from shared.identity import Actor
from shared.refusal import require


def reading_report(session: Session, actor: Actor, days: int, now: dt.datetime) -> ReadingReport:
    """The last `days` days, today among them; days are UTC's."""
    require(administers(actor))
    since = (now - dt.timedelta(days=days - 1)).date()
    counts = store.readings.counts_by_day(session, since)
    outcomes = store.readings.outcomes(session, since)
    waiting, oldest = store.readings.queue(session)
    return ReadingReport(
        queue=QueueView(waiting=waiting, oldest_asked_at=oldest),
        days=_days(counts, report.day_outcomes(outcomes)),
        problems=_problems(counts),
        fields=[_field(one) for one in report.field_reports(outcomes)],
        merchants=[
            MerchantReportView(name=one.name, receipts=one.receipts_count, corrected=one.corrected_count)
            for one in report.merchant_reports(outcomes)
        ],
        worst=[_worst(one, actor) for one in report.worst(outcomes)],
        receipts_counted=len(outcomes),
        complete=len(outcomes) < store.readings.OUTCOMES_MAX,
    )


def _days(counts: list[tuple[str, str | None, int]], outcomes: Sequence[report.DayOutcome]) -> list[DayReport]:
    looked_at = {one.day.isoformat(): one for one in outcomes}
    return [_day(day, counts, looked_at.get(day)) for day in sorted({day for day, _, _ in counts})]


def _day(day: str, counts: list[tuple[str, str | None, int]], looked_at: report.DayOutcome | None) -> DayReport:
    return DayReport(
        day=dt.date.fromisoformat(day),
        read=sum(count for one, problem, count in counts if one == day and problem is None),
        unreadable=sum(count for one, problem, count in counts if one == day and problem is not None),
        counted=looked_at.counted if looked_at else 0,
        sure_per_mille_mean=looked_at.sure_per_mille_mean if looked_at else 0,
        unseen=looked_at.unseen_count if looked_at else 0,
        judged=looked_at.judged_count if looked_at else 0,
        corrected=looked_at.corrected_count if looked_at else 0,
    )


def _problems(counts: list[tuple[str, str | None, int]]) -> list[ProblemCount]:
    codes = sorted({problem for _, problem, _ in counts if problem is not None})
    return [ProblemCount(code=code, count=sum(count for _, one, count in counts if one == code)) for code in codes]


def _field(one: report.FieldReport) -> FieldReportView:
    return FieldReportView(
        field=one.field,
        read=one.read_count,
        sure_per_mille_mean=one.sure_per_mille_mean,
        judged=one.judged_count,
        corrected=one.corrected_count,
        missed=one.missed_count,
        bins=[
            BinView(
                from_per_mille=each.from_per_mille,
                to_per_mille=each.to_per_mille,
                count=each.count,
                said_per_mille_mean=each.said_per_mille_mean,
                kept=each.kept_count,
            )
            for each in one.bins
        ],
    )


def _worst(one: report.Worst, actor: Actor) -> WorstView:
    own = one.outcome.person_id == actor.person_id
    read_at = one.outcome.read_at
    return WorstView(
        receipt_id=one.outcome.receipt_id if own else None,
        field=one.field.field,
        sure_per_mille=one.field.sure,
        read=one.field.read,
        corrected=one.field.holds,
        evidence=one.field.evidence,
        read_at=read_at if own else read_at.astimezone(dt.UTC).replace(hour=0, minute=0, second=0, microsecond=0),
        own=own,
    )
