"""PAXml 2.0: bytes, rows, and what the file says of itself."""

from dataclasses import replace
from datetime import date
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.payroll_export.domain.batch import Batch, Dimension, Organisation
from services.payroll_export.domain.line import Employee
from services.payroll_export.domain.mapping import PayCode
from services.payroll_export.domain.selection import Row, keep, select
from services.payroll_export.formats import paxml, read_back
from services.payroll_export.formats.paxml import Settings
from services.payroll_export.mapping.read import default_mapping
from shared.refusal import accept
from tests.unit.payroll_export.builders import EMPLOYEES, a_batch, a_line, mileage, sealed, selection_of
from tests.unit.payroll_export.reference import checker, needs_reference

FIRST_LINES = (
    b'<?xml version="1.0" encoding="ISO-8859-1"?>\r\n'
    b'<paxml xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    b' xsi:noNamespaceSchemaLocation="http://www.paxml.se/2.0/paxml.xsd">\r\n'
)
CODED = default_mapping()


def rows_of(batch: Batch, settings: Settings = paxml.DEFAULT) -> list[ElementTree.Element]:
    return list(ElementTree.fromstring(paxml.write(batch, settings)).iter("lonetrans"))


def fields(row: ElementTree.Element) -> dict[str, str]:
    return {element.tag: element.text for element in row if element.text and element.text.strip()}


def a_row(pay: PayCode) -> Row:
    return replace(selection_of(a_line()).taken[0], pay=pay)


def test_the_first_lines_are_exactly_what_importers_expect() -> None:
    data = paxml.write(a_batch(a_line()))
    assert data.startswith(FIRST_LINES)
    assert data.endswith(b"</paxml>\r\n")
    assert data.count(b"\n") == data.count(b"\r\n")


def test_the_header_tells_batch_rows_and_net_sum_in_local_time() -> None:
    header = ElementTree.fromstring(paxml.write(a_batch(a_line()))).find("header")
    assert header is not None
    assert [(element.tag, element.text) for element in header] == [
        ("format", "LÖNIN"),
        ("version", "2.0"),
        ("datum", "2026-10-28T07:30:00"),
        ("foretagorgnr", "9999990006"),
        ("foretagnamn", "Exempelköpings Omsorg"),
        ("programnamn", "Kvittera"),
        ("info", "batch=41;rader=1;summa=212.00"),
    ]


def test_a_repeated_export_says_so_with_its_day() -> None:
    header = ElementTree.fromstring(paxml.write(a_batch(a_line(), repeats=40))).find("header/nyexport")
    assert header is not None
    assert header.get("datum") == "2026-10-28"


def test_a_row_holds_code_text_day_quantity_amount_claim_coding_and_source() -> None:
    row = rows_of(a_batch(mileage(text="Hembesök", dimensions={6: "P77", 1: "4130"})))[0]
    assert row.attrib == {"postid": "1", "anstid": "2001", "persnr": "198001019846"}
    assert list(fields(row).items()) == [
        ("lonkod", "MILPRI_FRI"),
        ("benamning", "Milersättning egen bil skattefri"),
        ("kommentar", "Hembesök"),
        ("datum", "2026-10-08"),
        ("antal", "12.4"),
        ("apris", "25.00"),
        ("belopp", "310.00"),
        ("samlingsid", "K-2026-0201"),
        ("info", "rad=E-1"),
    ]
    assert [unit.attrib for unit in row.iter("resenhet")] == [{"dim": "1", "id": "4130"}, {"dim": "6", "id": "P77"}]


def test_vat_is_written_only_where_there_is_some() -> None:
    first, second = rows_of(a_batch(a_line("E-1"), a_line("E-2", type="road_toll", vat_ore=0)))
    assert fields(first)["moms"] == "12.00"
    assert "moms" not in fields(second)


def test_every_dimension_and_object_in_use_is_declared_once_with_its_name() -> None:
    dimensions = (
        Dimension(1, "Kostnadsställe", (("4130", "Hemtjänst Väst"), ("9", "Unused"))),
        Dimension(6, "Projekt"),
    )
    root = ElementTree.fromstring(paxml.write(a_batch(a_line("E-1"), a_line("E-2"), dimensions=dimensions)))
    assert [element.attrib for element in root.iter("dimension")] == [{"dim": "1", "namn": "Kostnadsställe"}]
    assert [element.attrib for element in root.iter("resultatenhet")] == [
        {"dim": "1", "id": "4130", "namn": "Hemtjänst Väst"}
    ]


