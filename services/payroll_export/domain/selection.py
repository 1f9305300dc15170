"""Which approved lines a batch takes, and why the others stay. Never a span of dates: a late approval would be lost."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from services.payroll_export.domain.line import Employee, ExportLine, LineId, Route
from services.payroll_export.domain.mapping import PayCode, PayMapping
from shared.money import Ore, round_half_up
from shared.refusal import Refusal

QUANTITY = re.compile(r"-?(0|[1-9]\d{0,8})(\.\d{1,6})?", re.ASCII)
LINE_ID = re.compile(r"[A-Za-z0-9._:/-]{1,64}")  # it stands between `;` and `=` in the file's remark
GROSS_PER_VAT_MIN = 5  # 25 % on top is a fifth of the whole: the highest Swedish rate
VAT_ROUNDING_ORE = 1  # receipts round per rate


@dataclass(frozen=True)
class Row:
    """A line as it goes into a batch, with copies of everything that may change later: the person and the mapping."""

    line: ExportLine
    employee: Employee
    pay: PayCode

    @property
    def vat_ore(self) -> Ore:
        """VAT that the receiver may deduct. VAT of a kind without a VAT account, as from abroad, is part of the cost."""
        return self.line.vat_ore if self.pay.vat_account else 0

    @property
    def net_ore(self) -> Ore:
        """What the row adds to the pay: positive paid, negative deducted, 0 for a benefit in kind."""
        return self.pay.effect * self.line.amount_ore

    @property
    def quantity(self) -> Decimal | None:
        """The quantity with the sign of the amount: a row that takes back has a negative quantity and a positive price."""
        if self.line.quantity is None:
            return None
        quantity = abs(Decimal(self.line.quantity))
        return -quantity if self.line.amount_ore < 0 else quantity

    @property
    def unit_price_ore(self) -> Ore | None:
        """The price of one unit, only where quantity × price is the amount to the öre: receivers compute it again."""
        quantity, price_ore = self.quantity, self.line.unit_price_ore
        if quantity is None or price_ore is None:
            return None
        numerator, denominator = (quantity * abs(price_ore)).as_integer_ratio()
        return abs(price_ore) if round_half_up(numerator, denominator) == self.line.amount_ore else None


@dataclass(frozen=True)
class Left:
    """A line that is not in the batch, and why."""

    line: ExportLine
    reason: Refusal


@dataclass(frozen=True)
class Selection:
    """`taken` in the order of the file. `left` are not this batch's business (not approved, another route, already in a batch);
    `stopped` should be in it but cannot: somebody has to mend them, they stay for the next batch."""

    taken: tuple[Row, ...]
    left: tuple[Left, ...]
    stopped: tuple[Left, ...]


def select(
    lines: Sequence[ExportLine],
    route: Route,
    employees: Mapping[str, Employee],
    mapping: PayMapping,
    live_batches: Mapping[LineId, int],
) -> Selection:
    """Approved, of this route and in no live batch. `live_batches` tells of every line in a batch that is not voided its number."""
    taken: list[Row] = []
    left: list[Left] = []
    stopped: list[Left] = []
    seen: set[LineId] = set()
    reversed_lines: set[LineId] = set()
    for line in sorted(lines, key=file_order):
        if reason := _not_for_this_batch(line, route, live_batches):
            left.append(Left(line, reason))
            reversed_lines |= {line.reverses} if line.reverses and line.id in live_batches else set()
    for line in sorted(lines, key=file_order):
        if _not_for_this_batch(line, route, live_batches):
            continue
        row = (
            _once_only(line, seen, reversed_lines)
            or _unsound(line)
            or _row(line, employees, mapping, reversed_in=live_batches.get(line.reverses or ""))
        )
        if isinstance(row, Refusal):
            stopped.append(Left(line, row))
            continue
        taken.append(row)
        seen.add(line.id)
        reversed_lines |= {line.reverses} if line.reverses else set()
    return Selection(tuple(taken), tuple(left), tuple(stopped))


def keep(selection: Selection, unfit: Callable[[Row], Refusal | None]) -> Selection:
    """The same selection without the rows that a format cannot hold: each stops only itself."""
    reasons = [(row, unfit(row)) for row in selection.taken]
    return Selection(
        tuple(row for row, reason in reasons if reason is None),
        selection.left,
        selection.stopped + tuple(Left(row.line, reason) for row, reason in reasons if reason is not None),
    )


def file_order(line: ExportLine) -> tuple[str, str, str, LineId]:
    """Employee number, claim number, date, line id: the same rows give the same bytes whatever order they come in."""
    return line.employee_number, line.claim_number, line.date.isoformat(), line.id


def _not_for_this_batch(line: ExportLine, route: Route, live_batches: Mapping[LineId, int]) -> Refusal | None:
    if not line.approved:
        return Refusal("line-not-approved")
    if line.route != route:
        return Refusal("line-of-another-route", {"route": line.route})
    if line.id in live_batches:
        return Refusal("line-already-in-batch", {"batch": live_batches[line.id]})
    return None


def _once_only(line: ExportLine, seen: set[LineId], reversed_lines: set[LineId]) -> Refusal | None:
    if line.id in seen:
        return Refusal("line-twice")
    if line.reverses in reversed_lines:
        return Refusal("line-already-reversed", {"line": line.reverses})
    return None


def _unsound(line: ExportLine) -> Refusal | None:
    """What no receiver could read in, said here so that the receiver need not say it."""
    amount_ore, vat_ore = line.amount_ore, line.vat_ore
    if not LINE_ID.fullmatch(line.id) or not LINE_ID.fullmatch(line.reverses or line.id):
        return Refusal("line-id-malformed", field="id")
    if not line.claim_number.strip():
        return Refusal("claim-number-missing", field="claim_number")
    if line.quantity is not None and not QUANTITY.fullmatch(line.quantity):
        return Refusal("quantity-malformed", {"quantity": line.quantity}, field="quantity")
    if amount_ore == 0 and (line.quantity is None or Decimal(line.quantity) == 0):
        return Refusal("amount-zero", field="amount_ore")
    if amount_ore < 0 and line.reverses is None:
        return Refusal("negative-without-reversal", field="reverses")
    return None if vat_ore * amount_ore >= 0 else Refusal("vat-not-part-of-amount", field="vat_ore")


def _row(
    line: ExportLine, employees: Mapping[str, Employee], mapping: PayMapping, reversed_in: int | None
) -> Row | Refusal:
    """The line with its person and its codes; a reversal keeps the codes of the old row, whatever the mapping says now."""
    employee = employees.get(line.employee_number)
    if employee is None or not line.employee_number.strip():
        return Refusal("employee-missing", {"employee": line.employee_number}, field="employee_number")
    if line.frozen_mapping is None and reversed_in is not None:
        return Refusal("reversal-without-old-mapping", {"batch": reversed_in}, field="frozen_mapping")
    pay = line.frozen_mapping or mapping.code_of(line.type)
    if pay is None:
        return Refusal("type-without-mapping", {"type": line.type}, field="type")
    if not pay.lonkod and not pay.lonart:
        return Refusal("type-without-code", {"type": line.type}, field="type")
    row = Row(line, employee, pay)
    if (abs(row.vat_ore) - VAT_ROUNDING_ORE) * GROSS_PER_VAT_MIN > abs(line.amount_ore):
        return Refusal("vat-not-part-of-amount", field="vat_ore")
    return row
