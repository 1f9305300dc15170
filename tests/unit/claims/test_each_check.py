"""Each check is quiet beside the place where it fires, and each mend leaves the claim without what it mends.

A mend is tried as the app sends it: `mends.json` says what, and the app's own test holds each button to it.
"""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from pydantic import TypeAdapter

from services.claims.domain.amounts import worth
from services.claims.domain.booked import booked_lines
from services.claims.domain.checks import CHECKS, Finding, Situation, check
from services.claims.domain.checks.situation import Elsewhere
from services.claims.domain.draft import DayMeals, Draft, ExpenseLine, Night
from services.claims.domain.filled import filled
from services.claims.domain.receipt import Likeness, Vat
from services.claims.domain.split import Part
from services.claims.store.claims import LINE, TRIP
from tests.unit.claims import drafts
from tests.unit.claims.drafts import (
    DAY,
    NOW,
    OTHER_LINE,
    RULES,
    a_dinner,
    a_drive,
    a_plan,
    a_receipt,
    a_situation,
    an_expense,
    found,
)
from tests.unit.claims.test_checks import (
    BEFORE,
    CARD,
    EURO,
    FIRES,
    FIRST,
    FIRST_DAY,
    HOTEL,
    LAST_DAY,
    MINIBAR,
    NEAR,
    ONE_DAY,
    SAID_THERE,
    TWELVE,
    UNSURE,
    another_trip,
    at,
)
from tests.unit.claims.test_exchange import RATE

MENDS: list[dict[str, Any]] = json.loads((Path(__file__).parent / "mends.json").read_text())
WITH_BREAKFAST = (DayMeals(FIRST_DAY, lunch="none"), DayMeals(LAST_DAY, breakfast="hotel_breakfast"))
THE_DAY_BEFORE = another_trip("2026-10-05T20:00+02:00", "2026-10-06T06:40+02:00", "Lund")
A_DAY_EARLIER = another_trip("2026-06-20T08:00+02:00", "2026-09-07T20:00+02:00")
"""Four weeks before the trip."""
CONFIRMED = a_receipt(UNSURE.fields, sure=UNSURE.sure, corrected=("date",))

