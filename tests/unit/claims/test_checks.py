"""Every check fires where it should, alone, and not beside it."""

import datetime as dt
import re
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
import yaml

from services.claims.domain.checks import CHECKS, Situation, check
from services.claims.domain.checks.situation import Elsewhere
from services.claims.domain.draft import DayMeals, DriveLine, Night
from services.claims.domain.filled import filled
from services.claims.domain.long_stay import OtherTrip
from services.claims.domain.receipt import Fields, Likeness, PrivatePart, Vat, after_telling
from services.claims.domain.representation import Participant, Representation
from services.claims.domain.split import Part
from services.claims.domain.submission import answered_before, checks_passed, place, ready
from services.claims.domain.trip import Assignment
from shared.refusal import Refusal
from shared.text import Text
from shared.texts.formatting import LANGUAGES, Language, catalogue, format_text
from tests.unit.claims.drafts import (
    DAY,
    LINE,
    NOW,
    OTHER_LINE,
    RECEIPT,
    RULES,
    a_dinner,
    a_drive,
    a_plan,
    a_receipt,
    a_situation,
    an_expense,
    found,
    the_finding,
)
from tests.unit.claims.test_coding import PLAN
from tests.unit.claims.test_exchange import RATE

MINIBAR = Fields(private_parts=(PrivatePart("minibar", "Minibar", 8_500),))
TWELVE = (Vat(12, 22_232, 2_668),)
"""As a restaurant charges it."""
ONE_DAY = dt.timedelta(days=1)
EURO = Fields(merchant="Hotel Berlin", date=DAY, total=9900, currency="EUR", kind="hotel")
HOTEL = an_expense(expense_kind="hotel", date=dt.date(2026, 10, 7), vat=(), amount_ore=99000)
WITH_BREAKFAST_READ = a_receipt(Fields(hotel_nights=1, breakfast_included=True))
FIRST_DAY, LAST_DAY = dt.date(2026, 10, 6), dt.date(2026, 10, 7)
SAID_THERE = Elsewhere(None, an_expense(receipt_id=None, is_another=True))
FIRST = UUID(int=77)
AGAIN = a_receipt(likeness=Likeness(NOW, duplicate_of=FIRST))
EARLIER = Elsewhere("K-2026-0007", an_expense(receipt_id=FIRST, merchant="X"), a_receipt(id=FIRST))
CARD = a_receipt(Fields(card_last4="4711"))
WITH_COLLEAGUE = Representation(participants=(Participant("Bo Ek"),))
INTERNAL = a_dinner(expense_kind="representation_internal", representation=WITH_COLLEAGUE)
UNSURE = a_receipt(Fields(date=DAY, total=24900), sure={"date": 500, "total": 990})
READ_SURELY = a_receipt(Fields(total=24_900))
CORRECTED_UPWARDS = a_receipt(Fields(total=24_900), read=Fields(total=2_490), corrected=("total",))

BEFORE = a_drive(id=OTHER_LINE, date=DAY - ONE_DAY, odometer_start_km=1194, odometer_end_km=1200)
LONG = a_drive(distance_hm=10_000)


def at(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text)


NEAR = a_drive(id=OTHER_LINE, from_place="göteborg", to_place="Norra", distance_hm=500)
FAR = replace(NEAR, to_place="Boden", distance_hm=9_000)
SUMMER = ("2026-06-20T08:00+02:00", "2026-09-08T20:00+02:00")
"""More than three months before the trip began, and four weeks less a day since."""


def another_trip(
    start: str, end: str, destination: str = "Göteborg", assignment: Assignment | None = None
) -> OtherTrip:
    return OtherTrip(OTHER_LINE, None, at(start), at(end), destination, assignment)


