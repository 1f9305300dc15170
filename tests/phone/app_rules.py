"""The app's own rules as one process that answers cases, and the form in which both sides are compared."""

import json
import re
import subprocess
import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from services.claims.domain.amount import Amount
from services.claims.domain.amounts import worth
from services.claims.domain.booked import booked_lines
from services.claims.domain.calculation import Calculation, Case
from services.claims.domain.checks import Finding, Situation, check
from services.claims.domain.coding import NO_PLAN
from services.claims.domain.draft import Draft, DriveLine
from services.claims.domain.rates import RatePack
from services.claims.domain.receipt import Receipt
from services.claims.domain.rules import Rules
from services.claims.kinds_catalogue import load_kinds
from shared.refusal import Refusal
from shared.text import Text

APP = Path(__file__).parents[2] / "services" / "web" / "app"
NODE = Path(sys.executable).parent / "node"
CASE: TypeAdapter[Case] = TypeAdapter(Case)
ANSWER: TypeAdapter[Calculation | Refusal] = TypeAdapter(Calculation | Refusal)
DRIVES: TypeAdapter[tuple[DriveLine, ...]] = TypeAdapter(tuple[DriveLine, ...])
DRAFT: TypeAdapter[Draft] = TypeAdapter(Draft)
AMOUNTS: TypeAdapter[tuple[Amount, ...]] = TypeAdapter(tuple[Amount, ...])
REMARKS: TypeAdapter[tuple[Text, ...]] = TypeAdapter(tuple[Text, ...])
FINDING: TypeAdapter[Finding] = TypeAdapter(Finding)
THE_SERVERS = {"id", "booked_as"}
"""What of an amount only the server has to say."""
OF_EXPENSES_THERE = {"date-missing", "not-worked-out"}
"""Of an expense only the server finds them: it may still be read."""
FOUND_THERE = frozenset(
    {
        "advance-open",
        "amount-missing",
        "card-paid",
        "cost-coding-missing",
        "currency-rate-missing",
        "duplicate-colleague",
        "duplicate-own",
        "kind-missing",
        "more-than-receipt",
        "no-approver",
        "private-part",
        "receipt-another",
        "receipt-being-read",
        "receipt-missing",
        "receipt-unreadable",
        "three-months",
        "trip-overlap",
    }
)
"""They need receipts, other claims or the coding plan, which only the server has."""
FOUND_HERE = set(re.findall(r"^\tof\('([\w-]+)'", (APP / "src/rules/checks/table.ts").read_text("utf-8"), re.MULTILINE))


@dataclass(frozen=True)
class Asked:
    """A draft, and what else it is judged by."""

    draft: Draft
    receipts: tuple[Receipt, ...]
    agreement: str | None
    at: datetime
    home: str
    workplace: str
    drives_elsewhere: tuple[DriveLine, ...]


class Phone:
    """A line of JSON in, a line of JSON out; it is asked one thing at a time."""

    def __init__(self, rates: RatePack) -> None:
        self.process = subprocess.Popen(
            [NODE, "scripts/work-out.ts"], cwd=APP, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
        )
        self._write(TypeAdapter(RatePack).dump_python(rates, mode="json"))

    def answer(self, case: Case) -> str:
        return self._ask({"case": CASE.dump_python(case, mode="json")})

    def of_draft(self, asked: Asked) -> str:
        return self._ask(
            {
                "draft": DRAFT.dump_python(asked.draft, mode="json"),
                "agreement": asked.agreement,
                "asked_at": asked.at.isoformat(),
                "home": asked.home,
                "workplace": asked.workplace,
                "drives_elsewhere": DRIVES.dump_python(asked.drives_elsewhere, mode="json"),
                "receipts": {
                    str(one.id): {"currency": one.fields.currency, "total": one.fields.total} for one in asked.receipts
                },
            }
        )

    def _ask(self, content: Any) -> str:
        self._write(content)
        assert self.process.stdout is not None
        return self.process.stdout.readline().removesuffix("\n")

    def close(self) -> None:
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.process.wait(timeout=10)

    def _write(self, content: Any) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(content) + "\n")


def canonical(answer: Calculation | Refusal) -> str:
    return _json(ANSWER.dump_python(answer, mode="json"))


def found_by_server(asked: Asked, rates: RatePack) -> str:
    """What a draft is worth, and what the checks say that the app has too."""
    rules = Rules(rates, load_kinds(), receipt_age_days_max=90, pay_day_of_month=27, payroll_notice_days=7)
    draft, receipts = asked.draft, {one.id: one for one in asked.receipts}
    worked = worth(draft, receipts, asked.agreement, rules)
    booked = booked_lines(draft, receipts, {"1": "4120"}, NO_PLAN)
    situation = Situation(
        draft,
        worked,
        rules,
        asked.at,
        coding={"1": "4120"},
        booked=booked,
        receipts=receipts,
        home=asked.home,
        workplace=asked.workplace,
        drives_elsewhere=asked.drives_elsewhere,
    )
    expenses = {line.id for line in draft.expenses}
    return _json(
        {
            "amounts": AMOUNTS.dump_python(worked.amounts, mode="json", exclude={"__all__": THE_SERVERS}),
            "remarks": REMARKS.dump_python(worked.remarks, mode="json"),
            "findings": [
                FINDING.dump_python(one, mode="json")
                for one in check(situation)
                if one.check in FOUND_HERE and not (one.check in OF_EXPENSES_THERE and one.line_id in expenses)
            ],
        }
    )


def _json(content: Any) -> str:
    """As the app's `rules/canonical.ts` writes it."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
