"""What the people of Kjellstavik hand in, and what becomes of it: one claim for every state that a claim can have."""

from datetime import date, time

from demo import receipts
from demo.claim import (
    Claim,
    Decide,
    Mend,
    Submit,
    Withdraw,
    bought,
    day,
    drive,
    moment,
    photographed,
    rounds,
    stay,
    story_id,
)
from services.approvals.schemas import NewDecision
from services.claims.schemas import ExpenseDraft, Part, Participant, Representation
from services.claims.trip_schemas import DayMeals, Night, TripDraft

LUNCH_GUESTS = Representation(
    participants=[
        Participant(name="Sigrid Moberg", organisation="Region Viken"),
        Participant(name="Anton Rask", organisation="Region Viken"),
    ]
)
STATIONER_PARTS = [
    Part(id=story_id("part:stationer:notebooks"), amount_ore=24900),
    Part(id=story_id("part:stationer:batteries"), amount_ore=17800, expense_kind="hardware", coding={"6": "8801"}),
    Part(id=story_id("part:stationer:wrapping"), amount_ore=5900, is_private=True),
]
"""For her own project, for another, and what is Petra's own."""
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
                start=moment(friday, 38, time(6, 50)),
                end=moment(friday, 37, time(18, 40)),
                meals=[
                    DayMeals(date=day(friday, 38), breakfast="none", lunch="provided", dinner="none"),
                    DayMeals(date=day(friday, 37), breakfast="hotel_breakfast", lunch="none", dinner="none"),
                ],
                nights=[Night(night_of=day(friday, 38), paid_by="employee_receipt")],
            ),
            lines={
                "hotel": bought(receipts.HOTEL, friday, "Välfärdsdagarna"),
                "taxi": bought(receipts.TAXI, friday, "Från mässan till stationen"),
            },
            receipts=(receipts.HOTEL, receipts.TAXI),
            steps=done,
            in_batch=True,
        ),
        Claim(
            name="train",
            by="Johan",
            kind="expense",
            lines={"train": bought(receipts.TRAIN, friday, "Tåg till Välfärdsdagarna")},
            receipts=(receipts.TRAIN,),
            steps=done,
            in_batch=True,
        ),
        Claim(
            name="drives-agreement",
            by="Mirjam",
            kind="drives",
            lines=rounds(
                friday, (36, 35, 32), (("Södra", "Linden", 46), ("Linden", "Östra", 21), ("Östra", "Södra", 58))
            ),
            steps=done,
            in_batch=True,
        ),
        Claim(
            name="drives-last-month",
            by="Amina",
            kind="drives",
            lines=rounds(
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
            lines=rounds(friday, (38, 36), (("Norra", "Björkudden", 140), ("Björkudden", "Norra", 140))),
            steps=done,
            in_batch=True,
        ),
    )


def _decided(friday: date) -> tuple[Claim, ...]:
    errand = bought(receipts.PARKING_WITHOUT_ERRAND, friday, "")
    too_far = drive(day(friday, 18), "Norra", "Linden", 112, "Hembesök")
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
                        words="Vad var syftet?",
                    ),
                    "parking",
                ),
            ),
        ),
        Claim(
            name="drives-sent-again",
            by="Omar",
            kind="drives",
            reasons={"distance-unlikely": "Hann inte kolla vägen"},
            lines={
                "there": drive(day(friday, 18), "Norra", "Sjövik", 32, "Hembesök"),
                "far": too_far,
                "back": drive(day(friday, 18), "Linden", "Norra", 46, "Hembesök"),
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
            lines={"lunch": bought(receipts.LUNCH, friday, "Lunch on a day at the office")},
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
                    date=day(friday, 10),
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
            lines={"fuel": bought(receipts.FUEL, friday, "Tankade poolbilen")},
            receipts=(receipts.FUEL,),
            steps=(Submit(), Decide(APPROVE, after_batch=True)),
        ),
        Claim(
            name="drives-electric",
            by="Petra",
            kind="drives",
            lines=rounds(friday, (17, 15), (("Norra", "Östra", 64), ("Östra", "Norra", 64)), "company_car_electric"),
            steps=(Submit(), Decide(APPROVE, after_batch=True)),
        ),
    )


