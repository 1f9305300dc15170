"""What claims answers about a person's advances over HTTP."""

import datetime as dt
from uuid import UUID

from pydantic import BaseModel

from shared.money import Ore


class AdvanceUse(BaseModel):
    """What of an advance a claim settles."""

    claim_id: UUID
    number: str
    amount_ore: Ore


class Advance(BaseModel):
    """An advance (*förskott*) that was paid to the person. `open_ore`: what no claim has settled."""

    id: UUID
    employment_id: UUID
    paid_on: dt.date
    purpose: str
    amount_ore: Ore
    open_ore: Ore
    settled: list[AdvanceUse]