def test_an_electric_car_has_no_code_so_its_pay_type_is_sent_with_the_effect() -> None:
    row = fields(rows_of(a_batch(mileage(type="mileage_benefit_car_electric")))[0])
    assert row["lonart"] == "3310"
    assert "lonkod" not in row
    assert row["info"] == "rad=E-1;verkan=utbetalning"


def test_a_private_code_is_not_sent_but_the_pay_type_beside_it() -> None:
    pay = replace(CODED.types["mileage_benefit_car_electric"], lonkod="MILEL_FRI")
    mapping = replace(CODED, types={"mileage_own_car": pay})
    row = fields(rows_of(a_batch(mileage(), mapping=mapping))[0])
    assert (row.get("lonkod"), row["lonart"]) == (None, "3310")
    assert paxml.unfit(a_row(replace(pay, lonart=None))).code == "code-not-in-standard"  # type: ignore[union-attr]


def test_a_deduction_is_positive_and_its_remark_says_what_it_is() -> None:
    batch = a_batch(a_line(type="advance_settlement", amount_ore=50000, vat_ore=0))
    row = fields(rows_of(batch)[0])
    assert (row["lonart"], row["belopp"], row["info"]) == ("3710", "500.00", "rad=E-1;verkan=avdrag")
    assert read_back.paxml_net_ore(paxml.write(batch)) == -50000


def test_meal_reductions_and_meal_benefits_need_no_remark_because_their_codes_say_it() -> None:
    batch = a_batch(
        a_line("E-1", type="meal_reduction_lunch_domestic", quantity="1", amount_ore=10500, vat_ore=0),
        a_line("E-2", type="meal_benefit_lunch", quantity="1", amount_ore=12400, vat_ore=0),
    )
    assert [fields(row)["info"] for row in rows_of(batch)] == ["rad=E-1", "rad=E-2"]
    assert batch.sums.net_ore == -10500


def test_a_benefit_that_payroll_values_itself_has_a_quantity_and_no_amount() -> None:
    batch = a_batch(a_line(type="meal_benefit_lunch", quantity="1", unit_price_ore=0, amount_ore=0, vat_ore=0))
    row = fields(rows_of(batch)[0])
    assert row["antal"] == "1"
    assert not {"belopp", "apris"} & row.keys()


def test_a_reversal_has_negative_quantity_amount_and_vat_and_names_the_old_line() -> None:
    old = replace(CODED.types["taxi"], lonkod="RESERS")
    batch = a_batch(
        a_line(
            "E-2",
            quantity="1",
            unit_price_ore=21200,
            amount_ore=-21200,
            vat_ore=-1200,
            reverses="E-1",
            frozen_mapping=old,
        )
    )
    row = fields(rows_of(batch)[0])
    assert (row["lonkod"], row["antal"], row["apris"]) == ("RESERS", "-1", "212.00")
    assert (row["belopp"], row["moms"], row["info"]) == ("-212.00", "-12.00", "rad=E-2;rattar=E-1")


def test_the_account_is_sent_only_where_payroll_makes_the_posting() -> None:
    batch = a_batch(a_line())
    assert "kontonr" not in fields(rows_of(batch)[0])
    assert fields(rows_of(replace(batch, posting_owner="payroll"))[0])["kontonr"] == "5890"


def test_settings_choose_encoding_identity_century_and_kilometres() -> None:
    batch = a_batch(mileage(text="100 €"))
    settings = Settings(encoding="UTF-8", personal_numbers=False, century=True, mileage_in_km=True)
    data = paxml.write(batch, settings)
    assert data.startswith(b'<?xml version="1.0" encoding="UTF-8"?>\r\n')
    row = rows_of(batch, settings)[0]
    assert "persnr" not in row.attrib
    assert (fields(row)["kommentar"], fields(row)["antal"], fields(row)["apris"]) == ("100 €", "124", "2.5")
    assert b"<foretagorgnr>169999990006</foretagorgnr>" in data


def test_long_texts_are_cut_to_fifty_characters_without_an_outer_blank() -> None:
    row = fields(rows_of(a_batch(a_line(text="x" * 49 + " y")))[0])
    assert row["kommentar"] == "x" * 49


