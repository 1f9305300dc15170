"""The coding plan as directory tells it, kept for finding names and open codes."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from sqlmodel import Session, col, delete, or_, select

from services.claims.domain.coding import Code, Coding, CodingPlan
from services.claims.store.tables import CodingCodeRow, CodingDimensionRow, CodingKindRow, CodingPlanRow

THE_PLAN = 1
"""Id of the one row that says when it was told."""


def told_at(session: Session) -> dt.datetime | None:
    """When directory said what is kept."""
    row = session.get(CodingPlanRow, THE_PLAN, with_for_update=True)
    return row.told_at if row else None


def save_plan(
    session: Session,
    dimensions: Sequence[tuple[str, str]],
    codes: Sequence[Code],
    kinds: Mapping[str, Coding],
    at: dt.datetime,
) -> None:
    """Replace the plan. `dimensions`: number and name, in their order; the codes in theirs; `kinds`: what each is booked on."""
    session.exec(delete(CodingCodeRow))
    session.exec(delete(CodingDimensionRow))
    session.exec(delete(CodingKindRow))
    session.add_all(CodingKindRow(kind=kind, coding=dict(coding)) for kind, coding in kinds.items())
    session.merge(CodingPlanRow(id=THE_PLAN, told_at=at))
    session.add_all(
        CodingDimensionRow(number=number, place=place, name=name) for place, (number, name) in enumerate(dimensions)
    )
    session.add_all(
        CodingCodeRow(
            dimension=one.dimension,
            code=one.code,
            place=place,
            name=one.name,
            closed_from=one.closed_from.isoformat() if one.closed_from else None,
            search=f"{one.code} {one.name}".casefold(),
        )
        for place, one in enumerate(codes)
    )
    session.flush()


def plan(session: Session, codings: Iterable[Coding]) -> CodingPlan:
    """The plan as far as these codings ask about it."""
    names = dict(dimensions(session))
    if not names:
        return CodingPlan()
    kinds = {row.kind: row.coding for row in session.exec(select(CodingKindRow))}
    wanted = {code for coding in (*codings, *kinds.values()) for code in coding.values() if code}
    found = session.exec(select(CodingCodeRow).where(col(CodingCodeRow.code).in_(wanted)))
    return CodingPlan(names, {(row.dimension, row.code): _code(row) for row in found}, kinds)


def dimensions(session: Session) -> list[tuple[str, str]]:
    """Number and name, in their order."""
    rows = session.exec(select(CodingDimensionRow).order_by(col(CodingDimensionRow.place)))
    return [(row.number, row.name) for row in rows]


def open_codes(session: Session, dimension: str, words: Sequence[str], on: dt.date, limit: int) -> list[Code]:
    """Codes of the dimension that can be booked on that day and hold all the words, in the plan's order."""
    query = select(CodingCodeRow).where(
        CodingCodeRow.dimension == dimension,
        or_(col(CodingCodeRow.closed_from).is_(None), col(CodingCodeRow.closed_from) > on.isoformat()),
        *(col(CodingCodeRow.search).contains(word.casefold(), autoescape=True) for word in words),
    )
    return [_code(row) for row in session.exec(query.order_by(col(CodingCodeRow.place)).limit(limit))]


def _code(row: CodingCodeRow) -> Code:
    closed_from = dt.date.fromisoformat(row.closed_from) if row.closed_from else None
    return Code(row.dimension, row.code, row.name, closed_from)
