"""What goes to payroll: the line of an approved claim, and who it is for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from services.payroll_export.domain.mapping import REFUND_OF, PayCode
from shared.money import Ore

LineId = str
Route = Literal["payroll", "direct_payment", "company_card"]
"""A line has exactly one: paid with the salary, paid by the employer's bank, or already paid with the employer's card."""

ADVANCE_SETTLEMENT = "advance_settlement"
"""Type of the pay mapping that draws a settled advance from the pay."""
PRIVATE_SHARE = "salary_deduction_private_share"
"""Likewise what the employer's card paid that is private."""


@dataclass(frozen=True)
class ExportLine:
    """One line of a claim as decided, in the sign that the employee sees: deductions are positive, their code says what they are.

    `type` is a key of the pay mapping (`per_diem_domestic_full`). `quantity` counts in the mapping's unit (day, night, piece,
    or *mil* of 10 km) as decimal text with a point ("6.2"), None where only the amount counts. `amount_ore` includes VAT;
    `vat_ore` is the part of it that the receipt says. Negative amounts only where `reverses` names the line they take back;
    such a line carries in `frozen_mapping` the codes that the old row was sealed with. `dimensions` is the cost coding:
    number of the dimension as in SIE (1 cost centre, 6 project) → id of the object.
    """

    id: LineId
    claim_number: str
    employee_number: str
    type: str
    date: date
    quantity: str | None
    unit_price_ore: Ore | None
    amount_ore: Ore
    vat_ore: Ore
    text: str
    dimensions: Mapping[int, str]
    route: Route
    reverses: LineId | None = None
    frozen_mapping: PayCode | None = None
    approved: bool = True

    @property
    def pay_ore(self) -> Ore:
        """What it adds to the pay, whatever the mapping calls it: a deduction takes away."""
        is_deducted = self.type.startswith(REFUND_OF) or self.type in (ADVANCE_SETTLEMENT, PRIVATE_SHARE)
        return -self.amount_ore if is_deducted else self.amount_ore


@dataclass(frozen=True)
class Employee:
    """Who is paid. `number` as the payroll system knows it; `personal_number` is twelve digits, or None where it is not to be sent."""

    number: str
    name: str
    personal_number: str | None
