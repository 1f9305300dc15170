"""Advances (*förskott*) that payroll has paid: kept here, told to claims, which settles them."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Session

from services.payroll_export.domain.access import authorize, refuse_own_advance
from services.payroll_export.domain.advance import refuse_far_ahead
from services.payroll_export.queries import advance_view
from services.payroll_export.schemas import AdvanceInput, AdvanceView
from services.payroll_export.store import advances, claims, register
from services.payroll_export.store.tables import AdvanceRow
from shared.contracts.claims import ClaimSubmitted
from shared.contracts.event import Hint
from shared.contracts.payroll_export import AdvanceChanged
from shared.identity import Actor
from shared.ids import new_id
from shared.messaging.outbox import emit, hint
from shared.refusal import Refusal, Refused, require


def put_advance(session: Session, advance_id: UUID, given: AdvanceInput, actor: Actor, now: datetime) -> AdvanceView:
    """Keep an advance that was paid, or say it otherwise; the same again changes and tells nothing. 0 öre: it was taken back.

    What claims have settled of it stays paid.
    """
    require(authorize(actor, "keep-advance"))
    person_id = register.person_of(session, given.employment_id)
    if person_id is None:
        raise Refused(Refusal("unknown-employment", field="employment_id"))
    require(refuse_own_advance(actor, person_id))
    require(refuse_far_ahead(given.paid_on, now.date()) if given.amount_ore else None)
    kept = advances.advance(session, advance_id)
    if kept is not None and kept.employment_id != given.employment_id:
        raise Refused(Refusal("id-taken"))
    uses = advances.uses(session, [advance_id])[advance_id]
    if given.amount_ore < sum(use.amount_ore for use in uses):
        numbers = ", ".join(use.claim_number for use in uses)
        raise Refused(Refusal("advance-settled", {"claims": numbers}, field="amount_ore"))
    row = AdvanceRow(
        id=advance_id,
        person_id=person_id,
        employment_id=given.employment_id,
        amount_ore=given.amount_ore,
        paid_on=given.paid_on.isoformat(),
        purpose=given.purpose,
        put_at=now,
        put_by=actor.person_id,
    )
    if kept is None or (kept.amount_ore, kept.paid_on, kept.purpose) != (row.amount_ore, row.paid_on, row.purpose):
        advances.save(session, row)
        emit(
            session,
            AdvanceChanged(
                id=new_id(),
                occurred_at=now,
                actor_id=actor.person_id,
                advance_id=advance_id,
                person_id=person_id,
                **dict(given),
            ),
        )
        tell_payroll(session, advance_id)
    return advance_view(session, row, uses)


def note_uses(session: Session, event: ClaimSubmitted, now: datetime) -> None:
    """A claim that is handed in settles advances, unless it has come back already."""
    known = claims.claim(session, event.claim.claim_id)
    if known is None or known.state != "closed" or known.version < event.claim.version:
        advances.settle(session, event.claim)
        tell_payroll(session, event.claim.claim_id)


def tell_payroll(session: Session, about: UUID) -> None:
    """Have payroll's pages look again."""
    staff = register.payroll_staff(session)
    hint(session, Hint(service="payroll_export", thing="advance", id=about, version=1, state="", concerns=staff))
