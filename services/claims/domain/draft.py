"""A claim as its owner fills it in: the trip and the lines, each as far as it is known."""

import datetime as dt
from dataclasses import dataclass, field, replace
from typing import Literal
from uuid import UUID

from services.claims.domain.coding import Coding
from services.claims.domain.exchange import QuotedRate
from services.claims.domain.receipt import Vat
from services.claims.domain.representation import Representation
from services.claims.domain.split import Part, private_ore
from services.claims.domain.trip import Assignment, PaidBy, Stay
from shared.money import Hectometres, Ore
from shared.refusal import Refusal

ClaimKind = Literal["expense", "trip", "drives"]
MealGiven = Literal["none", "own", "provided", "hotel_breakfast", "representation", "transport_included"]
Vehicle = Literal["own_car", "motorcycle", "company_car_other_fuel", "company_car_electric"]

PaidWith = Literal["own", "employer_card"]
"""`own`: the person paid, also with a company card whose bill comes to them; `employer_card`: the employer pays the card's bill."""


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
    """What a list shows: the trip's destination, else why was driven, else where was paid, else why, else the way; may be empty.

    Private drives are nobody else's.
    """
    drives = [line for line in draft.drives if not line.is_private]
    candidates = [
        draft.trip.destination if draft.trip else "",
        *(line.purpose for line in drives if draft.kind == "drives"),
        *(line.merchant for line in draft.expenses),
        draft.trip.purpose if draft.trip else "",
        *(line.purpose for line in draft.expenses),
        *(line.purpose for line in drives),
        *(f"{line.from_place} – {line.to_place}" for line in drives if line.from_place and line.to_place),
    ]
    return next((words for candidate in candidates if (words := candidate.strip())), "")


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
