"""Rates by which what was paid in another currency becomes kronor: each of a day, from a source, and kept with the line."""

import datetime as dt
from dataclasses import dataclass

from services.claims.domain.foreign_receipt import ExchangeRate
from shared.refusal import Refusal

RATE_AGE_MAX = dt.timedelta(days=7)
"""Rates are set on bank days: over Easter or New Year the latest one may be this old on the day of the receipt."""


@dataclass(frozen=True)
class QuotedRate:
    """Kronor for one unit of `currency` (ISO 4217), in millionths, as `source` set it for the day `quoted_on`."""

    currency: str
    rate_micro: int
    quoted_on: dt.date
    source: str

    def holds(self, currency: str | None, day: dt.date | None) -> bool:
        """It is of the receipt's currency, and the day's own or one of the days just before."""
        if currency != self.currency or day is None:
            return False
        return dt.timedelta() <= day - self.quoted_on <= RATE_AGE_MAX

    @property
    def rate(self) -> ExchangeRate:
        return ExchangeRate(self.rate_micro, self.quoted_on, self.source)


def refuse_exchange(given: QuotedRate | None, kept: QuotedRate | None, published: QuotedRate | None) -> Refusal | None:
    """A rate is one of those that are published here; one that the line has already stays, whatever was published since."""
    if given is None or given in (kept, published):
        return None
    return Refusal("exchange-rate-unknown", field="exchange")
