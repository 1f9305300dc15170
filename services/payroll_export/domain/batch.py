"""A batch: the rows of one file, sealed under a number; after that nothing in it changes."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from services.payroll_export.domain.identity import is_organisation_number
from services.payroll_export.domain.line import ExportLine, LineId
from services.payroll_export.domain.mapping import Effect, PayMapping, PostingOwner
from services.payroll_export.domain.selection import Row, Selection, file_order
from shared.money import Ore
from shared.refusal import Refusal


@dataclass(frozen=True)
class Organisation:
    """The employer. `number` is the organisation number, ten digits without hyphen."""

    number: str
    name: str


@dataclass(frozen=True)
class Dimension:
    """A dimension of the cost coding with the names of its objects, as (id, name)."""

    number: int
    name: str
    objects: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class CodeSum:
    """What a batch holds of one code. `amount_ore` as written: deductions and benefits are positive too."""

    code: str
    rows: int
    amount_ore: Ore


@dataclass(frozen=True)
class ControlSums:
    """What a person compares before reading a file in. `gross_ore` is paid, `net_ore` is paid less deducted; benefits are in neither.

    `vat_ore` is the deductible VAT in the rows, less that of refunds; `net_ore_per_employee` is by employee number.
    """

    rows: int
    gross_ore: Ore
    vat_ore: Ore
    deducted_ore: Ore
    benefit_ore: Ore
    net_ore: Ore
    per_code: tuple[CodeSum, ...]
    net_ore_per_employee: tuple[tuple[str, Ore], ...]


@dataclass(frozen=True)
class Batch:
    """A sealed batch. `number` is of the gapless series of organisation and format; `sealed_at` is the only time in the file.

    `repeats` is the number of the voided batch that this one exports again, or None.
    """

    organisation: Organisation
    number: int
    sealed_at: datetime
    rows: tuple[Row, ...]
    dimensions: tuple[Dimension, ...]
    posting_owner: PostingOwner
    mapping_version: int
    repeats: int | None = None

    def __post_init__(self) -> None:
        assert self.rows, "an empty batch is never sealed"
        assert self.sealed_at.tzinfo is not None
        assert [row.line.id for row in self.rows] == [row.line.id for row in sorted(self.rows, key=_row_order)]
        assert len({row.line.id for row in self.rows}) == len(self.rows)

    @property
    def sums(self) -> ControlSums:
        return control_sums(self.rows)


def seal(
    selection: Selection,
    organisation: Organisation,
    number: int,
    sealed_at: datetime,
    mapping: PayMapping,
    dimensions: tuple[Dimension, ...] = (),
    repeats: int | None = None,
) -> Batch | Refusal:
    """The batch of what was taken. Nothing taken makes no batch, so that no number is used up for an empty file."""
    if not selection.taken:
        return Refusal("batch-empty", {"count": len(selection.stopped)})
    if not is_organisation_number(organisation.number):
        return Refusal("organisation-number-wrong", {"number": organisation.number}, field="organisation.number")
    return Batch(
        organisation=organisation,
        number=number,
        sealed_at=sealed_at,
        rows=tuple(sorted(selection.taken, key=_row_order)),
        dimensions=dimensions,
        posting_owner=mapping.posting_owner,
        mapping_version=mapping.version,
        repeats=repeats,
    )


def control_sums(rows: Iterable[Row]) -> ControlSums:
    """Sums of öre that were rounded long ago; nothing is rounded here."""
    by_effect: Counter[Effect] = Counter()
    rows_by_code: Counter[str] = Counter()
    by_code: Counter[str] = Counter()
    by_employee: Counter[str] = Counter()
    vat_ore = 0
    for row in rows:
        by_effect[row.pay.effect] += row.line.amount_ore
        rows_by_code[row.pay.code] += 1
        by_code[row.pay.code] += row.line.amount_ore
        by_employee[row.employee.number] += row.net_ore
        vat_ore += -row.vat_ore if row.pay.effect < 0 else row.vat_ore
    return ControlSums(
        rows=rows_by_code.total(),
        gross_ore=by_effect[1],
        vat_ore=vat_ore,
        deducted_ore=by_effect[-1],
        benefit_ore=by_effect[0],
        net_ore=by_effect[1] - by_effect[-1],
        per_code=tuple(CodeSum(code, count, by_code[code]) for code, count in sorted(rows_by_code.items())),
        net_ore_per_employee=tuple(sorted(by_employee.items())),
    )


def reversal(row: Row, line_id: LineId, claim_number: str, on: date) -> ExportLine:
    """The line that takes a sealed row back: same code, account, coding and VAT, opposite sign. The sealed row stays as it is.

    `on` is the day the line is for: the receiver's open period may ask for another than the old row's.
    """
    quantity = row.line.quantity
    return replace(
        row.line,
        id=line_id,
        claim_number=claim_number,
        date=on,
        quantity=None if quantity is None else str(-Decimal(quantity)),
        amount_ore=-row.line.amount_ore,
        vat_ore=-row.line.vat_ore,
        reverses=row.line.id,
        frozen_mapping=row.pay,
    )


def _row_order(row: Row) -> tuple[str, str, str, LineId]:
    return file_order(row.line)
