"""`calculate CASES.json`: works out cases written by hand, for auditors and for the golden cases. Parses, calls, writes."""

import json
from collections.abc import Callable
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from pathlib import Path
from typing import Annotated, Any, TextIO, assert_never

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StrictBool, StrictInt, ValidationError

from services.claims.domain.benefit_meal import BenefitMeal
from services.claims.domain.calculation import Calculation, Case, Line, calculate
from services.claims.domain.foreign_receipt import ExchangeRate, PaidReceipt, Receipt
from services.claims.domain.mileage import Drive, Mileage
from services.claims.domain.night_allowance import NightAllowance
from services.claims.domain.per_diem import PerDiem
from services.claims.domain.rates import Meal, RatePack
from services.claims.domain.supplement import Supplement
from services.claims.domain.trip import Assignment, Lodging, MealAnswer, MealKind, PaidBy, Stay, Trip
from services.claims.rates import load_rates
from shared.money import Hectometres
from shared.refusal import Refusal

HECTOMETRES_PER_KM = 10
KM_LIMIT = 100_000
HUNDREDTHS_LIMIT = 10**12
"""Ten thousand million of any currency's unit."""
RATE_MICRO_LIMIT = 10**12
EXTENSION_DAYS_MAX = 10_000
DIGITS_MAX = 400
"""Far beyond every limit here; of some thousands Python would refuse the whole file."""
YEARS = range(1900, 2200)
"""Beyond them a date is mistyped, and days and months later could not be counted; a year within may well have no rates."""
Json = str | int | float | None | list["Json"] | dict[str, "Json"]


class Written(BaseModel):
    """A part of a case as it is written; a misspelt field is an error, not a field left out."""

    model_config = ConfigDict(extra="forbid")


def _read(in_iso_form: Callable[[str], date]) -> BeforeValidator:
    """A date or time as ISO 8601 writes it; a bare number is a mistake, not seconds since 1970."""

    def read(given: object) -> date:
        day = in_iso_form(given) if isinstance(given, str) else None
        if day is None or day.year not in YEARS:
            raise ValueError("no such day")
        return day

    return BeforeValidator(read)


def _number(given: object) -> object:
    """A number of JSON; a text or a truth that looks like one is a mistake."""
    return given if type(given) in (int, Decimal) else None


Day = Annotated[date, _read(date.fromisoformat)]
Moment = Annotated[datetime, _read(datetime.fromisoformat)]
Hundredths = Annotated[StrictInt, Field(gt=-HUNDREDTHS_LIMIT, lt=HUNDREDTHS_LIMIT)]


class WrittenStay(Written):
    country: str
    start: Moment = Field(alias="from")
    end: Moment = Field(alias="to")


class WrittenMeal(Written):
    date: Day
    meal: Meal
    kind: MealKind


class WrittenLodging(Written):
    night_of: Day
    paid_by: PaidBy


class WrittenAssignment(Written):
    since: Day
    extension_days: Annotated[StrictInt, Field(ge=0, le=EXTENSION_DAYS_MAX)] = 0


class WrittenTrip(Written):
    start: Moment
    end: Moment
    over_50_km: StrictBool = True
    stays: list[WrittenStay] = []
    meals: list[WrittenMeal] = []
    lodging: list[WrittenLodging] = []
    assignment: WrittenAssignment | None = None


class WrittenDrive(Written):
    date: Day
    vehicle: str
    km: Annotated[Decimal, BeforeValidator(_number), Field(gt=-KM_LIMIT, lt=KM_LIMIT)]


class WrittenReceipt(Written):
    id: str
    date: Day
    total: Hundredths
    currency: Annotated[str, Field(pattern="^[A-Z]{3}$")]
    rate_micro: Annotated[StrictInt, Field(lt=RATE_MICRO_LIMIT)] | None = None
    card_ore: Hundredths | None = None


class WrittenInput(Written):
    agreement: str | None = None
    trip: WrittenTrip | None = None
    drives: list[WrittenDrive] = []
    receipts: list[WrittenReceipt] = []


class WrittenCase(BaseModel):
    """Title, reason and expected result of a case may stand beside its input and are not read. `input` is parsed case by case."""

    id: str
    input: Any = None


class WrittenCases(BaseModel):
    cases: list[WrittenCase]


