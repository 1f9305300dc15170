"""Write a batch as the CSV file that a profile describes. Deductions are negative; benefits in kind have no row here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from zoneinfo import ZoneInfo

from services.payroll_export.domain.batch import Batch
from services.payroll_export.domain.selection import Row
from services.payroll_export.formats import read_back
from services.payroll_export.formats.characters import fit, lost, one_line, shortened
from services.payroll_export.formats.figures import decimal, kronor
from services.payroll_export.formats.profile import Field, Profile
from shared.money import Ore
from shared.refusal import Refusal

STOCKHOLM = ZoneInfo("Europe/Stockholm")
FORMULA_SIGNS = ("=", "+", "-", "@")
AMOUNT_SOURCE = "line.amount"
DIMENSION_SOURCE = "line.dimension."
DECIMALS_OF_ORE = 2


@dataclass(frozen=True)
class OreValue:
    """An amount: written by the rules of its column, never guarded or cut as a text."""

    amount_ore: Ore


Value = str | int | date | Decimal | OreValue | None

ROW_SOURCES: Mapping[str, Callable[[Row], Value]] = {
    "employee.number": lambda row: row.employee.number,
    "employee.personal_number": lambda row: row.employee.personal_number,
    "employee.name": lambda row: row.employee.name,
    "mapping.code": lambda row: row.pay.lonkod,
    "mapping.pay_type": lambda row: row.pay.lonart,
    "mapping.name": lambda row: row.pay.label,
    "mapping.account": lambda row: row.pay.account,
    "line.id": lambda row: row.line.id,
    "line.reverses": lambda row: row.line.reverses,
    "line.claim": lambda row: row.line.claim_number,
    "line.date": lambda row: row.line.date,
    "line.text": lambda row: row.line.text,
    "line.quantity": lambda row: row.quantity,
    "line.unit_price": lambda row: None if row.unit_price_ore is None else OreValue(row.unit_price_ore),
    AMOUNT_SOURCE: lambda row: OreValue(row.net_ore),
    "line.vat": lambda row: OreValue(row.pay.effect * row.vat_ore),
}
LOOKED_UP = frozenset(
    {"employee.number", "employee.personal_number", "mapping.code", "mapping.pay_type", "mapping.account"}
)
BATCH_SOURCES: Mapping[str, Callable[[Batch], Value]] = {
    "company.number": lambda batch: batch.organisation.number,
    "company.name": lambda batch: batch.organisation.name,
    "batch.number": lambda batch: batch.number,
    "batch.date": lambda batch: batch.sealed_at.astimezone(STOCKHOLM).date(),
}


def write(batch: Batch, profile: Profile) -> bytes:
    """The file of a batch; the same batch and profile give the same bytes."""
    details = [_cells(profile, profile.detail, lambda field, row=row: _row_value(field, row)) for row in batch.rows]  # type: ignore[misc]
    records = [[field.name for field in profile.detail]] if profile.header_row else []
    if profile.header:
        records.append(_cells(profile, profile.header, lambda field: _batch_value(field, batch)))
    records += details
    if profile.trailer:
        records.append(_cells(profile, profile.trailer, lambda field: _trailer_value(field, batch, profile)))
    text = "".join(
        profile.delimiter.join(_quoted(cell, profile) for cell in cells) + profile.line_end for cells in records
    )
    assert _unique(details, profile)
    data = ("\ufeff" if profile.byte_order_mark else "").encode("utf-8") + text.encode(profile.encoding)
    assert _sum_read_back(data, profile) == batch.sums.net_ore
    return data


def unfit(row: Row, profile: Profile) -> Refusal | None:
    """Why this row cannot stand in the file, or None: a benefit, an empty column that must not be, a figure that is too long,
    a name that the receiver looks up and would not find."""
    if row.pay.effect == 0:
        return Refusal("benefit-not-in-format", {"type": row.line.type}, field="type")
    for field in profile.detail:
        value = _row_value(field, row)
        if isinstance(value, str) and _is_looked_up(field) and lost(value, profile.encoding):
            return Refusal("name-not-writable", {"name": value}, field=field.name)
        cell = _cell(field, profile, value)
        if isinstance(cell, Refusal):
            return cell
    return None


def _is_looked_up(field: Field) -> bool:
    source = field.source or ""
    return source in LOOKED_UP or source.startswith(DIMENSION_SOURCE)


def texts(row: Row, profile: Profile) -> tuple[str, ...]:
    """The free texts of a row that stand in the file."""
    values = (_row_value(field, row) for field in profile.detail if field.type == "text")
    return tuple(value for value in values if isinstance(value, str))


def known_source(source: str) -> bool:
    """Whether a profile may name this source."""
    if source.startswith(DIMENSION_SOURCE):
        return source.removeprefix(DIMENSION_SOURCE).isdecimal()
    return source in ROW_SOURCES or source in BATCH_SOURCES


def _unique(details: list[list[str]], profile: Profile) -> bool:
    if profile.unique is None:
        return True
    column = [field.name for field in profile.detail].index(profile.unique)
    return len({cells[column] for cells in details}) == len(details)


def _sum_read_back(data: bytes, profile: Profile) -> Ore:
    column = [field.source for field in profile.detail].index(AMOUNT_SOURCE)
    scale = profile.detail[column].scale
    return read_back.csv_sum_ore(
        data,
        encoding="utf-8-sig" if profile.byte_order_mark else profile.encoding,
        delimiter=profile.delimiter,
        quote=profile.quote,
        column=column,
        decimals=DECIMALS_OF_ORE if scale is None else scale,
        skip_first=int(profile.header_row) + int(bool(profile.header)),
        skip_last=int(bool(profile.trailer)),
    )


def _cells(profile: Profile, fields: tuple[Field, ...], value: Callable[[Field], Value]) -> list[str]:
    cells = []
    for field in fields:
        cell = _cell(field, profile, value(field))
        assert not isinstance(cell, Refusal), cell
        cells.append(cell)
    return cells


def _row_value(field: Field, row: Row) -> Value:
    if field.source is None:
        return None
    if field.source.startswith(DIMENSION_SOURCE):
        return row.line.dimensions.get(int(field.source.removeprefix(DIMENSION_SOURCE)))
    return ROW_SOURCES[field.source](row)


def _batch_value(field: Field, batch: Batch) -> Value:
    return BATCH_SOURCES[field.source](batch) if field.source else None


def _trailer_value(field: Field, batch: Batch, profile: Profile) -> Value:
    if field.control is None:
        return _batch_value(field, batch)
    if field.control == "count":
        return len(batch.rows)
    summed = next(column for column in profile.detail if f"sum:{column.name}" == field.control)
    values = [_row_value(summed, row) for row in batch.rows]
    return OreValue(sum(value.amount_ore for value in values if isinstance(value, OreValue)))


def _cell(field: Field, profile: Profile, value: Value) -> str | Refusal:
    """The text of one cell, not yet quoted."""
    cell = _written(field, profile, value)
    if cell is None:
        return Refusal("field-value-unfit", {"field": field.name, "value": str(value)}, field=field.name)
    if field.required and not cell:
        return Refusal("field-empty", {"field": field.name}, field=field.name)
    if field.length_max is not None and len(cell) > field.length_max:
        if not (field.truncate and field.type == "text" and isinstance(value, str)):
            return Refusal("field-too-long", {"field": field.name, "limit": field.length_max}, field=field.name)
        cell = shortened(cell, field.length_max)
    return cell


def _written(field: Field, profile: Profile, value: Value) -> str | None:
    """The value by the rules of its column; None when the column cannot hold it."""
    if field.type == "const":
        return field.value
    if value is None or value == "":
        return ""
    match field.type:
        case "amount":
            return _amount(field, value)
        case "date":
            return value.strftime(field.date_format) if isinstance(value, date) else None
        case "int":
            return str(value) if str(value).isascii() and str(value).isdigit() else None
        case "enum":
            return str(value) if str(value) in field.values else None
        case "text":
            return _text(profile, value)


def _text(profile: Profile, value: Value) -> str:
    match value:
        case Decimal():
            return decimal(value)
        case OreValue(amount_ore):
            return kronor(amount_ore)
        case _:
            return _guarded(fit(str(value), profile.encoding), profile)


def _guarded(text: str, profile: Profile) -> str:
    """A text that a spreadsheet would take for a formula gets an apostrophe, or loses the sign where the receiver wants none."""
    if not text.startswith(FORMULA_SIGNS):
        return text
    return one_line(text.lstrip("".join(FORMULA_SIGNS) + " ")) if profile.drop_formula_sign else f"'{text}"


def _amount(field: Field, value: Value) -> str | None:
    """An amount, or a quantity in hundredths, as digits with the sign where the column has it; digits are never cut off."""
    match value:
        case OreValue(amount_ore):
            hundredths = amount_ore
        case Decimal() if value * 100 == int(value * 100):
            hundredths = int(value * 100)
        case _:
            return None
    if hundredths < 0 and field.sign == "none":
        return None
    digits = kronor(abs(hundredths), field.decimal_point)
    if field.scale is not None:
        scaled, rest = divmod(abs(hundredths) * 10**field.scale, 10**DECIMALS_OF_ORE)
        if rest:
            return None
        digits = str(scaled)
    if field.sign == "trailing":
        return digits + ("-" if hundredths < 0 else "+")
    return ("-" if hundredths < 0 else "") + digits


def _quoted(cell: str, profile: Profile) -> str:
    if not any(character in cell for character in (profile.delimiter, profile.quote, "\r", "\n")):
        return cell
    return profile.quote + cell.replace(profile.quote, profile.quote * 2) + profile.quote
