"""Who a request is for: a short-lived signed statement that `web` gives and every service verifies.

A JSON Web Token signed with Ed25519 (RFC 8037), valid for 60 seconds, carrying ids and roles, never a name.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from uuid import UUID

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import OKPKey

from shared.secret_file import secret_in

STATEMENT_VALID = timedelta(seconds=60)
CLOCK_DRIFT = timedelta(seconds=10)
ALGORITHM = "Ed25519"


class Role(StrEnum):
    """What a person may do beside being an employee. Who attests follows from the units, not from a role."""

    PAYROLL = "payroll"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"


@dataclass(frozen=True)
class Actor:
    """The person that a request is for. `employments` are the person's own."""

    person_id: UUID
    employments: frozenset[UUID] = frozenset()
    roles: frozenset[Role] = frozenset()


def make_keys(folder: Path) -> None:
    """Write `identity.key` (for `web` alone, mode 600) and `identity.pub` unless they are there."""
    made = secret_in(folder / "identity.key", lambda: OKPKey.generate_key("Ed25519").as_pem(private=True))
    public, file = OKPKey.import_key(made).as_pem(private=False), folder / "identity.pub"
    if not file.exists() or file.read_bytes() != public:
        file.write_bytes(public)


def load_key(file: Path) -> OKPKey:
    """A private or public key from its PEM file."""
    return OKPKey.import_key(file.read_bytes())


def sign(actor: Actor, key: OKPKey, now: datetime) -> str:
    """The statement for one request."""
    claims = {
        "sub": str(actor.person_id),
        "emp": sorted(map(str, actor.employments)),
        "rol": sorted(actor.roles),
        "exp": int((now + STATEMENT_VALID).timestamp()),
    }
    return jwt.encode({"alg": ALGORITHM}, claims, key, algorithms=[ALGORITHM])


def verify(statement: str, key: OKPKey, now: datetime) -> Actor | None:
    """Who the statement is for; None when it is not ours, altered, or too old."""
    try:
        claims: Mapping[str, object] = jwt.decode(statement, key, algorithms=[ALGORITHM]).claims
        if now.timestamp() > float(str(claims["exp"])) + CLOCK_DRIFT.total_seconds():
            return None
        employments, roles = claims["emp"], claims["rol"]
        assert isinstance(employments, list) and isinstance(roles, list)
        return Actor(UUID(str(claims["sub"])), frozenset(map(UUID, employments)), frozenset(map(Role, roles)))
    except (JoseError, KeyError, ValueError, AssertionError):
        return None
