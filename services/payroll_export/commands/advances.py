"""Advances (*förskott*) that payroll has paid: kept here, told to claims, which settles them."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Session

from services.payroll_export.domain.access import authorize, refuse_own_advance
from services.payroll_export.schemas import AdvanceInput, AdvanceView
from services.payroll_export.store import register
from services.payroll_export.store.tables import AdvanceRow
from shared.contracts.payroll_export import AdvanceChanged
from shared.identity import Actor
from shared.ids import new_id
from shared.messaging.outbox import emit
from shared.refusal import Refusal, Refused, require


def put_advance(session: Session, advance_id: UUID, given: AdvanceInput, actor: Actor, now: datetime) -> AdvanceView:
    """Keep an advance that was paid, or say it otherwise; the same again changes and tells nothing. 0 öre: it was taken back."""
    require(authorize(actor, "keep-advance"))
    person_id = register.person_of(session, given.employment_id)
    if person_id is None:
        raise Refused(Refusal("unknown-employment", field="employment_id"))
    require(refuse_own_advance(actor, person_id))
    kept = register.advance(session, advance_id)
    if kept is not None and kept.employment_id != given.employment_id:
        raise Refused(Refusal("id-taken"))
    row = AdvanceRow(
        id=advance_id,
        person_id=person_id,
        employment_id=given.employment_id,
        amount_ore=given.amount_ore,
        paid_on=given.paid_on.isoformat(),
        put_at=now,
        put_by=actor.person_id,
    )
    if kept is None or (kept.amount_ore, kept.paid_on) != (row.amount_ore, row.paid_on):
        register.save_advance(session, row)
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
    return AdvanceView(id=advance_id, person_name=register.name_of(session, person_id), **dict(given))
