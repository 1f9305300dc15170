"""How sure a reading is: evidence raises and lowers it, nothing is certain, and every reason has words."""

from datetime import date

import pytest

from benchmarks.reading.first_sight import Example
from benchmarks.reading.fit import AGAINST, fitted
from services.receipts.reading.confidence.judge import SURE_MAX, SURE_MIN, UNDECIDED_MAX, Weighing, weighings
from services.receipts.reading.fields.all import read_fields
from services.receipts.reading.values import Context, Found
from shared.texts.formatting import catalogue
from tests.unit.receipts.builders import rows_of

LUNCH = (
    "Bistro Lyktan AB",
    "Kvarngatan 3",
    "2026-10-07  12:10",
    "Dagens lunch | 125,00",
    "Att betala | 125,00 kr",
    "Bankkort | 125,00",
)


def test_evidence_raises_and_counter_evidence_lowers_it() -> None:
    weighing = Weighing(0.0, {"label-beside": 2.0, "two-readings": -1.0})
    plain = weighing.probability({})
    assert weighing.probability({"label-beside": 1.0}) > plain > weighing.probability({"two-readings": 1.0})


@pytest.mark.parametrize("bias", [-1e9, 1e9])
def test_nothing_is_certain(bias: float) -> None:
    assert SURE_MIN <= Weighing(bias, {}).probability({}) <= SURE_MAX


def test_reasons_name_what_is_there_and_what_is_missing_strongest_first() -> None:
    weighing = Weighing(0.0, {"label-beside": 1.0, "vat-adds-up": 3.0, "two-readings": -2.0, "lead": 0.1})
    told = weighing.reasons({"label-beside": 1.0, "vat-adds-up": 0.0, "two-readings": 1.0, "lead": 1.0})
    assert told == ("without-vat-adds-up", "two-readings", "label-beside")


def test_a_clear_receipt_is_surer_than_one_where_the_amount_stands_alone() -> None:
    clear, bare = read_fields(rows_of(*LUNCH)), read_fields(rows_of("Lyktan", "125,00"))
    assert clear.total_ore is not None
    assert bare.total_ore is not None
    assert clear.total_ore.confidence > 0.9 > bare.total_ore.confidence


def test_a_day_that_reads_two_ways_offers_the_other_and_is_less_sure() -> None:
    two_ways = read_fields(rows_of("Shop Ltd", "Total | 12.00 USD", "03/04/2026 12:10", "Card | 12.00")).date
    one_way = read_fields(rows_of("Shop Ltd", "Total | 12.00 USD", "03/14/2026 12:10", "Card | 12.00")).date
    assert two_ways is not None
    assert one_way is not None
    assert {two_ways.value, two_ways.other} == {date(2026, 3, 4), date(2026, 4, 3)}
    assert one_way.confidence >= two_ways.confidence


@pytest.mark.parametrize(
    ("lines", "field"),
    [
        (("Harbour Cafe", "05/06/2025 12:30", "Total | 12.50", "Card | 12.50"), "date"),
        (("Spisested", "Burger | 112,50 kr", "Total | 112,50 kr", "2025-06-12"), "currency"),
        (("Joe", "Burger | 12.50", "Total | 12.50", "2025-06-12"), "currency"),
    ],
)
def test_what_nothing_decides_is_always_asked_about(lines: tuple[str, ...], field: str) -> None:
    found = getattr(read_fields(rows_of(*lines)), field)
    assert found is None or (found.confidence <= UNDECIDED_MAX and found.reasons[0] == "undecided")


def test_another_countrys_code_is_that_countrys_money() -> None:
    found = read_fields(rows_of("Cafe", "Total | CAD 12.50", "2025-06-12")).currency
    assert found is not None
    assert found.value == "CAD"


def test_nothing_was_bought_after_it_was_added() -> None:
    rows = rows_of("Shop Ltd", "05/11/2026", "Total | 12.00 GBP")
    assert _day(read_fields(rows).date) == date(2026, 11, 5)
    assert _day(read_fields(rows, Context(added_on=date(2026, 6, 1))).date) == date(2026, 5, 11)


def test_a_currency_that_is_not_printed_follows_language_and_country() -> None:
    rows = rows_of("Kiosken", "Summa | 20:00", "Kort | 20:00")
    told = read_fields(rows, Context(country="NO")).currency
    assert told is not None
    assert told.evidence["printed"] == 0.0


def test_weights_have_the_sign_that_their_evidence_means() -> None:
    for weighing in weighings().values():
        assert all(weight <= 0 if name in AGAINST else weight >= 0 for name, weight in weighing.weights.items())


def test_every_reason_has_words_in_both_languages() -> None:
    for weighing in weighings().values():
        for name, weight in weighing.weights.items():
            for code in (name,) if weight < 0 else (name, f"without-{name}"):
                assert f"evidence.{code}" in catalogue("sv")
                assert f"evidence.{code}" in catalogue("en")


def test_fitting_learns_which_evidence_is_worth_what() -> None:
    examples = [Example({"label-beside": 1.0, "lead": 0.5}, True)] * 40 + [
        Example({"label-beside": 0.0, "lead": 0.5}, False)
    ] * 20
    weighing = fitted(examples)
    assert weighing.weights["label-beside"] > 1.0
    assert weighing.probability({"label-beside": 1.0, "lead": 0.5}) > 0.85 > 0.4 > weighing.probability({"lead": 0.5})


def test_a_field_that_was_never_wrong_is_not_taken_for_infallible() -> None:
    assert fitted([Example({"clear-print": 1.0}, True)] * 10).probability({"clear-print": 1.0}) < 0.97


def _day(found: "Found[date] | None") -> date | None:
    return found.value if found else None
