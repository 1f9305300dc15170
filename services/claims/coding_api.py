"""The coding plan over HTTP, for whoever chooses what a line is booked on."""

from typing import Annotated

from fastapi import APIRouter, Query

from services.claims.queries import reads
from services.claims.schemas import CodeList
from services.claims.values import Day
from shared.contracts.values import WITHOUT_NUL
from shared.http import Db, Me

router = APIRouter()


@router.get("/codes")
async def codes(
    db: Db,
    me: Me,
    dimension: Annotated[str, Query(pattern=r"^[1-9][0-9]{0,3}$")],
    on: Day,
    search: Annotated[str, Query(max_length=100, pattern=WITHOUT_NUL)] = "",
) -> CodeList:
    """Codes that can be booked on that day, found by words of their name or by the code."""
    return await db.read(lambda session: reads.codes(session, dimension, search, on))
