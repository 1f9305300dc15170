"""Events that receipts reads: what its readers saw, and which claims show which receipts."""

from services.receipts.commands import reading, register, uses
from shared.contracts.approvals import ClaimApproved, ClaimAssigned, ClaimReleased
from shared.contracts.receipts import ReceiptInterpreted
from shared.messaging.consumer import on

EVENTS = (
    on(ReceiptInterpreted, reading.take_reading),
    on(ClaimAssigned, uses.note_claim),
    on(ClaimReleased, uses.free_claim),
    on(ClaimApproved, register.learn_from_approval),
)
