"""A trial as the administrator's page shows it."""

import datetime as dt
from uuid import UUID

from sqlmodel import Session

from services.claims import store
from services.claims.domain.access import authorize_rates
from services.claims.store.trials import Trial as StoredTrial
from services.claims.trial_schemas import NewTrial, Trial, Tried
from shared.identity import Actor
from shared.refusal import Refusal, Refused, require

SILENT_MAX = dt.timedelta(minutes=2)
"""Who has told nothing for so long is gone, with the process that was at it."""


def trial(session: Session, trial_id: UUID, actor: Actor, now: dt.datetime) -> Trial:
    """How far it has come, or what came out."""
    require(authorize_rates(actor))
    found = store.trials.trial(session, trial_id)
    if found is None:
        raise Refused(Refusal("not-found"))
    return trial_view(found, now)


def trial_view(stored: StoredTrial, now: dt.datetime) -> Trial:
    asked = NewTrial.model_validate(stored.asked)
    is_gone = stored.state == "running" and now - stored.looked_at > SILENT_MAX
    return Trial(
        id=stored.id,
        state="failed" if is_gone else stored.state,
        on=asked.on,
        first=asked.first,
        last=asked.last,
        total=stored.total,
        done=stored.done,
        result=Tried.model_validate(stored.result) if stored.result else None,
    )
