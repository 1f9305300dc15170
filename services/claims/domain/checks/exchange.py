"""Checks of what was paid in another currency."""

from collections.abc import Iterator

from services.claims.domain.amounts import is_abroad
from services.claims.domain.checks.situation import Hit, Situation
from services.claims.domain.exchange import QuotedRate
from services.claims.domain.receipt import Fields
from shared.refusal import Parameter

USE_RATE = "use-rate"
"""The line is worked out by the rate that the text names."""


def currency_rate_missing(situation: Situation) -> Iterator[Hit]:
    """Paid in another currency, and neither a rate nor what was drawn in kronor stands on the line."""
    for line in situation.draft.expenses:
        receipt = situation.receipt(line)
        if receipt is not None and line.amount_ore is None and is_abroad(line, situation.receipts):
            offer = situation.exchange_offers.get(line.id)
            told: dict[str, Parameter] = {"total": receipt.fields.total, "currency": receipt.fields.currency}
            variant = _variant(receipt.fields, offer)
            if offer is None or receipt.fields.total is None:
                yield Hit(told, line.id, "amount_ore", variant)
            else:
                told |= {"rate": offer.rate_micro, "date": offer.quoted_on.isoformat(), "source": offer.source}
                yield Hit(told, line.id, "amount_ore", variant, USE_RATE)


def _variant(fields: Fields, offer: QuotedRate | None) -> str | None:
    if fields.total is None:
        return "no-total"
    if offer is not None:
        return "rate" if fields.card_last4 else "rate-not-card"
    return None if fields.card_last4 else "not-card"
