"""The table of checks: what each is called, how hard it stops, and what one tap does about it. A new check is a line here."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

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
from shared.text import Text


@dataclass(frozen=True)
class Check:
    """`stop`: cannot be submitted; `warn`: a reason is asked for and shown to whoever decides; `info`: a hint."""

    id: str
    level: Level
    find: Callable[[Situation], Iterator[Hit]]
    mend: str | None = None


CHECKS = (
    Check("nothing-to-submit", "stop", whole.nothing_to_submit),
    Check("trip-destination-missing", "stop", trips.destination_missing),
    Check("trip-purpose-missing", "stop", trips.purpose_missing, mend="purpose-from-earlier"),
    Check("trip-time-missing", "stop", trips.time_missing),
    Check("trip-end-before-start", "stop", trips.end_before_start, mend="swap-times"),
    Check("trip-future", "stop", trips.future),
    Check("trip-overlap", "stop", trips.overlap, mend="open-other-trip"),
    Check("meals-not-answered", "stop", trips.meals_not_answered, mend="no-meals"),
    Check("lodging-unknown", "stop", trips.lodging_unknown, mend="lodging-receipt"),
    Check("hotel-breakfast", "warn", trips.hotel_breakfast, mend="hotel-breakfast"),
    Check("within-50-km", "warn", trips.within_50_km, mend="take-per-diem-off"),
    Check("no-night", "info", trips.no_night),
    Check("three-months", "info", trips.three_months, mend="use-long-stay"),
    Check(trips.MEAL_AND_PER_DIEM, "warn", trips.meal_and_per_diem, mend="make-representation"),
    Check("receipt-being-read", "stop", expenses.receipt_being_read),
    Check("receipt-missing", "stop", expenses.receipt_missing, mend="open-camera"),
    Check("receipt-lost", "info", expenses.receipt_lost),
    Check("receipt-unreadable", "warn", expenses.receipt_unreadable, mend="accept-value"),
    Check("more-than-receipt", "warn", expenses.more_than_receipt),
    Check("receipt-date-future", "stop", expenses.receipt_date_future, mend="edit-date"),
    Check("receipt-old", "warn", expenses.receipt_old),
    Check("receipt-outside-trip", "warn", expenses.receipt_outside_trip, mend="move-out-of-trip"),
    Check("duplicate-own", "stop", duplicates.duplicate_own, mend="remove-line"),
    Check("receipt-another", "info", duplicates.receipt_another),
    Check("duplicate-colleague", "warn", duplicates.duplicate_colleague),
    Check("vat-impossible", "stop", expenses.vat_impossible, mend="use-calculated-vat"),
    Check("vat-mismatch", "warn", expenses.vat_mismatch, mend="use-calculated-vat"),
    Check("vat-rate-date", "warn", expenses.vat_rate_date),
    Check("lines-do-not-add-up", "warn", parts.lines_do_not_add_up, mend="difference-on-last-part"),
    Check("private-part", "info", parts.private_part),
    Check("currency-rate-missing", "stop", exchange.currency_rate_missing),
    Check("card-paid", "stop", cards.card_paid, mend="use-employers-card"),
    Check("card-private", "info", cards.card_private),
    Check("advance-open", "info", cards.advance_open),
    Check("representation-people", "stop", representation.people, mend="who-took-part"),
    Check("representation-cap", "info", representation.cap),
    Check("amount-missing", "stop", expenses.amount_missing),
    Check("kind-missing", "stop", expenses.kind_missing),
    Check(expenses.PURPOSE_MISSING, "stop", expenses.purpose_missing),
    Check("date-missing", "stop", expenses.date_missing, mend="edit-date"),
    Check("vehicle-missing", "stop", drives.vehicle_missing, mend="use-usual-vehicle"),
    Check("distance-missing", "stop", drives.distance_missing),
    Check("drive-date-future", "stop", drives.drive_date_future, mend="edit-date"),
    Check("commute", "warn", drives.commute, mend="mark-private"),
    Check("distance-unlikely", "warn", drives.distance_unlikely),
    Check("odometer-gap", "warn", drives.odometer_gap),
    Check("cost-coding-missing", "stop", whole.cost_coding_missing),
    Check("no-approver", "stop", whole.no_approver),
    Check("not-worked-out", "stop", whole.not_worked_out),
)


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
