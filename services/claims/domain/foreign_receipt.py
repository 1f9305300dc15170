"""Out-of-pocket expenses (*utlägg*): what was paid, in kronor, also when the receipt is in another currency."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from services.claims.domain.derivation import Figure, Step, step
from services.claims.domain.line import PaidLine, Reason, row
from services.claims.domain.rates import rate_missing
from shared.money import Ore
from shared.refusal import Parameter, Refusal
from shared.text import Text

SWEDISH_KRONA = "SEK"


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
    return _exchanged(total, exchange).result_ore


def _exchanged(total: int, exchange: ExchangeRate) -> Step:
    rate = Figure(exchange.rate_micro, "micro", "exchange", exchange.quoted_on, exchange.source)
    return step("exchange", Figure(total, "hundredths"), rate)


def receipt_lines(receipts: tuple[PaidReceipt, ...]) -> tuple[Receipt, ...] | Refusal:
    """A line for each receipt, by date, else as given."""
    lines: list[Receipt] = []
    for number, receipt in enumerate(receipts):
        paid = _row(receipt)
        if paid is None or paid.amount_ore is None:
            return rate_missing(f"receipts.{number}.rate_micro", receipt.date, receipt.currency)
        lines.append(
            Receipt(
                date=receipt.date,
                id=receipt.id,
                exchange=receipt.exchange,
                amount_ore=paid.amount_ore,
                tax_free_ore=paid.amount_ore,
                taxable_ore=0,
                reasons=(paid, *_rate_facts(receipt)),
                source=Text("rule.source.receipt"),
            )
        )
    return tuple(sorted(lines, key=lambda line: line.date))


def _row(receipt: PaidReceipt) -> Reason | None:
    """How the receipt becomes kronor; None when it is in another currency and neither rate nor card amount is known."""
    if receipt.currency == SWEDISH_KRONA:
        paid = step("amount", Figure(receipt.total, "ore"))
        return row(Text("rule.receipt.in-kronor", {"total": receipt.total}), paid)
    foreign: Mapping[str, Parameter] = {"total": receipt.total, "currency": receipt.currency}
    if receipt.card_ore is not None:
        drawn = step("amount", Figure(receipt.card_ore, "ore", "card_statement"))
        return row(Text("rule.receipt.card-statement", {**foreign, "drawn": receipt.card_ore}), drawn)
    if receipt.exchange is None:
        return None
    exchanged = _exchanged(receipt.total, receipt.exchange)
    text = Text(
        "rule.receipt.exchanged", {**foreign, "rate": receipt.exchange.rate_micro, "amount": exchanged.result_ore}
    )
    return row(text, exchanged)


def _rate_facts(receipt: PaidReceipt) -> tuple[Reason, ...]:
    exchange = receipt.exchange
    if receipt.currency == SWEDISH_KRONA or receipt.card_ore is not None or exchange is None:
        return ()
    if exchange.quoted_on is None or exchange.source is None:
        return ()
    return (
        Reason(Text("rule.receipt.rate-from", {"date": exchange.quoted_on.isoformat(), "source": exchange.source})),
    )
