"""What directory takes and answers over HTTP."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field

from shared.contracts.values import UNSEEN_IS_EMPTY, WITHOUT_NUL, Dimensions
from shared.identity import Role

Name = Annotated[str, Field(min_length=1, max_length=120, pattern=WITHOUT_NUL), UNSEEN_IS_EMPTY]
Code = Annotated[str, Field(min_length=1, max_length=20, pattern=WITHOUT_NUL), UNSEEN_IS_EMPTY]


class EmploymentInput(BaseModel):
    id: UUID
    employee_number: Code
    title: Name
    unit_id: UUID
    agreement: Code | None = None
    home: Name
    workplace: Name
    vehicle: Literal["own_car", "company_car_other_fuel", "company_car_electric"] = "own_car"
    coding: Dimensions


class PersonInput(BaseModel):
    """A person, whole; `PUT` replaces."""

    name: Name
    given_name: Name
    language: Literal["sv", "en"] = "sv"
    roles: list[Role] = []
    employments: Annotated[list[EmploymentInput], Field(max_length=10)] = []


class PersonView(PersonInput):
    id: UUID


class UnitInput(BaseModel):
    """A unit, whole; `PUT` replaces."""

    name: Name
    parent_id: UUID | None = None
    manager_id: UUID | None = None
    cost_centre: Code


class UnitView(UnitInput):
    id: UUID


class Organisation(BaseModel):
    """Units and people in one, as an import brings them; whatever is not named stays as it is."""

    units: Annotated[list[UnitView], Field(max_length=2_000)] = []
    people: Annotated[list[PersonView], Field(max_length=20_000)] = []


class Imported(BaseModel):
    units: int
    people: int
