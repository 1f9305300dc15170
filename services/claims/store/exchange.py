"""Exchange rates, kept: by currency and day."""

import datetime as dt
from collections.abc import Iterable
from uuid import UUID

from sqlmodel import Session, col, select

from services.claims.domain.exchange import RATE_AGE_MAX, QuotedRate
from services.claims.store.tables import ExchangeRateRow


def save(session: Session, rates: Iterable[QuotedRate], now: dt.datetime, by: UUID | None) -> int:
    """Those that were not kept like this; how many. One of a day that is kept already is replaced: lines have their own copy."""
    count = 0
    for rate in rates:
        if on(session, rate.currency, rate.quoted_on) != rate:
            columns = {**vars(rate), "quoted_on": rate.quoted_on.isoformat()}
            session.merge(ExchangeRateRow(**columns, put_at=now, put_by=by))
            count += 1
    session.flush()
    return count


def on(session: Session, currency: str, day: dt.date) -> QuotedRate | None:
    """The rate of that very day."""
    row = session.get(ExchangeRateRow, (currency, day.isoformat()))
    return _rate(row) if row else None


def latest(session: Session, currency: str, day: dt.date) -> QuotedRate | None:
    """The latest rate on or before the day, unless it is too old to hold."""
    query = (
        select(ExchangeRateRow)
        .where(
            ExchangeRateRow.currency == currency,
            ExchangeRateRow.quoted_on <= day.isoformat(),
            ExchangeRateRow.quoted_on >= (day - RATE_AGE_MAX).isoformat(),
        )
        .order_by(col(ExchangeRateRow.quoted_on).desc())
        .limit(1)
    )
    row = session.exec(query).first()
    return _rate(row) if row else None


def _rate(row: ExchangeRateRow) -> QuotedRate:
    return QuotedRate(row.currency, row.rate_micro, dt.date.fromisoformat(row.quoted_on), row.source)
