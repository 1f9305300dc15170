"""What a reading is made of: text boxes as an engine gives them, and fields as a person knows them. All values are frozen."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from shared.money import Ore, PerMille

Value = TypeVar("Value")

FAILURE_CODES = (
    "empty-file",
    "not-a-picture",
    "picture-too-large",
    "broken-picture",
    "encrypted-pdf",
    "no-text-found",
    "too-dark",
    "too-bright",
    "too-blurred",
    "too-small",
    "cut-off-top",
    "cut-off-bottom",
    "cut-off-side",
    "reading-timed-out",
    "reading-out-of-memory",
)
"""Every code that a `ReadingFailure` may carry; stable, each names a text."""


@dataclass(frozen=True)
class Box:
    """A rectangle on the display copy, in fractions 0..1 of its width and height, from its upper left corner."""

    x: float
    y: float
    w: float
    h: float


@dataclass(frozen=True)
class TextBox:
    """A piece of text where an engine found it: corners in pixels of the page, clockwise from the upper left of the text.

    `score` is the engine's own opinion, 0..1.
    """

    text: str
    score: float
    corners: tuple[tuple[float, float], ...]

    @property
    def left(self) -> float:
        return min(x for x, _ in self.corners)

    @property
    def right(self) -> float:
        return max(x for x, _ in self.corners)

    @property
    def top(self) -> float:
        return min(y for _, y in self.corners)

    @property
    def bottom(self) -> float:
        return max(y for _, y in self.corners)


@dataclass(frozen=True)
class Row:
    """One printed line: its boxes from left to right. `box` is None when the row is not on the display copy (later pages)."""

    texts: tuple[str, ...]
    scores: tuple[float, ...]
    boxes: tuple[Box | None, ...]
    height: float = 0.0
    """Height of its letters, in fractions of the page's height; 0 when unknown."""

    @property
    def text(self) -> str:
        return "  ".join(self.texts)

    @property
    def score(self) -> float:
        return min(self.scores, default=0.0)

    @property
    def box(self) -> Box | None:
        return around(self.boxes)


def around(boxes: tuple[Box | None, ...]) -> Box | None:
    """The smallest rectangle around all boxes that are known."""
    known = [box for box in boxes if box is not None]
    if not known:
        return None
    left, top = min(box.x for box in known), min(box.y for box in known)
    right, bottom = max(box.x + box.w for box in known), max(box.y + box.h for box in known)
    return Box(left, top, right - left, bottom - top)


@dataclass(frozen=True)
class Found(Generic[Value]):
    """A field's value, what speaks for it, and where it stands (box None: not on the display copy, or concluded)."""

    value: Value
    confidence: float = 0.0
    """Probability that the value is right, 0..1; 0 until it was judged."""
    box: Box | None = None
    evidence: Mapping[str, float] = field(default_factory=dict)
    """Names of what speaks for and against it, and how strongly; 0 says nothing. `confidence` knows what each is worth."""
    other: Value | None = None
    """The next most likely value, where the print can be read two ways."""
    reasons: tuple[str, ...] = ()
    """What decided its probability, strongest first: a name of evidence, or `without-` and the name of what is missing."""


@dataclass(frozen=True)
class VatRow:
    """VAT of one rate: 25 % is 250. Amounts in öre; `net_ore` is the amount that the VAT was charged on."""

    rate_per_mille: PerMille
    vat_ore: Ore
    net_ore: Ore


@dataclass(frozen=True)
class PrivatePart:
    """Something that an employer seldom pays for: `kind` is alcohol, minibar, tobacco or film."""

    kind: str
    text: str
    ore: Ore


UNCLEAR_SCORE = 0.6
"""An engine that believes a line this little has mostly read it wrong."""


def clearness(score: float) -> float:
    """0..1 out of an engine's score, which for print that can be read at all lies between 0.6 and 1."""
    return max(0.0, (score - UNCLEAR_SCORE) / (1.0 - UNCLEAR_SCORE))


@dataclass(frozen=True)
class Fields:
    """What a receipt says. None: not found. An empty `vat` says that the receipt charges none."""

    merchant: Found[str] | None = None
    orgnr: Found[str] | None = None
    """Swedish organisation number `NNNNNN-NNNN`."""
    date: Found[dt.date] | None = None
    """Day of purchase or payment, not of travel or stay."""
    time: Found[dt.time] | None = None
    """Of purchase; local time of the place, which the receipt does not name."""
    total_ore: Found[Ore] | None = None
    """What was paid in the end, after rounding, with tip; negative for money back. Hundredths of the currency's unit."""
    currency: Found[str] | None = None
    """ISO 4217."""
    vat: Found[tuple[VatRow, ...]] | None = None
    tip_ore: Found[Ore] | None = None
    rounding_ore: Found[Ore] | None = None
    """Negative when the sum was lowered."""
    payment: Found[str] | None = None
    """card, cash, mobile, invoice or voucher."""
    last4: Found[str] | None = None
    """Last four digits of the card that paid."""
    receipt_number: Found[str] | None = None
    kind: Found[str] | None = None
    """One of `kinds.KINDS`."""
    nights: Found[int] | None = None
    """Nights that a hotel's bill is for."""
    breakfast: Found[bool] | None = None
    """True: breakfast is part of the price of the nights (*frukost ingår*)."""
    private: Found[tuple[PrivatePart, ...]] | None = None
    is_copy: Found[bool] | None = None
    is_refund: Found[bool] | None = None


@dataclass(frozen=True)
class Context:
    """What is known beside the picture. None: nothing is."""

    added_on: dt.date | None = None
    """Nothing was bought after this day."""
    country: str | None = None
    """ISO 3166, of the phone."""


NOTHING_KNOWN = Context()


@dataclass(frozen=True)
class Reading:
    """One receipt that was read. `display_jpeg` is upright, without metadata; several pages stand below each other in it."""

    fields: Fields
    text: str
    display_jpeg: bytes
    pages_count: int
    pages_read_count: int
    engine: str
    """`rapidocr`, `tesseract`, `pdf-text` or `html`."""
    seconds: float
    advice: tuple[str, ...] = ()
    """What is wrong with the picture although something was read: codes of `FAILURE_CODES`, such as `cut-off-bottom`."""
    picture_hash: str | None = None
    """Perceptual hash of the paper, 64 bits as 16 hexadecimal digits."""
    further: "tuple[Reading, ...]" = ()
    """Other receipts that lie in the same picture, from left to right and top to bottom; they have none themselves."""


@dataclass(frozen=True)
class ReadingFailure:
    """Why a file could not be read; `code` is one of `FAILURE_CODES`, `detail` is for the log only."""

    code: str
    detail: str = ""
    seconds: float = 0.0
    display_jpeg: bytes = b""
    """The picture itself, where it could be shown although no text was found; else empty."""


class Unreadable(Exception):
    """Raised inside the reading process; its outside sees a `ReadingFailure`."""

    def __init__(self, code: str, detail: str = "") -> None:
        assert code in FAILURE_CODES
        super().__init__(f"{code}: {detail}")
        self.code = code
        self.detail = detail
