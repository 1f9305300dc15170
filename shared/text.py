"""A text for a person as data: an id of the catalogue in `shared/texts/` and its parameters, never a sentence."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Text:
    """`id` names an entry of the catalogues; `parameters` fill its braces. Amounts are öre, distances hectometres, times ISO 8601."""

    id: str
    parameters: Mapping[str, str | int | None] = field(default_factory=dict)
