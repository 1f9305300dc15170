"""The golden cases: worked by hand, each with its reason, and exact to the öre. Each file names its source."""

import json
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from services.claims.calculate_command import result, worked_out
from services.claims.rates import load_rates

REPOSITORY = Path(__file__).parents[2]
CASES_FILE = Path(__file__).parent / "cases.json"
MORE_FILES = sorted((Path(__file__).parent / "more").glob("*.json"))
RULES_CASES_FILE = REPOSITORY.parent / "shared" / "rules" / "golden" / "cases-dev.json"


def cases(file: Path) -> list[dict[str, Any]]:
    content: dict[str, list[dict[str, Any]]] = json.loads(file.read_text(encoding="utf-8"), parse_float=Decimal)
    return content["cases"]


EVERY_CASE = [
    pytest.param(case, id=f"{case['id']} {case['title']}") for file in (CASES_FILE, *MORE_FILES) for case in cases(file)
]


@pytest.mark.parametrize("case", EVERY_CASE)
def test_a_golden_case_is_exact(case: dict[str, Any]) -> None:
    worked = result(worked_out(case["input"], load_rates()))
    assert json.loads(json.dumps(worked), parse_float=Decimal) == case["expected"], case["why"]


def test_the_command_line_writes_the_results_in_the_order_of_the_cases() -> None:
    command = [sys.executable, "-m", "services.claims", "calculate", str(CASES_FILE)]
    written = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=True, timeout=60).stdout
    expected = [{"id": case["id"], "result": case["expected"]} for case in cases(CASES_FILE)]
    assert json.loads(written, parse_float=Decimal) == expected


def calculate(file: Path, content: str) -> subprocess.CompletedProcess[str]:
    file.write_text(content, encoding="utf-8")
    command = [sys.executable, "-m", "services.claims", "calculate", str(file)]
    return subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, timeout=60, check=False)


def test_the_command_line_names_a_file_it_cannot_read(tmp_path: Path) -> None:
    answer = calculate(tmp_path / "cases.json", '{"cases": [{"id": "a"')
    assert (answer.returncode, answer.stdout) == (2, "")
    assert "cases.json" in answer.stderr


def test_a_bad_case_is_refused_by_the_name_of_its_field_and_ends_nothing(tmp_path: Path) -> None:
    bad = '{"cases": [{"id": "a", "input": {"drives": [{"date": "2026-02-30", "vehicle": "own_car", "km": 1}]}}, '
    answer = calculate(tmp_path / "cases.json", bad + '{"id": "b", "input": {"drivs": []}}, {"id": "c", "input": {}}]}')
    results = [case["result"] for case in json.loads(answer.stdout)]
    assert results[:2] == [{"refused": {"code": "invalid-input"}}] * 2
    assert results[2] == {"lines": [], "total": 0, "tax_free": 0, "taxable": 0}
    assert answer.stderr.splitlines() == ["a: invalid-input drives.0.date", "b: invalid-input drivs"]
    assert answer.returncode == 0


@pytest.mark.parametrize("km", ["1e99999999999999999999", "-1e-99999999999999999999", "9" * 5000], ids=len)
def test_a_number_that_cannot_be_counted_is_refused_in_its_own_case_alone(tmp_path: Path, km: str) -> None:
    bad = f'{{"cases": [{{"id": "a", "input": {{"drives": [{{"date": "2026-03-10", "vehicle": "own_car", "km": {km}}}]}}}}, '
    answer = calculate(tmp_path / "cases.json", bad + '{"id": "b", "input": {}}]}')
    assert [case["id"] for case in json.loads(answer.stdout)] == ["a", "b"]
    assert answer.stderr.splitlines() == ["a: invalid-input drives.0.km"]


def test_a_file_without_end_in_its_brackets_is_said_to_be_unreadable(tmp_path: Path) -> None:
    answer = calculate(
        tmp_path / "cases.json", '{"cases": [{"id": "a", "input": ' + "[" * 100_000 + "]" * 100_000 + "}]}"
    )
    assert answer.returncode == 2
    assert answer.stderr.splitlines() == [f"{tmp_path / 'cases.json'} cannot be read: it is nested too deeply"]


def test_half_a_surrogate_pair_and_a_byte_order_mark_spoil_no_answer(tmp_path: Path) -> None:
    answer = calculate(
        tmp_path / "cases.json", '\ufeff{"cases": [{"id": "\\ud800", "input": {}}, {"id": "b", "input": {}}]}'
    )
    assert [case["id"] for case in json.loads(answer.stdout)] == ["\ud800", "b"]


@pytest.mark.skipif(not RULES_CASES_FILE.exists(), reason="the folder of the rules is not beside the repository")
def test_the_copied_cases_are_those_of_the_rules() -> None:
    assert cases(CASES_FILE) == cases(RULES_CASES_FILE)
