"""Claims over HTTP: drafts, handing in, and what became of it."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response

from services.claims.commands import drafts, submission
from services.claims.domain.rates import RatePack
from services.claims.domain.rules import Rules
from services.claims.queries import reads
from services.claims.rulebook import Rulebook
from services.claims.schemas import (
    ClaimList,
    ClaimState,
    ClaimView,
    KindView,
    Known,
    LineDraft,
    NewClaim,
    Submission,
    Withdrawal,
)
from services.claims.trip_schemas import TripDraft
from shared.http import Db, Me, Now

PAGE_DEFAULT = 30
PAGE_MAX = 100

router = APIRouter()


async def _rules(request: Request) -> Rules:
    rulebook: Rulebook = request.app.state.rulebook
    return await rulebook.current(request.app.state.database, request.app.state.rules)


Given = Annotated[Rules, Depends(_rules)]
"""The rules that claims are judged by."""


@router.get("/kinds")
async def kinds(rules: Given, me: Me) -> list[KindView]:
    """Kinds of expense, in the order they are offered."""
    return reads.kinds(rules)


@router.get("/known")
async def known(db: Db, rules: Given, me: Me) -> Known:
    """What is known of the person, so that it is not asked."""
    return await db.read(lambda session: reads.known(session, rules, me))


@router.get("/rate-packs/{version}")
async def rate_pack(version: str, db: Db, rules: Given, me: Me) -> RatePack:
    """The rates that drafts are worked out with now, or that a claim began with, for the app's own rules."""
    return await db.read(lambda session: reads.rates(session, version, rules))


@router.get("/claims")
async def claims(
    db: Db,
    rules: Given,
    me: Me,
    now: Now,
    state: ClaimState | None = None,
    cursor: Annotated[str | None, Query(max_length=200)] = None,
    limit: Annotated[int, Query(ge=1, le=PAGE_MAX)] = PAGE_DEFAULT,
) -> ClaimList:
    """The person's own claims, latest change first."""
    return await db.read(lambda session: reads.claims(session, rules, me, now, state, cursor, limit))


@router.get("/claims/{claim_id}")
async def claim(claim_id: UUID, db: Db, rules: Given, me: Me, now: Now) -> ClaimView:
    """A claim on one screen."""
    return await db.read(lambda session: reads.claim(session, claim_id, rules, me, now))


@router.put("/claims/{claim_id}")
async def put_claim(claim_id: UUID, body: NewClaim, db: Db, rules: Given, me: Me, now: Now) -> ClaimView:
    """Open a draft."""
    return await db.write(lambda session: drafts.put_claim(session, claim_id, body, rules, me, now))


@router.delete("/claims/{claim_id}", status_code=204)
async def delete_claim(claim_id: UUID, db: Db, me: Me, now: Now) -> Response:
    """Throw a draft away."""
    await db.write(lambda session: drafts.remove_claim(session, claim_id, me, now))
    return Response(status_code=204)


@router.put("/claims/{claim_id}/trip")
async def put_trip(claim_id: UUID, body: TripDraft, db: Db, rules: Given, me: Me, now: Now) -> ClaimView:
    """Say how the trip was."""
    return await db.write(lambda session: drafts.put_trip(session, claim_id, body, rules, me, now))


@router.put("/claims/{claim_id}/lines/{line_id}")
async def put_line(claim_id: UUID, line_id: UUID, body: LineDraft, db: Db, rules: Given, me: Me, now: Now) -> ClaimView:
    """Add or change a line."""
    return await db.write(lambda session: drafts.put_line(session, claim_id, line_id, body, rules, me, now))


@router.delete("/claims/{claim_id}/lines/{line_id}")
async def delete_line(
    claim_id: UUID, line_id: UUID, base_version: int, db: Db, rules: Given, me: Me, now: Now
) -> ClaimView:
    """Take a line away."""
    return await db.write(lambda session: drafts.remove_line(session, claim_id, line_id, base_version, rules, me, now))


@router.put("/claims/{claim_id}/submission")
async def put_submission(claim_id: UUID, body: Submission, db: Db, rules: Given, me: Me, now: Now) -> ClaimView:
    """Hand the claim in."""
    return await db.write(lambda session: submission.submit(session, claim_id, body, rules, me, now))


@router.put("/claims/{claim_id}/withdrawal")
async def put_withdrawal(claim_id: UUID, body: Withdrawal, db: Db, rules: Given, me: Me, now: Now) -> ClaimView:
    """Ask the claim back."""
    return await db.write(lambda session: submission.withdraw(session, claim_id, body.version, rules, me, now))
