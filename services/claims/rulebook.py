"""The rules as they are now: the shipped rates with what administrators have changed on top, without a restart in every process."""

import time
from dataclasses import replace

import structlog
from sqlmodel import Session

from services.claims import store
from services.claims.domain.pack import apply
from services.claims.domain.rates import RatePack
from services.claims.domain.rules import Rules
from services.claims.rates.canonical import named
from services.claims.store.rate_changes import Fingerprint
from shared.database import Database
from shared.refusal import Refusal

LOOK_AGAIN_S = 1.0
"""So long a process may go on with rates that another process has changed."""

log = structlog.get_logger()


class Rulebook:
    """Keeps the pack until somebody has changed a rate."""

    def __init__(self) -> None:
        self._known: tuple[str, Fingerprint, RatePack] | None = None
        self._looked_at = 0.0

    async def current(self, database: Database, shipped: Rules) -> Rules:
        """What every request is judged by."""
        known = self._known
        if known is None or known[0] != shipped.rates.version:
            await database.read(lambda session: self._look(session, shipped))
        elif time.monotonic() - self._looked_at > LOOK_AGAIN_S:
            self._looked_at = time.monotonic()  # one looks, those who come meanwhile go on with what is known
            await database.read(lambda session: self._look(session, shipped))
        assert self._known is not None
        return replace(shipped, rates=self._known[2])

    def look_again(self) -> None:
        """A change was made here: the next request looks."""
        self._looked_at = 0.0

    def _look(self, session: Session, shipped: Rules) -> None:
        seen = store.rate_changes.fingerprint(session)
        if self._known is None or self._known[:2] != (shipped.rates.version, seen):
            self._known = (shipped.rates.version, seen, pack_of(session, shipped.rates))


def pack_of(session: Session, shipped: RatePack) -> RatePack:
    """The shipped rates with every change that still fits on them; one that an update has overtaken is left out, and said."""
    pack = shipped
    for change in store.rate_changes.in_force(session):
        changed = apply(pack, [change])
        if isinstance(changed, Refusal):
            log.error("rate change does not fit", change=str(change.id), code=changed.code, field=changed.field)
        else:
            pack = changed
    return named(pack)
