"""A person's own advances over HTTP."""

from fastapi import APIRouter

from services.claims.advance_schemas import Advance
from services.claims.queries import advances as reads
from shared.http import Db, Me

router = APIRouter()


@router.get("/advances")
async def advances(db: Db, me: Me) -> list[Advance]:
    """The person's own, the latest paid first."""
    return await db.read(lambda session: reads.own(session, me))
