"""A rate pack as text: always the same text for the same figures, so that its fingerprint is its name and it can be kept for ever."""

import hashlib
import json
from dataclasses import replace

from pydantic import TypeAdapter

from services.claims.domain.rates import RatePack

PACK = TypeAdapter(RatePack)
VERSION_LENGTH = 12


def named(pack: RatePack) -> RatePack:
    """The pack under the version that its figures give it."""
    return replace(pack, version=version_of(written(pack)))


def written(pack: RatePack) -> str:
    """Everything but the version. A figure that a later form of the pack can have, and this one has not, is not written."""
    content = PACK.dump_python(pack, mode="json", exclude={"version"}, exclude_defaults=True)
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def read(content: str) -> RatePack:
    """The pack of which this was written. Raises pydantic's ValidationError for anything else."""
    return PACK.validate_python({**json.loads(content), "version": version_of(content)})


def version_of(content: str) -> str:
    """Short fingerprint of what the pack says, so that a claim can name the rates it was worked out with."""
    return hashlib.sha256(content.encode()).hexdigest()[:VERSION_LENGTH]
