"""A claim as its owner fills it in: the trip and the lines, each as far as it is known."""

import datetime as dt
from collections.abc import Container, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal
from uuid import UUID

from services.claims.domain.coding import Coding
from services.claims.domain.exchange import QuotedRate
from services.claims.domain.foreign_receipt import in_kronor
from services.claims.domain.receipt import SWEDISH_KRONA, Fields, Receipt, Vat
from services.claims.domain.representation import Representation
from services.claims.domain.split import Part, private_ore
from services.claims.domain.stays import refuse_stays
from services.claims.domain.trip import Assignment, PaidBy, Stay
from shared.money import Hectometres, Ore
from shared.refusal import Refusal

ClaimKind = Literal["expense", "trip", "drives"]
MealGiven = Literal["none", "own", "provided", "hotel_breakfast", "representation", "transport_included"]
Vehicle = Literal["own_car", "motorcycle", "company_car_other_fuel", "company_car_electric"]

PaidWith = Literal["own", "employer_card"]
"""`own`: the person paid, also with a company card whose bill comes to them; `employer_card`: the employer pays the card's bill."""

LINES_MAX = 200
"""Of one claim: a month of drives, with room; the whole claim must fit into one event."""
MERCHANT_LENGTH_MAX = 120
AMOUNT_ORE_LIMIT = 100_000_000
"""A million kronor: beyond it a reading is wrong."""
VAT_ROWS_MAX = 6
YEARS = range(2000, 2100)
"""Of trips, receipts and drives: a mistyped year is found before its days are counted."""


@dataclass(frozen=True)
class DayMeals:
    """What the person was given on a day; None: not said."""

    date: dt.date
    breakfast: MealGiven | None = None
    lunch: MealGiven | None = None
    dinner: MealGiven | None = None

    @property
    def is_answered(self) -> bool:
        """One tap answers a day: what then is not said was not given."""
        return any(meal is not None for meal in (self.breakfast, self.lunch, self.dinner))


@dataclass(frozen=True)
class Night:
    """Who paid for the bed of the night that began on `night_of`; None: not answered yet."""

    night_of: dt.date
    paid_by: PaidBy | None = None


@dataclass(frozen=True)
class TripPlan:
    """A trip as far as it is filled in. `stays`: where it was, Sweden among it; empty: in Sweden throughout."""

    destination: str = ""
    purpose: str = ""
    start: dt.datetime | None = None
    end: dt.datetime | None = None
    over_50_km: bool = True
    meals: tuple[DayMeals, ...] = ()
    nights: tuple[Night, ...] = ()
    stays: tuple[Stay, ...] = ()
    assignment: Assignment | None = None


@dataclass(frozen=True)
class ExpenseLine:
    """An out-of-pocket expense (*utlägg*). A field that is empty here follows what was read off the receipt.

    Below nothing it is a refund (*återbetalning*): it lowers what is paid.
    """

    id: UUID
    version: int
    receipt_id: UUID | None = None
    lost_receipt_reason: str | None = None
    expense_kind: str | None = None
    merchant: str = ""
    date: dt.date | None = None
    amount_ore: Ore | None = None
    vat: tuple[Vat, ...] = ()
    purpose: str = ""
    is_another: bool = False
    """The person says that it is another purchase than those it looks the same as."""
    belongs_to_no_trip: bool = False
    """The person says that it was not paid on the trip that it is dated within: it is not asked again."""
    coding: Coding = field(default_factory=dict)
    """The person's own choice of codes; a dimension without one follows the usual coding."""
    exchange: QuotedRate | None = None
    """What the total in another currency is worked out by, while the person has not typed what was drawn in kronor."""
    representation: Representation | None = None
    """Of a kind that is representation; None: nothing said yet."""
    parts: tuple[Part, ...] = ()
    """Where the receipt is divided; empty: it is whole."""
    paid_with: PaidWith = "own"
    hotel_nights: int | None = None
    """Only read: how many nights a hotel's bill is for, and whether breakfast is part of their price."""
    breakfast_included: bool | None = None
    kind: Literal["expense"] = "expense"

    @property
    def is_refund(self) -> bool:
        return self.amount_ore is not None and self.amount_ore < 0


