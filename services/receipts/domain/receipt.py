"""A receipt (*kvitto*): what was handed in, what a reader saw on it, and what the person says about it.

`reading → read | unreadable`, and from any of them `discarded`. What was read is never changed; what the person says lies on top.
"""

import dataclasses
import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from shared.money import Ore, PerMille
from shared.refusal import Refusal

State = Literal["reading", "read", "unreadable", "discarded"]
FieldName = Literal["merchant", "organisation_number", "date", "total", "currency", "vat", "card_last4", "kind"]
KEY_FIELDS: tuple[FieldName, ...] = ("merchant", "date", "total", "currency", "vat")
"""Fields that an amount is claimed by; a doubt about any other asks nobody anything."""
SURE_PER_MILLE_MIN = 900
"""Below this a key field asks for a look: more than one in ten of such readings would be wrong."""
SLOW_AFTER = dt.timedelta(seconds=30)
"""A receipt that is still being read after this long is better typed by hand meanwhile."""


@dataclass(frozen=True)
class VatRow:
    """VAT (*moms*) of one rate, in per cent; amounts in öre."""

    rate: int
    net_ore: Ore
    vat_ore: Ore


@dataclass(frozen=True)
class Fields:
    """What a receipt says. None: unknown, or not there. Amounts in hundredths of `currency`; an empty `vat`: none was charged."""

    merchant: str | None = None
    organisation_number: str | None = None
    date: dt.date | None = None
    total: Ore | None = None
    currency: str | None = None
    vat: tuple[VatRow, ...] | None = None
    card_last4: str | None = None
    kind: str | None = None


FIELD_NAMES: tuple[FieldName, ...] = (
    "merchant",
    "organisation_number",
    "date",
    "total",
    "currency",
    "vat",
    "card_last4",
    "kind",
)


BOX_WHOLE = 10_000
TenThousandths = int
"""A share, of `BOX_WHOLE`, of the picture's width or height, finer than a pixel of its display copy."""


@dataclass(frozen=True)
class Sure:
    """How probable it is that a field was read right, and where it stands on the picture: left, top, width, height."""

    field: FieldName
    per_mille: PerMille
    box: tuple[TenThousandths, TenThousandths, TenThousandths, TenThousandths] | None = None


@dataclass(frozen=True)
class File:
    """The bytes as they came: `sha256` finds them in the store."""

    sha256: str
    media_type: str
    name: str
    bytes_count: int


@dataclass(frozen=True)
class Reading:
    """What a reader made of the file. `fields` is None when nothing could be read, with the `problem`."""

    fields: Fields | None
    sure: tuple[Sure, ...]
    problem: str | None
    display_sha256: str | None


@dataclass(frozen=True)
class Correction:
    """What a person says about some fields. `said` holds their values; a field outside `names` is not spoken of."""

    id: UUID
    receipt_id: UUID
    base_version: int
    names: tuple[FieldName, ...]
    said: Fields


@dataclass(frozen=True)
class Receipt:
    """A receipt with everything known about it. `version` counts its changes; `corrected_version` is that of the last correction."""

    id: UUID
    person_id: UUID
    file: File
    added_at: dt.datetime
    version: int = 1
    state: State = "reading"
    reading: Reading | None = None
    corrected: tuple[FieldName, ...] = ()
    said: Fields = Fields()
    corrected_version: int = 0

    @property
    def read(self) -> Fields | None:
        return self.reading.fields if self.reading else None

    @property
    def fields(self) -> Fields:
        """What holds now: as read, with the person's word on top."""
        return _with(self.read or Fields(), self.corrected, self.said)

    @property
    def doubtful(self) -> tuple[FieldName, ...]:
        """Key fields that were read, but not surely, and that no person has spoken of yet."""
        if not self.reading or not self.reading.fields:
            return ()
        sure = {one.field for one in self.reading.sure if one.per_mille >= SURE_PER_MILLE_MIN}
        known = [name for name in KEY_FIELDS if getattr(self.reading.fields, name) is not None]
        return tuple(name for name in known if name not in sure and name not in self.corrected)


def _with(below: Fields, names: Sequence[FieldName], said: Fields) -> Fields:
    return dataclasses.replace(below, **{name: getattr(said, name) for name in names})


def is_slow(receipt: Receipt, now: dt.datetime) -> bool:
    """It is being read for longer than a person should wait."""
    return receipt.state == "reading" and now - receipt.added_at > SLOW_AFTER


def add(existing: Receipt | None, added: Receipt) -> Receipt | Refusal:
    """The receipt that is there after `added` was sent: sent again, it is the same; an id serves one person and one file."""
    if existing is None:
        return added
    if (existing.person_id, existing.file.sha256) == (added.person_id, added.file.sha256):
        return existing
    return Refusal("id-taken")


def take_reading(receipt: Receipt, reading: Reading) -> Receipt:
    """The receipt with what a reader made of it. The first result counts; for a discarded receipt it comes too late.

    Counts as two changes where the person has spoken before: what was read, and their word put on top of it again.
    """
    if receipt.state != "reading":
        return receipt
    state: State = "unreadable" if reading.fields is None else "read"
    changes = 2 if receipt.corrected else 1
    return dataclasses.replace(receipt, state=state, reading=reading, version=receipt.version + changes)


def correct(receipt: Receipt, correction: Correction, earlier: Correction | None) -> Receipt | Refusal:
    """The receipt with the person's word on top; allowed in every state but discarded, also while it is being read.

    Outdated is only what was said without having seen an earlier correction: a reading that came meanwhile stands below.
    `earlier`: what was sent under the same id before.
    """
    if earlier is not None:
        return receipt if earlier == correction else Refusal("id-taken")
    if receipt.state == "discarded":
        return Refusal("not-found")
    if not correction.names:
        return receipt
    if not receipt.corrected_version <= correction.base_version <= receipt.version:
        return Refusal("version-outdated", {"current": receipt.version}, field="base_version")
    spoken_of = {*receipt.corrected, *correction.names}
    version = receipt.version + 1
    return dataclasses.replace(
        receipt,
        said=_with(receipt.said, correction.names, correction.said),
        corrected=tuple(name for name in FIELD_NAMES if name in spoken_of),
        version=version,
        corrected_version=version,
    )


def discard(receipt: Receipt, in_use: bool) -> Receipt | Refusal:
    """The receipt thrown away, once; what a submitted claim shows as evidence stays."""
    if receipt.state == "discarded":
        return receipt
    if in_use:
        return Refusal("receipt-in-use")
    return dataclasses.replace(receipt, state="discarded", version=receipt.version + 1)


def display_copy(receipt: Receipt) -> str | Refusal:
    """SHA-256 of the upright copy without metadata, when there is one."""
    if receipt.reading is None:
        return Refusal("picture-not-ready")
    return receipt.reading.display_sha256 or Refusal("no-picture")