FIRES: list[tuple[str, Situation]] = [
    ("nothing-to-submit", a_situation()),
    ("trip-destination-missing", a_situation(plan=a_plan(destination=" "))),
    ("trip-purpose-missing", a_situation(plan=a_plan(purpose=""))),
    ("trip-time-missing", a_situation(plan=a_plan(start=None))),
    ("trip-time-missing", a_situation(plan=a_plan(end=None))),
    ("trip-end-before-start", a_situation(plan=a_plan(end=at("2026-10-06T06:39+02:00")))),
    ("trip-old", a_situation(plan=a_plan(), asked_at=at("2027-01-06T00:00+01:00"))),
    ("trip-future", a_situation(plan=a_plan(), asked_at=at("2026-10-07T20:09+02:00"))),
    (
        "trip-overlap",
        a_situation(plan=a_plan(), other_trips=(another_trip("2026-10-07T20:09+02:00", "2026-10-08T20:00+02:00"),)),
    ),
    ("three-months", a_situation(plan=a_plan(), other_trips=(another_trip(*SUMMER, " göteborg"),))),
    ("three-months", a_situation(plan=a_plan(assignment=Assignment(FIRST_DAY)), other_trips=(another_trip(*SUMMER),))),
    ("meals-not-answered", a_situation(plan=a_plan(meals=(DayMeals(FIRST_DAY, lunch="none"), DayMeals(LAST_DAY))))),
    ("lodging-unknown", a_situation(plan=a_plan(nights=(Night(FIRST_DAY),)))),
    ("hotel-receipt-missing", a_situation(plan=a_plan(nights=(Night(FIRST_DAY, "employee_receipt"),)))),
    ("hotel-breakfast", a_situation(HOTEL, plan=a_plan(nights=()))),
    ("hotel-breakfast", a_situation(HOTEL, plan=a_plan(nights=()), receipts=(WITH_BREAKFAST_READ,))),
    ("within-50-km", a_situation(plan=a_plan(), workplace="Norra", drives_elsewhere=(NEAR,))),
    ("within-50-km", a_situation(plan=a_plan(), home="Norra", workplace="Boden", drives_elsewhere=(FAR, NEAR))),
    ("no-night", a_situation(an_expense(date=FIRST_DAY), plan=a_plan(end=at("2026-10-06T21:00+02:00")))),
    (
        "meal-and-per-diem",
        a_situation(an_expense(date=FIRST_DAY, expense_kind="restaurant", vat=TWELVE), plan=a_plan()),
    ),
    ("receipt-being-read", a_situation(an_expense(), receipts=())),
    ("receipt-being-read", a_situation(an_expense(amount_ore=None), receipts=(a_receipt(state="added"),))),
    ("receipt-missing", a_situation(an_expense(receipt_id=None))),
    ("receipt-missing", a_situation(an_expense(), receipts=(a_receipt(state="discarded"),))),
    ("receipt-lost", a_situation(an_expense(receipt_id=None, lost_receipt_reason="Tvättades"))),
    ("receipt-unreadable", a_situation(an_expense(), receipts=(UNSURE,))),
    ("more-than-receipt", a_situation(an_expense(amount_ore=249_000), receipts=(READ_SURELY,))),
    ("more-than-receipt", a_situation(an_expense(), receipts=(CORRECTED_UPWARDS,))),
    (
        "more-than-receipt",
        a_situation(an_expense(amount_ore=124_501, vat=()), receipts=(a_receipt(EURO),), exchange_offers={LINE: RATE}),
    ),
    ("receipt-date-future", a_situation(an_expense(date=NOW.date() + ONE_DAY))),
    ("receipt-old", a_situation(an_expense(date=NOW.date() - 91 * ONE_DAY))),
    ("receipt-outside-trip", a_situation(an_expense(date=LAST_DAY + ONE_DAY), plan=a_plan())),
    ("duplicate-own", a_situation(an_expense(), elsewhere=(Elsewhere("K-2026-0007", an_expense(merchant="X")),))),
    (
        "duplicate-own",
        a_situation(an_expense(), elsewhere=(Elsewhere(None, an_expense(receipt_id=None, merchant="TAXI  KURIR")),)),
    ),
    ("duplicate-own", a_situation(an_expense(), an_expense(id=OTHER_LINE, amount_ore=100, vat=()))),
    ("duplicate-own", a_situation(an_expense(), receipts=(AGAIN,), elsewhere=(EARLIER,))),
    ("receipt-another", a_situation(an_expense(is_another=True), receipts=(AGAIN,), elsewhere=(EARLIER,))),
    ("duplicate-colleague", a_situation(an_expense(), receipts=(a_receipt(likeness=Likeness(NOW, None, 1)),))),
    ("vat-impossible", a_situation(an_expense(vat=(Vat(25, 24900, 6225),)))),
    ("vat-impossible", a_situation(an_expense(vat=(Vat(6, -23491, -1409),)))),
    ("vat-impossible", a_situation(an_expense(vat=(Vat(25, 19918, 4982),)))),
    ("vat-mismatch", a_situation(an_expense(vat=(Vat(6, 23491, 1520),)))),
    ("vat-mismatch", a_situation(an_expense(vat=(Vat(6, 24900, 1494),)))),
    ("currency-rate-missing", a_situation(an_expense(amount_ore=None, vat=()), receipts=(a_receipt(EURO),))),
    (
        "currency-rate-missing",
        a_situation(an_expense(amount_ore=None, vat=()), receipts=(a_receipt(EURO),), exchange_offers={LINE: RATE}),
    ),
    ("advance-open", a_situation(an_expense(), advance_ore=24900)),
    ("card-paid", a_situation(an_expense(), receipts=(CARD,), employers_cards=frozenset({"4711"}))),
    (
        "card-private",
        a_situation(
            an_expense(paid_with="employer_card", parts=(Part(LINE, 20_000), Part(OTHER_LINE, 4_900, is_private=True)))
        ),
    ),
    ("representation-people", a_situation(a_dinner(representation=None))),
    ("representation-people", a_situation(a_dinner(representation=Representation()))),
    ("representation-people", a_situation(a_dinner(representation=WITH_COLLEAGUE))),
    ("representation-people", a_situation(a_dinner(purpose=" "))),
    ("representation-cap", a_situation(a_dinner(amount_ore=67300, vat=(Vat(12, 60089, 7211),)))),
    ("amount-missing", a_situation(an_expense(amount_ore=None))),
    ("amount-missing", a_situation(an_expense(amount_ore=0, vat=()))),
    ("kind-missing", a_situation(an_expense(expense_kind=None))),
    ("purpose-missing", a_situation(an_expense(expense_kind="course", vat=(Vat(25, 19920, 4980),)))),
    ("date-missing", a_situation(an_expense(date=None))),
    ("date-missing", a_situation(a_drive(date=None))),
    ("vehicle-missing", a_situation(a_drive(vehicle=None))),
    ("distance-missing", a_situation(a_drive(distance_hm=0))),
    ("drive-date-future", a_situation(a_drive(date=NOW.date() + ONE_DAY))),
    ("drive-old", a_situation(a_drive(date=NOW.date() - 91 * ONE_DAY))),
    ("drive-outside-trip", a_situation(a_drive(date=FIRST_DAY - ONE_DAY), plan=a_plan())),
    ("commute", a_situation(a_drive(to_place="sjövik "), home="Sjövik", workplace="Norra")),
    ("distance-unlikely", a_situation(a_drive(distance_hm=78), drives_elsewhere=(a_drive(id=OTHER_LINE),))),
    ("distance-unlikely", a_situation(a_drive(distance_hm=51), drives_elsewhere=(a_drive(id=OTHER_LINE),))),
    ("distance-unlikely", a_situation(a_drive(distance_hm=10_001))),
    ("odometer-gap", a_situation(a_drive(odometer_start_km=1210), drives_elsewhere=(BEFORE,))),
    ("odometer-gap", a_situation(a_drive(odometer_start_km=1190), drives_elsewhere=(BEFORE,))),
    ("odometer-gap", a_situation(a_drive(odometer_start_km=1200, odometer_end_km=1190))),
    ("cost-coding-missing", a_situation(an_expense(), coding={"6": "900"})),
    ("lines-do-not-add-up", a_situation(an_expense(parts=(Part(OTHER_LINE, 20_000),)))),
    ("vat-rate-date", a_situation(an_expense(vat=TWELVE))),
    ("private-part", a_situation(an_expense(), receipts=(a_receipt(MINIBAR),))),
    ("cost-coding-missing", a_situation(an_expense(coding={"6": "7650"}), coding_plan=PLAN)),
    ("no-approver", a_situation(an_expense(), has_approver=False)),
    ("no-approver", a_situation(an_expense(), has_approver=False, administrators=("Marit Niemi",))),
    ("not-worked-out", a_situation(a_drive(date=dt.date(2022, 5, 1)))),
]


