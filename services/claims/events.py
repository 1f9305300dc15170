"""Events that claims reads: event in → command."""

from services.claims.commands import decisions, keeping
from shared.contracts import approvals, directory, payroll_export, receipts
from shared.messaging.consumer import on

EVENTS = (
    on(directory.PersonChanged, keeping.keep_person),
    on(directory.UnitChanged, keeping.keep_unit),
    on(directory.CodingPlanChanged, keeping.keep_coding_plan),
    on(receipts.ReceiptAdded, keeping.keep_added_receipt),
    on(receipts.ReceiptRead, keeping.keep_read_receipt),
    on(receipts.ReceiptCorrected, keeping.keep_corrected_receipt),
    on(receipts.ReceiptUnreadable, keeping.keep_unreadable_receipt),
    on(receipts.ReceiptDiscarded, keeping.keep_discarded_receipt),
    on(approvals.ClaimAssigned, decisions.assign),
    on(approvals.ClaimReleased, decisions.release),
    on(approvals.WithdrawalRefused, decisions.refuse_withdrawal),
    on(approvals.ClaimApproved, decisions.approve),
    on(approvals.ClaimReturned, decisions.send_back),
    on(approvals.ClaimRejected, decisions.reject),
    on(payroll_export.AdvanceChanged, keeping.keep_advance),
    on(payroll_export.ClaimExported, decisions.export),
    on(payroll_export.ExportVoided, decisions.void_export),
)