BESIDE: dict[str, Situation] = {
    "nothing-to-submit": a_situation(a_drive()),
    "trip-destination-missing": a_situation(plan=a_plan(destination="Å")),
    "trip-purpose-missing": a_situation(plan=a_plan(purpose="?")),
    "trip-time-missing": a_situation(plan=a_plan(start=at("2026-10-06T00:00+02:00"))),
    "trip-end-before-start": a_situation(plan=a_plan(end=at("2026-10-06T06:40+02:00"))),
    "trip-future": a_situation(plan=a_plan(), asked_at=at("2026-10-07T20:10+02:00")),
    "trip-old": a_situation(plan=a_plan(), asked_at=at("2027-01-05T23:59+01:00")),
    "trip-overlap": a_situation(plan=a_plan(), other_trips=(THE_DAY_BEFORE,)),
    "three-months": a_situation(plan=a_plan(), other_trips=(A_DAY_EARLIER,)),
    "meals-not-answered": a_situation(
        plan=a_plan(meals=(DayMeals(FIRST_DAY, lunch="none"), DayMeals(LAST_DAY, dinner="none")))
    ),
    "lodging-unknown": a_situation(plan=a_plan(nights=(Night(FIRST_DAY, "private"),))),
    "hotel-receipt-missing": a_situation(
        HOTEL, plan=a_plan(nights=(Night(FIRST_DAY, "employee_receipt"),), meals=WITH_BREAKFAST)
    ),
    "hotel-breakfast": a_situation(HOTEL, plan=a_plan(nights=(), meals=WITH_BREAKFAST)),
    "within-50-km": a_situation(plan=a_plan(), workplace="Norra", drives_elsewhere=(replace(NEAR, distance_hm=501),)),
    "no-night": a_situation(plan=a_plan(end=at("2026-10-07T06:00+02:00"))),
    "meal-and-per-diem": a_situation(
        an_expense(date=LAST_DAY + ONE_DAY, expense_kind="restaurant", vat=()), plan=a_plan()
    ),
    "receipt-being-read": a_situation(an_expense(), receipts=(a_receipt(state="added"),)),
    "receipt-missing": a_situation(an_expense(receipt_id=None, lost_receipt_reason="Tvättades")),
    "receipt-lost": a_situation(an_expense(lost_receipt_reason="Fanns ändå")),
    "receipt-unreadable": a_situation(an_expense(), receipts=(CONFIRMED,)),
    "more-than-receipt": a_situation(
        an_expense(amount_ore=124_500, vat=()), receipts=(a_receipt(EURO),), exchange_offers={drafts.LINE: RATE}
    ),
    "receipt-date-future": a_situation(an_expense(date=NOW.date())),
    "receipt-old": a_situation(an_expense(date=NOW.date() - 90 * ONE_DAY)),
    "receipt-outside-trip": a_situation(an_expense(date=LAST_DAY), plan=a_plan()),
    "duplicate-own": a_situation(
        an_expense(), elsewhere=(Elsewhere("K", an_expense(receipt_id=None, date=DAY - ONE_DAY)),)
    ),
    "receipt-another": a_situation(an_expense(), elsewhere=(SAID_THERE,)),
    "duplicate-colleague": a_situation(an_expense(), receipts=(a_receipt(likeness=Likeness(NOW, None, 0)),)),
    "vat-impossible": a_situation(an_expense(vat=(Vat(25, 19920, 4980),))),
    "vat-mismatch": a_situation(an_expense(vat=(Vat(6, 23491, 1509),))),
    "currency-rate-missing": a_situation(an_expense(vat=()), receipts=(a_receipt(EURO),)),
    "lines-do-not-add-up": a_situation(an_expense(parts=(Part(FIRST, 20_000), Part(OTHER_LINE, 4_900)))),
    "vat-rate-date": a_situation(an_expense(expense_kind="restaurant", vat=TWELVE)),
    "private-part": a_situation(
        an_expense(parts=(Part(FIRST, 16_400), Part(OTHER_LINE, 8_500, is_private=True))),
        receipts=(a_receipt(MINIBAR),),
    ),
    "advance-open": a_situation(an_expense()),
    "card-private": a_situation(
        an_expense(parts=(Part(FIRST, 20_000), Part(OTHER_LINE, 4_900, is_private=True))),
    ),
    "card-paid": a_situation(an_expense(), receipts=(CARD,), employers_cards=frozenset({"4712"})),
    "representation-people": a_situation(a_dinner()),
    "representation-cap": a_situation(a_dinner()),
    "amount-missing": a_situation(an_expense(amount_ore=1, vat=())),
    "kind-missing": a_situation(an_expense()),
    "purpose-missing": a_situation(an_expense(expense_kind="course", purpose="Hjärt-lungräddning")),
    "date-missing": a_situation(a_drive()),
    "vehicle-missing": a_situation(a_drive(), a_drive(id=OTHER_LINE, vehicle=None, is_private=True)),
    "distance-missing": a_situation(a_drive(distance_hm=1)),
    "drive-old": a_situation(a_drive(date=NOW.date() - 90 * ONE_DAY)),
    "drive-outside-trip": a_situation(a_drive(date=LAST_DAY), plan=a_plan()),
    "drive-date-future": a_situation(a_drive(date=NOW.date())),
    "commute": a_situation(a_drive(), home="Björkhagen", workplace="Södra"),
    "distance-unlikely": a_situation(a_drive(distance_hm=76), drives_elsewhere=(BEFORE,)),
    "odometer-gap": a_situation(a_drive(odometer_start_km=1200, odometer_end_km=1206), drives_elsewhere=(BEFORE,)),
    "cost-coding-missing": a_situation(an_expense(), coding={"1": "4120"}),
    "no-approver": a_situation(an_expense(), has_approver=True),
    "not-worked-out": a_situation(a_drive(date=DAY.replace(month=1, day=1))),
}


