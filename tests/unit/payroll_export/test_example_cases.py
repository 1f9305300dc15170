"""Whole cases from JSON to bytes: the facts that each file must show. Copies of the cases stand in `cases/`."""

import json
from collections import defaultdict
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from services.payroll_export.case_file import read_case
from services.payroll_export.formats import FORMATS, Receiver
from services.payroll_export.mapping.read import default_mapping, default_profile
from services.payroll_export.write_command import sealed, selected
from shared.refusal import accept
from tests.unit.payroll_export.reference import checker, generic_profile, needs_reference

CASES = sorted((Path(__file__).parent / "cases").glob("*.json"))
each_case = pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)


def written(case: Path, file_format: str) -> bytes:
    mapping = default_mapping()
    chosen = FORMATS[file_format](Receiver(default_profile()))
    content = read_case(case, mapping)
    return chosen.write(accept(sealed(content, selected(content, mapping, chosen), mapping)))


def expected(case: Path) -> Any:
    return json.loads(case.read_text(encoding="utf-8"))["expect"]


@each_case
def test_a_paxml_file_has_the_rows_and_sums_of_its_case(case: Path) -> None:
    data, expect = written(case, "paxml"), expected(case)
    rows = list(ElementTree.fromstring(data).iter("lonetrans"))
    per_code: dict[str, int] = defaultdict(int)
    for row in rows:
        code = row.findtext("lonkod") or f"lonart:{row.findtext('lonart')}"
        per_code[code] += int((row.findtext("belopp") or "0.00").replace(".", ""))
    assert len(rows) == expect["paxml"]["rows"]
    assert per_code == expect["paxml"]["sum_ore_per_code"]
    for text in expect["must_contain"].get("paxml", []):
        assert text in data.decode("iso-8859-1")
    for text in expect["must_not_contain"].get("paxml", []):
        assert text not in data.decode("iso-8859-1")


@needs_reference
@each_case
def test_a_paxml_file_passes_the_strict_checker_with_the_facts_of_its_case(case: Path) -> None:
    report = checker()("paxml", written(case, "paxml"))
    assert report.errors == []
    expect = expected(case)["paxml"]
    assert {name: report.facts[name] for name in expect} == expect


@needs_reference
@each_case
def test_a_csv_file_passes_the_strict_checker_with_the_facts_of_its_case(case: Path) -> None:
    report = checker()("profile", written(case, "csv"), profile=generic_profile())
    assert report.errors == []
    expect = expected(case)["csv"]
    assert {name: report.facts[name] for name in expect} == expect


@each_case
def test_the_selection_takes_the_lines_that_its_case_names(case: Path) -> None:
    mapping = default_mapping()
    content = read_case(case, mapping)
    selection = selected(content, mapping, FORMATS["paxml"](Receiver(default_profile())))
    assert selection.stopped == ()
    assert sorted(row.line.id for row in selection.taken) == expected(case)["paxml"]["source_lines"]
