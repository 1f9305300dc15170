"""Directory over HTTP: people, units and the coding plan."""

from uuid import UUID

from fastapi import APIRouter

from services.directory import commands, queries
from services.directory.schemas import (
    CodingPlan,
    Imported,
    Organisation,
    PersonInput,
    PersonView,
    UnitInput,
    UnitView,
)
from shared.http import Db, Me, Now

router = APIRouter()


@router.put("/organisation")
async def put_organisation(body: Organisation, db: Db, me: Me, now: Now) -> Imported:
    """Import units, people and the coding plan; what is not named stays as it is."""
    return await db.write(lambda session: commands.put_organisation(session, body, me, now))


@router.put("/units/{unit_id}")
async def put_unit(unit_id: UUID, body: UnitInput, db: Db, me: Me, now: Now) -> UnitView:
    """Add or replace a unit."""
    return await db.write(lambda session: commands.put_unit(session, unit_id, body, me, now))


@router.put("/people/{person_id}")
async def put_person(person_id: UUID, body: PersonInput, db: Db, me: Me, now: Now) -> PersonView:
    """Add or replace a person."""
    return await db.write(lambda session: commands.put_person(session, person_id, body, me, now))


@router.get("/people")
async def people(db: Db, me: Me) -> list[PersonView]:
    """All people, by name."""
    return await db.read(lambda session: queries.all_people(session, me))


@router.get("/people/{person_id}")
async def person(person_id: UUID, db: Db, me: Me) -> PersonView:
    """One person."""
    return await db.read(lambda session: queries.one_person(session, person_id, me))


@router.get("/units")
async def units(db: Db, me: Me) -> list[UnitView]:
    """All units, by name."""
    return await db.read(lambda session: queries.all_units(session, me))


@router.put("/coding-plan")
async def put_coding_plan(body: CodingPlan, db: Db, me: Me, now: Now) -> CodingPlan:
    """Replace the coding plan."""
    return await db.write(lambda session: commands.put_coding_plan(session, body, me, now))


@router.get("/coding-plan")
async def coding_plan(db: Db, me: Me) -> CodingPlan:
    """Dimensions and codes that costs may be booked on."""
    return await db.read(lambda session: queries.coding_plan(session, me))