def _waiting(friday: date) -> tuple[Claim, ...]:
    return (
        Claim(
            name="drives-week",
            by="Omar",
            kind="drives",
            reasons={"distance-unlikely": "Bron på Strandvägen var avstängd"},
            lines={
                **rounds(friday, (11, 10, 9, 8), (("Norra", "Sjövik", 32), ("Sjövik", "Norra", 32))),
                "detour": drive(
                    day(friday, 7), "Norra", "Björkudden", 184, "Hembesök, bron på Strandvägen var avstängd"
                ),
                "parking": bought(receipts.PARKING, friday, "Apoteksärende"),
            },
            receipts=(receipts.PARKING,),
            steps=(Submit(),),
        ),
        Claim(
            name="course-book",
            by="Petra",
            kind="expense",
            lines={"book": bought(receipts.BOOK, friday, "Kursbok, omvårdnad i hemmet")},
            receipts=(receipts.BOOK,),
            reasons={"receipt-old": "Låg i väskan över sommaren."},
            steps=(Submit(),),
        ),
        Claim(
            name="coffee-evening",
            by="Tove",
            kind="expense",
            lines={"coffee": bought(receipts.COFFEE, friday, "Fika till anhörigkväll")},
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
                start=moment(friday, 17, time(7, 10)),
                end=moment(friday, 16, time(20, 5)),
                meals=[
                    DayMeals(date=day(friday, 17), breakfast="none", lunch="provided", dinner="none"),
                    DayMeals(date=day(friday, 16), breakfast="hotel_breakfast", lunch="provided", dinner="none"),
                ],
                nights=[Night(night_of=day(friday, 17), paid_by="employer")],
            ),
            lines={"taxi": bought(receipts.TAXI_STOCKHOLM, friday, "Late train, taxi to the conference")},
            receipts=(receipts.TAXI_STOCKHOLM,),
            steps=(Submit(),),
        ),
        Claim(
            name="copenhagen-and-hamburg",
            by="Priya",
            kind="trip",
            trip=TripDraft(
                base_version=0,
                destination="Copenhagen and Hamburg",
                purpose="Study visit on digital home care",
                start=moment(friday, 25, time(6, 30)),
                end=moment(friday, 23, time(21, 40)),
                stays=[
                    stay("SE", friday, (25, time(6, 30)), (25, time(9, 5))),
                    stay("DK", friday, (25, time(9, 5)), (24, time(13, 10))),
                    stay("DE", friday, (24, time(13, 10)), (23, time(17, 45))),
                    stay("SE", friday, (23, time(19, 0)), (23, time(21, 40))),
                ],
                meals=[
                    DayMeals(date=day(friday, 25), breakfast="none", lunch="provided", dinner="none"),
                    DayMeals(date=day(friday, 24), breakfast="hotel_breakfast", lunch="none", dinner="provided"),
                    DayMeals(date=day(friday, 23), breakfast="hotel_breakfast", lunch="none", dinner="none"),
                ],
                nights=[Night(night_of=day(friday, before), paid_by="employer") for before in (25, 24)],
            ),
            steps=(Submit(),),
        ),
        Claim(
            name="drives-second-employment",
            by="Mirjam",
            employment=1,
            kind="drives",
            lines={
                "there": drive(
                    day(friday, 9), "Stadshuset", "Sjöviks trygghetsboende", 87, "Installation av trygghetslarm"
                ),
                "back": drive(
                    day(friday, 9), "Sjöviks trygghetsboende", "Stadshuset", 87, "Installation av trygghetslarm"
                ),
            },
            steps=(Submit(),),
        ),
        Claim(
            name="parking-orebro",
            by="Eva",
            kind="expense",
            lines={"parking": bought(receipts.PARKING_MANAGER, friday, "Chefsdag för hemtjänsten")},
            receipts=(receipts.PARKING_MANAGER,),
            steps=(Submit(),),
        ),
        Claim(
            name="conference-lunch",
            by="Ingrid",
            kind="expense",
            lines={
                "lunch": bought(receipts.CONFERENCE_LUNCH, friday, "Samverkan om hemgång").model_copy(
                    update={"expense_kind": "representation_external", "representation": LUNCH_GUESTS}
                )
            },
            receipts=(receipts.CONFERENCE_LUNCH,),
            steps=(Submit(),),
        ),
        Claim(
            name="stationer",
            by="Petra",
            kind="expense",
            lines={
                "stationer": bought(receipts.STATIONER, friday, "Uppstart av digital tillsyn").model_copy(
                    update={"parts": STATIONER_PARTS}
                )
            },
            receipts=(receipts.STATIONER,),
            steps=(Submit(),),
        ),
    )


def _drafts(friday: date) -> tuple[Claim, ...]:
    return (
        Claim(
            name="work-shoes",
            by="Amina",
            kind="expense",
            lines={"shoes": photographed(receipts.IRONMONGER)},
            receipts=(receipts.IRONMONGER,),
        ),
        Claim(
            name="drives-now",
            by="Amina",
            kind="drives",
            lines=rounds(
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
                start=moment(friday, 3, time(7, 5)),
                end=moment(friday, 2, time(19, 30)),
            ),
            lines={"hotel": photographed(receipts.NEXT_HOTEL)},
            receipts=(receipts.NEXT_HOTEL,),
        ),
        Claim(
            name="masks",
            by="Tove",
            kind="expense",
            lines={"masks": photographed(receipts.BLURRED)},
            receipts=(receipts.BLURRED,),
        ),
        Claim(
            name="taxi-copenhagen",
            by="Priya",
            kind="expense",
            lines={"taxi": photographed(receipts.TAXI_COPENHAGEN)},
            receipts=(receipts.TAXI_COPENHAGEN,),
        ),
    )
