"""What a person is reminded of about a draft, before it is late: a receipt that grows too old, and a trip that is over."""

import datetime as dt

from services.claims.domain.draft import Draft
from services.claims.domain.trip import stockholm
from shared.text import Text

BEFORE_DAYS = 14
"""So long before its last day a receipt is reminded of: time for what is missing, also after a week away."""


def reminder(draft: Draft, receipt_age_days_max: int, now: dt.datetime) -> Text | None:
    """The most pressing one. A receipt of the last day is not too old yet; a trip is over on the day after its return."""
    today = stockholm(now).date()
    oldest = min((line.date for line in draft.expenses if line.date is not None), default=today)
    days_left = receipt_age_days_max - (today - oldest).days
    if days_left < 0:
        return Text("reminder.receipt-old", {"limit": receipt_age_days_max})
    if any(draft.expenses) and days_left <= BEFORE_DAYS:
        last_day = today + dt.timedelta(days=days_left)
        return Text("reminder.receipt-soon-old", {"date": last_day.isoformat(), "limit": receipt_age_days_max})
    if draft.trip and draft.trip.end and (ended := stockholm(draft.trip.end).date()) < today:
        return Text("reminder.trip-ended", {"date": ended.isoformat()})
    return None
