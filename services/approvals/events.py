"""Events that approvals reads, and what each makes happen."""

from services.approvals import commands
from shared.contracts.claims import ClaimSubmitted, WithdrawalAsked
from shared.contracts.directory import PersonChanged, UnitChanged
from shared.messaging.consumer import on

EVENTS = (
    on(ClaimSubmitted, commands.open_case),
    on(WithdrawalAsked, commands.withdraw),
    on(PersonChanged, commands.keep_person),
    on(UnitChanged, commands.keep_unit),
)