@pytest.mark.parametrize(
    ("drive", "field"),
    [(a_drive(date=dt.date(2022, 5, 1)), "date"), (a_drive(vehicle="bicycle"), "vehicle")],
)
def test_what_cannot_be_worked_out_is_told_at_the_field_at_fault(drive: DriveLine, field: str) -> None:
    assert [(found.check, found.field) for found in check(a_situation(drive))] == [("not-worked-out", field)]


def test_a_day_of_too_much_driving_is_asked_about_once_at_the_drive_that_makes_it_too_much() -> None:
    drives = [a_drive(id=UUID(int=number), distance_hm=4_000, to_place=f"Ort {number}") for number in range(1, 5)]
    found = [one for one in check(a_situation(*drives)) if one.check == "distance-unlikely"]
    assert [(one.line_id, one.mend) for one in found] == [(UUID(int=3), None)]
    assert format_text(found[0].text, "sv").startswith("1\N{NO-BREAK SPACE}200")


QUIET: list[tuple[str, Situation]] = [
    ("an expense", a_situation(an_expense())),
    ("a drive", a_situation(a_drive())),
    ("a trip", a_situation(plan=a_plan())),
    ("a trip that is just over", a_situation(plan=a_plan(), asked_at=at("2026-10-07T20:10+02:00"))),
    (
        "a trip that begins when another ends",
        a_situation(
            plan=a_plan(), other_trips=(another_trip("2026-10-05T20:00+02:00", "2026-10-06T06:40+02:00", "Lund"),)
        ),
    ),
    ("a receipt at the limit of age", a_situation(an_expense(date=NOW.date() - 90 * ONE_DAY))),
    ("a receipt of today", a_situation(an_expense(date=NOW.date()))),
    ("a receipt of the last day", a_situation(an_expense(date=LAST_DAY), plan=a_plan())),
    ("VAT within a krona", a_situation(an_expense(vat=(Vat(6, 23491, 1509),)))),
    (
        "the same sum on another day",
        a_situation(an_expense(), elsewhere=(Elsewhere("K", an_expense(receipt_id=None, date=FIRST_DAY)),)),
    ),
    ("a total in kronor beside euros", a_situation(an_expense(vat=()), receipts=(a_receipt(EURO),))),
    ("what was surely read, to the öre", a_situation(an_expense(), receipts=(READ_SURELY,))),
    (
        "more than was read, not surely",
        a_situation(
            an_expense(amount_ore=249_000), receipts=(replace(READ_SURELY, sure={"total": 899}, corrected=("total",)),)
        ),
    ),
    (
        "a doubt that was confirmed",
        a_situation(an_expense(), receipts=(a_receipt(UNSURE.fields, sure=UNSURE.sure, corrected=("date",)),)),
    ),
    (
        "a hotel receipt answers for the night",
        a_situation(
            HOTEL,
            plan=a_plan(
                nights=(), meals=(DayMeals(FIRST_DAY, lunch="none"), DayMeals(LAST_DAY, breakfast="hotel_breakfast"))
            ),
        ),
    ),
    (
        "a hotel's bill that says without breakfast",
        a_situation(HOTEL, plan=a_plan(nights=()), receipts=(a_receipt(Fields(breakfast_included=False)),)),
    ),
    ("a place within 50 km, said to be", a_situation(plan=a_plan(over_50_km=False))),
    ("the same purchase as one said to be another", a_situation(an_expense(), elsewhere=(SAID_THERE,))),
    ("a card whose bill comes to the person", a_situation(an_expense(), receipts=(CARD,))),
    (
        "the employer's card, said to be",
        a_situation(an_expense(paid_with="employer_card"), receipts=(CARD,), employers_cards=frozenset({"4711"})),
    ),
    ("representation of two at the limit", a_situation(a_dinner())),
    ("internal representation with a colleague", a_situation(INTERNAL)),
    ("representation on a trip that has a purpose", a_situation(a_dinner(purpose="", date=FIRST_DAY), plan=a_plan())),
    ("a fifth longer than the way usually is", a_situation(a_drive(distance_hm=76), drives_elsewhere=(BEFORE,))),
    ("a thousand kilometres in a day, and as much the day after", a_situation(LONG, replace(LONG, date=DAY + ONE_DAY))),
    (
        "a thousand kilometres in a day beside a private drive",
        a_situation(LONG, a_drive(id=OTHER_LINE, is_private=True)),
    ),
    ("the way to another workplace", a_situation(a_drive(), home="Björkhagen", workplace="Södra")),
    (
        "a private drive to work",
        a_situation(
            a_drive(), a_drive(id=OTHER_LINE, to_place="Sjövik", is_private=True), home="Sjövik", workplace="Norra"
        ),
    ),
    (
        "an odometer that follows",
        a_situation(a_drive(odometer_start_km=1200, odometer_end_km=1206), drives_elsewhere=(BEFORE,)),
    ),
    (
        "the odometer of another car",
        a_situation(a_drive(odometer_start_km=1), drives_elsewhere=(replace(BEFORE, vehicle="company_car_electric"),)),
    ),
    ("a refund with its VAT", a_situation(an_expense(amount_ore=-24900, vat=(Vat(6, -23491, -1409),)))),
    (
        "food paid back on a day with per diem",
        a_situation(an_expense(date=FIRST_DAY, expense_kind="restaurant", amount_ore=-24900, vat=()), plan=a_plan()),
    ),
    ("food on a trip without per diem", a_situation(an_expense(expense_kind="restaurant", vat=TWELVE))),
]


