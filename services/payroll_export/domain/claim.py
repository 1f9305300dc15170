"""A claim as payroll follows it: who it waits for, until it is decided; then its lines speak for it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from shared.money import Ore

State = Literal["waiting", "approved", "closed"]
"""`closed`: returned, rejected or taken back. A returned claim waits again once it is handed in under a later version."""


@dataclass(frozen=True)
class Claim:
    """What is known of a claim. `approver_id` is whom it waits for, or who approved it; None when nobody may decide.

    `total_ore` is the claim's own total while it waits; then `lines` is how many of its lines go to payroll, and `total_ore` theirs:
    the overview holds what batches and exceptions sum up to against these. `told_at` is when the event happened that it is known from.
    """

    id: UUID
    version: int
    state: State
    told_at: datetime
    number: str = ""
    person_name: str = ""
    approver_id: UUID | None = None
    approver_name: str | None = None
    total_ore: Ore = 0
    lines: int = 0


def follow(known: Claim | None, told: Claim) -> Claim | None:
    """What holds after an event, or None when it changes nothing: it came again, or late.

    An approval is for ever: what is paid was decided once. Of one version a decision outweighs who should have decided.
    """
    if known is None:
        return told
    if known.state == "approved":
        return None
    return told if _age(told) > _age(known) else None


def _age(claim: Claim) -> tuple[int, bool, datetime]:
    return claim.version, claim.state != "waiting", claim.told_at
