"""What approvals tells about claims that show receipts."""

from datetime import datetime

from sqlmodel import Session

from services.receipts import store
from services.receipts.commands import register
from services.receipts.domain.access import Use, newest
from shared.contracts.approvals import ClaimAssigned, ClaimReleased


def note_claim(session: Session, event: ClaimAssigned, now: datetime) -> None:
    """Remember which receipts a submitted claim shows as evidence, and who decides on it; learn from what was kept as read."""
    use = Use(event.claim_id, event.person_id, event.approver_id, event.receipt_ids, event.occurred_at)
    _note(session, use)
    for receipt in store.receipts.receipts(session, event.receipt_ids):
        if receipt.person_id == event.person_id:
            register.learn_from_submission(session, receipt, now)


def free_claim(session: Session, event: ClaimReleased, now: datetime) -> None:
    """A claim went back to its owner, undecided: nobody else looks at its receipts now, and they may be discarded."""
    _note(session, Use(event.claim_id, None, None, (), event.occurred_at))


def _note(session: Session, told_now: Use) -> None:
    known = store.uses.use(session, told_now.claim_id)
    if use := newest(known, told_now):
        store.uses.save_use(session, use, known is not None)
