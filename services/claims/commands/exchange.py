"""Keeping exchange rates: an administrator's, and those that a source publishes."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from services.claims import store
from services.claims.domain.access import authorize_rates
from services.claims.domain.exchange import QuotedRate
from services.claims.schemas import ExchangeRates, RatesKept
from shared.identity import Actor
from shared.refusal import require


def put_rates(session: Session, given: ExchangeRates, actor: Actor, now: datetime) -> RatesKept:
    """What an administrator says; the same again changes nothing."""
    require(authorize_rates(actor))
    rates = [QuotedRate(**dict(rate)) for rate in given.rates]
    return RatesKept(changed=store.exchange.save(session, rates, now, actor.person_id))


def keep_published(session: Session, rates: Sequence[QuotedRate], now: datetime) -> int:
    """What a source publishes; how many were new or different."""
    return store.exchange.save(session, rates, now, by=None)