@pytest.mark.parametrize(("check_id", "situation"), FIRES, ids=[check_id for check_id, _ in FIRES])
def test_a_check_fires_and_no_other_does(check_id: str, situation: Situation) -> None:
    assert set(found(situation)) == {check_id}


@pytest.mark.parametrize("situation", [situation for _, situation in QUIET], ids=[name for name, _ in QUIET])
def test_nothing_is_found_where_nothing_is_wrong(situation: Situation) -> None:
    assert found(situation) == []


def test_every_check_of_the_table_is_tried_here() -> None:
    assert {one.id for one in CHECKS} == {check_id for check_id, _ in FIRES}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("check_id", "situation"), FIRES, ids=[check_id for check_id, _ in FIRES])
def test_a_finding_has_its_words_in_both_languages(check_id: str, situation: Situation, language: str) -> None:
    for finding in check(situation):
        assert "{" not in format_text(finding.text, language)  # type: ignore[arg-type]


def test_checks_and_their_levels_are_those_of_the_rules(research: Path) -> None:
    rules = {one["id"]: one["level"] for one in yaml.safe_load((research / "rules" / "checks.yaml").read_text())}
    own = {one.id: one.level for one in CHECKS}
    assert not [check_id for check_id in own.keys() & rules.keys() if own[check_id] != rules[check_id]]


