"""A claim of the story: whose it is, what it says, and the steps of its life; and the words that `claims` tells it with."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Literal
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from demo.receipts import Receipt
from services.approvals.schemas import NewDecision
from services.claims.schemas import DriveDraft, ExpenseDraft, LineDraft, Vehicle
from services.claims.trip_schemas import Stay, TripDraft
from shared.contracts.values import VatRow
from shared.money import Hectometres

STOCKHOLM = ZoneInfo("Europe/Stockholm")
STORY = UUID("cacb4210-bb51-5c7a-930f-1a8487a4a1dc")
"""What all ids of the story follow from."""


def story_id(name: str) -> UUID:
    """The same id for the same name, whenever the story is played."""
    return uuid5(STORY, name)


@dataclass(frozen=True)
class Submit:
    """The owner hands it in; the version says whether it is the first time."""

    version: int = 1


@dataclass(frozen=True)
class Withdraw:
    """The owner takes it back before anybody has decided."""

    version: int = 1


@dataclass(frozen=True)
class Mend:
    """The owner replaces a line of the claim that came back with its `version`."""

    line: str
    draft: LineDraft
    version: int = 1


@dataclass(frozen=True)
class Decide:
    """Whoever attests decides. `line`: name of the line that the remark is about. `after_batch`: not before batch 1 is sealed."""

    decision: NewDecision
    line: str | None = None
    after_batch: bool = False


Step = Submit | Withdraw | Mend | Decide


@dataclass(frozen=True, kw_only=True)
class Claim:
    """A claim of the person with that given name, in their first or second employment (0, 1); without steps it stays a draft.

    `reasons`: the owner's answers to warnings, by check. `in_batch`: it is sealed in the first batch.
    """

    name: str
    by: str
    kind: Literal["expense", "trip", "drives"]
    employment: int = 0
    trip: TripDraft | None = None
    lines: Mapping[str, LineDraft] = field(default_factory=dict)
    receipts: tuple[Receipt, ...] = ()
    reasons: Mapping[str, str] = field(default_factory=dict)
    steps: tuple[Step, ...] = ()
    in_batch: bool = False

    @property
    def id(self) -> UUID:
        return story_id(f"claim:{self.name}")

    def line_id(self, line: str) -> UUID:
        return story_id(f"line:{self.name}:{line}")


def day(friday: date, before_days: int) -> date:
    return friday - timedelta(days=before_days)


def moment(friday: date, before_days: int, at: time) -> datetime:
    return datetime.combine(day(friday, before_days), at, STOCKHOLM)


def stay(country: str, friday: date, start: tuple[int, time], end: tuple[int, time]) -> Stay:
    """Time in a country, each end as days before that Friday and a time."""
    return Stay(country=country, start=moment(friday, *start), end=moment(friday, *end))


def bought(receipt: Receipt, friday: date, purpose: str) -> ExpenseDraft:
    """A line with the receipt's own values, as a person who has looked at them confirms them."""
    return ExpenseDraft(
        kind="expense",
        base_version=0,
        receipt_id=story_id(f"receipt:{receipt.name}"),
        expense_kind=receipt.kind,
        merchant=receipt.merchant,
        date=receipt.date(friday),
        amount_ore=receipt.total_ore,
        vat=[VatRow(rate=receipt.vat_percent, net_ore=receipt.net_ore, vat_ore=receipt.vat_ore)],
        purpose=purpose,
    )


def photographed(receipt: Receipt) -> ExpenseDraft:
    """A line that knows only its picture: everything else comes from the reading."""
    return ExpenseDraft(kind="expense", base_version=0, receipt_id=story_id(f"receipt:{receipt.name}"))


def drive(
    day: date, start: str, end: str, distance_hm: Hectometres, purpose: str, vehicle: Vehicle = "own_car"
) -> DriveDraft:
    return DriveDraft(
        kind="drive",
        base_version=0,
        date=day,
        from_place=start,
        to_place=end,
        distance_hm=distance_hm,
        vehicle=vehicle,
        purpose=purpose,
    )


def rounds(
    friday: date,
    days_before: tuple[int, ...],
    stretches: tuple[tuple[str, str, Hectometres], ...],
    vehicle: Vehicle = "own_car",
) -> Mapping[str, DriveDraft]:
    """The same stretches on each of the days."""
    return {
        f"{before}-{number}": drive(day(friday, before), start, end, distance_hm, "Hembesök", vehicle)
        for before in days_before
        for number, (start, end, distance_hm) in enumerate(stretches)
    }
