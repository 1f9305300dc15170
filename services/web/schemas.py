"""What web takes and answers over HTTP itself; everything under `/api/<service>/` is forwarded."""

from typing import Literal
from uuid import UUID

from pydantic import BaseModel


class DemoPerson(BaseModel):
    """A person to sign in as; exists in demo mode only."""

    id: UUID
    name: str
    title: str
    unit_name: str
    roles: list[str]
    manages: bool


class SignInPage(BaseModel):
    demo: bool
    organisation: str
    people: list[DemoPerson]


class SignIn(BaseModel):
    person_id: UUID


class SessionView(BaseModel):
    """Who is signed in. `roles` also tells `manager` when the person attests for a unit."""

    person_id: UUID
    name: str
    given_name: str
    language: Literal["sv", "en"]
    roles: list[str]
    employments: list[UUID]
    demo: bool
    organisation: str
