"""What a trial of other rates takes and answers over HTTP."""

import datetime as dt
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field, model_validator

from services.claims.rates_schemas import Id, NewRateChange
from services.claims.values import Day

CHANGES_MAX = 40


class NewTrial(BaseModel):
    """Claims with days from `first` through `last`, under the rates with `changes` that are not made yet.

    `on`: as if that day's figures held all the time, such as next New Year's Day's. `instead_of` and `agreement`: whoever follows the
    one is tried under the other; empty is the state's amounts alone.
    """

    changes: Annotated[list[NewRateChange], Field(max_length=CHANGES_MAX)] = []
    on: Day | None = None
    first: Day
    last: Day
    instead_of: Id | None = None
    agreement: Id | None = None

    @model_validator(mode="after")
    def in_order(self) -> "NewTrial":
        if self.last < self.first:
            raise ValueError("the last day is before the first")
        return self


class TriedPerson(BaseModel):
    person_id: UUID
    name: str
    claims: int
    before_ore: int
    after_ore: int


class TriedClaim(BaseModel):
    claim_id: UUID
    number: str
    title: str
    name: str
    before_ore: int
    after_ore: int


class Tried(BaseModel):
    """What would be different. `people` and `biggest`: those that differ most, first; `not_worked_out`: claims with days that have no
    figure, counted as unchanged."""

    claims: int
    changed: int
    not_worked_out: int
    before_ore: int
    after_ore: int
    tax_free_more_ore: int
    people_more: int
    people_less: int
    people: list[TriedPerson]
    biggest: list[TriedClaim]


class Trial(BaseModel):
    """How far a trial has come."""

    id: UUID
    state: Literal["running", "done", "cancelled", "failed"]
    on: dt.date | None
    first: dt.date
    last: dt.date
    total: int
    done: int
    result: Tried | None
