"""The rate packs that claims were worked out with: each is kept once, and never changes."""

import datetime as dt
from functools import lru_cache

from sqlalchemy import insert
from sqlmodel import Session

from services.claims.domain.rates import RatePack
from services.claims.rates import canonical
from services.claims.store.tables import RatePackRow, table_of

PACKS_IN_MEMORY = 16


def keep(session: Session, pack: RatePack, now: dt.datetime) -> None:
    """Kept already, it stays as it is."""
    if session.get(RatePackRow, pack.version) is None:
        content = canonical.written(pack)
        assert canonical.version_of(content) == pack.version, "a pack has the version that its figures give it"
        session.execute(insert(table_of(RatePackRow)), {"version": pack.version, "content": content, "kept_at": now})


def pack(session: Session, version: str) -> RatePack:
    """The pack of that version; every version that a claim names is kept."""
    return _read(session.get_one(RatePackRow, version).content)


def found(session: Session, version: str) -> RatePack | None:
    """The same, of a version that may not be one."""
    row = session.get(RatePackRow, version)
    return _read(row.content) if row else None


_read = lru_cache(PACKS_IN_MEMORY)(canonical.read)
