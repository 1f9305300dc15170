"""Out-of-pocket expenses (*utlägg*): what was paid, in kronor, also when the receipt is in another currency."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from services.claims.domain.line import PaidLine, Reason
from services.claims.domain.rates import rate_missing
from shared.money import Ore, round_half_up
from shared.refusal import Parameter, Refusal
from shared.text import Text

SWEDISH_KRONA = "SEK"
MICRO = 1_000_000


@dataclass(frozen=True)
class ExchangeRate:
    """Kronor for one unit of the currency, in millionths, with the day it is from and who published it."""

    rate_micro: int
    quoted_on: date | None = None
    source: str | None = None


@dataclass(frozen=True)
class PaidReceipt:
    """`total` is in hundredths of the currency's unit, whichever the currency (ISO 4217).

    `card_ore` is what the card statement says was drawn; it wins over the rate.
    """

    id: str
    date: date
    total: int
    currency: str
    exchange: ExchangeRate | None = None
    card_ore: Ore | None = None


@dataclass(frozen=True, kw_only=True)
class Receipt(PaidLine):
    """An expense that is paid back as it was."""

    kind: Literal["receipt"] = "receipt"
    id: str
    exchange: ExchangeRate | None


def in_kronor(total: int, exchange: ExchangeRate) -> Ore:
    """Total × rate, half up to whole öre."""
    return round_half_up(total * exchange.rate_micro, MICRO)


def receipt_lines(receipts: tuple[PaidReceipt, ...]) -> tuple[Receipt, ...] | Refusal:
    """A line for each receipt, by date, else as given."""
    lines: list[Receipt] = []
    for number, receipt in enumerate(receipts):
        row = _row(receipt)
        if row is None or row.amount_ore is None:
            return rate_missing(f"receipts.{number}.rate_micro", receipt.date, receipt.currency)
        lines.append(
            Receipt(
                date=receipt.date,
                id=receipt.id,
                exchange=receipt.exchange,
                amount_ore=row.amount_ore,
                tax_free_ore=row.amount_ore,
                taxable_ore=0,
                reasons=(row, *_rate_facts(receipt)),
                source=Text("rule.source.receipt"),
            )
        )
    return tuple(sorted(lines, key=lambda line: line.date))


def _row(receipt: PaidReceipt) -> Reason | None:
    """How the receipt becomes kronor; None when it is in another currency and neither rate nor card amount is known."""
    foreign: Mapping[str, Parameter] = {"total": receipt.total, "currency": receipt.currency}
    if receipt.currency == SWEDISH_KRONA:
        return Reason(Text("rule.receipt.in-kronor"), receipt.total)
    if receipt.card_ore is not None:
        return Reason(Text("rule.receipt.card-statement", foreign), receipt.card_ore)
    if receipt.exchange is None:
        return None
    row = Text("rule.receipt.exchanged", {**foreign, "rate": receipt.exchange.rate_micro})
    return Reason(row, in_kronor(receipt.total, receipt.exchange))


def _rate_facts(receipt: PaidReceipt) -> tuple[Reason, ...]:
    exchange = receipt.exchange
    if receipt.currency == SWEDISH_KRONA or receipt.card_ore is not None or exchange is None:
        return ()
    if exchange.quoted_on is None or exchange.source is None:
        return ()
    return (
        Reason(Text("rule.receipt.rate-from", {"date": exchange.quoted_on.isoformat(), "source": exchange.source})),
    )
