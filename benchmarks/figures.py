"""What a benchmark gives: rows of a table, each with its aim."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """A measured value. `aim` is met when the value is at least (or, with `at_most`, at most) that; None: no aim."""

    what: str
    value: float
    unit: str
    aim: float | None = None
    at_most: bool = True

    @property
    def met(self) -> bool:
        if self.aim is None:
            return True
        return self.value <= self.aim if self.at_most else self.value >= self.aim


def share(values: Sequence[float], per_cent: int) -> float:
    """The value that so many per cent of them do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, len(ordered) * per_cent // 100)]


def table(figures: Sequence[Figure]) -> str:
    """As Markdown."""
    lines = ["| what | measured | aim | |", "|---|--:|--:|---|"]
    for figure in figures:
        sign = "≤" if figure.at_most else "≥"
        aim = "" if figure.aim is None else f"{sign} {figure.aim:g} {figure.unit}"
        verdict = "" if figure.aim is None else "met" if figure.met else "**missed**"
        lines.append(f"| {figure.what} | {_number(figure.value)} {figure.unit} | {aim} | {verdict} |")
    return "\n".join(lines)


def _number(value: float) -> str:
    return f"{value:,.0f}".replace(",", " ") if value >= 100 else f"{value:.3g}"
