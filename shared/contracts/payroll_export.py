"""What payroll_export tells."""

import datetime as dt
from typing import ClassVar
from uuid import UUID

from shared.contracts.event import Event
from shared.money import Ore


class ClaimExported(Event):
    """All lines of a claim that go to payroll lie in a sealed batch (*omgång*)."""

    subject: ClassVar[str] = "kvittera.payroll_export.claim.exported.v1"

    claim_id: UUID
    batch_id: UUID
    batch_number: int
    amount_ore: Ore
    sealed_by_name: str


class ExportVoided(Event):
    """The batch that a claim lay in was voided; its lines are free for the next one."""

    subject: ClassVar[str] = "kvittera.payroll_export.claim.export_voided.v1"

    claim_id: UUID
    batch_id: UUID
    batch_number: int
    voided_by_name: str


class AdvanceChanged(Event):
    """An advance (*förskott*) was paid, or is said otherwise; 0 öre: it was taken back. A later `occurred_at` replaces an earlier one."""

    subject: ClassVar[str] = "kvittera.payroll_export.advance.changed.v1"

    advance_id: UUID
    person_id: UUID
    employment_id: UUID
    amount_ore: Ore
    paid_on: dt.date
    purpose: str = ""
