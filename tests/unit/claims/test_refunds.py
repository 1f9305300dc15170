"""A refund: what was paid back lowers what is paid, in every way as the purchase raised it, and is called by its name."""

import datetime as dt
from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.claims.document import fields_of
from services.claims.domain.amount import Amount
from services.claims.domain.amounts import Worth, worth
from services.claims.domain.draft import Draft, ExpenseLine
from services.claims.domain.exchange import QuotedRate
from services.claims.domain.filled import filled, typed
from services.claims.domain.receipt import Fields, Vat
from services.claims.domain.settlement import settle
from services.claims.domain.split import Part
from shared.contracts.receipts import ReceiptFields
from shared.texts.formatting import format_text
from tests.unit.claims.drafts import (
    CLAIM,
    DAY,
    RECEIPT,
    RULES,
    a_dinner,
    a_plan,
    a_receipt,
    a_situation,
    an_expense,
    found,
)

FIRST, SECOND, THIRD = (UUID(int=number) for number in (101, 102, 103))
BACK = (Vat(6, -23491, -1409),)


def worked(line: ExpenseLine, fields: Fields = Fields()) -> Worth:
    return worth(Draft(CLAIM, "expense", None, (line,)), {RECEIPT: a_receipt(fields)}, None, RULES)


def mirrored(line: ExpenseLine) -> ExpenseLine:
    """The whole of it paid back."""
    return replace(
        line,
        amount_ore=-(line.amount_ore or 0),
        vat=tuple(Vat(row.rate, -row.net_ore, -row.vat_ore) for row in line.vat),
        parts=tuple(replace(part, amount_ore=-part.amount_ore) for part in line.parts),
    )


def told(amounts: tuple[Amount, ...], sign: int) -> list[tuple[str, int, list[tuple[int, int, int]], list[int]]]:
    return [
        (
            one.type,
            sign * one.amount_ore,
            [(row.rate, sign * row.net_ore, sign * row.vat_ore) for row in one.vat],
            [sign * reason.amount_ore for reason in one.reasons if reason.amount_ore is not None],
        )
        for one in amounts
    ]


PARTS = (Part(FIRST, 10_001), Part(SECOND, 7_000, is_private=True), Part(THIRD, 7_899, expense_kind="office"))


@pytest.mark.parametrize(
    "line",
    [
        an_expense(),
        an_expense(expense_kind="other", vat=(Vat(25, 10_000, 2_500), Vat(12, 11_071, 1_329))),
        an_expense(parts=PARTS),
        a_dinner(amount_ore=123_450, vat=(Vat(12, 80_000, 9_600), Vat(25, 27_080, 6_770))),
        a_dinner(amount_ore=123_450, vat=(Vat(12, 80_000, 9_600),), parts=(Part(FIRST, 100_000), Part(SECOND, 23_450))),
    ],
    ids=["taxi", "two rates", "divided", "representation", "divided representation"],
)
def test_a_refund_mirrors_its_purchase_to_the_ore(line: ExpenseLine) -> None:
    assert told(worked(mirrored(line)).amounts, -1) == told(worked(line).amounts, 1)


@given(st.integers(1, 10**6), st.integers(10_000, 20_000_000))
def test_its_exchange_mirrors_that_of_the_purchase(total: int, rate_micro: int) -> None:
    rate = QuotedRate("EUR", rate_micro, DAY, "Riksbanken")
    line = an_expense(amount_ore=None, vat=(), exchange=rate)
    bought, back = (Fields(total=sign * total, currency="EUR", date=DAY) for sign in (1, -1))
    [paid], [lowered] = (
        worked(filled(line, a_receipt(fields), RULES.kinds), fields).amounts for fields in (bought, back)
    )
    assert lowered.amount_ore == -paid.amount_ore


def test_it_is_called_a_refund_in_both_languages() -> None:
    [one] = worked(an_expense(amount_ore=-24900, vat=BACK)).amounts
    assert (format_text(one.title, "sv"), format_text(one.title, "en")) == (
        "Återbetalning, Taxi, Taxi Kurir",
        "Refund, Taxi, Taxi Kurir",
    )
    [nameless] = worked(an_expense(amount_ore=-24900, vat=BACK, merchant="")).amounts
    assert format_text(nameless.title, "sv") == "Återbetalning, Taxi"
    first, rest = worked(mirrored(a_dinner(amount_ore=123_000, vat=(Vat(12, 100_000, 12_000),)))).amounts
    assert format_text(rest.title, "sv") == "Återbetalning, Representation med gäster, Bryggans kök, utan momsavdrag"
    assert first.title.id == "amount.expense.refund"


def test_what_the_receipt_calls_a_refund_is_below_nothing_with_its_vat_however_it_is_printed() -> None:
    for total in (24900, -24900):
        fields = fields_of(
            ReceiptFields.model_validate(
                {"total": total, "is_refund": True, "vat": [{"rate": 6, "net_ore": 23491, "vat_ore": 1409}]}
            )
        )
        line = filled(an_expense(amount_ore=None, vat=()), a_receipt(fields), RULES.kinds)
        assert (line.amount_ore, line.vat) == (-24900, BACK)


def test_who_types_a_refund_over_what_was_read_says_only_the_amount() -> None:
    receipt = a_receipt(Fields(total=24900, vat=(Vat(6, 23491, 1409),), date=DAY))
    shown = filled(an_expense(amount_ore=-24900, vat=()), receipt, RULES.kinds)
    assert shown.vat == BACK
    kept = typed(shown, receipt, RULES.kinds)
    assert (kept.amount_ore, kept.vat) == (-24900, ())


def test_kronor_typed_for_a_refund_in_another_currency_are_below_nothing() -> None:
    receipt = a_receipt(Fields(total=-2000, currency="EUR", date=DAY))
    for kronor in (22900, -22900):
        line = filled(an_expense(amount_ore=kronor, vat=()), receipt, RULES.kinds)
        assert (line.amount_ore, typed(line, receipt, RULES.kinds).amount_ore) == (-22900, -22900)


def test_a_claim_of_less_than_nothing_is_owed_and_settles_no_advance() -> None:
    refund = worked(an_expense(amount_ore=-24900, vat=BACK))
    settled = settle(refund.total_ore, refund.employers_ore, [], is_trip=False, last_day=DAY)
    assert settled.pay_ore == -24900


def test_a_hotel_that_was_paid_back_answers_for_no_night() -> None:
    refund = an_expense(date=dt.date(2026, 10, 6), expense_kind="hotel", amount_ore=-100_000, vat=())
    assert found(a_situation(refund, plan=a_plan(nights=()))) == ["lodging-unknown"]
