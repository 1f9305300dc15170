"""What people, events and the clock make happen in approvals."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import assert_never
from uuid import UUID

from sqlmodel import Session

from services.approvals import store
from services.approvals.domain import case as domain
from services.approvals.domain.access import authorize
from services.approvals.domain.approver import approver_of
from services.approvals.domain.case import BECOMES, Decider, Decision, Wish
from services.approvals.queries import decision_view
from services.approvals.schemas import DecisionView
from services.approvals.store import CaseRow, DecisionRow
from shared.contracts import approvals as told
from shared.contracts.claims import ClaimDocument, ClaimSubmitted, WithdrawalAsked
from shared.contracts.directory import PersonChanged, UnitChanged
from shared.contracts.event import Event, Hint
from shared.identity import Actor
from shared.ids import derived_id, new_id
from shared.messaging.consumer import NotYet
from shared.messaging.outbox import emit, hint
from shared.refusal import Refusal, Refused, accept, require


def open_case(session: Session, event: ClaimSubmitted, now: datetime) -> None:
    """Have a claim wait for whoever decides; a newer version takes the place of an older one."""
    claim = event.claim
    known = store.case_row(session, claim.claim_id, lock=True)
    if known and known.version >= claim.version:
        return
    if not store.knows(session, claim.person_id, claim.unit_id):
        raise NotYet
    before = known.approver_id if known else None
    approver_id = approver_of(claim.unit_id, claim.person_id, store.organisation_around(session, claim.unit_id))
    case = store.save_submission(session, claim, known, approver_id)
    _tell_assigned(session, case, now)
    _hint(session, case, {before, approver_id})


def withdraw(session: Session, event: WithdrawalAsked, now: datetime) -> None:
    """Give the claim back, unless somebody has decided."""
    row = store.case_row(session, event.claim_id, lock=True)
    match domain.withdraw(store.to_case(row) if row else None, event.version):
        case "too-early":
            raise NotYet
        case "past":
            return
        case "granted":
            assert row
            row.state = "withdrawn"
            _hint(session, row, {row.approver_id})
            answer: type[told.ClaimReleased | told.WithdrawalRefused] = told.ClaimReleased
        case "refused":
            answer = told.WithdrawalRefused
        case other:
            assert_never(other)
    emit(
        session,
        answer(id=derived_id(event.id, "answer"), occurred_at=now, claim_id=event.claim_id, version=event.version),
    )


def keep_person(session: Session, event: PersonChanged, now: datetime) -> None:
    """Keep what directory tells about a person; cases may get another approver."""
    if store.save_person(session, event):
        reassign(session, now)


def keep_unit(session: Session, event: UnitChanged, now: datetime) -> None:
    """Keep what directory tells about a unit; cases may get another approver."""
    if store.save_unit(session, event):
        reassign(session, now)


def reassign(session: Session, now: datetime) -> None:
    """Give every open case to whoever decides as the organisation is now."""
    if cases := store.open_cases(session):
        organisation = store.organisation(session)
        for row in cases:
            _assign(session, row, approver_of(row.unit_id, row.person_id, organisation), now)


def decide(
    session: Session,
    claim_id: UUID,
    decision_id: UUID,
    wish: Wish,
    actor: Actor,
    now: datetime,
    undo_time: timedelta,
) -> DecisionView:
    """Decide on the version that was seen; the same again gives the same answer."""
    row = _locked_case(session, claim_id)
    earlier = session.get(DecisionRow, decision_id)
    if earlier and domain.is_same(store.to_decision(earlier), claim_id, wish, actor.person_id):
        return decision_view(earlier, now)
    require(authorize(actor.person_id, actor.roles, "decide", store.to_case(row), None))
    standing = store.to_decision(earlier) if earlier else store.standing_decision(session, claim_id, row.version)
    by = Decider(actor.person_id, store.person_name(session, actor.person_id) or "")
    decided = accept(domain.decide(store.to_case(row), decision_id, wish, by, standing, now, undo_time))
    saved = store.add_decision(session, row, decided)
    row.state = "deciding"
    _hint(session, row, {row.approver_id})
    return decision_view(saved, now)


def undo(session: Session, claim_id: UUID, decision_id: UUID, actor: Actor, now: datetime) -> DecisionView:
    """Take a decision back before it takes effect; the case waits again, for whoever decides now."""
    row = _locked_case(session, claim_id)
    saved = session.get(DecisionRow, decision_id)
    if saved is None or saved.claim_id != claim_id:
        raise Refused(Refusal("not-found"))
    require(authorize(actor.person_id, actor.roles, "undo", store.to_case(row), saved.person_id))
    undone = accept(domain.undo(store.to_decision(saved), actor.person_id, now))
    if saved.state != undone.state:
        _reopen(session, row, saved, now)
    return decision_view(saved, now)


def take_effect(session: Session, now: datetime) -> None:
    """Tell the other services of every decision whose undo time is over."""
    for decision_id, claim_id in store.due_decisions(session, now):
        row = _locked_case(session, claim_id)
        saved = session.get(DecisionRow, decision_id, populate_existing=True)
        assert saved
        if saved.state != "pending":  # undone by another replica since it was listed
            continue
        decided = domain.take_effect(store.to_decision(saved), store.to_case(row))
        saved.state = decided.state
        if decided.state == "effective":
            row.state = BECOMES[decided.wish.kind]
            emit(session, _effect(decided, ClaimDocument.model_validate_json(row.document)))
        _hint(session, row, {row.approver_id, saved.person_id})


def _effect(decided: Decision, claim: ClaimDocument) -> Event:
    """The event of a decision; its id follows from the decision, so that a repetition is the same event."""
    about: dict[str, object] = {
        "id": derived_id(decided.id, "effect"),
        "occurred_at": decided.takes_effect_at,
        "actor_id": decided.by.id,
        "approver_id": decided.by.id,
        "approver_name": decided.by.name,
    }
    if decided.wish.kind == "approve":
        return told.ClaimApproved.model_validate({**about, "claim": claim})
    wish = decided.wish
    assert wish.reason, "nothing is returned or rejected without a reason"
    remark = told.Remark(reason=wish.reason, line_id=wish.line_id, field=wish.field, words=wish.words)
    event = told.ClaimReturned if wish.kind == "return" else told.ClaimRejected
    return event.model_validate({**about, "claim_id": claim.claim_id, "version": claim.version, "remark": remark})


def _reopen(session: Session, row: CaseRow, saved: DecisionRow, now: datetime) -> None:
    """Open the case again; the approver may have changed while it was being decided."""
    saved.state = "undone"
    row.state = "open"
    session.flush()
    _assign(session, row, approver_of(row.unit_id, row.person_id, store.organisation_around(session, row.unit_id)), now)
    _hint(session, row, {row.approver_id, saved.person_id})


def _assign(session: Session, row: CaseRow, approver_id: UUID | None, now: datetime) -> None:
    if approver_id != row.approver_id:
        before, row.approver_id = row.approver_id, approver_id
        session.flush()
        _tell_assigned(session, row, now)
        _hint(session, row, {before, approver_id})


def _tell_assigned(session: Session, row: CaseRow, now: datetime) -> None:
    claim = ClaimDocument.model_validate_json(row.document)
    emit(
        session,
        told.ClaimAssigned(
            id=new_id(),
            occurred_at=now,
            claim_id=row.claim_id,
            version=row.version,
            number=row.number,
            person_id=row.person_id,
            person_name=row.person_name,
            unit_name=row.unit_name,
            total_ore=row.total_ore,
            approver_id=row.approver_id,
            approver_name=store.person_name(session, row.approver_id),
            receipt_ids=claim.receipt_ids(),
        ),
    )


def _hint(session: Session, row: CaseRow, concerns: Iterable[UUID | None]) -> None:
    persons = tuple(sorted(person for person in concerns if person))
    hint(
        session,
        Hint(
            service="approvals", thing="case", id=row.claim_id, version=row.version, state=row.state, concerns=persons
        ),
    )


def _locked_case(session: Session, claim_id: UUID) -> CaseRow:
    row = store.case_row(session, claim_id, lock=True)
    if row is None:
        raise Refused(Refusal("not-found"))
    return row
