"""Events that payroll_export reads."""

from services.payroll_export.commands import advances, intake
from shared.contracts.approvals import ClaimApproved, ClaimAssigned, ClaimRejected, ClaimReleased, ClaimReturned
from shared.contracts.claims import ClaimSubmitted
from shared.contracts.directory import PersonChanged, UnitChanged
from shared.messaging.consumer import on

EVENTS = (
    on(ClaimSubmitted, advances.note_uses),
    on(ClaimAssigned, intake.note_waiting),
    on(ClaimApproved, intake.take_in),
    on(ClaimReturned, intake.close),
    on(ClaimRejected, intake.close),
    on(ClaimReleased, intake.close),
    on(PersonChanged, intake.change_person),
    on(UnitChanged, intake.change_unit),
)
