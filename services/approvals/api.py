"""Approvals over HTTP: the inbox of whoever decides, and the decisions."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request

from services.approvals import commands, queries
from services.approvals.domain.case import Wish
from services.approvals.schemas import CaseView, DecisionView, Inbox, InboxCount, NewDecision
from services.approvals.settings import ApprovalsSettings
from shared.http import Db, Me, Now

router = APIRouter()


async def _settings(request: Request) -> ApprovalsSettings:
    settings: ApprovalsSettings = request.app.state.settings
    return settings


@router.get("/inbox")
async def inbox(db: Db, me: Me, now: Now) -> Inbox:
    """What waits for me, riskiest first."""
    return await db.read(lambda session: queries.inbox(session, me, now))


@router.get("/inbox/count")
async def inbox_count(db: Db, me: Me) -> InboxCount:
    """How many cases wait for me."""
    return InboxCount(count=await db.read(lambda session: queries.inbox_count(session, me)))


@router.get("/cases/{claim_id}")
async def case(claim_id: UUID, db: Db, me: Me, now: Now) -> CaseView:
    """A claim with all its evidence."""
    return await db.read(lambda session: queries.case_view(session, claim_id, me, now))


@router.put("/cases/{claim_id}/decisions/{decision_id}")
async def decide(
    claim_id: UUID,
    decision_id: UUID,
    body: NewDecision,
    db: Db,
    me: Me,
    now: Now,
    settings: Annotated[ApprovalsSettings, Depends(_settings)],
) -> DecisionView:
    """Approve, return or reject the version that was seen."""
    wish = Wish(body.version, body.decision, body.reason, body.line_id, body.field, body.words)
    return await db.write(
        lambda session: commands.decide(session, claim_id, decision_id, wish, me, now, settings.undo_time)
    )


@router.delete("/cases/{claim_id}/decisions/{decision_id}")
async def undo(claim_id: UUID, decision_id: UUID, db: Db, me: Me, now: Now) -> DecisionView:
    """Take a decision back while its undo time lasts."""
    return await db.write(lambda session: commands.undo(session, claim_id, decision_id, me, now))
