"""A profile: the layout of a CSV file as data, agreed with the receiver, because many systems have no public one."""

from dataclasses import dataclass
from typing import Literal

FieldType = Literal["text", "const", "int", "amount", "date", "enum"]


@dataclass(frozen=True)
class Field:
    """One column. `source` says where the value comes from (SOURCES of `csv_profile`, or `line.dimension.<number>`).

    Amounts have two decimals after `decimal_point`, or with `scale` that many implied decimals. `sign` says where a minus
    stands; `none` refuses negative amounts. `control` is for a trailer: "count", or "sum:<column>".
    """

    name: str
    type: FieldType
    source: str | None = None
    required: bool = False
    value: str = ""
    values: tuple[str, ...] = ()
    date_format: str = "%Y-%m-%d"
    length_max: int | None = None
    truncate: bool = False
    decimal_point: str = "."
    scale: int | None = None
    sign: Literal["leading", "trailing", "none"] = "leading"
    control: str | None = None


@dataclass(frozen=True)
class Profile:
    """The layout of one receiver. `drop_formula_sign` where its import keeps the apostrophe that guards against formulas."""

    name: str
    encoding: str
    line_end: Literal["\r\n", "\n"]
    byte_order_mark: bool
    delimiter: str
    quote: str
    header_row: bool
    unique: str | None
    header: tuple[Field, ...]
    detail: tuple[Field, ...]
    trailer: tuple[Field, ...]
    drop_formula_sign: bool = False
