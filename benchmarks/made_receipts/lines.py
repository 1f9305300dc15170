"""Printed lines: what a layout makes and `draw` puts on paper. `tells` names the facts a line shows, so that labels know."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Text:
    """One text. `size` in units of the paper's own letters; `align` is l, c or r."""

    text: str
    tells: str = ""
    align: str = "l"
    size: float = 1.0
    bold: bool = False
    inverted: bool = False


@dataclass(frozen=True)
class Pair:
    """A text at the left edge and one at the right, with `leader` repeated between."""

    left: str
    right: str
    tells: str = ""
    size: float = 1.0
    bold: bool = False
    leader: str = ""


@dataclass(frozen=True)
class Cell:
    """A text at `at` (fraction of the width) with that edge (l, c, r) there."""

    text: str
    at: float
    align: str = "l"


@dataclass(frozen=True)
class Columns:
    """A row of a table."""

    cells: tuple[Cell, ...]
    tells: str = ""
    size: float = 1.0
    bold: bool = False


@dataclass(frozen=True)
class Rule:
    """A line across: a character repeated, or a drawn stroke if empty."""

    character: str = ""


@dataclass(frozen=True)
class Gap:
    """Empty paper, in lines."""

    lines: float = 1.0


@dataclass(frozen=True)
class Logo:
    """The merchant's name in letters of its own."""

    text: str
    size: float = 2.2
    tells: str = ""
    boxed: bool = False


@dataclass(frozen=True)
class Bars:
    """A bar code, or a square one."""

    digits: str
    square: bool = False


Line = Text | Pair | Columns | Rule | Gap | Logo | Bars


@dataclass(frozen=True)
class Sheet:
    """All lines of one receipt and the paper they want: slip, page or screen."""

    lines: tuple[Line, ...]
    paper: str
    columns: int
    """Letters of normal size that fit across."""

    @property
    def shown(self) -> frozenset[str]:
        """Names of all facts that are printed."""
        return frozenset(name for line in self.lines for name in getattr(line, "tells", "").split())


def texts(lines: Iterable[Line]) -> tuple[str, ...]:
    """Everything that is printed, in order."""
    found: list[str] = []
    for line in lines:
        match line:
            case Text() | Logo():
                found.append(line.text)
            case Pair():
                found += [line.left, line.right]
            case Columns():
                found += [cell.text for cell in line.cells]
            case _:
                pass
    return tuple(found)
