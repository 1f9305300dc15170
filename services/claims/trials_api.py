"""Trials of other rates on real claims over HTTP, for administrators."""

from dataclasses import replace
from uuid import UUID

from fastapi import APIRouter, Request, Response

from services.claims.api import Given
from services.claims.commands import trials as commands
from services.claims.domain.what_if import Instead
from services.claims.queries import trials as queries
from services.claims.trial import Task, run_trials, tried_rules
from services.claims.trial_schemas import NewTrial, Trial
from shared.http import Db, Me, Now

router = APIRouter(lifespan=run_trials)


@router.put("/rates/trials/{trial_id}")
async def put_trial(trial_id: UUID, body: NewTrial, request: Request, db: Db, rules: Given, me: Me, now: Now) -> Trial:
    """Try other rates on real claims: who would get what more or less. It goes on by itself; look again."""
    pack = commands.tried_pack(rules.rates, body, me)
    after = tried_rules(replace(rules, rates=pack), body.on)
    trial, is_new = await db.write(lambda session: commands.put_trial(session, trial_id, body, me, now))
    if is_new:
        instead = Instead(body.instead_of or None, body.agreement or None) if body.agreement is not None else None
        task = Task(trial_id, me.person_id, body.first, body.last, rules, after, instead)
        request.app.state.trials.start(task)
    return trial


@router.get("/rates/trials/{trial_id}")
async def trial(trial_id: UUID, db: Db, me: Me, now: Now) -> Trial:
    """How far it has come, or what came out."""
    return await db.read(lambda session: queries.trial(session, trial_id, me, now))


@router.delete("/rates/trials/{trial_id}", status_code=204)
async def cancel_trial(trial_id: UUID, db: Db, me: Me, now: Now) -> Response:
    """Stop it."""
    await db.write(lambda session: commands.cancel(session, trial_id, me, now))
    return Response(status_code=204)
