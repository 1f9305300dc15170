"""What an advance (*förskott*) may be."""

from datetime import date, timedelta

from shared.refusal import Refusal

AHEAD_MAX = timedelta(days=31)
"""It is noted at the earliest when it is on its way, with the next pay."""


def refuse_far_ahead(paid_on: date, today: date) -> Refusal | None:
    """A day further ahead is a slip of the finger, and no claim would ever settle it."""
    return Refusal("advance-far-ahead", field="paid_on") if paid_on > today + AHEAD_MAX else None
