"""The rates' files: every figure has its dates and its source, no day is without a figure and none has two."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from pydantic import ValidationError

from services.claims.domain.rates import NOT_LISTED, Dated, DomesticPerDiem, ForeignPerDiem, day_rate
from services.claims.rates import FOLDER, load_rates
from shared.money import ORE_PER_KRONA
from shared.refusal import Refusal, accept
from shared.texts.formatting import LANGUAGES, Language, catalogue

RATES = load_rates()
FOREIGN_YEARS = sorted({rate.year for rate in RATES.per_diem_foreign})
COUNTRY_LIST_INCOMPLETE = {2024}
"""Years whose list stops half-way (A–L) and has no amount for other countries: what is not listed is refused."""


def seams(rates: Sequence[Dated]) -> list[str]:
    """Where a figure ends and the next does not begin the day after: a gap or an overlap."""
    found = [
        f"{rate.valid_from} ends before it begins"
        for rate in rates
        if rate.valid_to and rate.valid_to < rate.valid_from
    ]
    for earlier, later in pairwise(sorted(rates, key=lambda rate: rate.valid_from)):
        if earlier.valid_to is None or earlier.valid_to >= later.valid_from:
            found.append(f"{later.valid_from} overlaps")
        elif earlier.valid_to + timedelta(days=1) != later.valid_from:
            found.append(f"gap before {later.valid_from}")
    return found


def by_what() -> dict[str, Sequence[Dated]]:
    series: dict[str, Sequence[Dated]] = {
        "domestic": RATES.per_diem_domestic,
        "meals": RATES.meals_domestic,
        "meals abroad": RATES.meals_foreign,
        "long stay": RATES.long_stay,
        "representation": RATES.representation,
    }
    for country in {rate.country for rate in RATES.followed_country}:
        series[f"{country} follows"] = [rate for rate in RATES.followed_country if rate.country == country]
    for vehicle in {rate.vehicle for rate in RATES.mileage}:
        series[vehicle] = [rate for rate in RATES.mileage if rate.vehicle == vehicle]
    for what in {rate.what for rate in RATES.vat}:
        series[f"vat {what}"] = [rate for rate in RATES.vat if rate.what == what]
    for agreement in RATES.agreements:
        series[f"{agreement.id} per diem"] = agreement.per_diem
        series[f"{agreement.id} supplement"] = agreement.supplement
        for vehicle in {rate.vehicle for rate in agreement.mileage}:
            series[f"{agreement.id} {vehicle}"] = [rate for rate in agreement.mileage if rate.vehicle == vehicle]
    return series


def amount_and_list(country: str, day: date) -> tuple[int, str]:
    rate = accept(day_rate(country, day, RATES))
    return rate.whole_day.value, rate.listed_as


def domestic(valid_from: str, valid_to: str | None) -> DomesticPerDiem:
    end = date.fromisoformat(valid_to) if valid_to else None
    return DomesticPerDiem(
        valid_from=date.fromisoformat(valid_from), valid_to=end, whole_day_ore=30000, source="test", verified=True
    )


@pytest.mark.parametrize("what", sorted(by_what()))
def test_no_figure_has_a_gap_or_an_overlap(what: str) -> None:
    assert seams(by_what()[what]) == []


def test_a_gap_and_an_overlap_are_found() -> None:
    assert seams([domestic("2025-01-01", "2025-12-30"), domestic("2026-01-01", None)]) == ["gap before 2026-01-01"]
    assert seams([domestic("2025-01-01", "2026-01-01"), domestic("2026-01-01", None)]) == ["2026-01-01 overlaps"]
    assert seams([domestic("2025-01-01", None), domestic("2026-01-01", None)]) == ["2026-01-01 overlaps"]
    assert seams([domestic("2025-01-02", "2025-01-01")]) == ["2025-01-02 ends before it begins"]


def every_figure() -> list[Dated | ForeignPerDiem]:
    return [*(rate for rates in by_what().values() for rate in rates), *RATES.per_diem_foreign]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_figure_names_its_source_in_words_of_the_language(language: Language) -> None:
    told = catalogue(language)
    assert {rate.source for rate in every_figure()} - {text for text in told if text.startswith("source.")} == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_noted_of_a_figure_is_a_sentence_of_the_language(language: Language) -> None:
    notes = {rate.note for rate in every_figure() if rate.note} | {NOT_LISTED}
    assert [note for note in notes if not str(catalogue(language).get(note, "")).endswith(".")] == []


def test_every_figure_that_is_not_verified_says_why() -> None:
    assert [rate for rate in every_figure() if not rate.verified and not rate.note] == []


def test_every_source_and_note_of_the_catalogue_is_of_some_figure() -> None:
    used = {NOT_LISTED, *(rate.source for rate in every_figure()), *(rate.note for rate in every_figure())}
    assert {text for text in catalogue("sv") if text.startswith(("source.", "rate.note."))} - used == set()


def test_every_agreement_has_a_name_in_both_languages() -> None:
    assert all(agreement.name.sv.strip() and agreement.name.en.strip() for agreement in RATES.agreements)
    assert len({agreement.id for agreement in RATES.agreements}) == len(RATES.agreements)


def test_a_country_stands_once_a_year() -> None:
    listed = [(rate.year, rate.country) for rate in RATES.per_diem_foreign]
    assert len(listed) == len(set(listed))


def test_a_full_list_of_countries_has_an_amount_for_the_others() -> None:
    without_others = {
        year for year in FOREIGN_YEARS if (year, "*") not in {(r.year, r.country) for r in RATES.per_diem_foreign}
    }
    assert without_others == COUNTRY_LIST_INCOMPLETE


def test_per_diems_are_whole_kronor_of_a_likely_size() -> None:
    amounts = [rate.whole_day_ore for rate in RATES.per_diem_domestic]
    amounts += [rate.whole_day_ore for rate in RATES.per_diem_foreign]
    assert all(amount % ORE_PER_KRONA == 0 and 20_000 <= amount <= 200_000 for amount in amounts)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_country_and_vehicle_of_the_rates_has_a_name(language: str) -> None:
    names = catalogue("sv" if language == "sv" else "en")
    listed = {rate.country for rate in RATES.per_diem_foreign} - {"*"}
    assert {"SE", *listed} <= set(RATES.countries)
    countries = {f"country.{country}" for country in RATES.countries}
    assert countries | {f"rule.vehicle.{rate.vehicle}" for rate in RATES.mileage} <= names.keys()


def test_greenland_and_the_faroe_islands_have_the_amount_of_denmark() -> None:
    for country in ("GL", "FO"):
        assert amount_and_list(country, date(2026, 6, 1)) == (122600, "DK")


def test_hong_kong_has_the_amount_of_china_as_long_as_the_list_says_so() -> None:
    assert amount_and_list("HK", date(2024, 6, 1)) == (amount_and_list("CN", date(2024, 6, 1))[0], "CN")
    assert amount_and_list("HK", date(2026, 6, 1)) == (89500, "HK")


def test_a_country_that_is_not_listed_has_the_amount_of_the_others() -> None:
    assert amount_and_list("BT", date(2026, 6, 1)) == (49300, "*")


@pytest.mark.parametrize(
    ("country", "day"),
    [("SE", date(2022, 12, 31)), ("SE", date(2027, 1, 1)), ("DK", date(2025, 6, 1)), ("US", date(2024, 6, 1))],
)
def test_a_day_without_a_list_is_refused(country: str, day: date) -> None:
    refusal = day_rate(country, day, RATES)
    assert isinstance(refusal, Refusal)
    assert refusal.code == "rate-missing"


def test_the_version_changes_with_a_figure(tmp_path: Path) -> None:
    for file in FOLDER.iterdir():
        if file.suffix in {".yaml", ".csv"}:
            (tmp_path / file.name).write_bytes(file.read_bytes())
    foreign = tmp_path / "foreign.csv"
    foreign.write_text(foreign.read_text(encoding="utf-8").replace("105400", "105500"), encoding="utf-8")
    assert load_rates(tmp_path).version != RATES.version


def test_a_figure_that_is_misspelt_is_not_read(tmp_path: Path) -> None:
    for file in FOLDER.iterdir():
        if file.suffix in {".yaml", ".csv"}:
            (tmp_path / file.name).write_bytes(file.read_bytes().replace(b"whole_day_ore: 30000", b"whole_day: 30000"))
    with pytest.raises(ValidationError):
        load_rates(tmp_path)
