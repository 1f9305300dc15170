"""Total and day of purchase read by the second engine too, where nothing else on the receipt confirms them.

Of amounts that both engines read alike one in 140 was wrong, of those that only one could read one in ten. It costs a
tenth of a second, so an amount that the payment, the VAT or the receipt itself repeats is not looked at again.
"""

import dataclasses
import datetime as dt
from collections.abc import Mapping

from PIL import Image

from ..fields.amounts import amounts
from ..fields.dates import days_in
from ..values import Box, Fields, Found
from . import tesseract

CONFIRMS_TOTAL = ("payment-agrees", "vat-adds-up", "said-again", "rows-add-up")
CONFIRMS_DATE = ("said-again",)
CONFIRMED_MIN = 0.6
PAD = 0.15
"""Around the box, of its height: a tight cut loses the edges of digits."""


def confirmed(fields: Fields, shown: Image.Image) -> Fields:
    """The fields with the evidence of the second engine."""
    return dataclasses.replace(fields, total_ore=_total(fields.total_ore, shown), date=_date(fields, shown))


def _total(found: Found[int] | None, shown: Image.Image) -> Found[int] | None:
    if found is None or found.box is None or _is_confirmed(found.evidence, CONFIRMS_TOTAL):
        return found
    told = {abs(amount.ore) for amount in amounts(_read(shown, found.box))}
    return dataclasses.replace(found, evidence={**found.evidence, **_agreement(bool(told), abs(found.value) in told)})


def _date(fields: Fields, shown: Image.Image) -> Found[dt.date] | None:
    found = fields.date
    if found is None or found.box is None or _is_confirmed(found.evidence, CONFIRMS_DATE):
        return found
    told = days_in(_read(shown, found.box), fields.currency.value if fields.currency else None)
    return dataclasses.replace(found, evidence={**found.evidence, **_agreement(bool(told), found.value in told)})


def _agreement(was_read: bool, agrees: bool) -> Mapping[str, float]:
    if agrees:
        return {"engines-agree": 1.0}
    return {"engines-differ": 1.0} if was_read else {"one-engine-only": 1.0}


def _is_confirmed(evidence: Mapping[str, float], by: tuple[str, ...]) -> bool:
    return any(evidence.get(name, 0.0) >= CONFIRMED_MIN for name in by)


def _read(shown: Image.Image, box: Box) -> str:
    pad = PAD * box.h * shown.height
    corners = (
        max(0, round(box.x * shown.width - pad)),
        max(0, round(box.y * shown.height - pad)),
        min(shown.width, round((box.x + box.w) * shown.width + pad)),
        min(shown.height, round((box.y + box.h) * shown.height + pad)),
    )
    if corners[2] - corners[0] < 8 or corners[3] - corners[1] < 8:
        return ""
    return tesseract.read_line(shown.crop(corners), tesseract.DIGIT_LANGUAGES)
