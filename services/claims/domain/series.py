"""The series of a rate pack seen alike: how the rows of each look, and which numbers they carry under which names."""

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from typing import Literal, get_args, get_origin, get_type_hints

from services.claims.domain.rates import Agreement, Dated, MealShares, RatePack

FigureUnit = Literal["ore", "per_mille", "percent"]
AGREED = "agreed_"
"""Before the name of an agreement's series, to tell it from the state's."""


@dataclass(frozen=True)
class Form:
    """How the rows of a series look: the names of their figures with units, and which field tells the rows apart.

    `optional`: figures that may be left out, and are then nothing.
    """

    row: type[Dated]
    key: str | None
    figures: Mapping[str, FigureUnit]
    optional: frozenset[str]


def _form(row: type[Dated]) -> Form:
    key, figures = None, dict[str, FigureUnit]()
    hints = get_type_hints(row)
    for field in fields(row):
        if field.name in {one.name for one in fields(Dated)}:
            continue
        if hints[field.name] is MealShares:
            figures |= {f"{field.name}.{meal.name}": "per_mille" for meal in fields(MealShares)}
        elif hints[field.name] is str or get_origin(hints[field.name]) is Literal:
            key = field.name
        else:
            figures[field.name] = _unit(field.name)
    optional = frozenset(field.name for field in fields(row) if field.default is not MISSING)
    return Form(row, key, figures, optional)


def _unit(name: str) -> FigureUnit:
    if name == "percent":
        return "percent"
    return "ore" if "ore" in name.split("_") else "per_mille"


def _forms(of: type[RatePack] | type[Agreement], prefix: str) -> dict[str, Form]:
    """Every series that holds numbers."""
    rows = {name: get_args(hint)[0] for name, hint in get_type_hints(of).items() if get_args(hint)}
    forms = {
        f"{prefix}{name}": _form(row) for name, row in rows.items() if isinstance(row, type) and issubclass(row, Dated)
    }
    return {series: form for series, form in forms.items() if form.figures}


STATE_FORMS: Mapping[str, Form] = _forms(RatePack, "")
AGREED_FORMS: Mapping[str, Form] = _forms(Agreement, AGREED)
FORMS: Mapping[str, Form] = {**STATE_FORMS, **AGREED_FORMS}


def key_of(row: Dated, form: Form) -> str:
    """What tells the row from others of its series that hold at the same time."""
    return str(getattr(row, form.key)) if form.key else ""


def figures_of(row: Dated, form: Form) -> dict[str, int]:
    """Its numbers by name; `meals.breakfast` is one within another."""
    numbers: dict[str, int] = {}
    for name in form.figures:
        whole, _, part = name.partition(".")
        value = getattr(row, whole)
        numbers[name] = getattr(value, part) if part else value
    return numbers


def rows_of(pack: RatePack, series: str, agreement: str) -> tuple[Dated, ...] | None:
    """The rows of a series as they stand; None where there is no such series or agreement."""
    if series in STATE_FORMS and not agreement:
        rows: tuple[Dated, ...] = getattr(pack, series)
        return rows
    agreed = next((one for one in pack.agreements if one.id == agreement), None)
    if series not in AGREED_FORMS or agreed is None:
        return None
    agreed_rows: tuple[Dated, ...] = getattr(agreed, series.removeprefix(AGREED))
    return agreed_rows
