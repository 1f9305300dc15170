"""Checks of drives, and of the claim as a whole."""

from collections.abc import Iterator

from services.claims.domain.amounts import complete_trip
from services.claims.domain.checks.situation import Hit, Situation
from shared.text import Text

COST_CENTRE = "1"
"""SIE dimension of the cost centre: what every amount must be booked on."""

LINE_FIELDS = {"vehicle": "vehicle", "km": "distance_hm", "rate_micro": "amount_ore"}
"""A field of the calculation → the line's; whatever else is at fault is put right at its date."""


def vehicle_missing(situation: Situation) -> Iterator[Hit]:
    """A drive without a vehicle."""
    for line in situation.draft.drives:
        if line.vehicle is None:
            yield Hit(line_id=line.id, field="vehicle")


def distance_missing(situation: Situation) -> Iterator[Hit]:
    """A drive without a distance, or of none."""
    for line in situation.draft.drives:
        if line.distance_hm is None or line.distance_hm <= 0:
            yield Hit(line_id=line.id, field="distance_hm")


def drive_date_future(situation: Situation) -> Iterator[Hit]:
    """A drive on a day that has not come."""
    for line in situation.draft.drives:
        if line.date is not None and line.date > situation.day_asked:
            yield Hit({"date": line.date.isoformat()}, line.id, "date")


def cost_coding_missing(situation: Situation) -> Iterator[Hit]:
    """The employment has no cost centre to book on."""
    if not situation.coding.get(COST_CENTRE, "").strip():
        yield Hit()


def nothing_to_submit(situation: Situation) -> Iterator[Hit]:
    """An empty claim: no line, and no trip that gives anything."""
    draft, worth = situation.draft, situation.worth
    is_told = draft.kind != "trip" or complete_trip(draft.trip) is not None
    if is_told and not draft.lines and not worth.amounts and not worth.unworked:
        yield Hit()


def not_worked_out(situation: Situation) -> Iterator[Hit]:
    """An amount that the rules cannot give, such as for a year without a rate."""
    for part in situation.worth.unworked:
        text = Text(f"problem.{part.refusal.code}", part.refusal.parameters)
        if part.refusal.field == "agreement":
            text = Text("check.unknown-agreement", {"agreement": part.refusal.parameters["what"]})
        at_fault = part.refusal.field or ""
        if part.line_id is None:
            yield Hit(field=at_fault if at_fault.startswith("trip.") else "trip.end", text=text)
        else:
            yield Hit(line_id=part.line_id, field=LINE_FIELDS.get(at_fault.rsplit(".")[-1], "date"), text=text)
