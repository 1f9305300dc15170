"""What would be different under other rates: who gets what more or less, and nothing else changes."""

import datetime as dt
from dataclasses import replace
from datetime import date
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from services.claims.domain.draft import Draft, DriveLine
from services.claims.domain.inputs import Inputs
from services.claims.domain.pack import RateChange, apply
from services.claims.domain.rates import RatePack
from services.claims.domain.rules import Rules
from services.claims.domain.what_if import Instead, as_if, difference
from services.claims.rates import load_rates
from services.claims.trial_sum import LISTED_MAX, Sum
from shared.ids import new_id
from tests.unit.claims.drafts import RULES

DAY = date(2026, 10, 12)


def a_drive(
    distance_hm: int = 100, day: date = DAY, agreement: str | None = None, person: UUID | None = None
) -> Inputs:
    line = DriveLine(id=new_id(), version=1, date=day, distance_hm=distance_hm, vehicle="own_car")
    return Inputs(person or new_id(), Draft(new_id(), "drives", None, (line,)), {}, agreement)


def with_car_at(ore_per_km: int, first: date) -> Rules:
    change = RateChange(new_id(), "mileage", {"ore_per_km": ore_per_km}, first, None, "a source", key="own_car")
    pack = apply(load_rates(), [change])
    assert isinstance(pack, RatePack)
    return replace(RULES, rates=pack)


def test_a_raise_of_fifty_ore_a_kilometre_is_five_kronor_on_ten() -> None:
    found = difference(a_drive(), RULES, with_car_at(300, DAY))
    assert (found.before_ore, found.after_ore, found.more_ore, found.tax_free_ore) == (2500, 3000, 500, 500)
    assert found.is_worked_out


def test_a_change_from_tomorrow_changes_nothing_today() -> None:
    assert difference(a_drive(), RULES, with_car_at(300, DAY + dt.timedelta(days=1))).more_ore == 0


def test_next_years_rates_can_be_tried_on_this_years_drives() -> None:
    next_year = with_car_at(300, date(2027, 1, 1))
    assert difference(a_drive(), RULES, next_year).more_ore == 0
    as_if_new_year = replace(next_year, rates=as_if(next_year.rates, date(2027, 1, 1)))
    assert difference(a_drive(), RULES, as_if_new_year).more_ore == 500


def test_what_has_no_figure_that_day_is_told_and_counted_as_unchanged() -> None:
    nothing: Rules = replace(RULES, rates=as_if(RULES.rates, date(1990, 1, 1)))
    found = difference(a_drive(), RULES, nothing)
    assert (found.is_worked_out, found.more_ore) == (False, 0)


def test_an_agreement_is_tried_on_those_who_follow_none() -> None:
    instead = Instead(of=None, agreement="agreement-example")
    assert difference(a_drive(), RULES, RULES, instead).more_ore == 1200
    assert difference(a_drive(agreement="agreement-example"), RULES, RULES, instead).more_ore == 0


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(1, 9000)), max_size=30), st.integers(1, 900))
@settings(max_examples=40)
def test_the_sum_is_that_of_its_claims_however_it_is_cut(drives: list[tuple[int, int]], ore_per_km: int) -> None:
    people = [new_id() for _ in range(4)]
    after = with_car_at(ore_per_km, DAY)
    found = [difference(a_drive(distance, person=people[who]), RULES, after) for who, distance in drives]
    whole, cut = Sum(), Sum()
    whole.add(found)
    for one in found:
        cut.add([one])
    assert whole == cut
    assert whole.after_ore - whole.before_ore == sum(one.more_ore for one in found)
    assert sum(one.more_ore for one in whole.people.values()) == whole.after_ore - whole.before_ore
    assert len(whole.biggest) <= LISTED_MAX
