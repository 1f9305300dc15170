"""Builders of drafts and of the situation that checks look at: each says only what matters to the test."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from services.claims.domain.amounts import worth
from services.claims.domain.booked import booked_lines
from services.claims.domain.checks import Finding, Situation, check
from services.claims.domain.draft import ClaimKind, DayMeals, Draft, DriveLine, ExpenseLine, Line, Night, TripPlan
from services.claims.domain.filled import filled
from services.claims.domain.receipt import Fields, Receipt, Vat
from services.claims.domain.representation import Participant, Representation
from services.claims.domain.rules import Rules
from services.claims.kinds_catalogue import load_kinds
from services.claims.rates import load_rates

NOW = dt.datetime(2026, 10, 14, 8, 0, tzinfo=dt.UTC)
RULES = Rules(load_rates(), load_kinds(), receipt_age_days_max=90, pay_day_of_month=27, payroll_notice_days=7)
OWNER, CLAIM, LINE, OTHER_LINE, RECEIPT = (UUID(int=number) for number in range(1, 6))
DAY = dt.date(2026, 10, 12)
GUEST = Participant("Anna Berg", "Region Viken")


def an_expense(**changes: object) -> ExpenseLine:
    """A taxi ride of which everything is known, with a receipt."""
    line = ExpenseLine(
        LINE,
        1,
        receipt_id=RECEIPT,
        expense_kind="taxi",
        merchant="Taxi Kurir",
        date=DAY,
        amount_ore=24900,
        vat=(Vat(6, 23491, 1409),),
    )
    return replace(line, **changes)  # type: ignore[arg-type]


def a_dinner(**changes: object) -> ExpenseLine:
    """Representation of two with one guest, its net at the limit of 600 kr to the öre."""
    return replace(
        an_expense(
            expense_kind="representation_external",
            merchant="Bryggans kök",
            amount_ore=67200,
            vat=(Vat(12, 60000, 7200),),
            purpose="Samverkan om hemgång",
            representation=Representation(participants=(GUEST,)),
        ),
        **changes,  # type: ignore[arg-type]
    )


def a_drive(**changes: object) -> DriveLine:
    line = DriveLine(LINE, 1, DAY, "Norra", "Björkhagen", 64, "own_car")
    return replace(line, **changes)  # type: ignore[arg-type]


def a_plan(**changes: object) -> TripPlan:
    """Göteborg over a night, with every question answered."""
    plan = TripPlan(
        destination="Göteborg",
        purpose="Nätverksträff",
        start=dt.datetime.fromisoformat("2026-10-06T06:40+02:00"),
        end=dt.datetime.fromisoformat("2026-10-07T20:10+02:00"),
        meals=(DayMeals(dt.date(2026, 10, 6), lunch="provided"), DayMeals(dt.date(2026, 10, 7), breakfast="none")),
        nights=(Night(dt.date(2026, 10, 6), "employer"),),
    )
    return replace(plan, **changes)  # type: ignore[arg-type]


def a_receipt(fields: Fields = Fields(), **changes: object) -> Receipt:
    sure = dict.fromkeys(("merchant", "date", "total", "currency", "vat"), 990)
    receipt = Receipt(RECEIPT, OWNER, 2, "read", fields, fields, sure)
    return replace(receipt, **changes)  # type: ignore[arg-type]


def a_situation(
    *lines: Line, plan: TripPlan | None = None, receipts: Sequence[Receipt] | None = None, **rest: object
) -> Situation:
    """Lines or a trip as they are, with their receipts read and nothing unusual beside them."""
    known = {receipt.id: receipt for receipt in ((a_receipt(),) if receipts is None else receipts)}
    all_filled = tuple(
        filled(line, known.get(line.receipt_id) if line.receipt_id else None, RULES.kinds)
        if isinstance(line, ExpenseLine)
        else line
        for line in lines
    )
    kind: ClaimKind = "trip" if plan else "drives" if any(isinstance(line, DriveLine) for line in lines) else "expense"
    draft = Draft(CLAIM, kind, plan, all_filled)
    situation = Situation(draft, worth(draft, known, None, RULES), RULES, NOW, {"1": "4120"}, receipts=known)
    situation = replace(situation, **rest)  # type: ignore[arg-type]
    return replace(situation, booked=booked_lines(draft, known, situation.coding, situation.coding_plan))


def found(situation: Situation) -> list[str]:
    """Ids of the checks that found something."""
    return [finding.check for finding in check(situation)]


def the_finding(situation: Situation, check_id: str) -> Finding:
    [finding] = [one for one in check(situation) if one.check == check_id]
    return finding
