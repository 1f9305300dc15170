"""Read an export case: lines, employees and the organisation as one JSON document, for trying a receiver out without the service."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import AliasChoices, AwareDatetime, BaseModel, ConfigDict, Field

from services.payroll_export.domain.batch import Dimension, Organisation
from services.payroll_export.domain.line import Employee, ExportLine, LineId, Route
from services.payroll_export.domain.mapping import Effect, PayCode, PayMapping, PostingOwner


@dataclass(frozen=True)
class Case:
    """What a case gives to `select` and `seal`."""

    organisation: Organisation
    batch_number: int
    sealed_at: AwareDatetime
    posting_owner: PostingOwner
    employees: Mapping[str, Employee]
    lines: tuple[ExportLine, ...]
    live_batches: Mapping[LineId, int]
    dimensions: tuple[Dimension, ...]


def read_case(file: Path, mapping: PayMapping) -> Case:
    """The case in the file. Raises ValueError when it is not of the form, OSError when it cannot be read."""
    # Quantities may be given as numbers: their digits are kept as they stand, no float comes between.
    document = _Case.model_validate(json.loads(file.read_text(encoding="utf-8-sig"), parse_float=str))
    used = {int(number) for line in document.lines for number in line.dimensions}
    return Case(
        organisation=Organisation(document.organisation.number.replace("-", ""), document.organisation.name),
        batch_number=document.batch.number,
        sealed_at=document.batch.sealed_at,
        posting_owner=document.batch.posting_owner or mapping.posting_owner,
        employees={number: Employee(number, person.name, person.pnr) for number, person in document.employees.items()},
        lines=tuple(line.export_line(mapping) for line in document.lines),
        live_batches={
            line.id: line.in_batch.number for line in document.lines if line.in_batch and not line.in_batch.voided
        },
        dimensions=tuple(
            Dimension(number, mapping.dimension_names.get(number, str(number))) for number in sorted(used)
        ),
    )


class _Organisation(BaseModel):
    number: Annotated[str, Field(min_length=1)]
    name: Annotated[str, Field(min_length=1)]


class _Batch(BaseModel):
    number: Annotated[int, Field(ge=1)]
    sealed_at: AwareDatetime
    posting_owner: PostingOwner | None = None


class _Employee(BaseModel):
    name: str = ""
    pnr: str | None = None


class _InBatch(BaseModel):
    number: int
    voided: bool = False


class _FrozenMapping(BaseModel):
    """What the old row was exported with. What is not given is as the mapping has it for the type."""

    lonkod: str | None = None
    lonart: str | None = None
    account: Annotated[str | None, Field(validation_alias=AliasChoices("bas", "account", "kommun_bas"))] = None
    effect: Effect | None = None

    def pay_code(self, today: PayCode | None) -> PayCode | None:
        """None when nobody can say whether the old row paid or deducted: a bare pay type of a kind that is gone."""
        if today is None and self.effect is None and self.lonkod is None:
            return None
        return PayCode(
            lonkod=self.lonkod,
            lonart=self.lonart,
            label=today.label if today else "",
            unit=today.unit if today else "",
            effect=self.effect if self.effect is not None else today.effect if today else 1,
            account=self.account,
            # Of a kind that is gone only the old row knows whether VAT was deducted: all of it is taken back.
            vat_account=today.vat_account if today else self.account,
        )


class _Line(BaseModel):
    model_config = ConfigDict(coerce_numbers_to_str=True)

    id: str
    claim: str
    employee: str
    type: str
    date: date
    quantity: str | None = None
    unit_price_ore: int | None = None
    amount_ore: int
    vat_ore: int = 0
    text: str | None = None
    dimensions: dict[int, str] = {}
    route: Route
    reverses: str | None = None
    status: str
    in_batch: _InBatch | None = None
    frozen_mapping: _FrozenMapping | None = None

    def export_line(self, mapping: PayMapping) -> ExportLine:
        today = mapping.code_of(self.type)
        frozen = self.frozen_mapping.pay_code(today) if self.frozen_mapping else None
        # A case that gives no old mapping was exported with the one it is run with.
        assumed = today if self.reverses and not self.frozen_mapping else None
        return ExportLine(
            id=self.id,
            claim_number=self.claim,
            employee_number=self.employee,
            type=self.type,
            date=self.date,
            quantity=self.quantity,
            unit_price_ore=self.unit_price_ore,
            amount_ore=self.amount_ore,
            vat_ore=self.vat_ore,
            text=self.text or "",
            dimensions=self.dimensions,
            route=self.route,
            reverses=self.reverses,
            frozen_mapping=frozen or assumed,
            approved=self.status == "approved",
        )


class _Case(BaseModel):
    organisation: _Organisation
    batch: _Batch
    employees: dict[str, _Employee]
    lines: list[_Line]