@dataclass(frozen=True)
class DriveLine:
    """A drive (*körning*) in one vehicle. A private one is listed and not paid. The odometer (*mätarställning*) is in whole km.

    `passengers` beside the driver and a trailer (*släpvagn*) count where the agreement pays for them.
    """

    id: UUID
    version: int
    date: dt.date | None = None
    from_place: str = ""
    to_place: str = ""
    distance_hm: Hectometres | None = None
    vehicle: Vehicle | None = None
    purpose: str = ""
    is_private: bool = False
    odometer_start_km: int | None = None
    odometer_end_km: int | None = None
    passengers: int = 0
    has_trailer: bool = False
    kind: Literal["drive"] = "drive"


Line = ExpenseLine | DriveLine


@dataclass(frozen=True)
class Draft:
    """What a claim says: the lines in the order they came, without removed ones."""

    claim_id: UUID
    kind: ClaimKind
    trip: TripPlan | None
    lines: tuple[Line, ...]

    @property
    def expenses(self) -> tuple[ExpenseLine, ...]:
        return tuple(line for line in self.lines if isinstance(line, ExpenseLine))

    @property
    def private_ore(self) -> Ore:
        """What the employer's cards paid that is private: the person owes it."""
        return sum(private_ore(line.parts) for line in self.expenses if line.paid_with == "employer_card")

    @property
    def drives(self) -> tuple[DriveLine, ...]:
        return tuple(line for line in self.lines if isinstance(line, DriveLine))


def title(draft: Draft) -> str:
    """What a list shows: the trip's destination, else where was paid, else why, else the way driven; may be empty.

    Private drives are nobody else's.
    """
    candidates = [
        draft.trip.destination if draft.trip else "",
        *(line.merchant for line in draft.expenses),
        draft.trip.purpose if draft.trip else "",
        *(line.purpose for line in draft.lines if not (isinstance(line, DriveLine) and line.is_private)),
        *(
            f"{line.from_place} – {line.to_place}"
            for line in draft.drives
            if line.from_place and line.to_place and not line.is_private
        ),
    ]
    return next((words for candidate in candidates if (words := candidate.strip())), "")


def filled(line: ExpenseLine, receipt: Receipt | None, kinds: Container[str]) -> ExpenseLine:
    """The line with what was read wherever the person left it empty; the VAT of money back is below nothing, as its total.

    An amount in another currency is not kronor: it stays empty until the line has a rate, and its VAT is cost.
    """
    if receipt is None or receipt.state == "discarded":
        return line
    read = receipt.fields
    is_in_kronor = read.currency in (None, SWEDISH_KRONA)
    date = line.date or (read.date if read.date and read.date.year in YEARS else None)
    total = read.total if is_in_kronor else _exchanged(line.exchange, read, date)
    read_ore = total if abs(total or 0) < AMOUNT_ORE_LIMIT else None
    amount_ore = read_ore if line.amount_ore is None else line.amount_ore
    if amount_ore is not None and not is_in_kronor and (read.total or 0) < 0:
        amount_ore = -abs(amount_ore)  # what the card statement says of a refund is typed without its sign
    read_vat = tuple(row.with_sign_of(amount_ore or 0) for row in read.vat or ())
    if not _is_possible(read_vat):
        read_vat = ()
    return replace(
        line,
        expense_kind=line.expense_kind or (read.kind if read.kind in kinds else None),
        merchant=line.merchant or (read.merchant or "")[:MERCHANT_LENGTH_MAX],
        date=date,
        amount_ore=amount_ore,
        vat=(line.vat or read_vat) if is_in_kronor else (),
        hotel_nights=read.hotel_nights,
        breakfast_included=read.breakfast_included,
    )


def _exchanged(exchange: QuotedRate | None, read: Fields, day: dt.date | None) -> Ore | None:
    """The total by the line's rate; None when it has none, or one of another currency or day than the receipt now says."""
    if exchange is None or read.total is None or not exchange.holds(read.currency, day):
        return None
    return in_kronor(read.total, exchange.rate)


