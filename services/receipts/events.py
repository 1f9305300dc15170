"""Events that receipts reads: what its readers saw, and which claims show which receipts."""

from services.receipts import commands
from shared.contracts.approvals import ClaimAssigned, ClaimReleased
from shared.contracts.receipts import ReceiptInterpreted
from shared.messaging.consumer import on

EVENTS = (
    on(ReceiptInterpreted, commands.take_reading),
    on(ClaimAssigned, commands.note_claim),
    on(ClaimReleased, commands.free_claim),
)
