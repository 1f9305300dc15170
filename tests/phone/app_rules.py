"""The app's own rules as one process that answers cases, and the form in which both sides are compared."""

import json
import re
import subprocess
import sys
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
from services.claims.domain.draft import Draft
from services.claims.domain.rates import RatePack
from services.claims.domain.rules import Rules
from services.claims.kinds_catalogue import load_kinds
from shared.refusal import Refusal
from shared.text import Text

APP = Path(__file__).parents[2] / "services" / "web" / "app"
NODE = Path(sys.executable).parent / "node"
CASE: TypeAdapter[Case] = TypeAdapter(Case)
ANSWER: TypeAdapter[Calculation | Refusal] = TypeAdapter(Calculation | Refusal)


DRAFT: TypeAdapter[Draft] = TypeAdapter(Draft)
AMOUNTS: TypeAdapter[tuple[Amount, ...]] = TypeAdapter(tuple[Amount, ...])
REMARKS: TypeAdapter[tuple[Text, ...]] = TypeAdapter(tuple[Text, ...])
FINDING: TypeAdapter[Finding] = TypeAdapter(Finding)
THE_SERVERS = {"id", "vat", "receipt_id", "booked_as", "representation", "is_employers"}
"""What of an amount only the server has to say."""
FOUND_HERE = set(re.findall(r"^\tof\('([\w-]+)'", (APP / "src/rules/checks/table.ts").read_text("utf-8"), re.MULTILINE))


class Phone:
    """A line of JSON in, a line of JSON out; it is asked one thing at a time."""

    def __init__(self, rates: RatePack) -> None:
        self.process = subprocess.Popen(
            [NODE, "scripts/work-out.ts"], cwd=APP, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
        )
        self._write(TypeAdapter(RatePack).dump_python(rates, mode="json"))

    def answer(self, case: Case) -> str:
        return self._ask({"case": CASE.dump_python(case, mode="json")})

    def of_draft(self, draft: Draft, agreement: str | None, asked_at: datetime) -> str:
        told = DRAFT.dump_python(draft, mode="json")
        return self._ask({"draft": told, "agreement": agreement, "asked_at": asked_at.isoformat()})

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


def found_by_server(draft: Draft, agreement: str | None, asked_at: datetime, rates: RatePack) -> str:
    """Of a draft that has nothing but itself: what its trip and drives are worth, and what the checks say that the app has too."""
    rules = Rules(rates, load_kinds(), receipt_age_days_max=90, pay_day_of_month=27, payroll_notice_days=7)
    worked = worth(draft, {}, agreement, rules)
    booked = booked_lines(draft, {}, {"1": "4120"}, NO_PLAN)
    findings = check(Situation(draft, worked, rules, asked_at, coding={"1": "4120"}, booked=booked))
    expenses = {line.id for line in draft.expenses}
    amounts = tuple(one for one in worked.amounts if one.booked_as is None)
    return _json(
        {
            "amounts": AMOUNTS.dump_python(amounts, mode="json", exclude={"__all__": THE_SERVERS}),
            "remarks": REMARKS.dump_python(worked.remarks, mode="json"),
            "findings": [
                FINDING.dump_python(one, mode="json")
                for one in findings
                if one.check in FOUND_HERE and one.line_id not in expenses
            ],
        }
    )


def _json(content: Any) -> str:
    """As the app's `rules/canonical.ts` writes it."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
