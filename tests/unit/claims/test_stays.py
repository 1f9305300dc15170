"""A trip tells where it was: what it can say, and what each day is then worth."""

import datetime as dt

import pytest

from services.claims.domain.amounts import worth
from services.claims.domain.draft import Draft, TripPlan
from services.claims.domain.draft_refusals import refuse_trip
from services.claims.domain.stays import refuse_stays
from services.claims.domain.trip import Stay
from shared.text import Text
from tests.unit.claims.drafts import CLAIM, RULES


def at(day: int, clock: str) -> dt.datetime:
    return dt.datetime.fromisoformat(f"2026-10-{day:02}T{clock}+02:00")


COUNTRIES = RULES.rates.countries
START, END = at(5, "06:00"), at(7, "21:00")
STAYS = (
    Stay("SE", START, at(5, "08:00")),
    Stay("DK", at(5, "09:00"), at(6, "13:00")),
    Stay("DE", at(6, "14:00"), at(7, "17:00")),
    Stay("SE", at(7, "19:00"), END),
)


def test_each_day_of_a_trip_through_two_countries_has_its_countrys_amount() -> None:
    plan = TripPlan(start=START, end=END, stays=STAYS)
    amounts = worth(Draft(CLAIM, "trip", plan, ()), {}, None, RULES).amounts
    assert [(one.type, one.title) for one in amounts] == [
        ("per_diem_abroad_full", Text("amount.per_diem.whole.abroad", {"country": "country.DK"})),
        ("per_diem_abroad_full", Text("amount.per_diem.whole.abroad", {"country": "country.DE"})),
        ("per_diem_abroad_full", Text("amount.per_diem.whole.abroad", {"country": "country.DE"})),
    ]
    assert min(one.amount_ore for one in amounts) > 30000


def test_a_trip_that_was_where_it_says_is_taken() -> None:
    assert refuse_stays(STAYS, START, END, COUNTRIES) is None
    assert refuse_stays(tuple(reversed(STAYS)), START, END, COUNTRIES) is None
    assert refuse_stays(STAYS, None, END, COUNTRIES) is None


def test_crossing_a_border_takes_no_time() -> None:
    assert (
        refuse_stays((Stay("SE", START, at(5, "09:00")), Stay("NO", at(5, "09:00"), END)), START, END, COUNTRIES)
        is None
    )


@pytest.mark.parametrize(
    ("stays", "code", "field"),
    [
        ((Stay("ZZ", START, END),), "unknown-country", "trip.stays.0.country"),
        ((Stay("DK", at(6, "10:00"), at(6, "09:59")),), "stay-end-before-start", "trip.stays.0.end"),
        ((Stay("DK", at(5, "05:59"), at(6, "10:00")),), "stay-outside-trip", "trip.stays.0.start"),
        ((Stay("DK", at(6, "10:00"), at(7, "21:01")),), "stay-outside-trip", "trip.stays.0.end"),
        (
            (Stay("DE", at(6, "12:59"), END), Stay("DK", START, at(6, "13:00"))),
            "stays-overlap",
            "trip.stays.0.start",
        ),
    ],
)
def test_what_no_trip_can_say_is_refused_at_its_field(stays: tuple[Stay, ...], code: str, field: str) -> None:
    refusal = refuse_trip(TripPlan(start=START, end=END, stays=stays), "trip", COUNTRIES)
    assert refusal is not None and (refusal.code, refusal.field) == (code, field)
