"""What claims takes and answers about rates over HTTP, for administrators."""

import datetime as dt
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field

from services.claims.values import Day, Whole, Yes
from shared.contracts.values import UNSEEN_IS_EMPTY, WITHOUT_NUL

Words = Annotated[str, Field(max_length=200, pattern=WITHOUT_NUL), UNSEEN_IS_EMPTY]
Id = Annotated[str, Field(max_length=40, pattern=r"^[a-z0-9_-]*$")]
COUNTRIES_MAX = 300


class AgreementName(BaseModel):
    sv: Words
    en: Words


class NewRateChange(BaseModel):
    """A figure from a day on. `series`: a series of the state, `agreed_…` of an agreement, or `agreement` to add one.

    `figures`: all numbers of the row by name, in öre, per mille or per cent; of `per_diem_foreign` öre by country, for a whole year.
    `confirmed`: the questions about the change that were answered with yes.
    """

    series: Id
    agreement: Id = ""
    key: Id = ""
    figures: Annotated[dict[str, Whole], Field(max_length=COUNTRIES_MAX)]
    name: AgreementName | None = None
    valid_from: Day
    valid_to: Day | None = None
    source: Words
    verified: Yes = True
    confirmed: frozenset[Literal["rates-in-use", "rate-far-off"]] = frozenset()


class RateRow(BaseModel):
    """The numbers of a series from a day through another; None: until something else is decided. `change_id`: who made it so.

    `source`: a text's id, or the words of who made it so. `note`: a text that says what there is to know of it, or empty.
    """

    figures: dict[str, int]
    valid_from: dt.date
    valid_to: dt.date | None
    source: str
    verified: bool
    note: str = ""
    change_id: UUID | None = None


class RateSeries(BaseModel):
    """A series, or what it says of one vehicle or one kind of goods. `now`: on the day asked about; `next`: on the next New Year's Day."""

    series: str
    agreement: str
    key: str
    units: dict[str, Literal["ore", "per_mille", "percent"]]
    now: RateRow | None
    next: RateRow | None


class CountryAmount(BaseModel):
    country: str
    whole_day_ore: int


class CountryList(BaseModel):
    """A year's amounts abroad; `*` is what every other country has. `sources` and `notes` as of a row, each once."""

    year: int
    countries: list[CountryAmount]
    sources: list[str]
    notes: list[str]


class RateAgreement(BaseModel):
    """An agreement, and how many present employments follow it."""

    id: str
    name: AgreementName
    employments: int


class UnknownAgreement(BaseModel):
    """What directory says that employments follow, and nobody has described."""

    id: str
    employments: int


class Rates(BaseModel):
    """All rates as of a day. `missing`: what has no figure yet for the next New Year's Day, as series and key."""

    version: str
    on: dt.date
    next_year: int
    series: list[RateSeries]
    abroad: list[CountryList]
    agreements: list[RateAgreement]
    unknown_agreements: list[UnknownAgreement]
    missing: int


class RateChangeView(BaseModel):
    """A change with what held before it. `holds`: it is not undone."""

    id: UUID
    series: str
    agreement: str
    key: str
    figures: dict[str, int]
    name: AgreementName | None
    valid_from: dt.date
    valid_to: dt.date | None
    source: str
    verified: bool
    before: RateRow | None
    at: dt.datetime
    by_name: str
    undone_at: dt.datetime | None
    undone_by_name: str | None


class RateChanges(BaseModel):
    """Newest first."""

    changes: list[RateChangeView]
