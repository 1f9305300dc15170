"""The part of a trial that takes time, in processes of its own so that nobody else waits: submissions in, differences out."""

import json
from collections.abc import Sequence
from uuid import UUID

from services.claims.domain.rules import Rules
from services.claims.domain.what_if import Difference, Instead, difference
from services.claims.store.history import inputs_of
from services.claims.store.trials import Submission

_given: list[tuple[Rules, Rules, Instead | None]] = []


def begin(before: Rules, after: Rules, instead: Instead | None) -> None:
    """Called once in each process."""
    _given[:] = [(before, after, instead)]


def differences(submissions: Sequence[Submission]) -> list[Difference]:
    """Of each claim."""
    before, after, instead = _given[0]
    return [
        difference(inputs_of(UUID(bytes=claim), json.loads(inputs), json.loads(lines)), before, after, instead)
        for claim, inputs, lines in submissions
    ]
