"""What directory shows."""

from uuid import UUID

from sqlmodel import Session

from services.directory import store
from services.directory.domain.access import authorize
from services.directory.domain.coding_plan import CodingPlan as Plan
from services.directory.domain.organisation import Person, Unit
from services.directory.schemas import CodingPlan, PersonView, UnitView
from shared.identity import Actor
from shared.refusal import Refusal, Refused


def person_view(person: Person) -> PersonView:
    return PersonView.model_validate(person, from_attributes=True)


def unit_view(unit: Unit) -> UnitView:
    return UnitView.model_validate(unit, from_attributes=True)


def one_person(session: Session, person_id: UUID, actor: Actor) -> PersonView:
    """A person, for themselves and for those who see the organisation."""
    if refusal := authorize(actor, "see-person", person_id):
        raise Refused(refusal)
    found = store.person(session, person_id)
    if found is None:
        raise Refused(Refusal("not-found"))
    return person_view(found)


def all_people(session: Session, actor: Actor) -> list[PersonView]:
    if refusal := authorize(actor, "see-organisation"):
        raise Refused(refusal)
    return [person_view(person) for person in store.people(session)]


def all_units(session: Session, actor: Actor) -> list[UnitView]:
    if refusal := authorize(actor, "see-organisation"):
        raise Refused(refusal)
    return [unit_view(unit) for unit in store.units(session)]


def plan_view(plan: Plan) -> CodingPlan:
    return CodingPlan.model_validate(plan, from_attributes=True)


def coding_plan(session: Session, actor: Actor) -> CodingPlan:
    if refusal := authorize(actor, "see-organisation"):
        raise Refused(refusal)
    return plan_view(store.coding_plan(session))
