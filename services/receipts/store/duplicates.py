"""Which receipts may be, and which are, the same one."""

from collections.abc import Collection, Iterator, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import and_, or_
from sqlmodel import Session, col, delete, select

from services.receipts.domain.duplicates import HASH_BITS_APART_MAX, Same, bands, bits_apart, is_told, near
from services.receipts.domain.receipt import Receipt
from services.receipts.store.receipts import receipt_of
from services.receipts.store.tables import ReceiptRow, SameRow

CANDIDATES_MAX = 200
"""Of each way to look, the newest: more that look alike would be one that everybody has, which is no receipt."""


def candidates(session: Session, receipt: Receipt) -> list[Receipt]:
    """Receipts of anybody, not discarded, that may be the same: by bytes, purchase or picture, each by its index."""
    found: dict[UUID, ReceiptRow] = {}
    for condition in _ways(session, receipt):
        wanted = select(ReceiptRow).where(condition, *_others(receipt))
        rows = session.exec(wanted.order_by(col(ReceiptRow.added_at).desc()).limit(CANDIDATES_MAX))
        found.update({row.id: row for row in rows})
    return [receipt_of(row) for row in found.values()]


def _others(receipt: Receipt) -> tuple[Any, ...]:
    return ReceiptRow.id != receipt.id, ReceiptRow.state != "discarded"


def _ways(session: Session, receipt: Receipt) -> Iterator[Any]:
    fields = receipt.fields
    if receipt.separated_from is None:
        yield col(ReceiptRow.own_sha256) == receipt.file.sha256
    if fields.total is not None and fields.date is not None:
        bought_on = fields.date.isoformat()
        yield and_(col(ReceiptRow.total) == fields.total, col(ReceiptRow.bought_on) == bought_on)
    if receipt.reading and receipt.reading.picture_hash:
        yield col(ReceiptRow.id).in_(_of_near_pictures(session, receipt, receipt.reading.picture_hash))


def _of_near_pictures(session: Session, receipt: Receipt, picture_hash: str) -> list[UUID]:
    """Receipts whose picture is near, and whose total and date are not known to be others.

    A band alone is near by chance in one of a hundred, so the distance is looked at before whole receipts are loaded.
    """
    columns = (ReceiptRow.band_1, ReceiptRow.band_2, ReceiptRow.band_3, ReceiptRow.band_4)
    parts = zip(columns, bands(picture_hash), strict=True)
    looks_alike = or_(*(col(column).in_(near(part)) for column, part in parts))
    bought_on = receipt.fields.date.isoformat() if receipt.fields.date else None
    may_be = _may_be(ReceiptRow.total, receipt.fields.total), _may_be(ReceiptRow.bought_on, bought_on)
    wanted = select(ReceiptRow.id, ReceiptRow.picture_hash).where(looks_alike, *may_be, *_others(receipt))
    found = [(bits_apart(picture_hash, other), one) for one, other in session.exec(wanted) if other]
    return [one for apart, one in sorted(found) if apart <= HASH_BITS_APART_MAX][:CANDIDATES_MAX]


def _may_be(column: Any, value: object) -> Any:
    """Not known to be another."""
    return or_(col(column) == value, col(column).is_(None)) if value is not None else True


def same_ids(session: Session, receipt_id: UUID) -> set[UUID]:
    """Those that were found to be the same, before or after it."""
    rows = session.exec(
        select(SameRow).where(or_(col(SameRow.later_id) == receipt_id, col(SameRow.earlier_id) == receipt_id))
    )
    return {row.earlier_id if row.later_id == receipt_id else row.later_id for row in rows}


def replace_same(session: Session, receipt_id: UUID, found: Sequence[Same]) -> None:
    """Keep what was found now in place of what was found before."""
    mentions = or_(col(SameRow.later_id) == receipt_id, col(SameRow.earlier_id) == receipt_id)
    session.exec(delete(SameRow).where(mentions))
    session.add_all(SameRow(later_id=one.later, earlier_id=one.earlier) for one in found)
    session.flush()


def earlier_own(session: Session, receipts: Collection[Receipt]) -> dict[UUID, UUID]:
    """Receipt → the first earlier one of the same person that is the same."""
    person_of = {one.id: one.person_id for one in receipts}
    joined = select(SameRow.later_id, ReceiptRow.id, ReceiptRow.person_id).join(
        ReceiptRow, col(ReceiptRow.id) == col(SameRow.earlier_id)
    )
    wanted = joined.where(col(SameRow.later_id).in_(person_of), ReceiptRow.state != "discarded")
    latest_first = wanted.order_by(col(ReceiptRow.added_at).desc(), col(ReceiptRow.id).desc())
    rows = session.exec(latest_first).all()
    return {later: earlier for later, earlier, person_id in rows if person_of[later] == person_id}


def others_count(session: Session, receipts: Collection[Receipt]) -> dict[UUID, int]:
    """Receipt → how many receipts of other people are the same, of those that are told."""
    known = {one.id: one for one in receipts}
    counts = dict.fromkeys(known, 0)
    for own, other in ((SameRow.later_id, SameRow.earlier_id), (SameRow.earlier_id, SameRow.later_id)):
        joined = select(own, ReceiptRow).join(ReceiptRow, col(ReceiptRow.id) == col(other))
        for receipt_id, row in session.exec(joined.where(col(own).in_(known), ReceiptRow.state != "discarded")):
            receipt = known[receipt_id]
            counts[receipt_id] += row.person_id != receipt.person_id and is_told(receipt, receipt_of(row))
    return counts
