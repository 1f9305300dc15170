"""A divided receipt: shares lose no öre, VAT goes with them, a private part is not paid."""

import datetime as dt
from itertools import pairwise
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from services.claims.domain.amount import Amount
from services.claims.domain.amounts import worth
from services.claims.domain.draft import Draft, ExpenseLine
from services.claims.domain.draft_refusals import refuse_line, refuse_parts
from services.claims.domain.receipt import Fields, PrivatePart, Vat
from services.claims.domain.split import Part, divided_vat, shares
from tests.unit.claims.drafts import (
    CLAIM,
    DAY,
    OTHER_LINE,
    RULES,
    a_receipt,
    a_situation,
    an_expense,
    found,
    the_finding,
)

FIRST, SECOND, THIRD = (UUID(int=number) for number in (101, 102, 103))
WEIGHTS = st.lists(st.integers(0, 10**7), min_size=1, max_size=20).filter(any)
DINNER = an_expense(expense_kind="office", amount_ore=50_000, vat=(Vat(25, 40_000, 10_000),))


def amounts(line: ExpenseLine) -> tuple[Amount, ...]:
    return worth(Draft(CLAIM, "expense", None, (line,)), {}, None, RULES).amounts


@given(st.integers(-(10**9), 10**9), WEIGHTS)
def test_shares_sum_to_the_total_and_none_is_an_ore_from_its_due(total: int, weights: list[int]) -> None:
    divided = shares(total, weights)
    assert sum(divided) == total
    whole = sum(weights)
    assert all(abs(share * whole - total * weight) < whole for share, weight in zip(divided, weights, strict=True))


@given(st.integers(0, 10**9), WEIGHTS)
def test_who_weighs_more_never_gets_less(total: int, weights: list[int]) -> None:
    divided = sorted(zip(weights, shares(total, weights), strict=True))
    assert all(lighter[1] <= heavier[1] for lighter, heavier in pairwise(divided) if lighter[0] < heavier[0])


def test_what_is_left_goes_to_the_largest_remainders_and_of_equal_ones_to_the_first() -> None:
    assert shares(100, [1, 1, 1]) == (34, 33, 33)
    assert shares(-100, [1, 1, 1]) == (-34, -33, -33)
    assert shares(10, [50, 25, 25]) == (5, 3, 2)


@given(
    st.lists(st.tuples(st.sampled_from((25, 12, 6)), st.integers(0, 10**6), st.integers(0, 10**6)), max_size=3),
    st.lists(st.integers(0, 10**6), min_size=1, max_size=20).filter(any),
)
def test_the_vat_of_parts_that_add_up_is_that_of_the_receipt(
    rows: list[tuple[int, int, int]], parts: list[int]
) -> None:
    vat = [Vat(rate, net, charged) for rate, net, charged in rows]
    divided = divided_vat(vat, sum(parts), parts)
    of_all = [row for one in divided for row in one]
    assert sum(row.vat_ore for row in of_all) == sum(row.vat_ore for row in vat)
    assert sum(row.net_ore for row in of_all) == sum(row.net_ore for row in vat)


def test_each_part_that_is_paid_is_an_amount_of_its_own_with_its_share_of_the_vat() -> None:
    parts = (
        Part(FIRST, 30_000, person="Stina"),
        Part(SECOND, 12_500, expense_kind="taxi"),
        Part(THIRD, 7_500, is_private=True),
    )
    first, second = amounts(an_expense(**{**vars(DINNER), "parts": parts}))
    assert (first.id, first.amount_ore, first.vat, first.note) == (FIRST, 30_000, (Vat(25, 24_000, 6_000),), "Stina")
    assert (second.id, second.type, second.amount_ore) == (SECOND, "taxi", 12_500)
    assert second.vat == (Vat(25, 10_000, 2_500),)
    assert [reason.amount_ore for reason in second.reasons] == [12_500, None]


def test_what_no_part_has_keeps_its_vat_to_itself() -> None:
    [only] = amounts(an_expense(**{**vars(DINNER), "parts": (Part(FIRST, 10_000),)}))
    assert (only.amount_ore, only.vat) == (10_000, (Vat(25, 8_000, 2_000),))


