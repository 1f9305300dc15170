"""CSV by a profile: cells, guards, overflow and controls."""

import csv
import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from services.payroll_export.domain.batch import Batch
from services.payroll_export.domain.line import Employee
from services.payroll_export.domain.selection import keep
from services.payroll_export.formats import csv_profile
from services.payroll_export.formats.profile import Profile
from services.payroll_export.mapping.read import DEFAULT_PROFILE, default_mapping, default_profile, read_profile
from shared.refusal import accept
from tests.unit.payroll_export.builders import a_batch, a_line, mileage, sealed, selection_of
from tests.unit.payroll_export.reference import checker, generic_profile, needs_reference

GENERIC = default_profile()


def a_profile(folder: Path, **changes: Any) -> Profile:
    """The generic profile with other keys; `fields` are further columns."""
    document = yaml.safe_load(DEFAULT_PROFILE.read_text(encoding="utf-8"))
    document["records"]["detail"] += changes.pop("fields", [])
    document["records"] |= changes.pop("records", {})
    file = folder / "profile.yaml"
    file.write_text(yaml.safe_dump(document | changes), encoding="utf-8")
    return read_profile(file)


def read(data: bytes, profile: Profile = GENERIC) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode(profile.encoding), newline=""), delimiter=";"))


def named(batch: Batch, name: str) -> Batch:
    return replace(
        batch, rows=tuple(replace(row, employee=Employee("2001", name, "198001019846")) for row in batch.rows)
    )


def test_a_file_is_a_header_and_a_record_for_each_row() -> None:
    data = csv_profile.write(a_batch(mileage()), GENERIC)
    assert data == (
        "anstnr;personnr;namn;loneart;datum;antal;belopp;moms;konto;kst;rad\r\n"
        "2001;198001019846;Åsa Öberg-Ärlig;3300;2026-10-08;12.4;310,00;0,00;7331;4130;E-1\r\n"
    ).encode("cp1252")


def test_deductions_are_negative() -> None:
    batch = a_batch(a_line(type="advance_settlement", amount_ore=50000, vat_ore=0))
    assert read(csv_profile.write(batch, GENERIC))[1][6] == "-500,00"


def test_a_reversal_of_a_drive_has_a_negative_number_that_is_no_formula() -> None:
    pay = default_mapping().types["mileage_own_car"]
    batch = a_batch(mileage(amount_ore=-31000, reverses="E-0", frozen_mapping=pay))
    assert read(csv_profile.write(batch, GENERIC))[1][5:7] == ["-12.4", "-310,00"]


def test_a_benefit_in_kind_has_no_row_here_and_is_not_lost_in_silence() -> None:
    row = selection_of(a_line(type="meal_benefit_lunch", quantity="1")).taken[0]
    refusal = csv_profile.unfit(row, GENERIC)
    assert refusal is not None
    assert refusal.code == "benefit-not-in-format"


@pytest.mark.parametrize(
    ("name", "cell"),
    [
        ('René "Rulle"', '"René ""Rulle"""'),
        ("Björn; Åhs", '"Björn; Åhs"'),
        ("=1+1", "'=1+1"),
        ("\t=1+1", "'=1+1"),
        ("-5", "'-5"),
        ("@x", "'@x"),
        ("€ “–”", "€ “–”"),
        ("京", "?"),
        ("A" * 41, "A" * 40),
        ("=" + "A" * 45, "'=" + "A" * 38),
    ],
)
def test_a_text_is_guarded_quoted_and_cut(name: str, cell: str) -> None:
    data = csv_profile.write(named(a_batch(a_line()), name), GENERIC)
    assert f"198001019846;{cell};3522;" in data.decode("cp1252")


def test_a_receiver_that_keeps_the_apostrophe_gets_the_text_without_the_sign(tmp_path: Path) -> None:
    profile = a_profile(tmp_path, formula_guard="drop")
    assert read(csv_profile.write(named(a_batch(a_line()), "=+ 1+1"), profile))[1][2] == "1+1"


@pytest.mark.parametrize(
    ("pay_type", "code"), [("1234567", "field-too-long"), ("", "field-empty"), (None, "field-empty")]
)
def test_a_figure_that_is_missing_or_too_long_stops_the_row(pay_type: str | None, code: str) -> None:
    row = selection_of(a_line()).taken[0]
    refusal = csv_profile.unfit(replace(row, pay=replace(row.pay, lonart=pay_type)), GENERIC)
    assert refusal is not None
    assert (refusal.code, refusal.field) == (code, "loneart")


def test_a_cost_centre_that_the_receiver_would_not_find_stops_the_row() -> None:
    refusal = csv_profile.unfit(selection_of(a_line(dimensions={1: "京"})).taken[0], GENERIC)
    assert refusal is not None
    assert (refusal.code, refusal.field) == ("name-not-writable", "kst")