def run(cases_file: Path, out: TextIO, problems: TextIO) -> None:
    """Work out all cases of the file and write `[{"id", "result"}]` in the same order; `problems` tells the field of each refusal.

    A case that cannot be read is refused like any other and ends nothing. Raises ValueError when the file is no list of cases.
    """
    try:
        content = json.loads(cases_file.read_text(encoding="utf-8-sig"), parse_float=_decimal, parse_int=_whole)
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error
    rates = load_rates()
    results = []
    for case in WrittenCases.model_validate(content).cases:
        worked = worked_out(case.input, rates)
        if isinstance(worked, Refusal):
            problems.write(f"{case.id}: {worked.code} {worked.field or ''}\n")
        results.append({"id": case.id, "result": result(worked)})
    # Half of a surrogate pair has no UTF-8: it is written as JSON escapes it.
    text = json.dumps(results, ensure_ascii=False, indent=1)
    out.write(text.encode("utf-8", "backslashreplace").decode("utf-8") + "\n")


def _decimal(digits: str) -> Decimal:
    """A distance as it is written: 104.6 km is 1046 hectometres, not 1045.9999…; one that cannot be counted is no number."""
    try:
        return Decimal(digits)
    except InvalidOperation:
        return Decimal("NaN")


def _whole(digits: str) -> int | Decimal:
    """A whole number; one that is far too long is none, so that only its own case is refused."""
    return int(digits) if len(digits) <= DIGITS_MAX else Decimal("NaN")


def worked_out(written: object, rates: RatePack) -> Calculation | Refusal:
    """One case worked out, or refused when it is not written as one."""
    try:
        case = case_of(WrittenInput.model_validate(written))
    except ValidationError as error:
        return Refusal("invalid-input", field=".".join(map(str, error.errors()[0]["loc"])))
    return calculate(case, rates)


def result(worked: Calculation | Refusal) -> Json:
    """What came of a case, in the form of the golden cases."""
    if isinstance(worked, Refusal):
        return {"refused": {"code": worked.code}}
    return {
        "lines": [_line(line) for line in worked.lines],
        "total": worked.total_ore,
        "tax_free": worked.tax_free_ore,
        "taxable": worked.taxable_ore,
    }


def case_of(written: WrittenInput) -> Case:
    """A case as the calculation takes it."""
    return Case(
        trip=_trip(written.trip) if written.trip else None,
        drives=tuple(Drive(drive.date, drive.vehicle, _hectometres(drive.km)) for drive in written.drives),
        receipts=tuple(_receipt(receipt) for receipt in written.receipts),
        agreement=written.agreement,
    )


def _trip(written: WrittenTrip) -> Trip:
    assignment = written.assignment
    return Trip(
        start=written.start,
        end=written.end,
        over_50_km=written.over_50_km,
        stays=tuple(Stay(stay.country, stay.start, stay.end) for stay in written.stays),
        meals=tuple(MealAnswer(meal.date, meal.meal, meal.kind) for meal in written.meals),
        lodging=tuple(Lodging(lodging.night_of, lodging.paid_by) for lodging in written.lodging),
        assignment=Assignment(assignment.since, assignment.extension_days) if assignment else None,
    )


def _receipt(written: WrittenReceipt) -> PaidReceipt:
    # A rate of nothing is none: refused as missing, where a silent zero would be paid.
    exchange = ExchangeRate(written.rate_micro) if written.rate_micro and written.rate_micro > 0 else None
    return PaidReceipt(written.id, written.date, written.total, written.currency, exchange, written.card_ore)


def _hectometres(km: Decimal) -> Hectometres:
    """Distances are kept to 0.1 km, half up."""
    return int((km * HECTOMETRES_PER_KM).quantize(Decimal(1), rounding=ROUND_HALF_UP))


def _line(line: Line) -> Json:
    head: dict[str, Json] = {"kind": line.kind, "date": line.date.isoformat()}
    amounts: dict[str, Json] = {"amount": line.amount_ore, "tax_free": line.tax_free_ore, "taxable": line.taxable_ore}
    return head | _details(line) | amounts


def _details(line: Line) -> dict[str, Json]:
    match line:
        case PerDiem():
            place: dict[str, Json] = {"country": line.country, "day": line.day, "stage": line.stage}
            return place | _lowered(line)
        case Supplement():
            return _lowered(line)
        case NightAllowance():
            return {"country": line.country}
        case BenefitMeal():
            return {"meal": line.meal}
        case Mileage():
            return {"vehicle": line.vehicle, "km": line.distance_hm / HECTOMETRES_PER_KM, "rate": line.ore_per_km}
        case Receipt():
            return {"id": line.id}
        case _:
            assert_never(line)


def _lowered(line: PerDiem | Supplement) -> dict[str, Json]:
    return {"base": line.base_ore, "meals": list(line.meals), "reduction": line.reduction_ore}
