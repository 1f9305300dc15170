"""What web takes and answers over HTTP itself; everything under `/api/<service>/` is forwarded."""

from typing import Literal
from uuid import UUID

from pydantic import BaseModel

from shared.identity import Role

RoleShown = Role | Literal["manager"]
"""`manager`: the person attests for a unit."""


class DemoPerson(BaseModel):
    """A person to sign in as; exists in demo mode only."""

    id: UUID
    name: str
    title: str
    unit_name: str
    roles: list[RoleShown]
    manages: bool


class SignInPage(BaseModel):
    demo: bool
    organisation: str
    people: list[DemoPerson]


class SignIn(BaseModel):
    person_id: UUID


class SessionView(BaseModel):
    """Who is signed in."""

    person_id: UUID
    name: str
    given_name: str
    language: Literal["sv", "en"]
    roles: list[RoleShown]
    employments: list[UUID]
    demo: bool
    organisation: str
