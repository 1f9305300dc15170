"""Long stay at one place: since when the person has worked there, as their other trips tell it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from services.claims.domain.drives import place_key
from services.claims.domain.trip import Assignment, stockholm

BREAK_DAYS = 28
"""Whole days elsewhere after which a stay starts anew: four weeks. Source: IL 12:21."""
LOOKED_BACK_DAYS = 800
"""Two years and some: nothing is lowered further after that."""


@dataclass(frozen=True)
class OtherTrip:
    """Another trip of the same person; `number` is None while its claim is a draft."""

    claim_id: UUID
    number: str | None
    start: datetime
    end: datetime
    destination: str = ""
    assignment: Assignment | None = None


def since(destination: str, first: date, last: date, others: Iterable[OtherTrip]) -> Assignment:
    """Since when the work has been at the place to which a trip goes from `first` to `last`; its own first day where nothing is before.

    Earlier trips there count back until a break of four weeks. What the person has said of one of them holds. Whoever was there less
    than half of the days has visited the place, and not worked there.
    """
    found, begun, days_there = first, first, _days(first, last)
    earlier = [one for one in others if place_key(one.destination) == place_key(destination) and _began(one) < first]
    for one in sorted(earlier, key=lambda one: one.end, reverse=True):
        began, ended = _began(one), stockholm(one.end).date()
        if (begun - ended).days > BREAK_DAYS:
            break
        if one.assignment is not None and one.assignment.since <= began:
            return one.assignment
        begun, days_there = min(begun, began), days_there + _days(began, ended)
        if 2 * days_there >= _days(begun, last):
            found = begun
    return Assignment(found)


def _began(trip: OtherTrip) -> date:
    return stockholm(trip.start).date()


def _days(first: date, last: date) -> int:
    return (last - first).days + 1
