"""Read a pay mapping or a CSV profile from YAML into values; what does not fit is refused here, with its place in the file."""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated, Literal, Self

import yaml
from pydantic import BaseModel, ConfigDict, Field, model_validator

from services.payroll_export.domain.mapping import Effect, PayCode, PayMapping, PostingOwner
from services.payroll_export.formats import csv_profile, profile

HERE = Path(__file__).parent
DEFAULT_MAPPING = HERE / "default.yaml"
DEFAULT_PROFILE = HERE / "profiles" / "generic-csv-payroll.yaml"

Chart = Literal["bas", "kommun_bas"]
"""Which chart of accounts the organisation keeps: BAS, or the groups of Kommun-Bas."""


@cache
def default_mapping(chart: Chart = "bas") -> PayMapping:
    """The mapping that every organisation begins with."""
    return read_mapping(DEFAULT_MAPPING, chart)


@cache
def default_profile() -> profile.Profile:
    """The CSV layout that every organisation begins with."""
    return read_profile(DEFAULT_PROFILE)


def read_mapping(file: Path, chart: Chart = "bas") -> PayMapping:
    """A mapping of that chart of accounts. Raises ValueError when the file is not of the form."""
    document = _MappingFile.model_validate(yaml.safe_load(file.read_text(encoding="utf-8")))
    return PayMapping(
        version=document.version,
        valid_from=document.valid_from,
        posting_owner=document.posting_owner,
        types={name: entry.pay_code(chart) for name, entry in document.types.items()},
        dimension_names=document.dimension_names,
    )


def read_profile(file: Path) -> profile.Profile:
    """A CSV profile. Raises ValueError when the file is not of the form."""
    return _ProfileFile.model_validate(yaml.safe_load(file.read_text(encoding="utf-8"))).profile()


class _Payroll(BaseModel):
    lonkod: str | None
    lonart: str | None
    unit: str
    effect: Effect


class _Type(BaseModel):
    sv: str
    payroll: _Payroll
    bas: str | None
    kommun_bas: str | None
    vat: str | None

    def pay_code(self, chart: Chart) -> PayCode:
        return PayCode(
            lonkod=self.payroll.lonkod,
            lonart=self.payroll.lonart,
            label=self.sv,
            unit=self.payroll.unit,
            effect=self.payroll.effect,
            account=self.bas if chart == "bas" else self.kommun_bas,
            vat_account=self.vat,
        )


class _MappingFile(BaseModel):
    version: Annotated[int, Field(ge=1)]
    valid_from: date
    posting_owner: PostingOwner
    dimension_names: dict[int, str]
    types: dict[str, _Type]


class _ProfileField(BaseModel):
    model_config = ConfigDict(extra="forbid", coerce_numbers_to_str=True)

    name: str
    type: profile.FieldType
    source: str | None = None
    required: bool = False
    value: str = ""
    values: tuple[str, ...] = ()
    format: str = "%Y-%m-%d"
    max_length: Annotated[int, Field(ge=1)] | None = None
    on_overflow: Literal["error", "truncate"] = "error"
    decimal: Literal[".", ","] = "."
    scale: Annotated[int, Field(ge=0, le=6)] | None = None
    sign: Literal["leading", "trailing", "none"] = "leading"

    @model_validator(mode="after")
    def _source_is_known(self) -> Self:
        if self.source is not None and not csv_profile.known_source(self.source):
            raise ValueError(f"{self.name}: unknown source {self.source}")
        return self

    def field(self, control: str | None = None) -> profile.Field:
        return profile.Field(
            name=self.name,
            type=self.type,
            source=self.source,
            required=self.required,
            value=self.value,
            values=self.values,
            date_format=self.format,
            length_max=self.max_length,
            truncate=self.on_overflow == "truncate",
            decimal_point=self.decimal,
            scale=self.scale,
            sign=self.sign,
            control=control,
        )


class _Records(BaseModel):
    model_config = ConfigDict(extra="forbid")

    header: tuple[_ProfileField, ...] = ()
    detail: tuple[_ProfileField, ...]
    trailer: tuple[_ProfileField, ...] = ()


class _ProfileFile(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: str
    kind: Literal["csv"]
    encoding: Literal["utf-8", "iso-8859-1", "cp1252", "cp850", "cp437"]
    line_end: Literal["CRLF", "LF"]
    bom: bool = False
    delimiter: Annotated[str, Field(min_length=1, max_length=1)]
    quote: Annotated[str, Field(min_length=1, max_length=1)] = '"'
    header_row: bool = False
    unique: str | None = None
    formula_guard: Literal["apostrophe", "drop"] = "apostrophe"
    records: _Records
    controls: dict[str, str] = {}

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        columns = {field.name for field in self.records.detail}
        if not any(
            field.source == csv_profile.AMOUNT_SOURCE and field.type == "amount" for field in self.records.detail
        ):
            raise ValueError(f"no column of type amount with source {csv_profile.AMOUNT_SOURCE}")
        if self.unique is not None and self.unique not in columns:
            raise ValueError(f"unique: no column {self.unique}")
        if self.bom and self.encoding != "utf-8":
            raise ValueError("bom: only with utf-8")
        for name, control in self.controls.items():
            if name not in {field.name for field in self.records.trailer}:
                raise ValueError(f"controls: no trailer field {name}")
            if control != "count" and control.removeprefix("sum:") not in columns:
                raise ValueError(f"controls: {name} is neither count nor sum:<column>")
        return self

    def profile(self) -> profile.Profile:
        return profile.Profile(
            name=self.name,
            encoding=self.encoding,
            line_end="\r\n" if self.line_end == "CRLF" else "\n",
            byte_order_mark=self.bom,
            delimiter=self.delimiter,
            quote=self.quote,
            header_row=self.header_row,
            unique=self.unique,
            header=tuple(field.field() for field in self.records.header),
            detail=tuple(field.field() for field in self.records.detail),
            trailer=tuple(field.field(self.controls.get(field.name)) for field in self.records.trailer),
            drop_formula_sign=self.formula_guard == "drop",
        )
