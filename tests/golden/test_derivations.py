"""Every golden amount worked out again from its printed derivation alone, by a reader that knows no rule but arithmetic."""

import re
from decimal import ROUND_HALF_UP, Decimal
from math import prod
from typing import Any

import pytest

from services.claims.calculate_command import WrittenInput, case_of
from services.claims.domain.calculation import Calculation, Line, calculate
from services.claims.domain.derivation import again
from services.claims.rates import load_rates
from shared.money import ORE_PER_KRONA
from shared.texts.formatting import FORMS, LANGUAGES, Language, format_text
from tests.golden.test_golden_cases import CASES_FILE, MORE_FILES, RULES_CASES_FILE, cases

FILES = [CASES_FILE, *MORE_FILES, *([RULES_CASES_FILE] if RULES_CASES_FILE.exists() else [])]


def lines_of(case: dict[str, Any]) -> list[tuple[dict[str, Any], Line]]:
    """What the case demands of each line, beside the line."""
    calculation = calculate(case_of(WrittenInput.model_validate(case["input"])), load_rates())
    assert isinstance(calculation, Calculation)
    return list(zip(case["expected"]["lines"], calculation.lines, strict=True))


PAID = [
    pytest.param(demanded, line, id=f"{case['id']} {line.kind} {line.date}")
    for file in FILES
    for case in cases(file)
    if "lines" in case["expected"]
    for demanded, line in lines_of(case)
]


def print_of(line: Line, language: Language) -> list[tuple[str, str]]:
    """The rows as they stand on paper: words, and the amount at the end of the row."""
    rows = [reason for reason in line.reasons if reason.amount_ore is not None]
    return [(format_text(row.text, language), FORMS["money"](row.amount_ore, language)) for row in rows]


def number(words: str, language: Language) -> Decimal:
    """A printed number: `1 226 kr`, `SEK 1,226`, `−82,50`, `35 %`, `104,6 km`, and the word for a half."""
    if words in ("hälften", "half"):
        return Decimal("0.5")
    digits = re.sub(r"[^\d,.−]", "", words).replace("−", "-")
    plain = digits.replace(",", ".") if language == "sv" else digits.replace(",", "")
    return Decimal(plain) / (100 if "%" in words else 1)


def worked_out_by_hand(row: str, language: Language) -> Decimal:
    """What stands after the colon of a row, multiplied, each result that it prints held against the product, rounded as printed."""
    expression, *results = re.split(" [=→] ", row.rsplit(": ", 1)[1])
    product, *divisors = expression.split(" / ")
    value = prod((number(factor, language) for factor in re.split(" (?:av|of|×) ", product)), start=Decimal(1))
    value /= prod((number(divisor, language) for divisor in divisors), start=Decimal(1))
    for result in results:
        said = number(result, language)
        assert said == value.quantize(said, ROUND_HALF_UP), row
    return number(results[-1], language) if results else value


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("demanded", "line"), PAID)
def test_a_golden_amount_can_be_worked_out_again_from_its_print(
    demanded: dict[str, Any], line: Line, language: Language
) -> None:
    total = Decimal(0)
    for words, at_the_end in print_of(line, language):
        amount = number(at_the_end, language)
        assert worked_out_by_hand(words, language) == abs(amount), words
        total += amount
    assert total * ORE_PER_KRONA == demanded["amount"]


@pytest.mark.parametrize(("demanded", "line"), PAID)
def test_a_golden_amount_can_be_worked_out_again_from_its_steps(demanded: dict[str, Any], line: Line) -> None:
    rows = [reason for reason in line.reasons if reason.amount_ore is not None]
    steps = [row.step for row in rows if row.step is not None]
    assert len(steps) == len(rows)
    assert again(steps) == demanded["amount"]


@pytest.mark.parametrize(("demanded", "line"), PAID)
def test_every_rate_of_a_golden_amount_tells_its_source(demanded: dict[str, Any], line: Line) -> None:
    rates = [figure for row in line.reasons if row.step for figure in row.step.operands if figure.valid_from]
    told = [
        reason.text.parameters.get("source") for reason in line.reasons if reason.text.id.startswith("rule.figure.")
    ]
    assert {rate.source for rate in rates} == set(told)
    assert line.kind in ("benefit_meal", "receipt") or rates


def test_the_reader_finds_a_sum_that_is_wrong() -> None:
    assert worked_out_by_hand("Avdrag: 55 % av 150 kr = 82,50 → 83 kr", "sv") == 83
    assert worked_out_by_hand("Half day: half of SEK 1,235 = 617.50 → SEK 618", "en") == 618
    with pytest.raises(AssertionError):
        worked_out_by_hand("Avdrag: 55 % av 150 kr = 82,50 → 82 kr", "sv")
