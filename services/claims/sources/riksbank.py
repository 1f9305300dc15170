"""Sveriges Riksbank's mid-rates (*mittkurs*): as its file of exchange rates has them, and as its public interface tells them.

File: rows `2026-10-06;Valutor mot svenska kronor;1 EUR;11,1223` below lines of headings; bank holidays say `n/a`.
Interface (SWEA): `GET <address>/Observations/Latest/ByGroup/130`, the latest of all currencies, kronor for one unit:
`[{"seriesId": "SEKEURPMI", "date": "2026-10-06", "value": 11.1223}]`.
"""

import csv
import datetime as dt
import json
import re
from collections.abc import Iterable, Iterator
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Annotated, NamedTuple
from urllib.request import Request, urlopen

from pydantic import BaseModel, Field, TypeAdapter

from services.claims.domain.derivation import MICRO
from services.claims.domain.exchange import QuotedRate

SOURCE = "Riksbanken"
LATEST = "/Observations/Latest/ByGroup/130"
ANSWER_SECONDS_MAX = 30
ANSWER_BYTES_MAX = 1_000_000
FILE_BYTES_MAX = 50_000_000
DAY = re.compile(r"\d{4}-\d\d-\d\d")
UNITS = re.compile(r"(\d+) ([A-Z]{3})")
MID_RATE = re.compile(r"SEK([A-Z]{3})PMI")


class _Row(NamedTuple):
    day: str
    group: str
    series: str
    value: str


class Observation(BaseModel):
    """A value of a series on a day; `value` as written, for no digit is to be lost."""

    series_id: Annotated[str, Field(alias="seriesId")]
    date: dt.date
    value: Decimal


OBSERVATIONS = TypeAdapter(list[Observation])


def read_file(file: Path) -> list[QuotedRate]:
    """All rates of the file. Raises ValueError when it has none, or a row that cannot be understood."""
    if file.stat().st_size > FILE_BYTES_MAX:
        raise ValueError(f"larger than {FILE_BYTES_MAX} bytes")
    with file.open(encoding="utf-8-sig", newline="") as opened:
        rates = list(_rates(csv.reader(opened, delimiter=";")))
    if not rates:
        raise ValueError("no row such as 2026-10-06;Valutor mot svenska kronor;1 EUR;11,1223")
    return rates


def _rates(rows: Iterable[list[str]]) -> Iterator[QuotedRate]:
    for number, cells in enumerate(rows, start=1):
        if not cells or not DAY.fullmatch(cells[0].strip()):
            continue
        try:
            row = _Row(*(cell.strip() for cell in cells[:4]))
            units = UNITS.fullmatch(row.series)
            if units is None or row.value.lower() in ("n/a", ""):
                continue  # another series, such as an index; or a day without a rate
            value = Decimal(row.value.replace(" ", "").replace(",", "."))
            yield QuotedRate(units[2], _micro(value / int(units[1])), dt.date.fromisoformat(row.day), SOURCE)
        except (TypeError, ArithmeticError, ValueError) as error:
            raise ValueError(f"line {number}: {';'.join(cells)[:80]}") from error


def latest(address: str) -> list[QuotedRate]:
    """The latest rate of each currency. Raises OSError when nobody answers, ValueError when the answer is something else."""
    request = Request(address.rstrip("/") + LATEST, headers={"Accept": "application/json"})
    with urlopen(request, timeout=ANSWER_SECONDS_MAX) as answer:
        body: bytes = answer.read(ANSWER_BYTES_MAX)
    observations = OBSERVATIONS.validate_python(json.loads(body, parse_float=Decimal))
    return [
        QuotedRate(series[1], _micro(one.value), one.date, SOURCE)
        for one in observations
        if (series := MID_RATE.fullmatch(one.series_id))
    ]


def _micro(kronor: Decimal) -> int:
    """In millionths, half up."""
    return int((kronor * MICRO).quantize(Decimal(1), ROUND_HALF_UP))
