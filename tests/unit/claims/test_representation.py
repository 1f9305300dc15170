"""Representation: VAT is deducted up to a limit per person, everything is paid back, and the arithmetic can be read."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from services.claims.domain.amount import Amount
from services.claims.domain.amounts import worth
from services.claims.domain.checks import check
from services.claims.domain.derivation import again
from services.claims.domain.draft import Draft, ExpenseLine
from services.claims.domain.receipt import Fields, Vat
from services.claims.domain.representation import Participant, Representation, deduction
from shared.refusal import Refusal
from shared.texts.formatting import LANGUAGES, Language, format_text
from tests.golden.test_derivations import worked_out_by_hand
from tests.unit.claims.drafts import (
    CLAIM,
    GUEST,
    LINE,
    RECEIPT,
    RULES,
    a_dinner,
    a_plan,
    a_receipt,
    a_situation,
    an_expense,
    found,
    the_finding,
)
from tests.unit.claims.test_amounts import payroll_types

PRINTED = {f"rule.representation.{one}" for one in ("net", "vat", "net-share", "vat-share", "evened-out", "rounding")}
THREE = Representation(participants=(GUEST, Participant("Bo Ek", "Region Viken")))


def amounts(line: ExpenseLine, fields: Fields = Fields()) -> tuple[Amount, ...]:
    return worth(Draft(CLAIM, "expense", None, (line,)), {RECEIPT: a_receipt(fields)}, None, RULES).amounts


def rows(amount: Amount) -> list[tuple[str, int | None]]:
    return [(format_text(reason.text, "sv").replace("\u00a0", " "), reason.amount_ore) for reason in amount.reasons]


def test_within_the_limit_all_vat_is_deducted() -> None:
    [one] = amounts(a_dinner())
    assert (one.id, one.type, one.amount_ore, one.vat) == (
        LINE,
        "representation_external_deductible",
        67200,
        (Vat(12, 60000, 7200),),
    )


def test_above_the_limit_the_rest_is_paid_back_without_deducted_vat() -> None:
    dinner = a_dinner(amount_ore=123000, vat=(Vat(12, 100000, 12000),), representation=THREE)
    first, rest = amounts(dinner)
    assert (first.type, first.amount_ore, first.vat) == (
        "representation_external_deductible",
        100800,
        (Vat(12, 90000, 10800),),
    )
    assert (rest.type, rest.amount_ore, rest.vat) == ("representation_external_not_deductible", 22200, ())
    assert rest.id != first.id == LINE
    *arithmetic, source, people = rows(first)
    assert arithmetic == [
        ("Netto med 12 % moms, inom gränsen: 900,00 kr × 1 000,00 kr / 1 000,00 kr = 900,00 kr", 90000),
        ("Moms 12 % på det: 120,00 kr × 900,00 kr / 1 000,00 kr = 108,00 kr", 10800),
        ("Moms dras av på högst 300 kr per person före moms: 3 × 300 kr = 900 kr.", None),
    ]
    assert "gränsen för momsavdrag" in source[0] and people == ("3 personer var med, du inräknad.", None)
    assert rows(rest) == [("Resten, utan momsavdrag: 1 230,00 kr − 1 008,00 kr = 222,00 kr", 22200)]


def test_food_and_wine_share_the_limit_by_their_net_and_alcohol_is_told_apart() -> None:
    vat = (Vat(12, 100000, 12000), Vat(25, 50000, 12500))
    first, rest = amounts(a_dinner(amount_ore=174500, vat=vat, representation=replace(THREE, alcohol_ore=62500)))
    assert first.vat == (Vat(12, 60000, 7200), Vat(25, 30000, 7500))
    assert first.amount_ore + rest.amount_ore == 174500
    assert ("Alkohol: 625,00 kr av kvittot.", None) in rows(first)


def test_light_refreshments_have_a_lower_limit() -> None:
    coffee = replace(THREE, form="light_refreshment")
    first, rest = amounts(a_dinner(amount_ore=56000, vat=(Vat(12, 50000, 6000),), representation=coffee))
    assert (first.vat, rest.amount_ore) == ((Vat(12, 18000, 2160),), 56000 - 20160)


def test_a_tip_is_paid_back_and_rounding_goes_with_the_meal() -> None:
    first, tip = amounts(a_dinner(amount_ore=69200))
    assert (first.amount_ore, tip.amount_ore) == (67200, 2000)
    [rounded] = amounts(a_dinner(amount_ore=67160))
    assert (rounded.amount_ore, rounded.vat) == (67160, (Vat(12, 60000, 7200),))
    assert rows(rounded)[2] == ("Avrundning på kvittot: −0,40 kr", -40)


def test_without_vat_nothing_is_deducted_and_all_is_paid_back() -> None:
    [one] = amounts(a_dinner(vat=()))
    assert (one.type, one.amount_ore, one.vat) == ("representation_external_not_deductible", 67200, ())


def test_abroad_its_rate_is_told_and_no_vat_deducted() -> None:
    euro = Fields(total=6000, currency="EUR")
    [one] = amounts(a_dinner(vat=()), euro)
    assert one.type == "representation_external_not_deductible"
    assert rows(one)[0] == ("Enligt kontoutdraget, för 60,00 EUR: 672,00 kr", 67200)


def test_what_was_said_stands_on_the_amount_once() -> None:
    first, rest = amounts(a_dinner(amount_ore=123000, vat=(Vat(12, 100000, 12000),)))
    assert (first.representation, rest.representation) == (Representation(participants=(GUEST,)), None)


def test_before_there_was_a_limit_it_is_not_worked_out() -> None:
    worked = worth(
        Draft(CLAIM, "expense", None, (a_dinner(date=dt.date(2016, 12, 31)),)), {RECEIPT: a_receipt()}, None, RULES
    )
    assert [part.refusal for part in worked.unworked] == [
        Refusal("rate-missing", {"date": "2016-12-31", "what": "representation_external"}, "date")
    ]


@pytest.mark.parametrize("kind", ["external", "internal"])
def test_its_payroll_types_are_in_the_default_mapping(kind: str) -> None:
    line = a_dinner(expense_kind=f"representation_{kind}", amount_ore=123000, vat=(Vat(12, 100000, 12000),))
    assert {one.type for one in amounts(line)} == {
        f"representation_{kind}_deductible",
        f"representation_{kind}_not_deductible",
    }
    assert {one.type for one in amounts(line)} <= payroll_types()


AMOUNTS = st.integers(1, 2_000_000)
RECEIPT_VAT = st.lists(st.tuples(st.sampled_from([6, 12, 25]), AMOUNTS), max_size=4).map(
    lambda parts: tuple(Vat(rate, net, (net * rate + 50) // 100) for rate, net in parts)
)


@given(RECEIPT_VAT, st.integers(0, 300_000), st.integers(0, 20), st.sampled_from([1, -1]))
def test_no_ore_is_lost_and_nothing_above_the_limit_is_deducted(
    vat: tuple[Vat, ...], tip_ore: int, persons: int, sign: int
) -> None:
    total_ore = sum(row.net_ore + row.vat_ore for row in vat) + tip_ore
    cap_ore = 30000 * persons
    signed = tuple(Vat(row.rate, sign * row.net_ore, sign * row.vat_ore) for row in vat)
    split = deduction(sign * total_ore, signed, cap_ore)
    assert split.amount_ore + split.rest_ore == sign * total_ore
    whole_ore = sum(row.net_ore for row in vat if row.vat_ore)
    assert sum(row.net_ore for row in split.vat) == sign * min(cap_ore, whole_ore)
    assert all(
        abs(one.vat_ore) <= row.vat_ore for one, row in zip(split.vat, [r for r in vat if r.vat_ore], strict=True)
    )


@given(RECEIPT_VAT, st.integers(1, 20), st.integers(0, 100_000), st.sampled_from([1, -1]))
def test_each_row_of_representation_can_be_worked_out_again(
    vat: tuple[Vat, ...], colleagues: int, tip_ore: int, sign: int
) -> None:
    signed = tuple(Vat(row.rate, sign * row.net_ore, sign * row.vat_ore) for row in vat)
    total_ore = sum(row.net_ore + row.vat_ore for row in signed) + sign * tip_ore
    people = replace(THREE, participants=THREE.participants[:1] * colleagues)
    for amount in amounts(a_dinner(amount_ore=total_ore, vat=signed, representation=people)):
        counted = [reason for reason in amount.reasons if reason.amount_ore is not None]
        assert again([reason.step for reason in counted if reason.step]) == amount.amount_ore
        assert all(reason.step for reason in counted)


@pytest.mark.parametrize("language", LANGUAGES)
@given(vat=RECEIPT_VAT, colleagues=st.integers(1, 9), sign=st.sampled_from([1, -1]))
@example(vat=(Vat(6, 30_000, 1_800), Vat(12, 30_000, 3_600), Vat(25, 30_002, 7_501)), colleagues=1, sign=1)
def test_what_is_printed_of_representation_is_to_the_ore_what_is_paid(
    vat: tuple[Vat, ...], colleagues: int, sign: int, language: Language
) -> None:
    signed = tuple(Vat(row.rate, sign * row.net_ore, sign * row.vat_ore) for row in vat)
    people = replace(THREE, participants=THREE.participants[:1] * colleagues)
    total_ore = sum(row.net_ore + row.vat_ore for row in signed)
    for amount in amounts(a_dinner(amount_ore=total_ore, vat=signed, representation=people)):
        told = [one for one in amount.reasons if one.amount_ore is not None and one.text.id in PRINTED]
        for one in told:
            assert worked_out_by_hand(format_text(one.text, language), language) * 100 == one.amount_ore, one.text
        if amount.type.endswith("_deductible") and not amount.type.endswith("_not_deductible"):
            assert sum(one.amount_ore or 0 for one in told) == amount.amount_ore


@given(RECEIPT_VAT, st.integers(0, 20))
def test_one_more_at_the_table_never_lowers_what_is_deducted(vat: tuple[Vat, ...], persons: int) -> None:
    total_ore = sum(row.net_ore + row.vat_ore for row in vat)
    fewer, more = (deduction(total_ore, vat, 30000 * count) for count in (persons, persons + 1))
    assert sum(row.net_ore for row in more.vat) >= sum(row.net_ore for row in fewer.vat)


LUNCH = an_expense(expense_kind="restaurant", date=dt.date(2026, 10, 6), vat=(Vat(12, 22_232, 2_668),))


def test_food_beside_a_per_diem_may_be_made_representation_and_then_asks_who_took_part() -> None:
    assert the_finding(a_situation(LUNCH, plan=a_plan()), "meal-and-per-diem").mend == "make-representation"
    made = replace(LUNCH, expense_kind="representation_external")
    assert found(a_situation(made, plan=a_plan())) == ["representation-people"]


def test_it_is_told_what_is_missing_and_how_much_each_cost() -> None:
    texts = [one.text.id for one in check(a_situation(a_dinner(representation=None, purpose="")))]
    assert texts == ["check.representation-people", "check.representation-people.purpose"]
    above = the_finding(a_situation(a_dinner(amount_ore=67300, vat=(Vat(12, 60089, 7211),))), "representation-cap")
    assert (dict(above.text.parameters), above.level) == ({"amount": 30045}, "info")


def test_what_the_employer_has_paid_is_cost_with_its_vat_and_nothing_is_left_to_pay() -> None:
    line = a_dinner(amount_ore=123000, vat=(Vat(12, 100000, 12000),), paid_with="employer_card")
    worked = worth(Draft(CLAIM, "expense", None, (line,)), {RECEIPT: a_receipt()}, None, RULES)
    assert (worked.total_ore, worked.employers_ore) == (123000, 123000)
    for one in worked.amounts:
        assert one.is_employers
        assert ("Betalt med arbetsgivarens kort. Det redovisas men betalas inte ut.", None) in rows(one)
