"""What a check sees, and what it finds."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal
from uuid import UUID

from services.claims.domain.amounts import Worth
from services.claims.domain.booked import Booked
from services.claims.domain.coding import NO_PLAN, CodingPlan
from services.claims.domain.draft import Draft, DriveLine, ExpenseLine
from services.claims.domain.exchange import QuotedRate
from services.claims.domain.long_stay import OtherTrip
from services.claims.domain.receipt import Receipt
from services.claims.domain.rules import Rules
from services.claims.domain.trip import stockholm
from shared.money import Ore
from shared.refusal import Parameter
from shared.text import Text

Level = Literal["stop", "warn", "info"]


@dataclass(frozen=True)
class Elsewhere:
    """An expense line of another claim of the same person; `number` is None while that claim is a draft."""

    number: str | None
    line: ExpenseLine
    receipt: Receipt | None = None


@dataclass(frozen=True)
class Situation:
    """A draft, its lines filled from the receipts, beside all that it is judged by. `asked_at` is the instant of the question."""

    draft: Draft
    worth: Worth
    rules: Rules
    asked_at: dt.datetime
    coding: Mapping[str, str]
    booked: Mapping[UUID, Booked] = field(default_factory=dict)
    """What each expense line is booked on; all else on `coding`."""
    coding_plan: CodingPlan = NO_PLAN
    receipts: Mapping[UUID, Receipt] = field(default_factory=dict)
    typed_amounts: frozenset[UUID] = frozenset()
    """Lines whose total the person typed over what was read; likewise the dates."""
    typed_dates: frozenset[UUID] = frozenset()
    advance_ore: Ore = 0
    """What the claim settles of the employment's advances."""
    employers_cards: frozenset[str] = frozenset()
    """Last four digits of the person's cards whose bill the employer pays."""
    exchange_offers: Mapping[UUID, QuotedRate] = field(default_factory=dict)
    """By line: the rate that would do for its currency on its day."""
    elsewhere: tuple[Elsewhere, ...] = ()
    other_trips: tuple[OtherTrip, ...] = ()
    has_approver: bool = True
    """Somebody is known who manages the unit or one above it, or is named to attest instead."""
    administrators: tuple[str, ...] = ()
    """Names of those who can name an approver; told where there is none."""
    home: str = ""
    workplace: str = ""
    """Names of the places that the employment's way to work joins."""
    drives_elsewhere: tuple[DriveLine, ...] = ()
    """The person's drives in other claims, latest first."""

    @property
    def day_asked(self) -> dt.date:
        return stockholm(self.asked_at).date()

    def receipt(self, line: ExpenseLine) -> Receipt | None:
        return self.receipts.get(line.receipt_id) if line.receipt_id else None


def too_old(situation: Situation, day: dt.date) -> Mapping[str, Parameter] | None:
    """How old what happened that day is, and the employer's limit, when it is beyond that."""
    age_days, limit_days = (situation.day_asked - day).days, situation.rules.receipt_age_days_max
    return {"days": age_days, "limit": limit_days} if age_days > limit_days else None


def outside_trip(situation: Situation, day: dt.date | None) -> Mapping[str, Parameter] | None:
    """The day beside the trip's days, when it is none of them."""
    plan = situation.draft.trip
    if day is None or plan is None or plan.start is None or plan.end is None:
        return None
    first, last = stockholm(plan.start).date(), stockholm(plan.end).date()
    if not first <= last or first <= day <= last:
        return None
    return {"date": day.isoformat(), "from": first.isoformat(), "to": last.isoformat()}


@dataclass(frozen=True)
class Hit:
    """One place where a check found something. `variant` is the end of its text's id where a check has several texts."""

    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    line_id: UUID | None = None
    field: str | None = None
    variant: str | None = None
    mend: str | None = None
    text: Text | None = None
    """A text of another area, such as that of a refused calculation."""


@dataclass(frozen=True)
class Finding:
    """What a check found, as the person sees it. `reason` is the person's answer to a warning."""

    check: str
    level: Level
    text: Text
    line_id: UUID | None = None
    field: str | None = None
    mend: str | None = None
    reason: str | None = None
