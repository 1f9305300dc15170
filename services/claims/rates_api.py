"""Rates and agreements over HTTP, for administrators."""

from uuid import UUID

from fastapi import APIRouter, Request, Response

from services.claims.api import Given
from services.claims.commands import rates as commands
from services.claims.domain.trip import stockholm
from services.claims.queries import rates as queries
from services.claims.rates_schemas import NewRateChange, RateChanges, RateChangeView, Rates
from services.claims.values import Day
from shared.http import Db, Me, Now

router = APIRouter()


@router.get("/rates")
async def rates(db: Db, rules: Given, me: Me, now: Now, on: Day | None = None) -> Rates:
    """What holds on a day, today unless said, and on the New Year's Day that follows."""
    return await db.read(lambda session: queries.rates(session, on or stockholm(now).date(), rules, me))


@router.get("/rates/changes")
async def changes(db: Db, me: Me) -> RateChanges:
    """Every change to the rates: who, when, before and after."""
    return await db.read(lambda session: queries.changes(session, me))


@router.get("/rates/changes/{change_id}")
async def change(change_id: UUID, db: Db, me: Me) -> RateChangeView:
    """One of them."""
    return await db.read(lambda session: queries.change(session, change_id, me))


@router.put("/rates/changes/{change_id}")
async def put_change(
    change_id: UUID, body: NewRateChange, request: Request, db: Db, me: Me, now: Now
) -> RateChangeView:
    """Change a rate from a day on, or add an agreement."""
    shipped = request.app.state.rules
    made = await db.write(lambda session: commands.put_change(session, change_id, body, shipped, me, now))
    request.app.state.rulebook.look_again()
    return made


@router.delete("/rates/changes/{change_id}", status_code=204)
async def undo_change(change_id: UUID, request: Request, db: Db, me: Me, now: Now) -> Response:
    """Take a change back."""
    shipped = request.app.state.rules
    await db.write(lambda session: commands.undo_change(session, change_id, shipped, me, now))
    request.app.state.rulebook.look_again()
    return Response(status_code=204)
