"""Two receipts in one picture: told apart where table is seen between two pieces of print. Pure functions.

A gap alone says nothing (labels and amounts stand in two columns); a paper must be seen to end, and another to begin.
"""

import numpy as np

from .geometry import Hull, Pixels, Quads, letter_height, long_ones, print_direction_deg
from .paper import Look, look_along

RECEIPTS_MAX = 4
BOXES_MIN = 6
"""Pieces of print of the smallest receipt that lies by itself; fewer are a label or a card."""
GAP_LETTERS_MIN = 1.5
GAPS_TRIED = 3
"""The widest gaps each way; asking costs some 10 ms."""
TABLE_LETTERS_MIN = 0.3
"""Table between the two edges, in heights of a letter: a slip stapled below has one edge, not two."""

EDGE_SLACK_LETTERS = 0.3
"""By which an edge may seem to lie within the print: boxes are drawn a little wide."""


def groups_of(pixels: Pixels, quads: Quads, receipts_max: int) -> list[Quads]:
    """The boxes of each receipt that lies by itself, from left to right or from top to bottom; mostly one group with all."""
    if len(long_ones(quads)) < 2 * BOXES_MIN or receipts_max < 2:
        return [quads]
    everything, quads = quads, long_ones(quads)
    look = look_along(pixels, print_direction_deg(quads), letter_height(quads))
    groups = [quads]
    while len(groups) < receipts_max:
        for number, group in enumerate(groups):
            parts = _parted(look, group)
            if parts is not None:
                groups[number : number + 1] = parts
                break
        else:
            break
    return groups if len(groups) > 1 else [everything]


def _parted(look: Look, quads: Quads) -> tuple[Quads, Quads] | None:
    if len(quads) < 2 * BOXES_MIN:
        return None
    hulls = np.array([look.hull(quad[np.newaxis]) for quad in quads])
    for low, high, near_side, far_side in ((0, 2, 1, 3), (1, 3, 2, 0)):  # left | right, then above | below
        for end, start in _gaps(hulls[:, low], hulls[:, high], GAP_LETTERS_MIN * look.letters):
            first = hulls[:, high] <= end + 0.01
            one, other = quads[first], quads[~first]
            if min(len(one), len(other)) < BOXES_MIN:
                continue
            if _table_between(look, look.hull(one), look.hull(other), near_side, far_side, start - end):
                return one, other
    return None


def _gaps(
    lows: "np.typing.NDArray[np.float64]", highs: "np.typing.NDArray[np.float64]", gap_min: float
) -> list[tuple[float, float]]:
    """Stretches that no box covers, the widest first: where the last box ends, and where the next begins."""
    order = np.argsort(lows)
    ends = np.maximum.accumulate(highs[order])[:-1]
    starts = lows[order][1:]
    gaps = [(float(end), float(start)) for end, start in zip(ends, starts, strict=True) if start - end >= gap_min]
    return sorted(gaps, key=lambda gap: gap[0] - gap[1])[:GAPS_TRIED]


def _table_between(look: Look, one: Hull, other: Hull, near_side: int, far_side: int, gap: float) -> bool:
    """True when the first paper is seen to end and the second to begin within the gap, with table between."""
    ends, begins = look.edge(one, near_side), look.edge(other, far_side)
    if ends is None or begins is None:
        return False
    after = look.room(one, near_side) - ends[0]
    before = look.room(other, far_side) - begins[0]
    table = gap - after - before
    return min(after, before) > -EDGE_SLACK_LETTERS * look.letters and table >= TABLE_LETTERS_MIN * look.letters