def test_a_wrong_identity_number_is_left_out() -> None:
    batch = a_batch(a_line())
    wrong = replace(batch.rows[0], employee=Employee("2001", "Å", "8001019846"))
    assert "persnr" not in rows_of(replace(batch, rows=(wrong,)))[0].attrib


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"dimensions": {1: "12345678901"}}, "dimension-unfit"),
        ({"dimensions": {100: "1"}}, "dimension-unfit"),
        ({"dimensions": {1: "京"}}, "name-not-writable"),
        ({"claim_number": "\u200b"}, "name-not-writable"),
    ],
)
def test_a_name_that_the_receiver_looks_up_is_never_changed_but_stops_the_row(
    changes: dict[str, Any], code: str
) -> None:
    refusal = paxml.unfit(selection_of(a_line(**changes)).taken[0])
    assert refusal is not None
    assert refusal.code == code


def test_a_pay_type_longer_than_the_receivers_column_stops_the_row() -> None:
    refusal = paxml.unfit(a_row(replace(CODED.types["taxi"], lonart="12345678901")))
    assert refusal is not None
    assert refusal.code == "pay-type-too-long"


def test_the_same_lines_in_any_order_give_the_same_bytes() -> None:
    lines = [a_line("E-3", employee_number="2002"), mileage("E-1"), a_line("E-2", date=date(2026, 10, 1))]
    files = {paxml.write(a_batch(*order)) for order in (lines, lines[::-1], lines[1:] + lines[:1])}
    assert len(files) == 1


ANY_TEXT = st.text(st.characters(exclude_categories=[]), max_size=80)


@needs_reference
@given(ANY_TEXT, ANY_TEXT, ANY_TEXT, ANY_TEXT, ANY_TEXT, st.sampled_from(["ISO-8859-1", "UTF-8"]))
def test_no_text_breaks_a_file(text: str, name: str, label: str, claim: str, object_id: str, encoding: str) -> None:
    mapping = replace(CODED, types={"taxi": replace(CODED.types["taxi"], label=label)})
    lines = [a_line("E-1", text=text, claim_number=claim, dimensions={1: object_id}), a_line("E-2", text=name)]
    settings = Settings(encoding=encoding)
    selection = keep(select(lines, "payroll", EMPLOYEES, mapping, {}), lambda row: paxml.unfit(row, settings))
    organisation = Organisation("9999990006", f"{name}AB")
    batch = accept(sealed(selection, organisation=organisation))
    report = checker()("paxml", paxml.write(batch, settings))
    # A text such as `Â°` looks like a wrong encoding to the checker; it is what the person wrote.
    assert [error for error in report.errors if "double encoding" not in error[2]] == []
    assert report.facts["sum_ore"] == batch.sums.net_ore == 21200 * len(batch.rows)


KINDS = sorted(CODED.types)


@given(st.lists(st.tuples(st.sampled_from(KINDS), st.integers(1, 10**9), st.booleans()), min_size=1, max_size=6))
def test_the_sum_read_back_is_the_sum_put_in(lines: list[tuple[str, int, bool]]) -> None:
    batch = a_batch(
        *(
            a_line(
                f"E-{n}",
                type=kind,
                amount_ore=-ore if back else ore,
                vat_ore=0,
                reverses=f"O-{n}" if back else None,
            )
            for n, (kind, ore, back) in enumerate(lines)
        )
    )
    signed = [CODED.types[kind].effect * (-ore if back else ore) for kind, ore, back in lines]
    assert read_back.paxml_net_ore(paxml.write(batch)) == sum(signed)


def test_a_refund_is_deducted_under_a_pay_type_of_its_own_with_its_vat_and_the_accounts_of_what_was_bought() -> None:
    batch = a_batch(a_line(type="refund_taxi"))
    row = fields(rows_of(batch)[0])
    assert (row["lonart"], row["benamning"], row["belopp"], row["moms"]) == (
        "3515",
        "Återbetalning, Taxi",
        "212.00",
        "12.00",
    )
    assert row["info"] == "rad=E-1;verkan=avdrag"
    assert (batch.sums.net_ore, batch.sums.vat_ore, batch.rows[0].pay.account) == (-21200, -1200, "5890")
