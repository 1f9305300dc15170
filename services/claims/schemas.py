"""What claims takes and answers over HTTP."""

import datetime as dt
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, Field, Strict

from services.claims.domain.kinds import KindField
from services.claims.trip_schemas import MealAnswer, PaidBy, Place, Stay, TripView, Words
from services.claims.values import Whole, Yes
from shared.contracts.approvals import Remark
from shared.contracts.claims import ClaimLine, Settlement
from shared.contracts.values import UNSEEN_IS_EMPTY, WITHOUT_NUL, Finding, TextValue, VatRow
from shared.money import Hectometres, Ore

ClaimState = Literal["draft", "submitted", "withdrawing", "returned", "rejected", "approved", "exported", "paid"]
Vehicle = Literal["own_car", "motorcycle", "company_car_other_fuel", "company_car_electric"]
PASSENGERS_MAX = 8
"""As many as a car for passengers takes beside its driver."""
ODOMETER_KM_LIMIT = 10_000_000


class NewClaim(BaseModel):
    """A draft. `PUT` again with the same id gives the same claim."""

    employment_id: UUID
    kind: Literal["expense", "trip", "drives"]


class ExchangeRate(BaseModel):
    """Kronor for one unit of a currency (ISO 4217) on a day, in millionths: 11.2435 is 11243500."""

    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
    rate_micro: Annotated[Whole, Field(gt=0, lt=1_000_000_000_000)]
    quoted_on: dt.date
    source: Annotated[Place, Field(min_length=1)]


class ExchangeRates(BaseModel):
    """Rates to keep; one of a currency and day that is kept already is replaced."""

    rates: Annotated[list[ExchangeRate], Field(max_length=5_000)]


class RatesKept(BaseModel):
    """How many were new or different."""

    changed: int


DimensionNumber = Annotated[str, Field(pattern=r"^[1-9][0-9]{0,3}$")]
ChosenCode = Annotated[str, Field(max_length=20, pattern=WITHOUT_NUL), UNSEEN_IS_EMPTY]
Coding = Annotated[dict[DimensionNumber, ChosenCode], Field(max_length=20)]
"""The person's own choice: SIE dimension number → code; an empty code: on none of that dimension."""


class Participant(BaseModel):
    """Somebody who took part beside the person whose claim it is; without organisation: a colleague."""

    name: Annotated[Place, Field(min_length=1)]
    organisation: Place = ""


class Representation(BaseModel):
    """Of an expense whose kind is representation. `alcohol_ore`: its part of the total, VAT included."""

    form: Literal["meal", "light_refreshment"] = "meal"
    participants: Annotated[list[Participant], Field(max_length=200)] = []
    alcohol_ore: Annotated[Ore, Strict(), Field(ge=0, lt=100_000_000)] = 0


class Part(BaseModel):
    """A part of a divided receipt: for whom (words), of which kind, booked on what; what is empty follows the line."""

    id: UUID
    amount_ore: Annotated[Ore, Strict(), Field(gt=-100_000_000, lt=100_000_000)]
    """With the sign of the whole: below nothing where it is a refund."""
    expense_kind: str | None = None
    coding: Coding = {}
    person: Place = ""
    is_private: Yes = False
    """It is not paid, and its VAT is not deducted."""


class ExpenseDraft(BaseModel):
    """An out-of-pocket expense (*utlägg*) as far as it is filled in."""

    kind: Literal["expense"]
    base_version: Whole
    receipt_id: UUID | None = None
    lost_receipt_reason: Words | None = None
    """Statement that the receipt is lost, instead of it."""
    expense_kind: str | None = None
    """Entry of the catalogue of kinds (`GET /kinds`)."""
    merchant: Place = ""
    date: dt.date | None = None
    amount_ore: Annotated[Ore, Strict(), Field(gt=-100_000_000, lt=100_000_000)] | None = None
    """Below nothing: a refund (*återbetalning*), which lowers what is paid."""
    vat: Annotated[list[VatRow], Field(max_length=6)] = []
    purpose: Words = ""
    is_another: Yes = False
    """The person says that it is another purchase than those it looks the same as; whoever decides sees that it was said."""
    belongs_to_no_trip: Yes = False
    """The person says that it was not paid on the trip that it is dated within: it is not asked again."""
    coding: Coding = {}
    exchange: ExchangeRate | None = None
    """What a total in another currency is worked out by, one of `GET /exchange-rates`; `amount_ore` typed beside it wins."""
    representation: Representation | None = None
    """Who took part, where the kind is representation."""
    parts: Annotated[list[Part], Field(max_length=20)] = []
    """Where the receipt is divided: by amount; whoever divides by per cent sends what it comes to."""
    paid_with: Literal["own", "employer_card"] = "own"
    """`own`: the person paid, also with a company card whose bill comes to them; `employer_card`: the employer pays the card's bill."""


