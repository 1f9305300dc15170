"""Who is behind a cookie: sessions in the database, remembered for some seconds in memory.

The cookie carries a random token; the database keeps its hash only. A session lasts 12 hours from its last use.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from fastapi import Request
from joserfc.jwk import OKPKey

from services.web import store
from services.web.store import SignedIn
from shared.clock import now
from shared.database import Database
from shared.identity import Actor, Role, sign

SESSION_LASTS = timedelta(hours=12)
PROLONGED_EVERY = timedelta(minutes=1)  # not a write for each request
REMEMBERED = timedelta(seconds=5)  # how long another replica's sign-out, or a changed role, may go unnoticed
REMEMBERED_MAX = 10_000
SECURE_COOKIE = "__Host-kvittera"
PLAIN_COOKIE = "kvittera"


@dataclass(frozen=True)
class Remembered:
    """A session as found a moment ago, with the statement that goes along with its requests."""

    signed_in: SignedIn
    statement: str
    until: datetime


class Sessions:
    """The sessions of all people, as this process sees them."""

    def __init__(self, database: Database, key: OKPKey, secure_cookies: bool) -> None:
        self.cookie = SECURE_COOKIE if secure_cookies else PLAIN_COOKIE
        self._database, self._key = database, key
        self._remembered: dict[str, Remembered] = {}

    async def begin(self, person_id: UUID) -> str:
        """A new session; returns the token for the cookie."""
        token, at = secrets.token_urlsafe(32), now()
        token_hash = hash_of(token)
        await self._database.write(
            lambda session: store.add_session(session, token_hash, person_id, at, at + SESSION_LASTS)
        )
        return token

    async def of(self, request: Request) -> Remembered | None:
        """The session of the request's cookie, prolonged; None when there is none that holds."""
        token = request.cookies.get(self.cookie)
        if not token:
            return None
        token_hash, at = hash_of(token), now()
        known = self._remembered.get(token_hash)
        if known and known.until > at:
            return known
        found = await self._look(token_hash, at)
        if found and at - found.signed_in.last_seen_at >= PROLONGED_EVERY:
            await self._database.write(lambda session: store.prolong(session, token_hash, at, at + SESSION_LASTS))
        return found

    async def still_holds(self, token_hash: str) -> bool:
        """Whether a session is neither revoked nor over; being asked does not prolong it."""
        return await self._look(token_hash, now()) is not None

    async def _look(self, token_hash: str, at: datetime) -> Remembered | None:
        found = await self._database.read(lambda session: store.signed_in(session, token_hash, at))
        if found is None:
            self._remembered.pop(token_hash, None)
            return None
        if len(self._remembered) >= REMEMBERED_MAX:
            self._remembered.clear()
        known = Remembered(found, sign(_actor(found), self._key, at), min(at + REMEMBERED, found.expires_at))
        self._remembered[token_hash] = known
        return known

    async def end(self, token_hash: str) -> None:
        """Revoke a session, at once in this process."""
        at = now()
        await self._database.write(lambda session: store.revoke(session, [token_hash], at))
        self._remembered.pop(token_hash, None)


def hash_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _actor(found: SignedIn) -> Actor:
    person = found.person
    return Actor(person.id, frozenset(person.employments), frozenset(map(Role, person.roles)))
