"""What the phone and the server are both asked: cases and drafts of every kind, and among them some that are wrong."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from itertools import pairwise
from typing import Any, get_args

from hypothesis import strategies as st

from services.claims.domain.calculation import Case
from services.claims.domain.draft import (
    ClaimKind,
    DayMeals,
    Draft,
    DriveLine,
    ExpenseLine,
    Line,
    MealGiven,
    Night,
    TripPlan,
    Vehicle,
)
from services.claims.domain.exchange import QuotedRate
from services.claims.domain.foreign_receipt import ExchangeRate, PaidReceipt
from services.claims.domain.mileage import Drive
from services.claims.domain.rates import MEALS, AgreedMileage, AgreedPerDiem, Agreement, Name
from services.claims.domain.receipt import Fields, Receipt, Vat
from services.claims.domain.representation import Form, Participant, Representation
from services.claims.domain.split import Part
from services.claims.domain.trip import STOCKHOLM, Assignment, Lodging, MealAnswer, MealKind, PaidBy, Stay, Trip
from services.claims.kinds_catalogue import load_kinds
from services.claims.rates import load_rates
from tests.phone.app_rules import Asked

VEHICLES = ("own_car", "motorcycle", "company_car_electric", "company_car_other_fuel")
LOADED = load_rates()
KINDS = list(load_kinds())
at = datetime.fromisoformat
AGREED: dict[str, Any] = {
    "valid_from": date(2023, 6, 1),
    "valid_to": date(2025, 12, 31),
    "source": "agreed",
    "verified": True,
}
AGREED_LATER: dict[str, Any] = {**AGREED, "valid_from": date(2026, 1, 1), "valid_to": date(2026, 10, 24)}
RATES = replace(
    LOADED,
    per_diem_domestic=(replace(LOADED.per_diem_domestic[0], verified=False), *LOADED.per_diem_domestic[1:]),
    agreements=(
        *LOADED.agreements,
        Agreement(
            id="own-amounts",
            name=Name(sv="Egna belopp", en="Own amounts"),
            per_diem=(AgreedPerDiem(whole_day_ore=36100, **AGREED), AgreedPerDiem(whole_day_ore=25000, **AGREED_LATER)),
            mileage=(
                AgreedMileage(
                    vehicle="own_car", ore_per_km=245, passenger_ore_per_km=15, trailer_ore_per_km=33, **AGREED
                ),
            ),
        ),
    ),
    mileage=(replace(LOADED.mileage[0], verified=False), *LOADED.mileage[1:]),
)
"""Not all of them confirmed, so that this is told too."""
# Where the clocks change, years meet, rates begin and end, and a leap day is; most of it in years with rates.
TURNS = ["2024-02-29", "2024-12-30", "2024-03-31", "2024-10-27", "2026-01-02", "2026-03-29", "2026-03-31", "2026-10-25"]
BEGINNINGS = ["2022-12-31", "2023-01-01", "2025-12-31", "2026-12-31"]
CLOCKS = [0, 359, 360, 361, 719, 720, 721, 1139, 1140, 1141]
ZONES = st.sampled_from(
    [UTC, timezone(timedelta(hours=1)), timezone(timedelta(hours=2)), timezone(timedelta(hours=-7))]
)
COUNTRIES = ["SE", "SE", "DK", "US", "GL", "FO", "BT", "NO", "AF"]
NEIGHBOURS = [["DK", "GL"], ["SE", "NO"]]
"""Few countries, of equal amounts and of different ones, so that a day is often shared equally."""
SHARES = st.integers(0, 99)
"""Of a hundred: a wrong thing is rare enough not to hide all others."""


@st.composite
def moments(draw: st.DrawFn) -> datetime:
    turn = draw(st.sampled_from(TURNS * 8 + BEGINNINGS))
    midnight = datetime.fromisoformat(turn) + timedelta(days=draw(st.integers(-3, 3)))
    clock = timedelta(minutes=draw(st.sampled_from(CLOCKS) | st.integers(0, 1439)))
    if draw(SHARES) < 10:
        clock += timedelta(microseconds=draw(st.sampled_from([1, 999_999])))
    return (midnight + clock).replace(tzinfo=STOCKHOLM).astimezone(draw(ZONES))


@st.composite
def trips(draw: st.DrawFn) -> Trip:
    start = draw(moments())
    day = start.astimezone(STOCKHOLM).replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None)
    length = draw(st.sampled_from([0, 1, 1, 2, 2, 3, 3, 4, 5, 30, 95]) | st.integers(1, 6))
    clock = draw(st.sampled_from(CLOCKS) | st.integers(0, 1439))
    end = (day + timedelta(days=length, minutes=clock)).replace(tzinfo=STOCKHOLM).astimezone(draw(ZONES))
    if draw(SHARES) < 10:
        end = start + timedelta(minutes=draw(st.sampled_from(CLOCKS)))
    wrong = draw(SHARES)
    if wrong < 2:
        end = end.replace(tzinfo=None)
    elif wrong < 4:
        end += timedelta(days=1101)
    elif wrong > 4:
        end = max(start, end)
    dates = st.integers(-1, length + 1).map(lambda number: (day + timedelta(days=number)).date())
    meals = st.builds(MealAnswer, dates, st.sampled_from(MEALS), st.sampled_from(get_args(MealKind)))
    lodging = st.builds(Lodging, dates, st.sampled_from(get_args(PaidBy)))
    since = st.integers(0, 800).map(lambda days: day.date() - timedelta(days=days))
    long_stays = st.builds(Assignment, since, st.sampled_from([0, 0, 1, 28]))
    return Trip(
        start,
        end,
        over_50_km=draw(SHARES) < 92,
        stays=draw(stays(start, length)) if draw(SHARES) < 50 else (),
        meals=tuple(draw(st.lists(meals, max_size=8))),
        lodging=tuple(draw(st.lists(lodging, max_size=5))),
        assignment=draw(long_stays) if draw(SHARES) < 30 else None,
    )


@st.composite
def stays(draw: st.DrawFn, start: datetime, days: int) -> tuple[Stay, ...]:
    """In order and beside each other, with time between them, or (rarely) anyhow."""
    countries = st.sampled_from(draw(st.sampled_from([COUNTRIES, COUNTRIES, *NEIGHBOURS])))
    unit = draw(st.sampled_from([timedelta(minutes=30), timedelta(hours=6)]))  # coarse ones are often of equal length
    borders = draw(st.lists(st.integers(0, timedelta(days=days + 1) // unit), min_size=2, max_size=6))
    if draw(SHARES) < 95:
        borders.sort()
    moments = [start + unit * border for border in borders]
    is_close = draw(SHARES) < 60
    pairs = pairwise(moments) if is_close else zip(moments[::2], moments[1::2], strict=False)
    unknown = draw(SHARES) == 0
    return tuple(Stay("QQ" if unknown else draw(countries), begin, end) for begin, end in pairs)


@st.composite
def drives(draw: st.DrawFn) -> Drive:
    wrong = draw(SHARES)
    vehicle = draw(st.sampled_from(VEHICLES)) if wrong > 2 else "bicycle"
    distance_hm = draw(st.integers(1, 20_000)) if wrong < 97 else draw(st.sampled_from([0, -5]))
    day = draw(st.dates(date(2023, 1, 1), date(2026, 12, 31))) if wrong != 50 else date(2022, 12, 31)
    own_id = draw(st.none() | st.uuids().map(str))
    return Drive(day, vehicle, distance_hm, own_id, draw(st.integers(0, 3)), draw(st.booleans()))


@st.composite
def receipts(draw: st.DrawFn) -> PaidReceipt:
    quoted_on = st.none() | st.dates(date(2022, 1, 1), date(2027, 1, 1))
    sources = st.sampled_from([None, "ECB", 'Växel\u2028\\"é'])
    rate_micro = draw(st.integers(1, 20_000_000))
    return PaidReceipt(
        id=draw(st.text(max_size=5)),
        date=draw(st.dates(date(2000, 1, 1), date(2099, 12, 31))),
        total=draw(st.integers(-(10**7), 10**7) | st.integers(10**10, 10**13)),
        currency=draw(st.sampled_from(["SEK", "EUR", "JPY"])),
        exchange=ExchangeRate(rate_micro, draw(quoted_on), draw(sources)) if draw(SHARES) < 97 else None,
        card_ore=draw(st.integers(1, 10**7)) if draw(SHARES) < 20 else None,
    )


@st.composite
def anything(draw: st.DrawFn) -> Case:
    agreements = st.sampled_from([None, *(agreement.id for agreement in RATES.agreements)])
    return Case(
        trip=draw(trips()) if draw(SHARES) < 85 else None,
        drives=tuple(draw(st.lists(drives(), max_size=3))) if draw(SHARES) < 30 else (),
        receipts=tuple(draw(st.lists(receipts(), max_size=3))) if draw(SHARES) < 30 else (),
        agreement=draw(agreements) if draw(SHARES) < 98 else "misspelt",
    )


def told_meals(day: date) -> st.SearchStrategy[DayMeals]:
    given = st.none() | st.sampled_from(get_args(MealGiven))
    return st.builds(DayMeals, st.just(day), given, given, given)


WORDS = st.sampled_from(["", "", " ", "Lund", "lund  ", "Möte \u2028", "Straße"])
PLACES = st.sampled_from(["Lund", "lund  ", "Straße", "STRASSE", "Norra"]) | WORDS
"""Few, so that a way is often driven again."""


@st.composite
def plans(draw: st.DrawFn) -> TripPlan:
    """A trip on its way to be told: some of it, in any order, or all."""
    trip = draw(trips())
    is_whole = trip.end.utcoffset() is not None
    dates = [trip.start.astimezone(STOCKHOLM).date() + timedelta(days=number) for number in range(-1, 4)]
    return TripPlan(
        destination=draw(PLACES),
        purpose=draw(WORDS),
        start=trip.start if draw(SHARES) < 90 else None,
        end=trip.end if is_whole and draw(SHARES) < 90 else None,
        over_50_km=trip.over_50_km,
        meals=tuple(draw(told_meals(day)) for day in dates if draw(SHARES) < 80),
        nights=tuple(
            Night(day, draw(st.sampled_from([None, *get_args(PaidBy)]))) for day in dates if draw(SHARES) < 80
        ),
        stays=trip.stays,
        assignment=trip.assignment,
    )


KILOMETRES = st.none() | st.integers(12_340, 12_345)
"""Of the odometer: few, so that one drive often follows on another, or does not."""


@st.composite
def drive_lines(draw: st.DrawFn) -> DriveLine:
    drive = draw(drives())
    is_close = draw(SHARES) < 50
    return DriveLine(
        draw(st.uuids()),
        1,
        draw(st.sampled_from([date(2026, 3, 9), date(2026, 3, 10)])) if is_close else drive.date,
        draw(PLACES),
        draw(PLACES),
        draw(st.integers(80, 130) | st.just(5_000)) if is_close else draw(st.none() | st.just(drive.distance_hm)),
        drive.vehicle if drive.vehicle in get_args(Vehicle) and draw(SHARES) < 90 else None,  # type: ignore[arg-type]
        draw(WORDS),
        is_private=draw(SHARES) < 20,
        odometer_start_km=draw(KILOMETRES),
        odometer_end_km=draw(KILOMETRES),
    )


def vat_rows(total: int) -> st.SearchStrategy[tuple[Vat, ...]]:
    """As the total has it, to the krona, or more than fits into it."""
    rates = st.sampled_from([25, 12, 12, 6, 0, 7])
    off = st.sampled_from([0, 0, 0, 99, 101, total])

    def row(rate: int, off_ore: int, share: int) -> Vat:
        gross_ore = total // share
        vat_ore = gross_ore * rate // (100 + rate)
        return Vat(rate, gross_ore - vat_ore, vat_ore + off_ore)

    return st.lists(st.builds(row, rates, off, st.sampled_from([1, 2, 3])), max_size=3).map(tuple)


@st.composite
def expense_lines(draw: st.DrawFn, days: list[date | None]) -> ExpenseLine:
    total = draw(st.integers(1, 400_000) | st.sampled_from([-12_500, 99_999_999, 0]))
    limited = ["representation_external", "representation_internal"]
    own_food = [kind.id for kind in load_kinds().values() if kind.checks]
    kind = draw(st.sampled_from([*KINDS, *limited * 3, *own_food * 2, "hotel", "hotel", None]))
    people = st.builds(Participant, st.just("Kim"), st.sampled_from(["", "Region Väst"]))
    said = st.builds(
        Representation,
        st.sampled_from(get_args(Form)),
        st.lists(people, max_size=4).map(tuple),
        st.sampled_from([0, 15_000]),
    )
    part = st.builds(
        Part,
        st.uuids(),
        st.integers(0, total) if total > 0 else st.just(0),
        st.sampled_from([None, None, *KINDS, *limited]),
        person=WORDS,
        is_private=st.booleans(),
    )
    quoted = st.builds(
        QuotedRate, st.just("EUR"), st.integers(1, 20_000_000), st.just(date(2026, 3, 9)), st.just("ECB")
    )
    return ExpenseLine(
        draw(st.uuids()),
        1,
        receipt_id=draw(st.none() | st.uuids()),
        lost_receipt_reason=draw(st.none() | WORDS),
        expense_kind=kind,
        merchant=draw(WORDS),
        date=draw(st.sampled_from(days)),
        amount_ore=total if draw(SHARES) < 90 else None,
        vat=draw(vat_rows(total)) if draw(SHARES) < 80 else (),
        purpose=draw(WORDS),
        exchange=draw(st.none() | quoted),
        representation=draw(st.none() | said) if kind in limited else None,
        parts=tuple(draw(st.lists(part, min_size=2, max_size=4))) if draw(SHARES) < 30 else (),
        paid_with=draw(st.sampled_from(["own", "own", "employer_card"])),
        hotel_nights=draw(st.sampled_from([None, 1, 2])),
        breakfast_included=draw(st.sampled_from([None, True, False])),
    )


@st.composite
def drafts(draw: st.DrawFn) -> Draft:
    kinds: list[ClaimKind] = ["trip", "trip", "trip", "drives", "expense"]
    kind = draw(st.sampled_from(kinds))
    plan = draw(plans()) if kind == "trip" and draw(SHARES) < 95 else None
    days = [moment.astimezone(STOCKHOLM).date() for moment in (plan.start, plan.end) if moment] if plan else []
    expenses = expense_lines([*days, *days, date(2026, 1, 1), date(2026, 3, 31), date(2026, 4, 1), None])
    lines: list[Line] = [*draw(st.lists(drive_lines(), max_size=3)), *draw(st.lists(expenses, max_size=3))]
    return Draft(draw(st.uuids()), kind, plan, tuple(lines))


@st.composite
def asked(draw: st.DrawFn) -> Asked:
    draft = draw(drafts())
    fields = st.builds(
        Fields,
        currency=st.sampled_from([None, "SEK", "EUR"]),
        total=st.none() | st.integers(1, 10**7),
    )
    receipts = [
        Receipt(line.receipt_id, draft.claim_id, 1, "read", draw(fields)) for line in draft.expenses if line.receipt_id
    ]
    return Asked(
        draft,
        tuple(receipts),
        draw(st.sampled_from([None, "agreement-example", "own-amounts", "misspelt"])),
        draw(moments()),
        draw(PLACES),
        draw(PLACES),
        tuple(draw(st.lists(drive_lines(), max_size=3))),
    )
