"""A refusal: the domain's way to say no, as a value that becomes an RFC 9457 problem at the edge."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from shared.text import Text

Parameter = str | int | None
Decision = TypeVar("Decision")


@dataclass(frozen=True)
class FieldProblem:
    """What is wrong with one field."""

    field: str
    text: Text


@dataclass(frozen=True)
class Refusal:
    """Why something is not done. `code` is stable and names the text `problem.<code>`; `parameters` fill that text.

    `field` is the JSON pointer-like name of the field that is at fault (`trip.end`), or None when it is the whole request;
    `problems` tell of each field where several are at fault.
    """

    code: str
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    field: str | None = None
    problems: tuple[FieldProblem, ...] = ()


class Refused(Exception):
    """A refusal that ends the request or the handling of an event; the transaction is rolled back."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.code)
        self.refusal = refusal


def require(refusal: Refusal | None) -> None:
    """Go on only when nothing stands against it; raises `Refused` otherwise."""
    if refusal is not None:
        raise Refused(refusal)


def accept(decision: Decision | Refusal) -> Decision:
    """The decision itself, or `Refused` when the domain said no."""
    if isinstance(decision, Refusal):
        raise Refused(decision)
    return decision
