"""Ids: UUIDv7 made by whoever begins a thing, UUIDv5 for what follows from another id, so that a repetition is the same thing."""

from uuid import UUID, uuid5

import uuid_utils


def new_id() -> UUID:
    """A fresh UUIDv7; ids made later sort later."""
    return UUID(int=uuid_utils.uuid7().int)


def derived_id(parent: UUID, name: str) -> UUID:
    """The same id for the same parent and name, for ever (UUIDv5)."""
    return uuid5(parent, name)
