"""A trial of other rates: asked for, followed, cancelled. It changes no claim and no rate."""

import datetime as dt
from datetime import datetime
from uuid import UUID

from sqlmodel import Session

from services.claims import store
from services.claims.commands.rates import change_of
from services.claims.domain.access import authorize_rates
from services.claims.domain.pack import apply
from services.claims.domain.rates import RatePack
from services.claims.queries.trials import trial_view
from services.claims.rates.canonical import named
from services.claims.trial_schemas import NewTrial, Trial, Tried, TriedClaim, TriedPerson
from services.claims.trial_sum import Sum
from shared.contracts.event import Hint
from shared.identity import Actor
from shared.ids import new_id
from shared.messaging.outbox import hint
from shared.refusal import Refusal, Refused, accept, require


def put_trial(session: Session, trial_id: UUID, given: NewTrial, actor: Actor, now: datetime) -> tuple[Trial, bool]:
    """The trial, and whether it is new: the same again starts nothing."""
    require(authorize_rates(actor))
    made = store.trials.trial(session, trial_id)
    asked = given.model_dump(mode="json")
    if made is not None:
        require(None if made.asked == asked and made.by == actor.person_id else Refusal("trial-other"))
        return trial_view(made, now), False
    total = store.trials.count(session, given.first, given.last)
    store.trials.add(session, trial_id, asked, actor.person_id, total, now)
    added = store.trials.trial(session, trial_id)
    assert added is not None
    return trial_view(added, now), True


def tried_pack(pack: RatePack, given: NewTrial, actor: Actor) -> RatePack:
    """The rates with the changes that are tried, refused as they would be when made."""
    require(authorize_rates(actor))
    changes = [change_of(new_id(), one) for one in given.changes]
    changed = named(accept(apply(pack, changes)))
    known = {one.id for one in changed.agreements} | {""}
    if given.agreement is not None and given.agreement not in known:
        raise Refused(Refusal("agreement-not-known", {"agreement": given.agreement}, field="agreement"))
    return changed


def come_to(session: Session, trial_id: UUID, by: UUID, done: int, now: dt.datetime) -> bool:
    """How far it is; False when it was cancelled."""
    still = store.trials.come_to(session, trial_id, done, now)
    _tell(session, trial_id, by, done, "running")
    return still


def finish(session: Session, trial_id: UUID, by: UUID, total: Sum, now: dt.datetime) -> None:
    """What came out, with the names of those whose claims differ most."""
    most = total.most()
    names = store.trials.names(session, {person_id for person_id, _ in most} | {one.person_id for one in total.biggest})
    titles = store.trials.titles(session, [one.claim_id for one in total.biggest])
    result = Tried(
        claims=total.claims,
        changed=total.changed,
        not_worked_out=total.not_worked_out,
        before_ore=total.before_ore,
        after_ore=total.after_ore,
        tax_free_more_ore=total.tax_free_more_ore,
        people_more=sum(one.more_ore > 0 for one in total.people.values()),
        people_less=sum(one.more_ore < 0 for one in total.people.values()),
        people=[
            TriedPerson(
                person_id=person_id,
                name=names.get(person_id, ""),
                claims=one.claims,
                before_ore=one.before_ore,
                after_ore=one.after_ore,
            )
            for person_id, one in most
        ],
        biggest=[
            TriedClaim(
                claim_id=one.claim_id,
                number=titles[one.claim_id][0],
                title=titles[one.claim_id][1],
                name=names.get(one.person_id, ""),
                before_ore=one.before_ore,
                after_ore=one.after_ore,
            )
            for one in total.biggest
        ],
    )
    store.trials.come_to(session, trial_id, total.claims, now)
    store.trials.end(session, trial_id, "done", now, result.model_dump(mode="json"))
    _tell(session, trial_id, by, total.claims, "done")


def fail(session: Session, trial_id: UUID, by: UUID, now: dt.datetime) -> None:
    """It broke off."""
    store.trials.end(session, trial_id, "failed", now)
    _tell(session, trial_id, by, 0, "failed")


def cancel(session: Session, trial_id: UUID, actor: Actor, now: datetime) -> None:
    """Nobody wants to know any more; again changes nothing."""
    require(authorize_rates(actor))
    if store.trials.trial(session, trial_id) is None:
        raise Refused(Refusal("not-found"))
    store.trials.end(session, trial_id, "cancelled", now)
    _tell(session, trial_id, actor.person_id, 0, "cancelled")


def _tell(session: Session, trial_id: UUID, by: UUID, done: int, state: str) -> None:
    hint(session, Hint(service="claims", thing="trial", id=trial_id, version=done, state=state, concerns=(by,)))