def test_a_profile_may_have_header_trailer_and_control_sums(tmp_path: Path) -> None:
    profile = a_profile(
        tmp_path,
        header_row=False,
        line_end="LF",
        encoding="utf-8",
        bom=True,
        records={
            "header": [
                {"name": "typ", "type": "const", "value": "00"},
                {"name": "org", "source": "company.number", "type": "int"},
                {"name": "dag", "source": "batch.date", "type": "date", "format": "%Y%m%d"},
                {"name": "nr", "source": "batch.number", "type": "int"},
            ],
            "trailer": [
                {"name": "antal_rader", "type": "int"},
                {"name": "summa", "type": "amount", "scale": 2, "sign": "trailing"},
            ],
        },
        controls={"antal_rader": "count", "summa": "sum:belopp"},
    )
    data = csv_profile.write(a_batch(a_line("E-1"), a_line("E-2")), profile)
    lines = data.decode("utf-8-sig").split("\n")
    assert data.startswith(b"\xef\xbb\xbf")
    assert (lines[0], lines[-2:]) == ("00;9999990006;20261028;41", ["2;42400+", ""])


@pytest.mark.parametrize(
    ("field", "cell"),
    [
        ({"source": "line.amount", "type": "amount", "scale": 2, "sign": "trailing"}, "21200+"),
        ({"source": "line.amount", "type": "amount", "scale": 0}, "212"),
        ({"source": "line.vat", "type": "amount", "decimal": "."}, "12.00"),
        ({"source": "line.date", "type": "date", "format": "%y%m%d"}, "261008"),
        ({"source": "mapping.code", "type": "enum", "values": ["UTLÄGG"]}, "UTLÄGG"),
        ({"source": "line.quantity", "type": "amount", "scale": 2}, ""),
        ({"type": "text"}, ""),
        ({"source": "line.dimension.6", "type": "text"}, ""),
    ],
)
def test_a_column_is_written_by_its_type(tmp_path: Path, field: dict[str, Any], cell: str) -> None:
    profile = a_profile(tmp_path, fields=[{"name": "extra", **field}])
    assert read(csv_profile.write(a_batch(a_line()), profile), profile)[1][-1] == cell


@pytest.mark.parametrize(
    "field",
    [
        {"source": "mapping.code", "type": "enum", "values": ["MAT"]},
        {"source": "line.text", "type": "int"},
        {"source": "line.amount", "type": "amount", "scale": 0},
        {"source": "line.amount", "type": "date"},
    ],
)
def test_a_value_that_a_column_cannot_hold_stops_the_row(tmp_path: Path, field: dict[str, Any]) -> None:
    profile = a_profile(tmp_path, fields=[{"name": "extra", **field}])
    refusal = csv_profile.unfit(selection_of(a_line(amount_ore=21250, text="x")).taken[0], profile)
    assert refusal is not None
    assert (refusal.code, refusal.field) == ("field-value-unfit", "extra")


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"kind": "fixed"}, "kind"),
        ({"fields": [{"name": "x", "type": "text", "source": "line.secret"}]}, "unknown source"),
        ({"unique": "nothing"}, "no column nothing"),
        ({"controls": {"summa": "count"}}, "no trailer field"),
        ({"bom": True}, "only with utf-8"),
        ({"records": {"detail": [{"name": "x", "type": "text"}]}}, "no column of type amount"),
    ],
)
def test_a_profile_that_is_not_whole_is_refused_when_it_is_read(
    tmp_path: Path, changes: dict[str, Any], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        a_profile(tmp_path, **changes)


@needs_reference
@given(
    st.lists(
        st.tuples(
            st.text(st.characters(exclude_categories=[]), max_size=60), st.integers(-(10**9), 10**9).filter(bool)
        ),
        min_size=1,
        max_size=5,
    )
)
def test_no_text_breaks_a_file_and_the_sum_read_back_is_the_sum_put_in(texts: list[tuple[str, int]]) -> None:
    lines = [
        a_line(
            f"E-{n}",
            amount_ore=ore,
            vat_ore=0,
            dimensions={1: text[:10]},
            reverses=f"O-{n}" if ore < 0 else None,
            frozen_mapping=None,
        )
        for n, (text, ore) in enumerate(texts)
    ]
    selection = keep(selection_of(*lines), lambda row: csv_profile.unfit(row, GENERIC))
    if not selection.taken:
        return
    batch = named(accept(sealed(selection)), texts[0][0])
    report = checker()("profile", csv_profile.write(batch, GENERIC), profile=generic_profile())
    # A name such as `Â°` looks like a wrong encoding to the checker; it is what the person wrote.
    assert [error for error in report.errors if error[0] != "PRF-ENC"] == []
    assert report.facts["sum_ore"]["belopp"] == batch.sums.net_ore
