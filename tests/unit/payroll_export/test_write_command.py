"""`python -m services.payroll_export write`: files, messages, exit status."""

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from services.payroll_export.__main__ import main

CASE = Path(__file__).parent / "cases" / "a-payroll.json"


def write(monkeypatch: pytest.MonkeyPatch, case: Path, output: Path, *arguments: str) -> int:
    monkeypatch.setattr(sys, "argv", ["x", "write", "--format", "paxml", str(case), "-o", str(output), *arguments])
    return main()


def a_case(folder: Path, lines: list[dict[str, Any]], **changes: Any) -> Path:
    """The first case with its first line once for each of `lines`, changed as they say."""
    case = json.loads(CASE.read_text(encoding="utf-8"))
    first = case["lines"][0]
    case["lines"] = [{**first, "id": f"E-{n}", **line} for n, line in enumerate(lines, 1)]
    file = folder / "case.json"
    file.write_text(json.dumps(case | changes), encoding="utf-8")
    return file


def test_a_case_becomes_a_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "out.xml"
    assert write(monkeypatch, CASE, output) == 0
    assert b"summa=1992.00" in output.read_bytes()
    assert "7 rows" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == [output]


def test_an_unknown_kind_and_an_unknown_employee_are_named_and_the_rest_is_written(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = a_case(tmp_path, [{}, {"type": "unheard_of"}, {"employee": "9999"}])
    assert write(monkeypatch, case, tmp_path / "out.xml", "--language", "sv") == 0
    message = capsys.readouterr().err
    assert "E-2: Mappningen känner inte typen unheard_of" in message
    assert "E-3: Anställningsnummer 9999 finns inte" in message


@pytest.mark.parametrize(
    "line",
    [
        {"status": "submitted"},
        {"type": "unheard_of"},
        {"in_batch": {"number": 40, "voided": False}},
        {"route": "direct_payment"},
    ],
)
def test_nothing_to_write_makes_no_file_and_says_so(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str], line: dict[str, Any]
) -> None:
    output = tmp_path / "out.xml"
    assert write(monkeypatch, a_case(tmp_path, [line]), output) == 1
    assert not output.exists()
    assert "no file was made" in capsys.readouterr().err


def test_lines_of_a_voided_batch_are_free_again(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    case = a_case(tmp_path, [{"in_batch": {"number": 40, "voided": True}}])
    assert write(monkeypatch, case, tmp_path / "out.xml") == 0


def test_a_quantity_given_as_a_number_keeps_its_digits(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    case = a_case(tmp_path, [{"type": "mileage_own_car", "quantity": 0.1, "unit_price_ore": 2500, "amount_ore": 250}])
    assert write(monkeypatch, case, tmp_path / "out.xml") == 0
    assert b"<antal>0.1</antal>\r\n      <apris>25.00</apris>" in (tmp_path / "out.xml").read_bytes()


def test_a_character_that_was_lost_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert write(monkeypatch, a_case(tmp_path, [{"text": "Taxi 🚕"}]), tmp_path / "out.xml") == 0
    assert "Line E-1: the receiver's character set has no 🚕" in capsys.readouterr().err
    assert b"<kommentar>Taxi ?</kommentar>" in (tmp_path / "out.xml").read_bytes()


def test_what_cannot_be_read_is_told_with_its_own_status(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "broken.json").write_text("{", encoding="utf-8")
    assert write(monkeypatch, tmp_path / "broken.json", tmp_path / "out.xml") == 2
    assert write(monkeypatch, tmp_path / "missing.json", tmp_path / "out.xml") == 2
    assert write(monkeypatch, a_case(tmp_path, [{"amount_ore": "much"}]), tmp_path / "out.xml") == 2
    assert "amount_ore" in capsys.readouterr().err
