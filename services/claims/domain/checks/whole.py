"""Checks of the claim as a whole."""

from collections.abc import Iterator
from uuid import UUID

from services.claims.domain.amounts import complete_trip
from services.claims.domain.checks.situation import Hit, Situation
from services.claims.domain.coding import CodingFault, fault_of
from shared.text import Text

USE_USUAL = "use-usual-coding"

LINE_FIELDS = {"vehicle": "vehicle", "km": "distance_hm", "rate_micro": "amount_ore"}
"""A field of the calculation → the line's; whatever else is at fault is put right at its date."""


def cost_coding_missing(situation: Situation) -> Iterator[Hit]:
    """Nothing can be booked on what a line is coded on: no cost centre, a code that the plan has not, or a closed one."""
    for line in situation.draft.expenses:
        paid = [part.id for part in line.parts if not part.is_private]
        for booked in (situation.booked[one] for one in (paid if line.parts else [line.id])):
            if (fault := fault_of(booked.coding, situation.coding_plan, line.date)) is not None:
                usual_is_open = fault_of(booked.usual, situation.coding_plan, line.date) is None
                yield _coding_hit(situation, fault, line.id, USE_USUAL if usual_is_open and not line.parts else None)
    yield from _employment_coding(situation)


def _employment_coding(situation: Situation) -> Iterator[Hit]:
    """The same of trips and drives, which are booked on the employment's: said once."""
    days = [amount.date for amount in situation.worth.amounts if amount.booked_as is None]
    faults = (fault_of(situation.coding, situation.coding_plan, day) for day in days)
    if (fault := next((fault for fault in faults if fault is not None), None)) is not None:
        yield _coding_hit(situation, fault)


def _coding_hit(
    situation: Situation, fault: tuple[CodingFault, str, str], line_id: UUID | None = None, mend: str | None = None
) -> Hit:
    what, dimension, code = fault
    found = situation.coding_plan.codes.get((dimension, code))
    closed_from = found.closed_from.isoformat() if found and found.closed_from else None
    parameters = {"code": found.name if found else code, "date": closed_from}
    field = "coding" if line_id else None
    where = what if line_id else f"{what}-employment"
    return Hit(parameters, line_id, field, variant=where, mend=mend)


def no_approver(situation: Situation) -> Iterator[Hit]:
    """Nobody manages the unit or one above it who may decide, and nobody is named to attest instead (*beslutsattestant*): the claim
    would lie with nobody. Says which administrator can name somebody."""
    if not situation.has_approver:
        who = situation.administrators
        yield Hit({"who": ", ".join(who)}) if who else Hit(variant="no-administrator")


def nothing_to_submit(situation: Situation) -> Iterator[Hit]:
    """An empty claim: no line but private drives, and no trip that gives anything."""
    draft, worth = situation.draft, situation.worth
    is_told = draft.kind != "trip" or complete_trip(draft.trip) is not None
    if (
        is_told
        and not any(draft.expenses)
        and all(drive.is_private for drive in draft.drives)
        and not worth.amounts
        and not worth.unworked
    ):
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
