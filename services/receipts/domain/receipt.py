"""A receipt (*kvitto*): what was handed in, what a reader saw on it, and what the person says about it.

`reading → read | unreadable`, back to `reading` when a page is added, and from any of them `discarded`. What was read is
never changed; what the person says lies on top.
"""

import dataclasses
import datetime as dt
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from services.receipts.domain.fields import (
    FIELD_NAMES,
    KEY_FIELDS,
    NOTHING_SAID,
    SURE_PER_MILLE_MIN,
    FieldName,
    Fields,
    Sure,
    with_said,
)
from shared.refusal import Refusal

State = Literal["reading", "read", "unreadable", "discarded"]
SLOW_AFTER = dt.timedelta(seconds=30)
"""A receipt that is still being read after this long is better typed by hand meanwhile."""
QUESTIONS_MAX = 10
"""A person for whom readers were asked so often of late, or have so much to read still, is not waiting for the next one."""
QUESTIONS_OF_LATE = dt.timedelta(minutes=5)


@dataclass(frozen=True)
class File:
    """The bytes as they came: `sha256` finds them in the store."""

    sha256: str
    media_type: str
    name: str
    bytes_count: int


@dataclass(frozen=True)
class Page:
    """A further picture of the same receipt: the rest of a long one, or its back."""

    id: UUID
    file: File


@dataclass(frozen=True)
class Further:
    """Another receipt that lies in the same picture."""

    fields: Fields
    sure: tuple[Sure, ...]
    display_sha256: str
    picture_hash: str | None = None


@dataclass(frozen=True)
class Reading:
    """What a reader made of the files. `fields` is None when nothing could be read, with the `problem`."""

    fields: Fields | None
    sure: tuple[Sure, ...]
    problem: str | None
    display_sha256: str | None
    advice: tuple[str, ...] = ()
    """Codes of what is wrong with the picture although something was read."""
    picture_hash: str | None = None
    """Perceptual hash of the paper: 64 bits as 16 hexadecimal digits."""
    further: tuple[Further, ...] = ()
    seen: Fields | None = None
    """What the reader saw, where the merchant register has put something else into `fields`; None: the same."""
    merchant_id: UUID | None = None
    """The entry of the merchant register that the receipt was found to be from."""


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
    said: Fields = NOTHING_SAID
    corrected_version: int = 0
    pages: tuple[Page, ...] = ()
    country: str | None = None
    """ISO 3166 country of the phone that sent it."""
    asked_at: dt.datetime | None = None
    """When a reader was asked last; None: when it was added."""
    separated_from: UUID | None = None
    """The receipt in whose picture this one lay."""
    separated_into: tuple[UUID, ...] | None = None
    """The receipts that were made of what else lay in the picture; empty: the person says it is one; None: not answered in full."""

    @property
    def files(self) -> tuple[File, ...]:
        """Its pictures, in order."""
        return (self.file, *(page.file for page in self.pages))

    @property
    def read(self) -> Fields | None:
        return self.reading.fields if self.reading else None

    @property
    def fields(self) -> Fields:
        """What holds now: as read, with the person's word on top."""
        return with_said(self.read or NOTHING_SAID, self.corrected, self.said)

    @property
    def doubtful(self) -> tuple[FieldName, ...]:
        """Key fields that were read, but not surely, and that no person has spoken of yet."""
        if not self.reading or not self.reading.fields:
            return ()
        sure = {one.field for one in self.reading.sure if one.per_mille >= SURE_PER_MILLE_MIN}
        known = [name for name in KEY_FIELDS if getattr(self.reading.fields, name) is not None]
        return tuple(name for name in known if name not in sure and name not in self.corrected)

    @property
    def further(self) -> tuple[Further, ...]:
        """What else lies in the picture, as long as the person has not said what it is."""
        return self.reading.further if self.reading and self.separated_into is None and not self.separated_from else ()

    @property
    def shares_picture(self) -> bool:
        """Its original shows other receipts too, as far as the person has not said that it is one."""
        return bool(self.separated_from or self.separated_into or self.further)


def is_slow(receipt: Receipt, now: dt.datetime) -> bool:
    """It is being read for longer than a person should wait."""
    return receipt.state == "reading" and now - (receipt.asked_at or receipt.added_at) > SLOW_AFTER


def may_wait(is_bulk: bool, questions_count: int) -> bool:
    """Nobody waits for this reading: it is one of many, said to be so or seen by what was asked for the same person of late."""
    return is_bulk or questions_count >= QUESTIONS_MAX


def add(existing: Receipt | None, added: Receipt) -> Receipt | Refusal:
    """The receipt that is there after `added` was sent: sent again, it is the same; an id serves one person and one file."""
    if existing is None:
        return added
    if (existing.person_id, existing.file.sha256) == (added.person_id, added.file.sha256):
        return existing
    return Refusal("id-taken")


def take_reading(receipt: Receipt, reading: Reading) -> Receipt:
    """The receipt with what a reader made of it. The first result counts; for a discarded receipt it comes too late.

    Counts as two changes where the person has spoken before: what was read, and their word put on top of it again. When
    pages were added that cannot be read, what was read before stays, with the problem as advice.
    """
    if receipt.state != "reading":
        return receipt
    if reading.fields is None and receipt.reading and receipt.reading.fields:
        problem = (reading.problem,) if reading.problem else ()
        reading = dataclasses.replace(receipt.reading, advice=tuple(dict.fromkeys(problem + receipt.reading.advice)))
    state: State = "unreadable" if reading.fields is None else "read"
    changes = 2 if receipt.corrected else 1
    separated_into = None if _shows_more(receipt, reading) else receipt.separated_into
    version = receipt.version + changes
    return dataclasses.replace(receipt, state=state, reading=reading, separated_into=separated_into, version=version)


def _shows_more(receipt: Receipt, reading: Reading) -> bool:
    """A page brought more receipts than the person was asked about, and said to be one."""
    asked_about = len(receipt.reading.further) if receipt.reading else 0
    return receipt.separated_into == () and len(reading.further) > asked_about


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
        said=with_said(receipt.said, correction.names, correction.said),
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