def test_a_finding_says_where_and_what_one_tap_does() -> None:
    night = the_finding(a_situation(plan=a_plan(nights=())), "lodging-unknown")
    assert (night.field, night.mend, place(night)) == (
        "trip.nights.2026-10-06",
        "lodging-receipt",
        "trip.nights.2026-10-06",
    )
    vehicle = the_finding(a_situation(a_drive(vehicle=None)), "vehicle-missing")
    assert (vehicle.mend, place(vehicle)) == ("use-usual-vehicle", f"{a_drive().id}.vehicle")


def test_the_very_same_receipt_is_stopped_whatever_is_said_and_another_like_it_is_asked_about() -> None:
    very_same = Elsewhere("K-2026-0007", an_expense(merchant="X"), a_receipt())
    stopped = the_finding(a_situation(an_expense(is_another=True), elsewhere=(EARLIER, very_same)), "duplicate-own")
    assert (stopped.mend, dict(stopped.text.parameters)) == ("remove-line", {"claim": "K-2026-0007"})
    asked = the_finding(a_situation(an_expense(), receipts=(AGAIN,), elsewhere=(EARLIER,)), "duplicate-own")
    assert (asked.mend, asked.field) == ("remove-or-another", "receipt_id")


def test_the_same_receipt_as_a_third_is_found_and_one_that_came_after_the_answer_is_asked_about() -> None:
    also_later = Elsewhere(None, an_expense(receipt_id=OTHER_LINE, merchant="X"), replace(AGAIN, id=OTHER_LINE))
    assert found(a_situation(an_expense(), receipts=(AGAIN,), elsewhere=(also_later,))) == ["duplicate-own"]
    answered = replace(EARLIER, line=replace(EARLIER.line, is_another=True))
    assert found(a_situation(an_expense(), receipts=(AGAIN,), elsewhere=(answered,))) == ["duplicate-own"]


