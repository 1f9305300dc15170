"""Personal identity numbers come in by an import of their own, keyed by employee number, and leave only in a file for payroll."""

from datetime import datetime

from sqlmodel import Session

from services.payroll_export.domain.access import authorize
from services.payroll_export.domain.identity import is_personal_number
from services.payroll_export.receiving import Receiving
from services.payroll_export.store import register
from shared.identity import Actor
from shared.refusal import Refusal, Refused, require


def put_personal_number(
    session: Session,
    employee_number: str,
    personal_number: str | None,
    receiving: Receiving,
    actor: Actor,
    now: datetime,
) -> None:
    """Keep the number, encrypted; None takes it away. Sealed files stay as they are."""
    require(authorize(actor, "change-personal-number"))
    if personal_number is None:
        register.forget_personal_number(session, employee_number)
        return
    if not is_personal_number(personal_number):
        raise Refused(Refusal("personal-number-wrong", field="personal_number"))
    register.save_personal_number(session, employee_number, personal_number, receiving.cipher, actor.person_id, now)
