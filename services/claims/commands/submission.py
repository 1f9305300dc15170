"""Handing in, and asking back."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Session

from services.claims import store
from services.claims.commands.drafts import present, tell_owner
from services.claims.document import claim_document
from services.claims.domain import claim as life
from services.claims.domain.access import authorize
from services.claims.domain.draft import title
from services.claims.domain.rules import Rules
from services.claims.domain.submission import ready
from services.claims.domain.trip import stockholm
from services.claims.queries.reads import view
from services.claims.queries.views import submitted_view
from services.claims.review import review, summary
from services.claims.schemas import ClaimView, Submission
from services.claims.store.claims import StoredClaim
from services.claims.store.history import Step, Submitted
from shared.contracts import claims as told
from shared.identity import Actor
from shared.ids import new_id
from shared.messaging.outbox import emit
from shared.refusal import Refusal, Refused, accept, require

DOCUMENT_BYTES_MAX = 900_000
"""An event may have a million bytes, and an approval carries the claim whole."""


def submit(session: Session, claim_id: UUID, given: Submission, rules: Rules, actor: Actor, now: datetime) -> ClaimView:
    """Hand the claim in as it stands; the same submission again gives the same answer."""
    stored = _to_change(session, claim_id, actor)
    if life.is_submitted_again(stored.claim, given.version):
        return view(session, stored, rules, now)
    accept(life.submit(stored.claim, given.version, "", "", now))
    employment = store.known.employment(session, stored.claim.employment_id)
    assert employment is not None, "employments are never forgotten"
    lines = store.claims.lines(session, claim_id)
    store.advances.hold(session, employment.id)
    reviewed = review(session, stored, employment, lines, rules, now)
    findings = accept(ready(reviewed.findings, given.reasons))
    # The number is counted last: whoever is refused leaves no gap, and the year's row is held shortest.
    number = stored.claim.number or store.claims.next_number(session, stockholm(now).year)
    submitted = accept(life.submit(stored.claim, given.version, number, reviewed.rates_version, now))
    document = claim_document(submitted, reviewed, findings, now)
    event = told.ClaimSubmitted(id=new_id(), occurred_at=now, actor_id=actor.person_id, claim=document)
    document_json = document.model_dump_json()
    if len(document_json) > DOCUMENT_BYTES_MAX:
        raise Refused(Refusal("claim-too-large"))
    as_submitted = Submitted(document, reviewed.inputs, reviewed.worth.remarks)
    in_list = summary(reviewed.draft, reviewed.settlement, title(reviewed.draft))
    store.claims.save_claim(session, submitted, now, in_list)
    store.advances.settle(session, claim_id, reviewed.settlement.advances)
    if reviewed.rates_version == rules.rates.version:  # else it is the claim's own, and kept since it began
        store.packs.keep(session, rules.rates, now)
    store.history.add_submission(session, as_submitted, document_json, in_list.first_date, in_list.last_date)
    text_id = "timeline.submitted" if given.version == 1 else "timeline.submitted-again"
    store.history.add_step(session, Step(event.id, claim_id, now, text_id, by=employment.person_name))
    emit(session, event)
    tell_owner(session, submitted)
    after = StoredClaim(submitted, stored.trip, stored.trip_version, now, in_list)
    return submitted_view(session, after, as_submitted, employment, rules, now, reader_is_owner=True)


def withdraw(session: Session, claim_id: UUID, version: int, rules: Rules, actor: Actor, now: datetime) -> ClaimView:
    """Ask the claim back; approvals says whether that is granted. Again changes nothing."""
    stored = _to_change(session, claim_id, actor)
    withdrawing = accept(life.ask_back(stored.claim, version, now))
    if withdrawing != stored.claim:
        store.claims.save_claim(session, withdrawing, now)
        emit(
            session,
            told.WithdrawalAsked(
                id=new_id(),
                occurred_at=now,
                actor_id=actor.person_id,
                claim_id=claim_id,
                version=version,
                person_id=actor.person_id,
            ),
        )
        tell_owner(session, withdrawing)
    return present(session, claim_id, rules, now)


def _to_change(session: Session, claim_id: UUID, actor: Actor) -> StoredClaim:
    stored = store.claims.claim_to_change(session, claim_id)
    if stored is None:
        raise Refused(Refusal("not-found"))
    require(authorize(actor, "edit", stored.claim))
    return stored
