"""What approvals and payroll make happen to a claim. Whatever order they are told in, the claim ends in the same state."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from sqlmodel import Session

from services.claims import store
from services.claims.commands.drafts import tell_owner
from services.claims.document import remark_of
from services.claims.domain import claim as life
from services.claims.domain.claim import Approver, Claim
from services.claims.store.history import Step
from shared.contracts import approvals, payroll_export
from shared.contracts.event import Event
from shared.messaging.consumer import NotYet

Change = Callable[[Claim], Claim]


def _happened(session: Session, claim_id: UUID, change: Change, step: Step, now: datetime) -> None:
    """Change the claim, and note the step when it changed: what speaks of an older version changes nothing."""
    stored = store.claims.claim_to_change(session, claim_id)
    if stored is None:
        raise NotYet(f"claim {claim_id}")
    changed = change(stored.claim)
    if changed != stored.claim:
        store.claims.save_claim(session, changed, now)
        if changed.state in life.SETTLES_NOTHING:
            store.advances.free(session, claim_id)
        store.history.add_step(session, step)
        tell_owner(session, changed)


def _step(event: Event, claim_id: UUID, what: str, by: str | None = None, **rest: int | str | None) -> Step:
    return Step(event.id, claim_id, event.occurred_at, f"timeline.{what}", by, rest)


def assign(session: Session, event: approvals.ClaimAssigned, now: datetime) -> None:
    """It stands who decides, or that nobody may."""
    approver = Approver(event.occurred_at, event.approver_id, event.approver_name)
    step = (
        _step(event, event.claim_id, "assigned", name=event.approver_name)
        if event.approver_id
        else _step(event, event.claim_id, "no-approver")
    )
    _happened(session, event.claim_id, lambda claim: life.assigned(claim, event.version, approver), step, now)


def release(session: Session, event: approvals.ClaimReleased, now: datetime) -> None:
    """The owner has it back."""
    step = _step(event, event.claim_id, "withdrawn")
    _happened(session, event.claim_id, lambda claim: life.released(claim, event.version, event.occurred_at), step, now)


def refuse_withdrawal(session: Session, event: approvals.WithdrawalRefused, now: datetime) -> None:
    """Somebody had decided."""
    step = _step(event, event.claim_id, "withdrawal-refused")
    _happened(
        session,
        event.claim_id,
        lambda claim: life.withdrawal_refused(claim, event.version, event.occurred_at),
        step,
        now,
    )


def approve(session: Session, event: approvals.ClaimApproved, now: datetime) -> None:
    """An approval took effect."""
    claim_id, version = event.claim.claim_id, event.claim.version
    step = _step(event, claim_id, "approved", by=event.approver_name)
    _happened(session, claim_id, lambda claim: life.approved(claim, version, event.occurred_at), step, now)


def send_back(session: Session, event: approvals.ClaimReturned, now: datetime) -> None:
    """The owner has to mend something."""
    remark = remark_of(event.remark)
    step = Step(event.id, event.claim_id, event.occurred_at, "timeline.returned", by=event.approver_name, remark=remark)
    _happened(
        session,
        event.claim_id,
        lambda claim: life.returned(claim, event.version, remark, event.occurred_at),
        step,
        now,
    )


def reject(session: Session, event: approvals.ClaimRejected, now: datetime) -> None:
    """It was turned down for good."""
    remark = remark_of(event.remark)
    step = Step(event.id, event.claim_id, event.occurred_at, "timeline.rejected", by=event.approver_name, remark=remark)
    _happened(
        session,
        event.claim_id,
        lambda claim: life.rejected(claim, event.version, remark, event.occurred_at),
        step,
        now,
    )


def export(session: Session, event: payroll_export.ClaimExported, now: datetime) -> None:
    """It lies in a sealed batch."""
    step = _step(event, event.claim_id, "exported", by=event.sealed_by_name, batch=event.batch_number)
    _happened(session, event.claim_id, lambda claim: life.exported(claim, event.batch_id, event.occurred_at), step, now)


def void_export(session: Session, event: payroll_export.ExportVoided, now: datetime) -> None:
    """Its batch was voided."""
    step = _step(event, event.claim_id, "export-voided", by=event.voided_by_name, batch=event.batch_number)
    _happened(
        session, event.claim_id, lambda claim: life.export_voided(claim, event.batch_id, event.occurred_at), step, now
    )
