"""A line as it is claimed, what was read included; and what of it its owner says beyond the reading."""

import datetime as dt
from collections.abc import Container
from dataclasses import replace

from services.claims.domain.draft import ExpenseLine
from services.claims.domain.draft_refusals import AMOUNT_ORE_LIMIT, MERCHANT_LENGTH_MAX, YEARS, is_possible
from services.claims.domain.exchange import QuotedRate
from services.claims.domain.foreign_receipt import in_kronor
from services.claims.domain.receipt import SWEDISH_KRONA, Fields, Receipt
from shared.money import Ore


def filled(line: ExpenseLine, receipt: Receipt | None, kinds: Container[str]) -> ExpenseLine:
    """The line with what was read wherever the person left it empty; the VAT of money back is below nothing, as its total.

    An amount in another currency is not kronor: it stays empty until the line has a rate, and its VAT is cost.
    """
    if receipt is None or receipt.state == "discarded":
        return line
    read = receipt.fields
    is_in_kronor = read.currency in (None, SWEDISH_KRONA)
    date = line.date or (read.date if read.date and read.date.year in YEARS else None)
    total = read.total if is_in_kronor else _exchanged(line.exchange, read, date)
    read_ore = total if abs(total or 0) < AMOUNT_ORE_LIMIT else None
    amount_ore = read_ore if line.amount_ore is None else line.amount_ore
    if amount_ore is not None and not is_in_kronor and (read.total or 0) < 0:
        amount_ore = -abs(amount_ore)  # what the card statement says of a refund is typed without its sign
    read_vat = tuple(row.with_sign_of(amount_ore or 0) for row in read.vat or ())
    if not is_possible(read_vat):
        read_vat = ()
    return replace(
        line,
        expense_kind=line.expense_kind or (read.kind if read.kind in kinds else None),
        merchant=line.merchant or (read.merchant or "")[:MERCHANT_LENGTH_MAX],
        date=date,
        amount_ore=amount_ore,
        vat=(line.vat or read_vat) if is_in_kronor else (),
        hotel_nights=read.hotel_nights,
        breakfast_included=read.breakfast_included,
    )


def _exchanged(exchange: QuotedRate | None, read: Fields, day: dt.date | None) -> Ore | None:
    """The total by the line's rate; None when it has none, or one of another currency or day than the receipt now says."""
    if exchange is None or read.total is None or not exchange.holds(read.currency, day):
        return None
    return in_kronor(read.total, exchange.rate)


def typed(line: ExpenseLine, receipt: Receipt | None, kinds: Container[str]) -> ExpenseLine:
    """Only what the person says beyond the reading: a value equal to it is left empty, and so follows a later correction.

    Kronor that the person types win over the rate: it is dropped.
    """
    bare = ExpenseLine(line.id, line.version, line.receipt_id, date=line.date, exchange=line.exchange)
    read = filled(replace(bare, date=None, amount_ore=line.amount_ore), receipt, kinds)
    exchanged_ore = filled(bare, receipt, kinds).amount_ore
    return replace(
        line,
        expense_kind=None if line.expense_kind == read.expense_kind else line.expense_kind,
        merchant="" if line.merchant == read.merchant else line.merchant,
        date=None if line.date == read.date else line.date,
        amount_ore=None if line.amount_ore == exchanged_ore else line.amount_ore,
        vat=() if line.vat == read.vat else line.vat,
        exchange=line.exchange if line.amount_ore in (None, exchanged_ore) else None,
    )
