"""What a draft is worth, under which payroll type, and when it is paid."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from services.claims.domain.amount import VEHICLE_TYPES, Amount, mil
from services.claims.domain.amounts import worth
from services.claims.domain.draft import Draft, ExpenseLine, Line, TripPlan, title
from services.claims.domain.filled import filled, typed
from services.claims.domain.kinds import payroll_type
from services.claims.domain.pay_day import easter_sunday, next_pay_day
from services.claims.domain.receipt import (
    Fields,
    Receipt,
    Vat,
    after_correction,
    after_discarding,
    after_failed_reading,
    after_reading,
)
from services.claims.kinds_catalogue import load_kinds
from shared.texts.formatting import LANGUAGES, catalogue
from tests.unit.claims.drafts import CLAIM, DAY, LINE, OWNER, RECEIPT, RULES, a_drive, a_plan, a_receipt, an_expense

REPOSITORY = Path(__file__).parents[3]
MAPPING = REPOSITORY / "services" / "payroll_export" / "mapping" / "default.yaml"
AGREEMENT = "agreement-example"


def payroll_types() -> set[str]:
    types: dict[str, object] = yaml.safe_load(MAPPING.read_text(encoding="utf-8"))["types"]
    return set(types)


def amounts(*lines: Line, plan: TripPlan | None = None, agreement: str | None = None) -> tuple[Amount, ...]:
    draft = Draft(CLAIM, "trip" if plan else "expense", plan, lines)
    return worth(draft, {}, agreement, RULES).amounts


def test_every_payroll_type_that_can_come_out_is_in_the_default_mapping() -> None:
    kinds = load_kinds().values()
    vats = ((), *((Vat(rate, 100, 10),) for rate in (25, 12, 6)))
    types = {payroll_type(kind, vat, is_abroad) for kind in kinds for vat in vats for is_abroad in (True, False)}
    types |= {f"{one}{taxable}" for one in VEHICLE_TYPES.values() for taxable in ("", "_taxable")}
    types |= {one.type for one in amounts(plan=a_plan(), agreement=AGREEMENT)}
    assert types <= payroll_types()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_has_its_word(language: str) -> None:
    texts = catalogue(language)
    assert [kind.id for kind in load_kinds().values() if kind.text_id not in texts] == []


def test_every_kinds_vat_is_one_of_the_rates() -> None:
    known = {rate.what for rate in RULES.rates.vat} | {None}
    assert {kind.vat for kind in load_kinds().values()} <= known


def test_a_mileage_above_the_tax_free_rate_becomes_two_amounts() -> None:
    tax_free, taxable = amounts(a_drive(distance_hm=1240), agreement=AGREEMENT)
    assert (tax_free.id, tax_free.type, tax_free.quantity, tax_free.unit_price_ore, tax_free.amount_ore) == (
        LINE,
        "mileage_own_car",
        "12.4",
        2500,
        31000,
    )
    assert (taxable.type, taxable.quantity, taxable.unit_price_ore) == ("mileage_own_car_taxable", "12.4", 1200)
    assert taxable.amount_ore == taxable.taxable_ore == 14880
    assert tax_free.distance_hm == 1240 and taxable.distance_hm is None  # the distance counts once


@given(st.integers(1, 99_999), st.sampled_from(sorted(VEHICLE_TYPES)), st.sampled_from([None, AGREEMENT]))
def test_quantity_times_unit_price_is_the_amount_to_the_ore(
    distance_hm: int, vehicle: str, agreement: str | None
) -> None:
    for amount in amounts(a_drive(distance_hm=distance_hm, vehicle=vehicle), agreement=agreement):
        assert Decimal(amount.quantity or 0) * 10 == Decimal(distance_hm) / 10
        if amount.unit_price_ore is not None:
            assert Decimal(amount.quantity or 0) * amount.unit_price_ore == amount.amount_ore
        else:
            assert vehicle in ("company_car_electric", "motorcycle") and distance_hm % 2  # 9.5 and 12.5 öre for 100 m


@pytest.mark.parametrize(("distance_hm", "text"), [(64, "0.64"), (1240, "12.4"), (100, "1"), (5, "0.05")])
def test_a_distance_is_told_in_mil_without_loss(distance_hm: int, text: str) -> None:
    assert mil(distance_hm) == text


def test_amounts_keep_their_ids_whatever_else_changes() -> None:
    before = [one.id for one in amounts(plan=a_plan())]
    assert [one.id for one in amounts(a_drive(), plan=a_plan())][: len(before)] == before
    assert len(set(before)) == len(before)


def test_a_supplement_of_a_day_trip_has_its_own_type() -> None:
    day_trip = a_plan(end=dt.datetime.fromisoformat("2026-10-06T21:00+02:00"), meals=(), nights=())
    assert [one.type for one in amounts(plan=day_trip, agreement=AGREEMENT)] == ["per_diem_domestic_one_day"]


def test_a_line_that_cannot_be_worked_out_takes_nothing_else_with_it() -> None:
    draft = Draft(CLAIM, "drives", None, (a_drive(date=dt.date(2022, 1, 1)), an_expense()))
    worked = worth(draft, {}, None, RULES)
    assert [one.type for one in worked.amounts] == ["taxi"]
    assert [(one.line_id, one.refusal.code) for one in worked.unworked] == [(LINE, "rate-missing")]


def test_a_foreign_receipt_is_paid_as_drawn_and_tells_its_own_total() -> None:
    euro = a_receipt(Fields(total=9900, currency="EUR", kind="hotel"))
    line = an_expense(expense_kind="hotel", amount_ore=112_345, vat=())
    [amount] = worth(Draft(CLAIM, "expense", None, (line,)), {RECEIPT: euro}, None, RULES).amounts
    assert (amount.type, amount.amount_ore) == ("hotel_abroad", 112_345)
    assert dict(amount.reasons[0].text.parameters) == {"total": 9900, "currency": "EUR", "drawn": 112_345}


def test_a_general_outlay_goes_by_the_rate_that_most_of_its_vat_has() -> None:
    restaurant = load_kinds()["restaurant"]
    assert payroll_type(restaurant, (Vat(12, 10000, 1200), Vat(25, 10000, 2500)), False) == "outlay_vat_25"
    assert payroll_type(restaurant, (), False) == "outlay_vat_0"
    assert payroll_type(restaurant, (Vat(10, 10000, 1000),), False) == "outlay_vat_0"
    assert payroll_type(restaurant, (), True) == "outlay_foreign"


READ = Fields(merchant="Taxi Kurir", date=DAY, total=31500, currency="SEK", vat=(Vat(6, 29717, 1783),), kind="taxi")
EMPTY = ExpenseLine(LINE, 1, RECEIPT)


def test_what_is_typed_wins_over_what_is_read() -> None:
    said = replace(
        EMPTY, merchant="Kurir", amount_ore=0, date=DAY.replace(day=1), expense_kind="bus", vat=(Vat(6, 100, 6),)
    )
    assert filled(said, a_receipt(READ), RULES.kinds) == said
    assert filled(replace(said, date=None), a_receipt(READ), RULES.kinds).date == DAY


@given(st.sampled_from(["", "Taxi Kurir", "Kurir"]), st.sampled_from([None, 31500, 1]), st.sampled_from([None, DAY]))
def test_keeping_only_what_is_typed_changes_nothing_that_is_seen(
    merchant: str, amount_ore: int | None, date: dt.date | None
) -> None:
    receipt = a_receipt(READ)
    line = filled(replace(EMPTY, merchant=merchant, amount_ore=amount_ore, date=date), receipt, RULES.kinds)
    assert filled(typed(line, receipt, RULES.kinds), receipt, RULES.kinds) == line


def test_a_kind_that_is_not_in_the_catalogue_and_another_currency_fill_nothing() -> None:
    line = filled(EMPTY, a_receipt(replace(READ, currency="EUR", kind="spaceship")), RULES.kinds)
    assert (line.amount_ore, line.vat, line.expense_kind, line.merchant) == (None, (), None, "Taxi Kurir")


def test_a_correction_holds_also_when_the_reading_comes_after_it() -> None:
    corrected = replace(READ, total=32500)
    added = Receipt(RECEIPT, OWNER)
    late = after_reading(after_correction(added, 3, corrected, ("total",)), 2, READ, {"total": 500})
    assert late == after_correction(after_reading(added, 2, READ, {"total": 500}), 3, corrected, ("total",))
    assert not late.is_doubtful("total")


def test_a_discarded_receipt_stays_discarded() -> None:
    gone = after_discarding(Receipt(RECEIPT, OWNER))
    for after in (
        after_reading(gone, 5, READ, {}),
        after_correction(gone, 6, READ, ()),
        after_failed_reading(gone, 7),
    ):
        assert after.state == "discarded"


@pytest.mark.parametrize(
    ("draft", "words"),
    [
        (Draft(CLAIM, "trip", a_plan(), (an_expense(),)), "Göteborg"),
        (Draft(CLAIM, "expense", None, (an_expense(),)), "Taxi Kurir"),
        (Draft(CLAIM, "expense", None, (an_expense(merchant="", purpose="Medicin"),)), "Medicin"),
        (Draft(CLAIM, "drives", None, (a_drive(),)), "Norra – Björkhagen"),
        (Draft(CLAIM, "drives", None, (an_expense(), a_drive(purpose="Hembesök"))), "Hembesök"),
        (Draft(CLAIM, "expense", None, ()), ""),
    ],
)
def test_a_list_shows_where_else_who_else_why(draft: Draft, words: str) -> None:
    assert title(draft) == words


@pytest.mark.parametrize(
    ("ready_on", "day", "notice_days", "paid_on"),
    [
        ("2026-10-14", 27, 7, "2026-10-27"),
        ("2026-10-20", 27, 7, "2026-10-27"),
        ("2026-10-21", 27, 7, "2026-11-27"),
        ("2026-12-01", 27, 7, "2026-12-23"),  # the 27th is a Sunday after Christmas
        ("2026-12-28", 27, 7, "2027-01-27"),
        ("2026-06-01", 27, 7, "2026-06-26"),
        ("2027-03-01", 27, 7, "2027-03-25"),  # Saturday after Good Friday
        ("2026-12-01", 25, 7, "2026-12-23"),
        ("2026-06-01", 19, 7, "2026-06-18"),  # Midsummer's Eve
    ],
)
def test_the_pay_day_is_the_bank_day_on_or_before_the_27th_that_is_still_reached(
    ready_on: str, day: int, notice_days: int, paid_on: str
) -> None:
    assert next_pay_day(dt.date.fromisoformat(ready_on), day, notice_days).isoformat() == paid_on


@pytest.mark.parametrize("sunday", ["2024-03-31", "2025-04-20", "2026-04-05", "2027-03-28", "2038-04-25"])
def test_easter_is_where_the_calendar_has_it(sunday: str) -> None:
    assert easter_sunday(int(sunday[:4])).isoformat() == sunday
