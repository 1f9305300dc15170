"""Kinds of expense: the employee meets words; what payroll calls them, and the VAT they usually carry, stands here."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from services.claims.domain.receipt import Vat

OUTLAY_VAT_RATES = (25, 12, 6)
"""Rates for which the payroll mapping has a type of general outlay."""


KindField = Literal["purpose", "participants"]


@dataclass(frozen=True)
class SearchWords:
    """What a person may call it beside its name, in each language."""

    sv: tuple[str, ...]
    en: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Kind:
    """An entry of the catalogue. Its text is `kind.<id>`, its icon one of the app's.

    `payroll_type` is a type of the payroll mapping; None: a general outlay, whose type follows from the VAT of the receipt.
    `vat`: what is bought, as the rates name it; None: no VAT is charged. `fields`: what is asked beyond what every receipt says.
    `checks`: ids of those that hold for it alone. `representation`: its VAT has a limit per person.
    """

    id: str
    icon: str
    payroll_type: str | None
    payroll_type_abroad: str
    vat: str | None
    words: SearchWords
    fields: tuple[KindField, ...] = ()
    checks: tuple[str, ...] = ()
    representation: Literal["external", "internal"] | None = None

    @property
    def text_id(self) -> str:
        return f"kind.{self.id}"


def payroll_type(kind: Kind, vat: Sequence[Vat], is_abroad: bool) -> str:
    """The type of the payroll mapping. A general outlay goes by the rate that most of its VAT has; a rate that is not Swedish is none."""
    if is_abroad:
        return kind.payroll_type_abroad
    if kind.payroll_type is not None:
        return kind.payroll_type
    largest = max(vat, key=lambda row: abs(row.vat_ore), default=None)
    has_vat = largest is not None and largest.vat_ore != 0 and largest.rate in OUTLAY_VAT_RATES
    return f"outlay_vat_{largest.rate if largest and has_vat else 0}"