class BookedOn(BaseModel):
    """A code that a line is booked on, in words, and why: chosen, usual for the merchant or the kind, or the employment's."""

    dimension: str
    dimension_name: str
    """Empty where the organisation has no coding plan."""
    code: str
    name: str
    whence: Literal["own", "merchant", "kind", "employment"]


class DriveDraft(BaseModel):
    """A drive (*körning*) as far as it is filled in; distance in units of 0.1 km."""

    kind: Literal["drive"]
    base_version: Whole
    date: dt.date | None = None
    from_place: Place = ""
    to_place: Place = ""
    distance_hm: Annotated[Hectometres, Strict(), Field(ge=0, lt=100_000)] | None = None
    vehicle: Vehicle | None = None
    purpose: Words = ""
    is_private: Yes = False
    """Listed, not paid."""
    odometer_start_km: Annotated[Whole, Field(ge=0, lt=ODOMETER_KM_LIMIT)] | None = None
    odometer_end_km: Annotated[Whole, Field(ge=0, lt=ODOMETER_KM_LIMIT)] | None = None
    passengers: Annotated[Whole, Field(ge=0, le=PASSENGERS_MAX)] = 0
    """Beside the driver; they and a trailer count where the agreement pays for them."""
    has_trailer: Yes = False


LineDraft = Annotated[ExpenseDraft | DriveDraft, Field(discriminator="kind")]


class ExpenseView(ExpenseDraft):
    id: UUID
    version: int
    hotel_nights: int | None = None
    """As read off a hotel's bill: how many nights it is for, and whether breakfast is part of their price."""
    breakfast_included: bool | None = None
    booked_on: list[BookedOn] = []
    """What holds of it, by dimension; of what is handed in it stands with the amounts."""
    parts_booked_on: dict[UUID, list[BookedOn]] = {}
    """The same of each part that is paid."""


class DriveView(DriveDraft):
    id: UUID
    version: int


LineView = Annotated[ExpenseView | DriveView, Field(discriminator="kind")]


class Step(BaseModel):
    """A step of the claim's timeline: what happened, when, by whom (a name; None: Kvittera itself)."""

    text: TextValue
    at: AwareDatetime
    by: str | None
    remark: Remark | None = None


class Ahead(BaseModel):
    """What happens next: whose turn it is, since when."""

    text: TextValue
    you: bool
    """It waits for the reader."""
    since: AwareDatetime | None = None


class ClaimView(BaseModel):
    """A claim on one screen."""

    id: UUID
    number: str | None
    """Given when it is first submitted."""
    kind: Literal["expense", "trip", "drives"]
    title: str
    state: ClaimState
    version: int
    employment_id: UUID
    editable: bool
    trip: TripView | None
    lines: list[LineView]
    """What the person filled in."""
    amounts: list[ClaimLine]
    """What Kvittera works out from it: one entry an amount, each with its reasons; ids follow from the drafts'."""
    remarks: list[TextValue]
    """Why something is not paid, such as no night."""
    findings: list[Finding]
    total_ore: Ore
    tax_free_ore: Ore
    taxable_ore: Ore
    settlement: Settlement
    """What becomes of the total."""
    approver_name: str | None
    pay_day: dt.date | None
    timeline: list[Step]
    ahead: list[Ahead]
    returned: Remark | None
    """While the state is `returned`: what to mend."""
    receipt_versions: dict[UUID, int] = {}
    rates_version: str | None = None
    """Of the rates it began with, while its owner has it back; null: it follows today's."""
    """While the owner has it: which version of each receipt it speaks of; one that was corrected just now may be ahead."""


