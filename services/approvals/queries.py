"""What approvals shows."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, func, select

from services.approvals import store
from services.approvals.domain.access import authorize
from services.approvals.domain.case import changed_lines
from services.approvals.schemas import CaseSummary, CaseView, DecisionView, Inbox, Question
from services.approvals.store import CaseRow, DecisionRow
from shared.contracts.claims import ClaimDocument
from shared.identity import Actor
from shared.refusal import Refusal, Refused

INBOX_MAX = 500  # riskiest first; more than anybody decides in a day
EARLIER_MAX = 5
JUST_DECIDED_MAX = 50
SUMMARY = tuple(column for column in CaseRow.__table__.columns if column.name in CaseSummary.model_fields)  # type: ignore[attr-defined]
"""The columns that lists show: never the documents."""


def inbox(session: Session, actor: Actor, now: datetime) -> Inbox:
    """What waits for the person, riskiest first, and what they decided a moment ago."""
    waiting = _waiting(session, actor.person_id)
    pending = select(DecisionRow).where(
        DecisionRow.person_id == actor.person_id, DecisionRow.state == "pending", DecisionRow.takes_effect_at > now
    )
    just = session.exec(pending.order_by(col(DecisionRow.decided_at).desc()).limit(JUST_DECIDED_MAX))
    return Inbox(
        look_at=[summary(row) for row in waiting if row.deviations],
        nothing_to_remark=[summary(row) for row in waiting if not row.deviations],
        just_decided=[decision_view(row, now) for row in just],
    )


def inbox_count(session: Session, actor: Actor) -> int:
    """How many cases wait for the person."""
    mine = (CaseRow.approver_id == actor.person_id) & (CaseRow.state == "open")
    return session.exec(select(func.count()).select_from(CaseRow).where(mine)).one()


def case_view(session: Session, claim_id: UUID, actor: Actor, now: datetime) -> CaseView:
    """Everything that a decision needs, on one screen."""
    row = store.case_row(session, claim_id)
    if row is None or row.state == "withdrawn":  # taken back: it is the owner's alone again
        raise Refused(Refusal("not-found"))
    decisions = select(DecisionRow).where(DecisionRow.claim_id == claim_id, DecisionRow.state != "undone")
    latest = session.exec(
        decisions.order_by(col(DecisionRow.version).desc(), col(DecisionRow.decided_at).desc())
    ).first()
    decider_id = latest.person_id if latest else None
    if refusal := authorize(actor.person_id, actor.roles, "see", store.to_case(row), decider_id):
        raise Refused(refusal)
    next_claim_id, position, count = _place(_waiting(session, actor.person_id), row)
    return CaseView(
        claim=ClaimDocument.model_validate_json(row.document),
        state=store.to_case(row).state,
        waiting_for=store.person_name(session, row.approver_id),
        may_decide=row.approver_id == actor.person_id and row.state == "open",
        decision=decision_view(latest, now) if latest and latest.version == row.version else None,
        earlier=[summary(earlier) for earlier in _earlier(session, row)],
        before=ClaimDocument.model_validate_json(row.previous_document) if row.previous_document else None,
        asked=_asked(session, row),
        changed_lines=_changed_lines(row),
        next_claim_id=next_claim_id,
        position=position,
        count=count,
    )


def summary(row: Row[Any]) -> CaseSummary:
    return CaseSummary.model_validate(row, from_attributes=True)


def decision_view(row: DecisionRow, now: datetime) -> DecisionView:
    """`person_name` is the claimant's: what a list says was decided about."""
    decided = store.to_decision(row)
    return DecisionView(
        id=row.id,
        claim_id=row.claim_id,
        version=row.version,
        decision=decided.wish.kind,
        person_name=row.claimant_name,
        total_ore=row.total_ore,
        decided_at=row.decided_at,
        takes_effect_at=row.takes_effect_at,
        seconds_left=max(0.0, (row.takes_effect_at - now).total_seconds()) if row.state == "pending" else 0.0,
        state=decided.state,
    )


def _waiting(session: Session, approver_id: UUID) -> Sequence[Row[Any]]:
    """Summaries of the person's open cases: most warnings first, then the largest amount, then the oldest."""
    mine = (col(CaseRow.approver_id) == approver_id) & (col(CaseRow.state) == "open")
    riskiest = (
        col(CaseRow.deviations).desc(),
        col(CaseRow.total_ore).desc(),
        col(CaseRow.submitted_at),
        col(CaseRow.claim_id),
    )
    return session.execute(select_columns(*SUMMARY).where(mine).order_by(*riskiest).limit(INBOX_MAX)).all()


def _place(waiting: Sequence[Row[Any]], row: CaseRow) -> tuple[UUID | None, int, int]:
    """The next case after this one, this one's place, and how many there are, in its group of the inbox.

    A case that was just decided keeps its place; after the last the first comes again.
    """
    others = [one for one in waiting if bool(one.deviations) == bool(row.deviations) and one.claim_id != row.claim_id]
    before = sum(_risk(one) < _risk(row) for one in others)
    following = [*others[before:], *others[:before]]
    return (following[0].claim_id if following else None), before + 1, len(others) + 1


def _risk(row: CaseRow | Row[Any]) -> tuple[int, int, datetime, str]:
    return -row.deviations, -row.total_ore, row.submitted_at, row.claim_id.hex


def _earlier(session: Session, row: CaseRow) -> Sequence[Row[Any]]:
    """Summaries of the same employment's claims before this one: an approver of one employment does not see another's."""
    earlier = (
        (col(CaseRow.employment_id) == row.employment_id)
        & (col(CaseRow.submitted_at) < row.submitted_at)
        & (col(CaseRow.claim_id) != row.claim_id)
        & (col(CaseRow.state) != "withdrawn")
    )
    latest = col(CaseRow.submitted_at).desc()
    return session.execute(select_columns(*SUMMARY).where(earlier).order_by(latest).limit(EARLIER_MAX)).all()


def _asked(session: Session, row: CaseRow) -> Question | None:
    returned = select(DecisionRow).where(
        DecisionRow.claim_id == row.claim_id,
        DecisionRow.kind == "return",
        DecisionRow.state == "effective",
        DecisionRow.version < row.version,
    )
    latest = session.exec(returned.order_by(col(DecisionRow.version).desc())).first()
    if latest is None:
        return None
    return Question.model_validate(
        {"by": latest.person_name, "reason": latest.reason, "line_id": latest.line_id, "words": latest.words}
    )


def _changed_lines(row: CaseRow) -> list[UUID]:
    if row.previous_document is None:
        return []
    return list(changed_lines(_contents(row.previous_document), _contents(row.document)))


def _contents(document: str) -> dict[UUID, str]:
    return {line.id: line.model_dump_json() for line in ClaimDocument.model_validate_json(document).lines}
