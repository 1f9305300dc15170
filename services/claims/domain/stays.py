"""What no trip can say about where it was."""

import datetime as dt
from collections.abc import Container, Sequence
from itertools import pairwise

from services.claims.domain.trip import Stay, in_time
from shared.refusal import Refusal


def refuse_stays(
    stays: Sequence[Stay], start: dt.datetime | None, end: dt.datetime | None, countries: Container[str]
) -> Refusal | None:
    """An unknown country, an end before its start, a time outside the trip, or two countries at once; `field` names which."""
    for number, stay in enumerate(stays):
        at = f"trip.stays.{number}"
        if stay.country not in countries:
            return Refusal("unknown-country", {"country": stay.country}, field=f"{at}.country")
        if stay.end < stay.start:
            return Refusal("stay-end-before-start", {"country": f"country.{stay.country}"}, field=f"{at}.end")
        outside = _outside(stay, start, end)
        if outside:
            return Refusal("stay-outside-trip", field=f"{at}.{outside}")
    return _refuse_overlap(stays)


def _outside(stay: Stay, start: dt.datetime | None, end: dt.datetime | None) -> str | None:
    """Which of its times is outside the trip. A trip that ends before it begins has a finding of its own."""
    if start is None or end is None or end < start or (start <= stay.start and stay.end <= end):
        return None
    return "start" if not start <= stay.start <= end else "end"


def _refuse_overlap(stays: Sequence[Stay]) -> Refusal | None:
    by_start = sorted(enumerate(stays), key=lambda one: in_time(one[1]))
    for (_, before), (number, after) in pairwise(by_start):
        if after.start < before.end:
            return Refusal("stays-overlap", field=f"trip.stays.{number}.start")
    return None
