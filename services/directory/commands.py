"""What people make happen in directory."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Session

from services.directory import store
from services.directory.domain.access import authorize
from services.directory.domain.coding_plan import Code, Dimension, check_plan
from services.directory.domain.coding_plan import CodingPlan as Plan
from services.directory.domain.organisation import Card, Employment, Person, Unit, check_person, check_unit
from services.directory.queries import person_view, plan_view, unit_view
from services.directory.schemas import (
    CodingPlan,
    Imported,
    Organisation,
    PersonInput,
    PersonView,
    UnitInput,
    UnitView,
)
from shared.contracts import directory as told
from shared.contracts.claims import AgreementsChanged
from shared.identity import Actor
from shared.ids import new_id
from shared.messaging.outbox import emit
from shared.refusal import require


def put_organisation(session: Session, organisation: Organisation, actor: Actor, now: datetime) -> Imported:
    """Units first, parents before children whatever the order they came in; then the plan and people. All or nothing."""
    require(authorize(actor, "change-organisation"))
    waiting = {unit.id: unit for unit in organisation.units}
    while waiting:
        ready = [unit for unit in waiting.values() if unit.parent_id not in waiting] or list(waiting.values())
        for unit in ready:
            put_unit(session, unit.id, unit, actor, now)
            del waiting[unit.id]
    if organisation.coding_plan is not None:
        put_coding_plan(session, organisation.coding_plan, actor, now)
    for person in organisation.people:
        put_person(session, person.id, person, actor, now)
    return Imported(units=len(organisation.units), people=len(organisation.people))


def put_unit(session: Session, unit_id: UUID, given: UnitInput, actor: Actor, now: datetime) -> UnitView:
    """Add or replace a unit; the same again changes nothing and tells nothing."""
    require(authorize(actor, "change-organisation"))
    unit = Unit(unit_id, given.name, given.parent_id, given.manager_id, given.cost_centre, given.fallback_approver_id)
    parents = {known.id: known.parent_id for known in store.units(session)}
    require(check_unit(unit, parents))
    if store.unit(session, unit_id) != unit:
        store.save_unit(session, unit, now)
        emit(
            session,
            told.UnitChanged(
                id=new_id(),
                occurred_at=now,
                actor_id=actor.person_id,
                unit_id=unit.id,
                name=unit.name,
                parent_id=unit.parent_id,
                manager_id=unit.manager_id,
                fallback_approver_id=unit.fallback_approver_id,
                cost_centre=unit.cost_centre,
            ),
        )
    return unit_view(unit)


def put_coding_plan(session: Session, given: CodingPlan, actor: Actor, now: datetime) -> CodingPlan:
    """Replace the coding plan; the same again changes nothing and tells nothing."""
    require(authorize(actor, "change-organisation"))
    dimensions = (
        Dimension(one.number, one.name, tuple(Code(**dict(code)) for code in one.codes)) for one in given.dimensions
    )
    plan = Plan(tuple(dimensions), dict(sorted(given.kinds.items())))
    require(check_plan(plan))
    if store.coding_plan(session) != plan:
        store.save_coding_plan(session, plan)
        emit(session, _plan_changed(plan, actor, now))
    return plan_view(plan)


def put_person(session: Session, person_id: UUID, given: PersonInput, actor: Actor, now: datetime) -> PersonView:
    """Add or replace a person; the same again changes nothing and tells nothing."""
    require(authorize(actor, "change-organisation"))
    person = Person(
        person_id,
        given.name,
        given.given_name,
        given.language,
        tuple(given.roles),
        tuple(Employment(**dict(employment)) for employment in given.employments),
        tuple(Card(card.last4, card.paid_by) for card in given.cards),
    )
    unit_ids = [unit.id for unit in store.units(session)]
    known = store.person(session, person_id)
    require(check_person(person, unit_ids, store.employee_numbers(session), store.agreements(session), known))
    if known != person:
        store.save_person(session, person, now)
        emit(session, _person_changed(person, actor, now))
    return person_view(person)


def keep_agreements(session: Session, event: AgreementsChanged, now: datetime) -> None:
    """The agreements as claims last said; an older telling changes nothing."""
    store.save_agreements(session, event.agreements, event.occurred_at)


def _person_changed(person: Person, actor: Actor, now: datetime) -> told.PersonChanged:
    return told.PersonChanged.model_validate(
        {
            "id": new_id(),
            "occurred_at": now,
            "actor_id": actor.person_id,
            "person_id": person.id,
            "name": person.name,
            "given_name": person.given_name,
            "language": person.language,
            "roles": person.roles,
            "employments": [vars(employment) for employment in person.employments],
            "cards": [vars(card) for card in person.cards],
        }
    )


def _plan_changed(plan: Plan, actor: Actor, now: datetime) -> told.CodingPlanChanged:
    return told.CodingPlanChanged(
        id=new_id(),
        occurred_at=now,
        actor_id=actor.person_id,
        dimensions=tuple(
            told.CodingDimension(
                number=one.number, name=one.name, codes=tuple(told.CodingCode(**vars(code)) for code in one.codes)
            )
            for one in plan.dimensions
        ),
        kinds=plan.kinds,
    )
