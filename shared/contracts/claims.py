"""What claims tells: a claim (*ärende*) whole, as it was submitted."""

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal
from uuid import UUID

from pydantic import AwareDatetime, Field

from shared.contracts.event import Contract, Event
from shared.contracts.receipts import ReceiptFields
from shared.contracts.values import Dimensions, Finding, Reason, TextValue, VatRow
from shared.money import Hectometres, Ore


class StayFacts(Contract):
    """Time on the ground in one country (ISO 3166 alpha-2)."""

    country: str
    start: AwareDatetime
    end: AwareDatetime


class AssignmentFacts(Contract):
    """Work at one and the same place since a date; `extension_days` put the long stay off."""

    since: dt.date
    extension_days: int


class TripFacts(Contract):
    """The trip that a claim is about; times are aware."""

    destination: str
    purpose: str
    start: AwareDatetime
    end: AwareDatetime
    over_50_km: bool
    stays: tuple[StayFacts, ...] = ()
    """Sweden among them; empty: in Sweden throughout."""
    assignment: AssignmentFacts | None = None


class Evidence(Contract):
    """A receipt as evidence: what was read, beside what the person made of it."""

    receipt_id: UUID
    read: ReceiptFields | None
    corrected: tuple[str, ...] = ()


class Participant(Contract):
    """Somebody who took part beside the person whose claim it is; without organisation: a colleague."""

    name: str
    organisation: str


class Representation(Contract):
    """Of a line that is representation: who took part. `alcohol_ore`: its part of the receipt, VAT included."""

    form: Literal["meal", "light_refreshment"]
    participants: tuple[Participant, ...]
    alcohol_ore: Ore


class ClaimLine(Contract):
    """One amount of a claim, with everything that whoever decides, pays or audits needs.

    `tax_free_ore + taxable_ore == amount_ore`; the net cost is `amount_ore` less the sum of `vat`.
    """

    id: UUID
    type: str
    """Expense type of the payroll mapping, such as `per_diem_domestic_full`, `mileage_own_car`, `hotel`."""
    date: dt.date
    title: TextValue
    amount_ore: Ore
    tax_free_ore: Ore
    taxable_ore: Ore
    quantity: str | None = None
    """Decimal text in the unit of the type (days, nights, mil), exact."""
    unit_price_ore: Ore | None = None
    distance_hm: Hectometres | None = None
    vat: tuple[VatRow, ...] = ()
    reasons: tuple[Reason, ...] = ()
    source: TextValue | None = None
    """The rule's source, such as SKV 354 edition 36."""
    note: str | None = None
    """What the person wrote about it."""
    evidence: Evidence | None = None
    representation: Representation | None = None
    paid_with: Literal["own", "employer_card"] = "own"
    """`employer_card`: the employer has paid it with a card of its own; it is accounted for, not paid to the person."""
    dimensions: Dimensions
    dimension_names: Mapping[str, str] = {}
    """What the codes are called in the coding plan when it was submitted: SIE dimension number → name of the code."""
    reverses: UUID | None = None


class SettledAdvance(Contract):
    """What of an advance (*förskott*) a claim settles."""

    advance_id: UUID
    amount_ore: Ore


class Settlement(Contract):
    """What becomes of the total: `employers_ore` was paid with the employer's cards, and `private_ore` with them that is private, beside
    the total; `pay_ore` is left, negative: the person owes it."""

    employers_ore: Ore
    private_ore: Ore = 0
    advances: tuple[SettledAdvance, ...] = ()
    pay_ore: Ore


class ClaimDocument(Contract):
    """A claim as submitted: the whole of it, so that each reader answers from its own data."""

    claim_id: UUID
    number: str
    """Readable, such as `K-2026-0102`."""
    version: Annotated[int, Field(ge=1)]
    """1 for the first time it is submitted, one more each time after a return."""
    kind: Literal["expense", "trip", "drives"]
    title: str
    """What a list shows: destination of the trip, else merchant, else purpose. A person's own words or a name, not a catalogue text."""
    person_id: UUID
    person_name: str
    employment_id: UUID
    employee_number: str
    unit_id: UUID
    unit_name: str
    trip: TripFacts | None
    lines: tuple[ClaimLine, ...]
    findings: tuple[Finding, ...]
    """Warnings with the person's reason, and hints; a claim with a stop is never submitted."""
    checks_passed: tuple[str, ...]
    total_ore: Ore
    settlement: Settlement | None = None
    """None: all of the total is paid."""
    rules_version: str
    submitted_at: AwareDatetime

    def receipt_ids(self) -> tuple[UUID, ...]:
        """Each once: a receipt that is divided has several lines."""
        return tuple(dict.fromkeys(line.evidence.receipt_id for line in self.lines if line.evidence))


class ClaimSubmitted(Event):
    """A claim was handed in, or handed in again."""

    subject: ClassVar[str] = "kvittera.claims.claim.submitted.v1"

    claim: ClaimDocument


class AgreementsChanged(Event):
    """Which agreements (*avtal*) there are, all of them: an employment follows one. Told at each start and after each change."""

    subject: ClassVar[str] = "kvittera.claims.agreements.changed.v1"

    agreements: tuple[str, ...]


class WithdrawalAsked(Event):
    """The person wants the claim back; granted unless somebody has decided."""

    subject: ClassVar[str] = "kvittera.claims.claim.withdrawal_asked.v1"

    claim_id: UUID
    version: int
    person_id: UUID
