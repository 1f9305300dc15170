"""The golden cases: worked by hand, each with its reason, and exact to the öre. `cases.json` names its source."""

import json
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from services.claims.calculate_command import WrittenInput, worked_out
from services.claims.rates import load_rates

REPOSITORY = Path(__file__).parents[2]
CASES_FILE = Path(__file__).parent / "cases.json"
RULES_CASES_FILE = REPOSITORY.parent / "shared" / "rules" / "golden" / "cases-dev.json"


def cases(file: Path) -> list[dict[str, Any]]:
    content: dict[str, list[dict[str, Any]]] = json.loads(file.read_text(encoding="utf-8"), parse_float=Decimal)
    return content["cases"]


@pytest.mark.parametrize("case", cases(CASES_FILE), ids=lambda case: f"{case['id']} {case['title']}")
def test_a_golden_case_is_exact(case: dict[str, Any]) -> None:
    result = worked_out(WrittenInput.model_validate(case["input"]), load_rates())
    assert json.loads(json.dumps(result), parse_float=Decimal) == case["expected"], case["why"]


def test_the_command_line_writes_the_results_in_the_order_of_the_cases() -> None:
    command = [sys.executable, "-m", "services.claims", "calculate", str(CASES_FILE)]
    written = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=True, timeout=60).stdout
    expected = [{"id": case["id"], "result": case["expected"]} for case in cases(CASES_FILE)]
    assert json.loads(written, parse_float=Decimal) == expected


def test_the_command_line_names_a_file_it_cannot_read(tmp_path: Path) -> None:
    misspelt = tmp_path / "cases.json"
    misspelt.write_text('{"cases": [{"id": "a", "input": {"drivs": []}}]}', encoding="utf-8")
    command = [sys.executable, "-m", "services.claims", "calculate", str(misspelt)]
    answer = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, timeout=60, check=False)
    assert (answer.returncode, answer.stdout) == (2, "")
    assert "drivs" in answer.stderr


@pytest.mark.skipif(not RULES_CASES_FILE.exists(), reason="the folder of the rules is not beside the repository")
def test_the_copied_cases_are_those_of_the_rules() -> None:
    assert cases(CASES_FILE) == cases(RULES_CASES_FILE)