def test_of_two_tellings_of_what_is_the_same_the_later_holds_in_any_order() -> None:
    first, later = Likeness(NOW, FIRST, 0), Likeness(NOW + ONE_DAY, None, 2)
    for told in ((first, later), (later, first)):
        receipt = a_receipt()
        for likeness in told:
            receipt = after_telling(receipt, likeness, {})
        assert receipt.likeness == later


def test_the_vat_that_would_fit_is_told() -> None:
    finding = the_finding(a_situation(an_expense(vat=(Vat(25, 24900, 6225),))), "vat-impossible")
    assert dict(finding.text.parameters) == {"vat": 6225, "rate": 6, "total": 24900, "calculated": 1409}


def test_only_who_paid_by_card_is_asked_what_was_drawn_on_it() -> None:
    def asked(receipt: Fields) -> list[str]:
        return [one.text.id for one in check(a_situation(an_expense(amount_ore=None), receipts=(a_receipt(receipt),)))]

    assert asked(replace(EURO, card_last4="4711")) == ["check.currency-rate-missing"]
    assert asked(EURO) == ["check.currency-rate-missing.not-card"]
    assert asked(replace(EURO, total=None)) == ["check.currency-rate-missing.no-total"]


def test_a_warning_is_answered_for_its_line_or_for_all() -> None:
    findings = check(a_situation(an_expense(date=NOW.date() - 91 * ONE_DAY)))
    line = an_expense().id
    for reasons in ({"receipt-old": "Sjuk"}, {f"receipt-old:{line}": "Sjuk"}):
        answered = ready(findings, reasons)
        assert not isinstance(answered, Refusal) and answered[0].reason == "Sjuk"
    for reasons in ({}, {"receipt-old": "  "}, {f"receipt-old:{RECEIPT}": "Sjuk"}):
        refusal = ready(findings, reasons)
        assert isinstance(refusal, Refusal)
        assert [problem.field for problem in refusal.problems] == [f"{line}.date"]


def test_what_was_answered_before_stands_while_it_says_the_same_of_the_same_line() -> None:
    old = a_situation(an_expense(date=NOW.date() - 91 * ONE_DAY))
    before = ready(check(old), {"receipt-old": "Sjuk"})
    assert not isinstance(before, Refusal)
    again = answered_before(check(old), before)
    assert [one.reason for one in again] == ["Sjuk"] and ready(again, {}) == before
    anew = ready(again, {"receipt-old": "Låg i bilen"})
    assert not isinstance(anew, Refusal) and anew[0].reason == "Låg i bilen"
    days_later = check(a_situation(an_expense(date=NOW.date() - 95 * ONE_DAY)))
    assert [one.reason for one in answered_before(days_later, before)] == ["Sjuk"]
    of_another_line = replace(before[0], line_id=RECEIPT)
    otherwise = replace(before[0], text=Text("check.receipt-old", {"days": 91, "limit": 60}))
    for other in (of_another_line, otherwise):
        assert [one.reason for one in answered_before(check(old), [other])] == [None]


def test_what_was_looked_at_and_found_nothing_has_passed() -> None:
    situation = a_situation(an_expense(receipt_id=None))
    passed = checks_passed(situation.draft, check(situation))
    assert "duplicate-own" in passed
    assert not {"receipt-missing", "representation-people", "vehicle-missing", "trip-overlap", "receipt-lost"} & set(
        passed
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_passed_is_told_in_words(language: Language) -> None:
    told = {text.removeprefix("app.checked.") for text in catalogue(language) if text.startswith("app.checked.")}
    assert told == {one.id for one in CHECKS if one.level != "info"}


def test_ids_of_checks_are_words_with_hyphens() -> None:
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", one.id) for one in CHECKS)


def test_a_year_that_was_misread_is_not_taken_from_the_receipt() -> None:
    for year in (1, 1999, 9999):
        read = a_receipt(Fields(date=dt.date(year, 10, 12)))
        assert filled(an_expense(date=None), read, RULES.kinds).date is None