class ClaimSummary(BaseModel):
    """A row of a list."""

    id: UUID
    number: str | None
    employment_id: UUID
    kind: Literal["expense", "trip", "drives"]
    title: str
    state: ClaimState
    version: int
    total_ore: Ore
    pay_ore: Ore
    """What is left of it to pay; negative: the person owes it."""
    updated_at: AwareDatetime
    first_date: dt.date | None
    last_date: dt.date | None
    receipt_ids: list[UUID]
    ahead: list[Ahead]
    returned: Remark | None
    reminder: TextValue | None
    """Of a draft: why it should be handed in soon."""


class ClaimList(BaseModel):
    claims: list[ClaimSummary]
    next: str | None


class Submission(BaseModel):
    """`version` is the one that this submission makes: the claim's version plus one. The same again gives the same answer."""

    version: Annotated[Whole, Field(ge=1)]
    reasons: dict[str, Words] = {}
    """Answers to warnings: `<check>` or `<check>:<line id>` → reason."""


class Withdrawal(BaseModel):
    """Asks back the version that was seen."""

    version: Annotated[Whole, Field(ge=1)]


class KindView(BaseModel):
    """A kind of expense: the employee meets words, never accounts."""

    id: str
    text: TextValue
    icon: str
    representation: Literal["external", "internal"] | None = None
    fields: list[KindField]
    """What is asked beyond what every receipt says."""
    words: dict[Literal["sv", "en"], list[str]]
    """By which it is found beside its name."""


class DimensionView(BaseModel):
    """A dimension of the coding plan, in the organisation's words."""

    number: str
    name: str


class CodeView(BaseModel):
    """A code that can be booked on."""

    dimension: str
    code: str
    name: str


class CodeList(BaseModel):
    codes: list[CodeView]
    more: bool
    """There are further ones: more words find them."""


class MyEmployment(BaseModel):
    id: UUID
    employee_number: str
    title: str
    unit_name: str
    home: str
    workplace: str
    vehicle: Vehicle
    agreement: str | None
    """The agreement on top of the state's amounts, by its id in the rates."""
    approver_name: str | None


class KnownDrive(BaseModel):
    """A way that the person drives, and how far it usually is."""

    from_place: str
    to_place: str
    distance_hm: Hectometres
    purpose: str
    """The latest."""


class Driven(BaseModel):
    """An earlier drive, as far as later ones are compared with it."""

    claim_id: UUID
    date: dt.date | None
    from_place: str
    to_place: str
    distance_hm: Hectometres | None
    vehicle: Vehicle | None
    odometer_end_km: int | None


class KnownTrip(BaseModel):
    """A trip that the person may make again: the latest to that place, as it was."""

    destination: str
    purpose: str
    start: AwareDatetime
    end: AwareDatetime
    over_50_km: bool
    stays: list[Stay]


class UsualMeals(BaseModel):
    """The meals of a day; `none`: not given."""

    breakfast: MealAnswer
    lunch: MealAnswer
    dinner: MealAnswer


class UsualTrip(BaseModel):
    """What was given on the person's latest trip that tells it all; `paid_by` null where its nights were not paid alike."""

    first: UsualMeals
    between: UsualMeals
    last: UsualMeals
    paid_by: PaidBy | None


class UsualPurposes(BaseModel):
    """What the person gives as purpose again and again, most often first, then what was said once in few words."""

    trip: list[str]
    drive: list[str]


class Known(BaseModel):
    """What is known of the person, so that it is not asked."""

    person_id: UUID
    name: str
    given_name: str
    employments: list[MyEmployment]
    purposes: list[str]
    """The person's latest, most recent first."""
    usual_purposes: UsualPurposes
    places: list[str]
    dimensions: list[DimensionView] = []
    """Of the coding plan, in its order; none where the organisation has no plan."""
    participants: list[Participant]
    """Whom the person has had representation with, most often first."""
    together: list[Participant] = []
    """All of the latest time that there were several."""
    drives: list[KnownDrive]
    """Those driven most often first."""
    driven: list[Driven]
    """The latest first: by them a drive is checked also without network."""
    trips: list[KnownTrip]
    """The places travelled to most often first."""
    trip: UsualTrip | None
    """None before the first trip with a per diem."""
    receipt_age_days_max: int
    """The employer's limit of how old a receipt may be."""
    rates_version: str
    """Of the rates that drafts are worked out with now."""
