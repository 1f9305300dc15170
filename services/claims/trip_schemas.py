"""A trip as claims takes and answers it over HTTP."""

import datetime as dt
from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, Field

from services.claims.values import Whole, Yes
from shared.contracts.values import UNSEEN_IS_EMPTY, WITHOUT_NUL

Words = Annotated[str, Field(max_length=500, pattern=WITHOUT_NUL), UNSEEN_IS_EMPTY]
Place = Annotated[str, Field(max_length=120, pattern=WITHOUT_NUL), UNSEEN_IS_EMPTY]
MealAnswer = Literal["none", "own", "provided", "hotel_breakfast", "representation", "transport_included"]
PaidBy = Literal["employer", "private", "employee_receipt"]


class DayMeals(BaseModel):
    """What the person was given on a day; None: not answered yet. A hotel's breakfast can only be breakfast."""

    date: dt.date
    breakfast: MealAnswer | None = None
    lunch: MealAnswer | None = None
    dinner: MealAnswer | None = None


class Night(BaseModel):
    """Where the person slept on the night that began on `night_of`; None: not answered yet."""

    night_of: dt.date
    paid_by: PaidBy | None = None


class Stay(BaseModel):
    """Time on the ground in one country (ISO 3166 alpha-2)."""

    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
    start: AwareDatetime
    end: AwareDatetime


class Assignment(BaseModel):
    """Work at one and the same place since a date. `extension_days`: illness, holiday or short breaks that put the long stay off."""

    since: dt.date
    extension_days: Annotated[Whole, Field(ge=0, le=1100)] = 0


class TripDraft(BaseModel):
    """A trip as far as it is filled in. `base_version` is 0 the first time.

    `stays`: where the person was, Sweden among it; empty: in Sweden throughout.
    """

    base_version: Whole
    destination: Place = ""
    purpose: Words = ""
    start: AwareDatetime | None = None
    end: AwareDatetime | None = None
    over_50_km: Yes = True
    meals: Annotated[list[DayMeals], Field(max_length=400)] = []
    nights: Annotated[list[Night], Field(max_length=400)] = []
    stays: Annotated[list[Stay], Field(max_length=60)] = []
    assignment: Assignment | None = None


class TripView(TripDraft):
    version: int
