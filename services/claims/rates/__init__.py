"""The rates as data: the files of this folder, read and checked once into the values that the calculation uses."""

import csv
from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter

from services.claims.domain.rates import (
    Agreement,
    DomesticPerDiem,
    FollowedCountry,
    ForeignPerDiem,
    LongStayShares,
    RatePack,
    RepresentationLimit,
    StateMealShares,
    TaxFreeMileage,
    VatRate,
)
from services.claims.rates.canonical import named

FOLDER = Path(__file__).parent


class StateRates(BaseModel):
    """The form of `state.yaml`."""

    model_config = ConfigDict(extra="forbid")

    per_diem_domestic: tuple[DomesticPerDiem, ...]
    followed_country: tuple[FollowedCountry, ...]
    countries: tuple[str, ...]
    meals_domestic: tuple[StateMealShares, ...]
    meals_foreign: tuple[StateMealShares, ...]
    long_stay: tuple[LongStayShares, ...]
    mileage: tuple[TaxFreeMileage, ...]
    vat: tuple[VatRate, ...]
    representation: tuple[RepresentationLimit, ...]


@cache
def load_rates(folder: Path = FOLDER) -> RatePack:
    """All rates of the folder. Raises pydantic's ValidationError when a file has not the form that the calculation needs."""
    files = sorted(path for path in folder.iterdir() if path.suffix in {".yaml", ".csv"})
    state = StateRates.model_validate(yaml.safe_load((folder / "state.yaml").read_text(encoding="utf-8")))
    with (folder / "foreign.csv").open(encoding="utf-8", newline="") as foreign_file:
        foreign = TypeAdapter(tuple[ForeignPerDiem, ...]).validate_python(tuple(csv.DictReader(foreign_file)))
    agreement = TypeAdapter(Agreement)
    pack = RatePack(
        version="",
        per_diem_domestic=state.per_diem_domestic,
        per_diem_foreign=foreign,
        followed_country=state.followed_country,
        countries=state.countries,
        meals_domestic=state.meals_domestic,
        meals_foreign=state.meals_foreign,
        long_stay=state.long_stay,
        mileage=state.mileage,
        vat=state.vat,
        representation=state.representation,
        agreements=tuple(
            agreement.validate_python(yaml.safe_load(path.read_text(encoding="utf-8")))
            for path in files
            if path.name.startswith("agreement-")
        ),
    )
    return named(pack)
