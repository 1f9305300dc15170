"""What of a claim whoever decides has to look at before anything else (*avvikelser*)."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from shared.text import Text

LOOKED_AT_THOUGH_INFO = frozenset({"receipt-another"})
"""Checks that ask the person nothing more, and yet are not to be approved unseen."""


@dataclass(frozen=True)
class Found:
    """What a check says of a claim, in words."""

    check: str
    level: Literal["stop", "warn", "info"]
    text: Text


def deviations_of(findings: Iterable[Found]) -> tuple[Text, ...]:
    """Warnings in words, in the order of the checks; what is the same of several lines once."""
    looked_at = [one.text for one in findings if one.level == "warn" or one.check in LOOKED_AT_THOUGH_INFO]
    return tuple({(text.id, *sorted(text.parameters.items(), key=str)): text for text in looked_at}.values())
