"""Checks of drives: that each can be paid, and that it is as far as the way usually is."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator

from services.claims.domain.checks.situation import Hit, Situation, outside_trip, too_old
from services.claims.domain.draft import DriveLine
from services.claims.domain.drives import place_key, usual_distance, way
from shared.refusal import Parameter

USUAL_SHARE = 5
"""A fifth, 20 %, more or less than usual is a distance to ask about."""
DAY_HM_MAX = 10_000
"""1,000 km: ten hours, as long as a driver by trade may sit at the wheel in a day (EU 561/2006, article 6), at 100 km an hour."""


def vehicle_missing(situation: Situation) -> Iterator[Hit]:
    """A drive without a vehicle."""
    for line in _paid(situation):
        if line.vehicle is None:
            yield Hit(line_id=line.id, field="vehicle")


def distance_missing(situation: Situation) -> Iterator[Hit]:
    """A drive without a distance, or of none."""
    for line in _paid(situation):
        if line.distance_hm is None or line.distance_hm <= 0:
            yield Hit(line_id=line.id, field="distance_hm")


def drive_date_future(situation: Situation) -> Iterator[Hit]:
    """A drive on a day that has not come."""
    for line in situation.draft.drives:
        if line.date is not None and line.date > situation.day_asked:
            yield Hit({"date": line.date.isoformat()}, line.id, "date")


def drive_old(situation: Situation) -> Iterator[Hit]:
    """A drive that can be paid is older than the employer's limit, which is that of receipts."""
    unworked = {part.line_id for part in situation.worth.unworked}
    for line in _paid(situation):
        if line.date is not None and line.id not in unworked and (told := too_old(situation, line.date)):
            yield Hit(told, line.id, "date")


def drive_outside_trip(situation: Situation) -> Iterator[Hit]:
    """The drive's date is outside the trip it lies in."""
    for line in situation.draft.drives:
        if told := outside_trip(situation, line.date):
            yield Hit(told, line.id, "date")


def commute(situation: Situation) -> Iterator[Hit]:
    """A drive between the home and the regular workplace, by their names: the way to work is private."""
    way_to_work = frozenset(map(place_key, (situation.home, situation.workplace)))
    for line in _paid(situation):
        if way(line) and way(line) == way_to_work:
            yield Hit(line_id=line.id, field="to_place")


def distance_unlikely(situation: Situation) -> Iterator[Hit]:
    """The distance differs by more than 20 % from the person's usual one between the same places, or makes the day's 1,000 km full."""
    driven_hm: Counter[dt.date | None] = Counter()
    for place, line in enumerate(situation.draft.drives):
        if line.is_private or not line.distance_hm:
            continue
        before_hm, day_hm = driven_hm[line.date], driven_hm[line.date] + line.distance_hm
        driven_hm[line.date] = day_hm
        usual_hm = usual_distance(line, [*situation.draft.drives[:place], *situation.drives_elsewhere])
        if usual_hm is not None and USUAL_SHARE * abs(line.distance_hm - usual_hm) > usual_hm:
            told = {"distance": line.distance_hm, "usual": usual_hm, "difference": abs(line.distance_hm - usual_hm)}
            variant = None if line.distance_hm > usual_hm else "less"
            yield Hit(told, line.id, "distance_hm", variant, mend="use-usual-distance")
        elif before_hm <= DAY_HM_MAX < day_hm:
            yield Hit({"distance": day_hm}, line.id, "distance_hm", variant="day")


def odometer_gap(situation: Situation) -> Iterator[Hit]:
    """The odometer does not follow on the drive before in the same vehicle, or goes backwards during the drive."""
    for place, line in enumerate(situation.draft.drives):
        start_km, end_km = line.odometer_start_km, line.odometer_end_km
        if start_km is not None and end_km is not None and end_km < start_km:
            yield Hit({"distance": 10 * (start_km - end_km)}, line.id, "odometer_end_km", variant="backwards")
            continue
        before = _before(line, situation.draft.drives[:place], situation.drives_elsewhere)
        if before is None or before.date is None or before.odometer_end_km is None or start_km is None:
            continue
        if gap_km := start_km - before.odometer_end_km:
            told: dict[str, Parameter] = {"distance": 10 * abs(gap_km), "date": before.date.isoformat()}
            yield Hit(told, line.id, "odometer_start_km", variant=None if gap_km > 0 else "less")


def _paid(situation: Situation) -> Iterator[DriveLine]:
    return (line for line in situation.draft.drives if not line.is_private)


def _before(line: DriveLine, here: Iterable[DriveLine], elsewhere: Iterable[DriveLine]) -> DriveLine | None:
    """The drive before it in that vehicle whose odometer is known. Of a day, those further up in this claim come before it."""
    day = line.date
    if day is None:
        return None
    known = [one for one in here if one.date is not None and one.date <= day]
    known += [one for one in elsewhere if one.date is not None and one.date < day]
    known = [one for one in known if one.vehicle == line.vehicle and one.odometer_end_km is not None]
    return max(known, key=lambda one: (one.date, one.odometer_end_km), default=None)
