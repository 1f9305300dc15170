"""Lines, mappings and batches for these tests; each says only what matters to it."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from services.payroll_export.domain.batch import Batch, Organisation, seal
from services.payroll_export.domain.line import Employee, ExportLine
from services.payroll_export.domain.mapping import PayMapping
from services.payroll_export.domain.selection import Selection, select
from services.payroll_export.mapping.read import default_mapping
from shared.refusal import Refusal, accept

ORGANISATION = Organisation("9999990006", "Exempelköpings Omsorg")
SEALED_AT = datetime.fromisoformat("2026-10-28T07:30:00+01:00")
EMPLOYEES = {
    "2001": Employee("2001", "Åsa Öberg-Ärlig", "198001019846"),
    "2002": Employee("2002", "René Müller", "199103049855"),
}


def a_line(line_id: str = "E-1", **changes: Any) -> ExportLine:
    line = ExportLine(
        id=line_id,
        claim_number="K-2026-0201",
        employee_number="2001",
        type="taxi",
        date=date(2026, 10, 8),
        quantity=None,
        unit_price_ore=None,
        amount_ore=21200,
        vat_ore=1200,
        text="",
        dimensions={1: "4130"},
        route="payroll",
    )
    return replace(line, **changes)


def mileage(line_id: str = "E-1", **changes: Any) -> ExportLine:
    return a_line(
        line_id,
        **{
            "type": "mileage_own_car",
            "quantity": "12.4",
            "unit_price_ore": 2500,
            "amount_ore": 31000,
            "vat_ore": 0,
            **changes,
        },
    )


def selection_of(
    *lines: ExportLine, mapping: PayMapping | None = None, live: dict[str, int] | None = None
) -> Selection:
    return select(lines, "payroll", EMPLOYEES, mapping or default_mapping(), live or {})


def sealed(selection: Selection, organisation: Organisation = ORGANISATION, **changes: Any) -> Batch | Refusal:
    return seal(selection, organisation, 41, SEALED_AT, default_mapping(), **changes)


def a_batch(*lines: ExportLine, mapping: PayMapping | None = None, **changes: Any) -> Batch:
    selection = selection_of(*lines, mapping=mapping)
    assert selection.stopped == ()
    return accept(sealed(selection, **changes))
