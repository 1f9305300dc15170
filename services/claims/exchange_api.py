"""Exchange rates over HTTP."""

from typing import Annotated

from fastapi import APIRouter, Query

from services.claims.commands import exchange
from services.claims.queries import reads
from services.claims.schemas import ExchangeRate, ExchangeRates, RatesKept
from services.claims.values import Day
from shared.http import Db, Me, Now

router = APIRouter()


@router.get("/exchange-rates")
async def exchange_rate(
    db: Db, me: Me, currency: Annotated[str, Query(pattern=r"^[A-Z]{3}$")], date: Day
) -> ExchangeRate:
    """The latest rate on or before the day, at most a week old."""
    return await db.read(lambda session: reads.exchange_rate(session, currency, date))


@router.put("/exchange-rates")
async def put_exchange_rates(body: ExchangeRates, db: Db, me: Me, now: Now) -> RatesKept:
    """Keep rates; the same again changes nothing."""
    return await db.write(lambda session: exchange.put_rates(session, body, me, now))
