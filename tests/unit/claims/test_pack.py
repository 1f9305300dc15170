"""Changes to the rates: next year's follow on this year's, what does not fit is refused and says where."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from services.claims.domain.pack import RateChange, apply, refuse_far_off
from services.claims.domain.rates import Name, RatePack, in_force
from services.claims.domain.series import FORMS, figures_of, rows_of
from services.claims.rates import load_rates
from services.claims.rates.canonical import named, read, written
from shared.ids import new_id
from shared.refusal import Refusal

RATES = load_rates()
PER_DIEM_2027 = {
    "series": "per_diem_domestic",
    "figures": {"whole_day_ore": 31000},
    "valid_from": date(2027, 1, 1),
    "valid_to": date(2027, 12, 31),
    "source": "SKV 354 utg. 37",
}
CAR_2027: dict[str, Any] = {
    "series": "mileage",
    "key": "own_car",
    "figures": {"ore_per_km": 260},
    "valid_from": date(2027, 1, 1),
    "valid_to": None,
    "source": "SKV 354 utg. 37",
}


def a_change(like: dict[str, Any] = PER_DIEM_2027, **changes: Any) -> RateChange:
    return RateChange(id=new_id(), **{**like, **changes})


def changed(*changes: RateChange) -> RatePack:
    pack = apply(RATES, changes)
    assert not isinstance(pack, Refusal), pack
    return named(pack)


def test_next_years_per_diem_holds_from_new_year_and_this_years_stays() -> None:
    pack = changed(a_change())
    this, following = (in_force(pack.per_diem_domestic, day) for day in (date(2026, 12, 31), date(2027, 1, 1)))
    assert this and following
    assert (this.whole_day_ore, following.whole_day_ore, following.source) == (30000, 31000, "SKV 354 utg. 37")


def test_an_amount_without_end_ends_the_day_before_the_new_one() -> None:
    pack = changed(a_change(CAR_2027))
    cars = [(one.valid_from, one.valid_to, one.ore_per_km) for one in pack.mileage if one.vehicle == "own_car"]
    assert cars == [(date(2023, 1, 1), date(2026, 12, 31), 250), (date(2027, 1, 1), None, 260)]
    assert [one for one in pack.mileage if one.vehicle != "own_car"] == [
        one for one in RATES.mileage if one.vehicle != "own_car"
    ]


def test_a_figure_for_the_same_days_replaces() -> None:
    pack = changed(a_change(), a_change(figures={"whole_day_ore": 32000}))
    assert [one.whole_day_ore for one in pack.per_diem_domestic if one.valid_from.year == 2027] == [32000]


def test_a_new_agreement_and_its_figures() -> None:
    agreed = {"agreement": "avtal-2027", "series": "agreed_mileage", "key": "own_car"}
    pack = changed(
        a_change(
            series="agreement", agreement="avtal-2027", name=Name(sv="Avtal 2027", en="Agreement 2027"), figures={}
        ),
        a_change(CAR_2027, **agreed, figures={"ore_per_km": 400}),
    )
    [added] = [one for one in pack.agreements if one.id == "avtal-2027"]
    assert [one.ore_per_km for one in added.mileage] == [400]


def test_a_list_of_countries_for_the_year() -> None:
    listed = a_change(series="per_diem_foreign", figures={"DK": 120000, "*": 50000})
    pack = changed(listed)
    assert {one.country: one.whole_day_ore for one in pack.per_diem_foreign if one.year == 2027} == listed.figures
    assert [one for one in pack.per_diem_foreign if one.year == 2026] == [
        one for one in RATES.per_diem_foreign if one.year == 2026
    ]


@pytest.mark.parametrize(
    ("code", "field", "changes"),
    [
        ("source-missing", "source", {"source": " "}),
        ("rates-end-before-start", "valid_to", {"valid_to": date(2026, 1, 1)}),
        ("rates-gap", "valid_from", {"valid_from": date(2027, 1, 2)}),
        ("rates-overlap", "valid_to", {"valid_from": date(2026, 1, 1), "valid_to": date(2026, 6, 30)}),
        ("rates-gap", "valid_to", {"valid_from": date(2022, 1, 1), "valid_to": date(2022, 12, 30)}),
        ("figure-missing", "figures.whole_day_ore", {"figures": {}}),
        ("figure-impossible", "figures.whole_day_ore", {"figures": {"whole_day_ore": -1}}),
        ("figure-impossible", "figures.whole_day_ore", {"figures": {"whole_day_ore": 0}}),
        (
            "figure-impossible",
            "figures.ore_per_km",
            {"series": "mileage", "key": "own_car", "figures": {"ore_per_km": 0}},
        ),
        ("figure-impossible", "figures.whole_day_ore", {"figures": {"whole_day_ore": 10_000_001}}),
        ("figure-unknown", "figures.half", {"figures": {"whole_day_ore": 31000, "half": 1}}),
        ("unknown-series", "series", {"series": "per_diem_lunar"}),
        ("unknown-series", "series", {"series": "version"}),
        ("rate-key-wrong", "key", {"key": "own_car"}),
        ("rate-key-wrong", "key", {**CAR_2027, "key": "hovercraft"}),
        ("agreement-not-known", "agreement", {"series": "agreed_mileage", "agreement": "nobodys"}),
        ("agreement-name-missing", "name", {"series": "agreement", "agreement": "x", "figures": {}}),
        ("rates-not-a-year", "valid_from", {"series": "per_diem_foreign", "valid_from": date(2027, 2, 1)}),
        ("country-code-wrong", "figures.Danmark", {"series": "per_diem_foreign", "figures": {"Danmark": 100}}),
        ("figure-impossible", "figures.DK", {"series": "per_diem_foreign", "figures": {"DK": 0}}),
    ],
)
def test_what_does_not_fit_names_its_field(code: str, field: str, changes: dict[str, Any]) -> None:
    refusal = apply(RATES, [a_change(**changes)])
    assert isinstance(refusal, Refusal)
    assert (refusal.code, refusal.field) == (code, field)


def test_the_canonical_text_gives_the_pack_again_and_its_version() -> None:
    pack = changed(a_change(), a_change(CAR_2027))
    assert read(written(pack)) == pack
    assert pack.version not in ("", RATES.version)
    assert named(RATES) == RATES


def test_every_series_can_be_seen_as_its_figures() -> None:
    for series, form in FORMS.items():
        agreement = "agreement-example" if series.startswith("agreed_") else ""
        rows = rows_of(RATES, series, agreement)
        assert rows is not None, series
        assert all(set(figures_of(row, form)) == set(form.figures) for row in rows)


def test_a_row_put_again_as_it_stands_changes_nothing_of_it() -> None:
    for series, form in FORMS.items():
        agreement = "agreement-example" if series.startswith("agreed_") else ""
        for row in rows_of(RATES, series, agreement) or ():
            again = RateChange(
                id=new_id(),
                series=series,
                figures=figures_of(row, form),
                valid_from=row.valid_from,
                valid_to=row.valid_to,
                source=row.source,
                verified=row.verified,
                key=str(getattr(row, form.key)) if form.key else "",
                agreement=agreement,
            )
            pack = changed(again)
            rows = rows_of(pack, series, agreement)
            assert rows and replace(row, note="") in rows, "what was noted is said of the figure as it is shipped"


@pytest.mark.parametrize(
    ("figure", "before", "percent"),
    [(200, 100, None), (201, 100, 201), (50, 100, None), (49, 100, 49), (0, 100, 0), (900, 0, None)],
)
def test_a_figure_is_asked_about_beyond_twice_or_half_of_the_one_before(
    figure: int, before: int, percent: int | None
) -> None:
    change = a_change(CAR_2027, figures={"ore_per_km": figure})
    asked = refuse_far_off(change, {"ore_per_km": before}, ())
    assert asked == (
        Refusal("rate-far-off", {"percent": percent}, "figures.ore_per_km") if percent is not None else None
    )
    assert refuse_far_off(change, {"ore_per_km": before}, {"rate-far-off"}) is None