def _says(line: object, case: dict[str, Any]) -> bool:
    """The line or the trip says what the case does."""
    wanted: dict[str, Any] = case.get("line") or case["trip"]
    said = TypeAdapter(type(line)).dump_python(line, mode="json")
    return all(said[name] == value for name, value in wanted.items())


def _told(situation: Situation, finding: Finding) -> object:
    return next((line for line in situation.draft.lines if line.id == finding.line_id), situation.draft.trip)


def _case(case: dict[str, Any]) -> tuple[Situation, Finding]:
    """The place where the check fires as the case says."""
    return next(
        (situation, finding)
        for check_id, situation in FIRES
        for finding in check(situation)
        if check_id == case["check"] == finding.check and (finding.mend, finding.field) == (case["mend"], case["field"])
        if _says(_told(situation, finding), case)
        if case.get("parameters", {}).items() <= finding.text.parameters.items()
    )


def _mended(situation: Situation, finding: Finding, case: dict[str, Any]) -> Situation:
    """The situation once the app has sent what the case says."""
    trip, lines, receipts = situation.draft.trip, list(situation.draft.lines), dict(situation.receipts)
    at_line = next((place for place, line in enumerate(lines) if line.id == finding.line_id), None)
    if "sends_trip" in case:
        assert trip is not None
        trip = TRIP.validate_python({**TRIP.dump_python(trip, mode="json"), **case["sends_trip"]})
    if case.get("other_trip_goes"):
        situation = replace(situation, other_trips=())
    elif at_line is None:
        assert trip is not None
        trip = TRIP.validate_python({**TRIP.dump_python(trip, mode="json"), **case["sends"]})
    elif case.get("removes"):
        del lines[at_line]
    elif "confirms" in case:
        receipts = {key: replace(one, corrected=(*one.corrected, case["confirms"])) for key, one in receipts.items()}
    else:
        for number, part in enumerate(case["sends"].get("parts", ())):
            part.setdefault("id", str(UUID(int=200 + number)))  # the app gives each new part an id of its own
        content = {**LINE.dump_python(lines[at_line], mode="json"), **case["sends"]}
        line = LINE.validate_python(content)
        receipt = situation.receipt(line) if isinstance(line, ExpenseLine) else None
        lines[at_line] = filled(line, receipt, RULES.kinds) if isinstance(line, ExpenseLine) else line
    return _with(situation, Draft(situation.draft.claim_id, situation.draft.kind, trip, tuple(lines)), receipts)


def _with(situation: Situation, draft: Draft, receipts: Any) -> Situation:
    worked = worth(draft, receipts, None, RULES)
    booked = booked_lines(draft, receipts, situation.coding, situation.coding_plan)
    return replace(situation, draft=draft, receipts=receipts, worth=worked, booked=booked)


def test_each_check_has_its_place_beside() -> None:
    assert {one.id for one in CHECKS} == BESIDE.keys()


@pytest.mark.parametrize("check_id", BESIDE)
def test_a_check_does_not_fire_beside_its_place(check_id: str) -> None:
    assert check_id not in found(BESIDE[check_id])


def test_each_mend_that_a_check_offers_is_tried() -> None:
    offered = {(one.check, one.mend) for _, situation in FIRES for one in check(situation) if one.mend}
    assert offered == {(case["check"], case["mend"]) for case in MENDS}


@pytest.mark.parametrize("case", MENDS, ids=lambda case: f"{case['check']}-{case['button']}")
def test_a_mend_leaves_the_claim_without_what_it_mends(case: dict[str, Any]) -> None:
    situation, finding = _case(case)
    after = check(_mended(situation, finding, case))
    assert (finding.check, finding.line_id, finding.field) not in {(one.check, one.line_id, one.field) for one in after}