def test_representation_is_deducted_once_however_it_is_divided() -> None:
    meal = an_expense(expense_kind="representation_external", amount_ore=100_000, vat=(Vat(12, 89_286, 10_714),))
    whole_ore = sum(row.vat_ore for amount in amounts(meal) for row in amount.vat)
    halves = Part(FIRST, 50_000), Part(SECOND, 50_000)
    divided = amounts(an_expense(**{**vars(meal), "parts": halves}))
    assert sum(amount.amount_ore for amount in divided) == 100_000
    assert sum(row.vat_ore for amount in divided for row in amount.vat) <= whole_ore


def test_parts_need_ids_of_their_own_and_known_kinds() -> None:
    part, other = Part(FIRST, 1), an_expense(id=OTHER_LINE, parts=(Part(SECOND, 1),))
    assert refuse_parts(an_expense(parts=(part,)), (other,)) is None
    for parts in ((part, part), (Part(an_expense().id, 1),), (Part(SECOND, 1),), (Part(OTHER_LINE, 1),)):
        refusal = refuse_parts(an_expense(parts=parts), (other,))
        assert refusal and (refusal.code, refusal.field) == ("part-id-taken", "parts")
    strange = refuse_line(an_expense(parts=(Part(FIRST, 1, expense_kind="bribe"),)), RULES.kinds)
    assert strange and (strange.code, strange.field) == ("unknown-kind", "parts")


def test_parts_that_do_not_add_up_are_told_with_both_sums() -> None:
    assert found(a_situation(an_expense(parts=(Part(FIRST, 20_000), Part(SECOND, 4_900))))) == []
    for second_ore in (4_800, 5_000):
        line = an_expense(parts=(Part(FIRST, 20_000), Part(SECOND, second_ore)))
        finding = the_finding(a_situation(line), "lines-do-not-add-up")
        assert dict(finding.text.parameters) == {"sum": 20_000 + second_ore, "total": 24_900}
        assert (finding.level, finding.mend, finding.field) == ("warn", "difference-on-last-part", "parts")


def test_what_may_be_private_is_asked_about_until_a_part_is_private() -> None:
    minibar = PrivatePart("minibar", "Minibar", 8_500)
    receipt = a_receipt(Fields(private_parts=(minibar,)))
    finding = the_finding(a_situation(an_expense(), receipts=(receipt,)), "private-part")
    assert (finding.mend, finding.text.parameters["private"]) == ("take-off-private", 8_500)
    taken_off = an_expense(parts=(Part(FIRST, 16_400), Part(SECOND, 8_500, is_private=True)))
    assert found(a_situation(taken_off, receipts=(receipt,))) == []
    more_than_all = a_receipt(Fields(private_parts=(PrivatePart("minibar", "Minibar", 24_900),)))
    assert the_finding(a_situation(an_expense(), receipts=(more_than_all,)), "private-part").mend is None


def test_a_rate_that_nothing_had_or_not_what_was_bought_is_told_and_the_standard_rate_is_not() -> None:
    unknown = an_expense(vat=(Vat(17, 21_282, 3_618),))
    finding = the_finding(a_situation(unknown), "vat-rate-date")
    assert dict(finding.text.parameters) == {"rate": 17, "what": "kind.taxi", "date": DAY.isoformat()}
    assert found(a_situation(an_expense(vat=(Vat(12, 22_232, 2_668),)))) == ["vat-rate-date"]
    assert found(a_situation(an_expense(vat=(Vat(25, 19_920, 4_980),)))) == []
    assert found(a_situation(an_expense(expense_kind="other", vat=(Vat(12, 22_232, 2_668),)))) == []
    assert found(a_situation(an_expense(vat=(Vat(6, 20_000, 1_200), Vat(12, 3_304, 396))))) == []


def test_a_rate_is_judged_by_the_day_of_the_receipt() -> None:
    food = {"expense_kind": "groceries", "vat": (Vat(12, 22_232, 2_668),)}
    before, after = dt.date(2026, 3, 31), dt.date(2026, 4, 1)
    early = dt.datetime(2026, 4, 14, tzinfo=dt.UTC)
    assert found(a_situation(an_expense(**food, date=before), asked_at=early)) == []
    assert found(a_situation(an_expense(**food, date=after), asked_at=early)) == ["vat-rate-date"]
