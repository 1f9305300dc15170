"""The table of checks: what each is called, how hard it stops, and what one tap does about it. A new check is a line here."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from services.claims.domain.checks import (
    cards,
    drives,
    duplicates,
    exchange,
    expenses,
    parts,
    representation,
    trips,
    whole,
)
from services.claims.domain.checks.situation import Finding, Hit, Level, Situation
from services.claims.domain.draft import Draft
from shared.text import Text

Thing = Literal["trip", "expense", "exchange", "split", "representation", "drive", "odometer"]
"""What a claim may have, and a check may look at."""

CLAIM: frozenset[Thing] = frozenset()
TRIP: frozenset[Thing] = frozenset({"trip"})
EXPENSE: frozenset[Thing] = frozenset({"expense"})
EXCHANGE: frozenset[Thing] = frozenset({"exchange"})
SPLIT: frozenset[Thing] = frozenset({"split"})
REPRESENTATION: frozenset[Thing] = frozenset({"representation"})
DRIVE: frozenset[Thing] = frozenset({"drive"})
ODOMETER: frozenset[Thing] = frozenset({"odometer"})


@dataclass(frozen=True)
class Check:
    """`stop`: cannot be submitted; `warn`: a reason is asked for and shown to whoever decides; `info`: a hint.

    `of`: what a claim must have for the check to look at anything.
    """

    id: str
    level: Level
    of: frozenset[Thing]
    find: Callable[[Situation], Iterator[Hit]]
    mend: str | None = None


CHECKS = (
    Check("nothing-to-submit", "stop", CLAIM, whole.nothing_to_submit),
    Check("trip-destination-missing", "stop", TRIP, trips.destination_missing),
    Check("trip-purpose-missing", "stop", TRIP, trips.purpose_missing, mend="purpose-from-earlier"),
    Check("trip-time-missing", "stop", TRIP, trips.time_missing),
    Check("trip-end-before-start", "stop", TRIP, trips.end_before_start, mend="swap-times"),
    Check("trip-future", "stop", TRIP, trips.future),
    Check("trip-old", "warn", TRIP, trips.trip_old),
    Check("trip-overlap", "stop", TRIP, trips.overlap, mend="open-other-trip"),
    Check("meals-not-answered", "stop", TRIP, trips.meals_not_answered, mend="no-meals"),
    Check("lodging-unknown", "stop", TRIP, trips.lodging_unknown, mend="lodging-receipt"),
    Check("hotel-receipt-missing", "warn", TRIP, trips.hotel_receipt_missing, mend="lodging-receipt"),
    Check("hotel-breakfast", "warn", TRIP, trips.hotel_breakfast, mend="hotel-breakfast"),
    Check("within-50-km", "warn", TRIP, trips.within_50_km, mend="take-per-diem-off"),
    Check("no-night", "info", TRIP, trips.no_night),
    Check("three-months", "info", TRIP, trips.three_months, mend="use-long-stay"),
    Check(trips.MEAL_AND_PER_DIEM, "warn", TRIP | EXPENSE, trips.meal_and_per_diem, mend="make-representation"),
    Check("receipt-being-read", "stop", EXPENSE, expenses.receipt_being_read),
    Check("receipt-missing", "stop", EXPENSE, expenses.receipt_missing, mend="open-camera"),
    Check("receipt-lost", "info", EXPENSE, expenses.receipt_lost),
    Check("receipt-unreadable", "warn", EXPENSE, expenses.receipt_unreadable, mend="accept-value"),
    Check("more-than-receipt", "warn", EXPENSE, expenses.more_than_receipt),
    Check("receipt-date-future", "stop", EXPENSE, expenses.receipt_date_future, mend="edit-date"),
    Check("receipt-old", "warn", EXPENSE, expenses.receipt_old),
    Check("receipt-outside-trip", "warn", TRIP | EXPENSE, expenses.receipt_outside_trip, mend="move-out-of-trip"),
    Check("duplicate-own", "stop", EXPENSE, duplicates.duplicate_own, mend="remove-line"),
    Check("receipt-another", "info", EXPENSE, duplicates.receipt_another),
    Check("duplicate-colleague", "warn", EXPENSE, duplicates.duplicate_colleague),
    Check("vat-impossible", "stop", EXPENSE, expenses.vat_impossible, mend="use-calculated-vat"),
    Check("vat-mismatch", "warn", EXPENSE, expenses.vat_mismatch, mend="use-calculated-vat"),
    Check("vat-rate-date", "warn", EXPENSE, expenses.vat_rate_date),
    Check("lines-do-not-add-up", "warn", SPLIT, parts.lines_do_not_add_up, mend="difference-on-last-part"),
    Check("private-part", "info", SPLIT, parts.private_part),
    Check("currency-rate-missing", "stop", EXCHANGE, exchange.currency_rate_missing),
    Check("card-paid", "stop", EXPENSE, cards.card_paid, mend="use-employers-card"),
    Check("card-private", "info", EXPENSE, cards.card_private),
    Check("advance-open", "info", CLAIM, cards.advance_open),
    Check("representation-people", "stop", REPRESENTATION, representation.people, mend="who-took-part"),
    Check("representation-cap", "info", REPRESENTATION, representation.cap),
    Check("amount-missing", "stop", EXPENSE, expenses.amount_missing),
    Check("kind-missing", "stop", EXPENSE, expenses.kind_missing),
    Check(expenses.PURPOSE_MISSING, "stop", EXPENSE, expenses.purpose_missing),
    Check("date-missing", "stop", CLAIM, expenses.date_missing, mend="edit-date"),
    Check("vehicle-missing", "stop", DRIVE, drives.vehicle_missing, mend="use-usual-vehicle"),
    Check("distance-missing", "stop", DRIVE, drives.distance_missing),
    Check("drive-date-future", "stop", DRIVE, drives.drive_date_future, mend="edit-date"),
    Check("drive-old", "warn", DRIVE, drives.drive_old),
    Check("drive-outside-trip", "warn", TRIP | DRIVE, drives.drive_outside_trip, mend="edit-date"),
    Check("commute", "warn", DRIVE, drives.commute, mend="mark-private"),
    Check("distance-unlikely", "warn", DRIVE, drives.distance_unlikely),
    Check("odometer-gap", "warn", ODOMETER, drives.odometer_gap),
    Check("cost-coding-missing", "stop", CLAIM, whole.cost_coding_missing),
    Check("no-approver", "stop", CLAIM, whole.no_approver),
    Check("not-worked-out", "stop", CLAIM, whole.not_worked_out),
)


def things(draft: Draft) -> frozenset[Thing]:
    """What this draft has of all that checks look at."""
    expenses, drives = draft.expenses, draft.drives
    there: dict[Thing, bool] = {
        "trip": draft.trip is not None,
        "expense": bool(expenses),
        "exchange": any(line.exchange for line in expenses),
        "split": any(line.parts for line in expenses),
        "representation": any(line.representation for line in expenses),
        "drive": bool(drives),
        "odometer": any(line.odometer_end_km is not None for line in drives),
    }
    return frozenset(thing for thing, is_there in there.items() if is_there)


def check(situation: Situation) -> tuple[Finding, ...]:
    """All findings, in the order of the table."""
    return tuple(_finding(one, hit) for one in CHECKS for hit in one.find(situation))


def _finding(found_by: Check, hit: Hit) -> Finding:
    text_id = f"check.{found_by.id}" + (f".{hit.variant}" if hit.variant else "")
    return Finding(
        check=found_by.id,
        level=found_by.level,
        text=hit.text or Text(text_id, hit.parameters),
        line_id=hit.line_id,
        field=hit.field,
        mend=hit.mend or found_by.mend,
    )
