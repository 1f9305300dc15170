"""Values that several contracts use."""

import datetime as dt
import unicodedata
from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from shared.contracts.event import Contract
from shared.money import Ore
from shared.text import Text

WITHOUT_NUL = r"^[^\x00]*$"
"""Pattern of every text that a person gives. PostgreSQL keeps no NUL: an event with one would be stuck at whoever keeps it."""

UNSEEN = frozenset({"Cc", "Cf", "Zl", "Zp", "Zs"})
"""Unicode's categories of what shows nothing: controls, format characters such as the zero-width space, separators."""


def _empty_when_unseen(given: object) -> object:
    if isinstance(given, str) and "\0" not in given and all(unicodedata.category(one) in UNSEEN for one in given):
        return ""
    return given


UNSEEN_IS_EMPTY = BeforeValidator(_empty_when_unseen)
"""Of a text that a person gives: one in which nothing can be seen is the empty text, so that nobody reads a blank as a reason."""


class TextValue(Contract):
    """A text for a person, as id and parameters (`shared.text.Text` on the wire)."""

    id: str
    parameters: Mapping[str, str | int | None] = {}

    @classmethod
    def of(cls, text: Text) -> "TextValue":
        return cls(id=text.id, parameters=dict(text.parameters))

    def text(self) -> Text:
        return Text(self.id, self.parameters)


class VatRow(Contract):
    """VAT (*moms*) of one rate as the receipt states it. `rate` in per cent; amounts in öre."""

    rate: int
    net_ore: Ore
    vat_ore: Ore


class Figure(Contract):
    """A number of a sum. `unit`: öre, thousandths, 0.1 km, öre per km, hundredths of any currency, millionths of a krona,
    pieces.

    A rate tells its series, the day it holds from, who published it and whether that is confirmed. `source`: a text's id, or words.
    `note`: a text that says what there is to know of it, or empty.
    """

    value: int
    unit: Literal["ore", "per_mille", "hm", "ore_per_km", "hundredths", "micro", "count"]
    series: str | None = None
    valid_from: dt.date | None = None
    source: str | None = None
    verified: bool = True
    note: str = ""


class Step(Contract):
    """The arithmetic of a row.

    `amount`: the figure itself; `difference`: the first less the second; `share`: an amount × shares, whole kronor, half up;
    `distance`: km × öre per km (× passengers), `exchange`: total × rate, `proportion`: first × second / third, all three to whole
    öre, half up; `less`, `less_share`: the same, taken off.
    """

    op: Literal["amount", "less", "difference", "share", "less_share", "proportion", "distance", "exchange"]
    operands: tuple[Figure, ...]
    result_ore: Ore


class Reason(Contract):
    """One step of why an amount is what it is; `amount_ore` and the arithmetic `step` when it is a term of the sum."""

    text: TextValue
    amount_ore: Ore | None = None
    step: Step | None = None


class Finding(Contract):
    """What a check found (`check` is its id in the rules), beside which line and field, and what one tap does about it."""

    check: str
    level: Literal["stop", "warn", "info"]
    text: TextValue
    line_id: str | None = None
    """The line it stands beside; None: the whole claim or its trip."""
    field: str | None = None
    mend: str | None = None
    """Id of the mend the app offers, such as `use-usual-vehicle`."""
    reason: str | None = None
    """What the person answered to a warning."""


Dimensions = Annotated[
    Mapping[str, str], Field(description="Cost coding (kontering): SIE dimension number → code, such as 1 → 4120")
]
Box = tuple[float, float, float, float]
"""Where on the picture: left, top, width, height as fractions of its width and height."""
