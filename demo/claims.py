"""What the people of Kjellstavik hand in, and what becomes of it: one claim for every state that a claim can have."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Literal
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from demo import receipts
from demo.receipts import Receipt
from services.approvals.schemas import NewDecision
from services.claims.schemas import DayMeals, DriveDraft, ExpenseDraft, LineDraft, Night, TripDraft, Vehicle
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


APPROVE = NewDecision(version=1, decision="approve")


def story(friday: date) -> tuple[Claim, ...]:
    """All claims, with days counted back from that Friday; those that the batch waits for stand first."""
    return (*_in_batch(friday), *_decided(friday), *_waiting(friday), *_drafts(friday))


def _in_batch(friday: date) -> tuple[Claim, ...]:
    done = (Submit(), Decide(APPROVE))
    return (
        Claim(
            name="gothenburg",
            by="Johan",
            kind="trip",
            trip=TripDraft(
                base_version=0,
                destination="Göteborg",
                purpose="Välfärdsdagarna",
                start=_at(friday, 38, time(6, 50)),
                end=_at(friday, 37, time(18, 40)),
                meals=[
                    DayMeals(date=_day(friday, 38), breakfast="none", lunch="provided", dinner="none"),
                    DayMeals(date=_day(friday, 37), breakfast="hotel_breakfast", lunch="none", dinner="none"),
                ],
                nights=[Night(night_of=_day(friday, 38), paid_by="employee_receipt")],
            ),
            lines={
                "hotel": _bought(receipts.HOTEL, friday, "Välfärdsdagarna"),
                "taxi": _bought(receipts.TAXI, friday, "Från mässan till stationen"),
            },
            receipts=(receipts.HOTEL, receipts.TAXI),
            steps=done,
            in_batch=True,
        ),
        Claim(
            name="train",
            by="Johan",
            kind="expense",
            lines={"train": _bought(receipts.TRAIN, friday, "Tåg till Välfärdsdagarna")},
            receipts=(receipts.TRAIN,),
            steps=done,
            in_batch=True,
        ),
        Claim(
            name="drives-agreement",
            by="Mirjam",
            kind="drives",
            lines=_round(
                friday, (36, 35, 32), (("Södra", "Linden", 46), ("Linden", "Östra", 21), ("Östra", "Södra", 58))
            ),
            steps=done,
            in_batch=True,
        ),
        Claim(
            name="drives-last-month",
            by="Amina",
            kind="drives",
            lines=_round(
                friday,
                (39, 38, 37, 36),
                (("Norra", "Sjövik", 32), ("Sjövik", "Hamnplan", 18), ("Hamnplan", "Norra", 41)),
            ),
            steps=done,
            in_batch=True,
        ),
        Claim(
            name="drives-earlier",
            by="Omar",
            kind="drives",
            lines=_round(friday, (38, 36), (("Norra", "Björkudden", 140), ("Björkudden", "Norra", 140))),
            steps=done,
            in_batch=True,
        ),
    )


def _decided(friday: date) -> tuple[Claim, ...]:
    errand = _bought(receipts.PARKING_WITHOUT_ERRAND, friday, "")
    too_far = _drive(_day(friday, 18), "Norra", "Linden", 112, "Hembesök")
    return (
        Claim(
            name="parking-without-errand",
            by="Amina",
            kind="expense",
            lines={"parking": errand},
            receipts=(receipts.PARKING_WITHOUT_ERRAND,),
            steps=(
                Submit(),
                Decide(
                    NewDecision(
                        version=1,
                        decision="return",
                        reason="purpose",
                        field="purpose",
                        words="Vilket ärende gällde det?",
                    ),
                    "parking",
                ),
            ),
        ),
        Claim(
            name="drives-sent-again",
            by="Omar",
            kind="drives",
            lines={
                "there": _drive(_day(friday, 18), "Norra", "Sjövik", 32, "Hembesök"),
                "far": too_far,
                "back": _drive(_day(friday, 18), "Linden", "Norra", 46, "Hembesök"),
            },
            steps=(
                Submit(),
                Decide(
                    NewDecision(
                        version=1,
                        decision="return",
                        reason="distance",
                        field="distance_hm",
                        words="Det brukar vara 4,6 km.",
                    ),
                    "far",
                ),
                Mend("far", too_far.model_copy(update={"distance_hm": 46, "base_version": 1})),
                Submit(version=2),
            ),
        ),
        Claim(
            name="own-lunch",
            by="Priya",
            kind="expense",
            lines={"lunch": _bought(receipts.LUNCH, friday, "Lunch on a day at the office")},
            receipts=(receipts.LUNCH,),
            steps=(
                Submit(),
                Decide(
                    NewDecision(
                        version=1, decision="reject", reason="private", words="Egen lunch på hemmaplan ersätts inte."
                    ),
                    "lunch",
                ),
            ),
        ),
        Claim(
            name="bus-withdrawn",
            by="Petra",
            kind="expense",
            lines={
                "bus": ExpenseDraft(
                    kind="expense",
                    base_version=0,
                    lost_receipt_reason="Biljetten försvann när telefonen byttes.",
                    expense_kind="bus",
                    merchant="Kjellstaviks lokaltrafik",
                    date=_day(friday, 10),
                    amount_ore=4200,
                    purpose="Möte på vårdcentralen",
                )
            },
            steps=(Submit(), Withdraw()),
        ),
        Claim(
            name="fuel-pool-car",
            by="Tove",
            kind="expense",
            lines={"fuel": _bought(receipts.FUEL, friday, "Tankade poolbilen")},
            receipts=(receipts.FUEL,),
            steps=(Submit(), Decide(APPROVE, after_batch=True)),
        ),
        Claim(
            name="drives-electric",
            by="Petra",
            kind="drives",
            lines=_round(friday, (17, 15), (("Norra", "Östra", 64), ("Östra", "Norra", 64)), "company_car_electric"),
            steps=(Submit(), Decide(APPROVE, after_batch=True)),
        ),
    )


def _waiting(friday: date) -> tuple[Claim, ...]:
    return (
        Claim(
            name="drives-week",
            by="Omar",
            kind="drives",
            lines={
                **_round(friday, (11, 10, 9, 8), (("Norra", "Sjövik", 32), ("Sjövik", "Norra", 32))),
                "detour": _drive(
                    _day(friday, 7), "Norra", "Björkudden", 184, "Hembesök, bron på Strandvägen var avstängd"
                ),
                "parking": _bought(receipts.PARKING, friday, "Apoteksärende"),
            },
            receipts=(receipts.PARKING,),
            steps=(Submit(),),
        ),
        Claim(
            name="course-book",
            by="Petra",
            kind="expense",
            lines={"book": _bought(receipts.BOOK, friday, "Kursbok, omvårdnad i hemmet")},
            receipts=(receipts.BOOK,),
            reasons={"receipt-old": "Låg i väskan över sommaren."},
            steps=(Submit(),),
        ),
        Claim(
            name="coffee-evening",
            by="Tove",
            kind="expense",
            lines={"coffee": _bought(receipts.COFFEE, friday, "Fika till anhörigkväll")},
            receipts=(receipts.COFFEE,),
            steps=(Submit(),),
        ),
        Claim(
            name="stockholm",
            by="Priya",
            kind="trip",
            trip=TripDraft(
                base_version=0,
                destination="Stockholm",
                purpose="Conference on digital welfare",
                start=_at(friday, 17, time(7, 10)),
                end=_at(friday, 16, time(20, 5)),
                meals=[
                    DayMeals(date=_day(friday, 17), breakfast="none", lunch="provided", dinner="none"),
                    DayMeals(date=_day(friday, 16), breakfast="hotel_breakfast", lunch="provided", dinner="none"),
                ],
                nights=[Night(night_of=_day(friday, 17), paid_by="employer")],
            ),
            lines={"taxi": _bought(receipts.TAXI_STOCKHOLM, friday, "Late train, taxi to the conference")},
            receipts=(receipts.TAXI_STOCKHOLM,),
            steps=(Submit(),),
        ),
        Claim(
            name="drives-second-employment",
            by="Mirjam",
            employment=1,
            kind="drives",
            lines={
                "there": _drive(
                    _day(friday, 9), "Stadshuset", "Sjöviks trygghetsboende", 87, "Installation av trygghetslarm"
                ),
                "back": _drive(
                    _day(friday, 9), "Sjöviks trygghetsboende", "Stadshuset", 87, "Installation av trygghetslarm"
                ),
            },
            steps=(Submit(),),
        ),
        Claim(
            name="parking-orebro",
            by="Eva",
            kind="expense",
            lines={"parking": _bought(receipts.PARKING_MANAGER, friday, "Chefsdag för hemtjänsten")},
            receipts=(receipts.PARKING_MANAGER,),
            steps=(Submit(),),
        ),
        Claim(
            name="conference-lunch",
            by="Ingrid",
            kind="expense",
            lines={
                "lunch": _bought(
                    receipts.CONFERENCE_LUNCH, friday, "Samverkan om hemgång, två gäster från Region Viken"
                )
            },
            receipts=(receipts.CONFERENCE_LUNCH,),
            steps=(Submit(),),
        ),
    )


def _drafts(friday: date) -> tuple[Claim, ...]:
    return (
        Claim(
            name="work-shoes",
            by="Amina",
            kind="expense",
            lines={"shoes": _photographed(receipts.IRONMONGER)},
            receipts=(receipts.IRONMONGER,),
        ),
        Claim(
            name="drives-now",
            by="Amina",
            kind="drives",
            lines=_round(
                friday, (3, 2), (("Norra", "Sjövik", 32), ("Sjövik", "Hamnplan", 18), ("Hamnplan", "Norra", 41))
            ),
        ),
        Claim(
            name="orebro",
            by="Johan",
            kind="trip",
            trip=TripDraft(
                base_version=0,
                destination="Örebro",
                start=_at(friday, 3, time(7, 5)),
                end=_at(friday, 2, time(19, 30)),
            ),
            lines={"hotel": _photographed(receipts.NEXT_HOTEL)},
            receipts=(receipts.NEXT_HOTEL,),
        ),
        Claim(
            name="masks",
            by="Tove",
            kind="expense",
            lines={"masks": _photographed(receipts.BLURRED)},
            receipts=(receipts.BLURRED,),
        ),
    )


def _day(friday: date, before_days: int) -> date:
    return friday - timedelta(days=before_days)


def _at(friday: date, before_days: int, at: time) -> datetime:
    return datetime.combine(_day(friday, before_days), at, STOCKHOLM)


def _bought(receipt: Receipt, friday: date, purpose: str) -> ExpenseDraft:
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


def _photographed(receipt: Receipt) -> ExpenseDraft:
    """A line that knows only its picture: everything else comes from the reading."""
    return ExpenseDraft(kind="expense", base_version=0, receipt_id=story_id(f"receipt:{receipt.name}"))


def _drive(
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


def _round(
    friday: date,
    days_before: tuple[int, ...],
    stretches: tuple[tuple[str, str, Hectometres], ...],
    vehicle: Vehicle = "own_car",
) -> Mapping[str, DriveDraft]:
    """The same stretches on each of the days."""
    return {
        f"{before}-{number}": _drive(_day(friday, before), start, end, distance_hm, "Hembesök", vehicle)
        for before in days_before
        for number, (start, end, distance_hm) in enumerate(stretches)
    }
