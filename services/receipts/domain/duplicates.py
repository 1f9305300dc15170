"""The same receipt twice: the same bytes, the same paper photographed again, or the same purchase.

A receipt of somebody else counts too, since two people may claim the same dinner. What the fields say is stronger than a
likeness: two tickets of one machine look alike, but bear other times.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from uuid import UUID

from services.receipts.domain.fields import NOTHING_SAID, Fields
from services.receipts.domain.names import alike, letters_shared, name_key
from services.receipts.domain.receipt import Receipt

HASH_BITS_APART_MAX = 10
"""Of 64: as far as two photographs of one paper are apart."""
BANDS_COUNT, BAND_BITS = 4, 16
BAND_BITS_APART_MAX = HASH_BITS_APART_MAX // BANDS_COUNT
"""Of two hashes within the distance, at least one band is no further apart: were all, they would sum to more."""
LETTERS_SHARED_PER_MILLE_MIN = 600
"""Of two readings of one name even bad print leaves more than half."""
TYPED_MAX = 1
"""Of a purchase's merchant, day and sum: one that was misread is corrected, and the others still are what was handed in."""
MINUTES_APART_MAX = 10
"""Till and card terminal print times that differ by some minutes."""


@dataclass(frozen=True)
class Same:
    """Two receipts that are the same one; `earlier` was added first."""

    later: UUID
    earlier: UUID


def bands(picture_hash: str) -> tuple[int, int, int, int]:
    """The hash, 16 hexadecimal digits, in four parts by which it is found."""
    first, second, third, fourth = (int(picture_hash[place : place + 4], 16) for place in (0, 4, 8, 12))
    return first, second, third, fourth


def near(band: int) -> tuple[int, ...]:
    """Every part that is at most `BAND_BITS_APART_MAX` bits from this one."""
    return tuple(sorted(_flipped(band)))


def _flipped(band: int) -> Iterator[int]:
    for count in range(BAND_BITS_APART_MAX + 1):
        for places in combinations(range(BAND_BITS), count):
            yield band ^ sum(1 << place for place in places)


def bits_apart(picture_hash: str, other: str) -> int:
    """How many of the 64 bits differ."""
    return (int(picture_hash, 16) ^ int(other, 16)).bit_count()


def same_ones(receipt: Receipt, others: Sequence[Receipt]) -> tuple[Same, ...]:
    """Which of the others are the same receipt; those that lay in one picture with it are not, nor discarded ones."""
    if receipt.state == "discarded":
        return ()
    found = (other for other in others if other.id != receipt.id and other.state != "discarded")
    return tuple(
        _pair(receipt, other) for other in found if _family(other) != _family(receipt) and same(receipt, other)
    )


def _family(receipt: Receipt) -> UUID:
    return receipt.separated_from or receipt.id


def _pair(receipt: Receipt, other: Receipt) -> Same:
    earlier, later = sorted((receipt, other), key=lambda one: (one.added_at, one.id))
    return Same(later.id, earlier.id)


def same(one: Receipt, other: Receipt) -> bool:
    """The two are one receipt: by their bytes, or by picture or purchase where no field speaks against it."""
    if _own_bytes(one) == _own_bytes(other) is not None:
        return True
    if contradict(one.fields, other.fields):
        return False
    return _same_picture(one, other) or _same_purchase(one.fields, other.fields)


def _own_bytes(receipt: Receipt) -> str | None:
    """A receipt that was cut out of a picture shares its bytes with others."""
    return None if receipt.separated_from else receipt.file.sha256


def _same_picture(one: Receipt, other: Receipt) -> bool:
    left = one.reading.picture_hash if one.reading else None
    right = other.reading.picture_hash if other.reading else None
    if left is None or right is None or bits_apart(left, right) > HASH_BITS_APART_MAX:
        return False
    return not _are_other_merchants(one.fields, other.fields)


def _are_other_merchants(one: Fields, other: Fields) -> bool:
    """Two tills of one make print alike: names with little in common part them, and a misread letter or two does not."""
    if not one.merchant or not other.merchant:
        return False
    return letters_shared(name_key(one.merchant), name_key(other.merchant)) < LETTERS_SHARED_PER_MILLE_MIN


def _same_purchase(one: Fields, other: Fields) -> bool:
    if None in (one.date, one.total, other.date, other.total) or _differ(one.receipt_number, other.receipt_number):
        return False
    if one.organisation_number and one.organisation_number == other.organisation_number:
        return True
    return bool(one.merchant and other.merchant and alike(name_key(one.merchant), name_key(other.merchant)))


def is_told(receipt: Receipt, other: Receipt) -> bool:
    """Whether the other, somebody else's and the same one, is told of beside the receipt: only by what its picture shows.

    Typing a merchant, a day and a sum must not tell whether a colleague was there.
    """
    is_shown = _own_bytes(receipt) == _own_bytes(other) is not None or _same_picture(receipt, other)
    return is_shown or _typed_count(receipt.read or NOTHING_SAID, receipt.fields) <= TYPED_MAX


def _typed_count(read: Fields, holds: Fields) -> int:
    """How much of merchant, day and sum a person has said to be something else than was read."""
    by_name = (read.merchant, read.organisation_number) != (holds.merchant, holds.organisation_number)
    return sum((by_name, read.date != holds.date, read.total != holds.total))


def contradict(one: Fields, other: Fields) -> bool:
    """What both say of date, total, currency or time differs: they are two receipts."""
    known = ((one.date, other.date), (one.total, other.total), (one.currency, other.currency))
    return any(_differ(left, right) for left, right in known) or _apart(one.time, other.time)


def _differ(left: object, right: object) -> bool:
    return left is not None and right is not None and left != right


def _apart(left: dt.time | None, right: dt.time | None) -> bool:
    if left is None or right is None:
        return False
    minutes = abs((left.hour - right.hour) * 60 + left.minute - right.minute)
    return min(minutes, 24 * 60 - minutes) > MINUTES_APART_MAX
