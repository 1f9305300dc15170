"""What directory takes and answers over HTTP."""

import datetime as dt
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field

from shared.contracts.values import UNSEEN_IS_EMPTY, WITHOUT_NUL, Dimensions
from shared.identity import Role

Name = Annotated[str, Field(min_length=1, max_length=120, pattern=WITHOUT_NUL), UNSEEN_IS_EMPTY]
ShortName = Annotated[str, Field(min_length=1, max_length=60, pattern=WITHOUT_NUL), UNSEEN_IS_EMPTY]
Code = Annotated[str, Field(min_length=1, max_length=20, pattern=WITHOUT_NUL), UNSEEN_IS_EMPTY]


class EmploymentInput(BaseModel):
    id: UUID
    employee_number: Code
    title: Name
    unit_id: UUID
    agreement: Code | None = None
    home: Name
    workplace: Name
    vehicle: Literal["own_car", "motorcycle", "company_car_other_fuel", "company_car_electric"] = "own_car"
    coding: Dimensions


class CardInput(BaseModel):
    """A company card (*tjänstekort*), by its last four digits, and who pays its bill."""

    last4: Annotated[str, Field(pattern=r"^[0-9]{4}$")]
    paid_by: Literal["employer", "person"]


class PersonInput(BaseModel):
    """A person, whole; `PUT` replaces."""

    name: Name
    given_name: Name
    language: Literal["sv", "en"] = "sv"
    roles: list[Role] = []
    employments: Annotated[list[EmploymentInput], Field(max_length=10)] = []
    cards: Annotated[list[CardInput], Field(max_length=20)] = []


class PersonView(PersonInput):
    id: UUID


class UnitInput(BaseModel):
    """A unit, whole; `PUT` replaces."""

    name: Name
    parent_id: UUID | None = None
    manager_id: UUID | None = None
    cost_centre: Code
    fallback_approver_id: UUID | None = None
    """Who attests where no manager of the unit or above may: the chair of the board on the top manager's own claims."""


class UnitView(UnitInput):
    id: UUID


KindId = Annotated[str, Field(pattern=r"^[a-z_]{1,40}$")]


class CodeOfPlan(BaseModel):
    """A code of a dimension, such as project 7712; `closed_from`: the first day on which nothing more is booked on it."""

    code: Code
    name: ShortName
    closed_from: dt.date | None = None


class DimensionOfPlan(BaseModel):
    """What a code is of, by its number in SIE 4: 1 cost centre, 6 project, 20 and up one's own."""

    number: Annotated[str, Field(pattern=r"^[1-9][0-9]{0,3}$")]
    name: ShortName
    codes: Annotated[list[CodeOfPlan], Field(max_length=5_000)] = []


class CodingPlan(BaseModel):
    """What costs may be booked on, whole; `PUT` replaces. Without dimensions the organisation has no plan: any code counts."""

    dimensions: Annotated[list[DimensionOfPlan], Field(max_length=20)] = []
    kinds: Annotated[dict[KindId, dict[str, Code]], Field(max_length=100)] = {}
    """Kind of expense → dimension → code that it is usually booked on."""


class Organisation(BaseModel):
    """Units, people and the coding plan in one, as an import brings them; whatever is not named stays as it is."""

    units: Annotated[list[UnitView], Field(max_length=2_000)] = []
    people: Annotated[list[PersonView], Field(max_length=20_000)] = []
    coding_plan: CodingPlan | None = None


class Imported(BaseModel):
    units: int
    people: int