def typed(line: ExpenseLine, receipt: Receipt | None, kinds: Container[str]) -> ExpenseLine:
    """Only what the person says beyond the reading: a value equal to it is left empty, and so follows a later correction.

    Kronor that the person types win over the rate: it is dropped.
    """
    bare = ExpenseLine(line.id, line.version, line.receipt_id, date=line.date, exchange=line.exchange)
    read = filled(replace(bare, date=None, amount_ore=line.amount_ore), receipt, kinds)
    exchanged_ore = filled(bare, receipt, kinds).amount_ore
    return replace(
        line,
        expense_kind=None if line.expense_kind == read.expense_kind else line.expense_kind,
        merchant="" if line.merchant == read.merchant else line.merchant,
        date=None if line.date == read.date else line.date,
        amount_ore=None if line.amount_ore == exchanged_ore else line.amount_ore,
        vat=() if line.vat == read.vat else line.vat,
        exchange=line.exchange if line.amount_ore in (None, exchanged_ore) else None,
    )


def refuse_trip(plan: TripPlan, kind: ClaimKind, countries: Container[str]) -> Refusal | None:
    """What no trip can say; what is only missing is a finding, not a refusal."""
    if kind != "trip":
        return Refusal("claim-without-trip")
    for name, moment in (("start", plan.start), ("end", plan.end)):
        if moment is not None and moment.year not in YEARS:
            return Refusal("year-impossible", field=name)
    if plan.assignment is not None and plan.assignment.since.year not in YEARS:
        return Refusal("year-impossible", field="assignment")
    if any("hotel_breakfast" in (day.lunch, day.dinner) for day in plan.meals):
        return Refusal("meal-not-breakfast", field="meals")
    for name, days in (
        ("meals", [day.date for day in plan.meals]),
        ("nights", [night.night_of for night in plan.nights]),
    ):
        if len(set(days)) < len(days):
            return Refusal("day-told-twice", field=name)
    return refuse_stays(plan.stays, plan.start, plan.end, countries)


def refuse_line(line: Line, kinds: Container[str]) -> Refusal | None:
    """What no line can say: a year that cannot be, a kind that is not in the catalogue, VAT that cannot be."""
    if line.date is not None and line.date.year not in YEARS:
        return Refusal("year-impossible", field="date")
    if not isinstance(line, ExpenseLine):
        return None
    if line.expense_kind is not None and line.expense_kind not in kinds:
        return Refusal("unknown-kind", field="expense_kind")
    if any(part.expense_kind is not None and part.expense_kind not in kinds for part in line.parts):
        return Refusal("unknown-kind", field="parts")
    if not _is_possible(line.vat):
        return Refusal("vat-impossible", field="vat")
    return None


def refuse_parts(line: ExpenseLine, others: Sequence[Line]) -> Refusal | None:
    """Each part becomes an amount of its own on the claim: its id is no other line's or part's."""
    parts_of_others = [part.id for other in others if isinstance(other, ExpenseLine) for part in other.parts]
    ids = [line.id, *(part.id for part in line.parts), *(other.id for other in others), *parts_of_others]
    return Refusal("part-id-taken", field="parts") if len(set(ids)) < len(ids) else None


def _is_possible(vat: tuple[Vat, ...]) -> bool:
    """A share of some amount that can be claimed at all."""
    return len(vat) <= VAT_ROWS_MAX and all(
        0 <= row.rate <= 100 and max(abs(row.net_ore), abs(row.vat_ore)) < AMOUNT_ORE_LIMIT for row in vat
    )


def refuse_receipt(receipt: Receipt | None, owner: UUID) -> Refusal | None:
    """Somebody else's receipt is nobody's evidence. One not known yet is looked at again before the claim is handed in."""
    if receipt is not None and receipt.person_id != owner:
        return Refusal("receipt-of-another", field="receipt_id")
    return None


def with_version(line: Line, version: int) -> Line:
    return replace(line, version=version)


Content = TripPlan | Line


def decide_version(current: Content | None, current_version: int, new: Content, base_version: int) -> int | Refusal:
    """The version that the new content gets: one more than the base; the current one when nothing changes (the same sent again)."""
    if current is not None and current == new:
        return current_version
    if base_version != current_version:
        return Refusal("version-outdated", {"current": current_version}, field="base_version")
    return current_version + 1
