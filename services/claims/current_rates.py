"""Fetches the exchange rates of the day, where the employer has said from where: once at start and then every few hours."""

import asyncio
import contextlib
from collections.abc import AsyncIterator

import structlog
from fastapi import FastAPI

from services.claims.commands import exchange
from services.claims.commands.rates import tell_agreements
from services.claims.domain.rules import Rules
from services.claims.settings import ClaimsSettings
from services.claims.sources import riksbank
from shared.clock import now
from shared.database import Database

EVERY_S = 6 * 3600
"""Rates are set once each bank day; the Riksbank asks to be asked seldom."""

log = structlog.get_logger()


@contextlib.asynccontextmanager
async def keep_rates_current(app: FastAPI) -> AsyncIterator[None]:
    """While the service runs; fetches nothing until an address is set. At the start it tells which agreements there are."""
    settings: ClaimsSettings = app.state.settings
    shipped: Rules = app.state.rules
    await app.state.database.write(lambda session: tell_agreements(session, shipped.rates, None, now()))
    if settings.exchange_rates_url is None:
        yield
        return
    fetching = asyncio.create_task(_keep(app.state.database, str(settings.exchange_rates_url)))
    try:
        yield
    finally:
        fetching.cancel()


async def _keep(database: Database, address: str) -> None:
    while True:
        try:
            await fetch(database, address)
        except (OSError, ValueError) as error:  # the rates that are kept still hold for a week
            log.warning("exchange rates not fetched", error=repr(error)[:300])
        await asyncio.sleep(EVERY_S)


async def fetch(database: Database, address: str) -> int:
    """Asked outside the transaction, so that nobody waits for another's answer."""
    rates = await asyncio.to_thread(riksbank.latest, address)
    changed = await database.write(lambda session: exchange.keep_published(session, rates, now()))
    log.info("exchange rates fetched", rates=len(rates), changed=changed)
    return changed
