"""What a person has been paid in advance, and what became of it."""

import datetime as dt

from sqlmodel import Session

from services.claims import store
from services.claims.advance_schemas import Advance, AdvanceUse
from shared.identity import Actor


def own(session: Session, actor: Actor) -> list[Advance]:
    """The latest paid first."""
    employments = [one.id for one in store.known.employments_of(session, actor.person_id)]
    rows = store.advances.of_employments(session, employments)
    uses = store.advances.uses(session, [row.id for row in rows])
    views = []
    for row in rows:
        settled = [
            AdvanceUse(claim_id=use.claim_id, number=number, amount_ore=use.amount_ore) for use, number in uses[row.id]
        ]
        views.append(
            Advance(
                id=row.id,
                employment_id=row.employment_id,
                paid_on=dt.date.fromisoformat(row.paid_on),
                purpose=row.purpose,
                amount_ore=row.amount_ore,
                open_ore=row.amount_ore - sum(use.amount_ore for use in settled),
                settled=settled,
            )
        )
    return views
