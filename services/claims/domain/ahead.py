"""What happens next with a claim: whose turn it is, since when, and when it is paid."""

import datetime as dt
from dataclasses import dataclass

from services.claims.domain.claim import Claim
from services.claims.domain.pay_day import next_pay_day
from services.claims.domain.rules import Rules
from services.claims.domain.trip import stockholm
from shared.money import Ore
from shared.text import Text


@dataclass(frozen=True)
class Ahead:
    """A step that is to come. `is_owners`: it waits for the owner of the claim."""

    text: Text
    is_owners: bool = False
    since: dt.datetime | None = None


def pay_day(claim: Claim, pay_ore: Ore, rules: Rules, now: dt.datetime) -> dt.date | None:
    """When the claim is paid, or drawn from the pay, if nobody is slow; None when it never is, or nothing is left to pay.

    What is exported is paid on the batch's own pay day.
    """
    if claim.state in ("rejected", "paid") or (pay_ore == 0 and claim.version > 0):
        return None
    if claim.state == "exported":
        return next_pay_day(stockholm(claim.since).date(), rules.pay_day_of_month, 0)
    return next_pay_day(stockholm(now).date(), rules.pay_day_of_month, rules.payroll_notice_days)


def ahead(claim: Claim, pay_ore: Ore, paid_on: dt.date | None) -> tuple[Ahead, ...]:
    """The steps from now on, the present one first."""
    how = "ahead.pay" if pay_ore >= 0 else "ahead.deduct"
    paid = () if paid_on is None else (Ahead(Text(how, {"date": paid_on.isoformat()})),)
    match claim.state:
        case "draft":
            return (Ahead(Text("ahead.submit"), is_owners=True, since=claim.since),)
        case "returned":
            return (Ahead(Text("ahead.mend"), is_owners=True, since=claim.since),)
        case "submitted":
            return (_decision(claim), *paid)
        case "withdrawing":
            return (Ahead(Text("ahead.withdraw"), since=claim.since),)
        case "approved" if pay_ore == 0:
            return (Ahead(Text("ahead.nothing-to-pay"), since=claim.since),)
        case "approved":
            return (Ahead(Text("ahead.export"), since=claim.since), *paid)
        case "exported":
            return paid
        case "rejected" | "paid":
            return ()


def _decision(claim: Claim) -> Ahead:
    if claim.approver is None:
        return Ahead(Text("ahead.assign"), since=claim.since)
    if claim.approver.person_id is None:
        return Ahead(Text("ahead.no-approver"), since=claim.approver.assigned_at)
    return Ahead(Text("ahead.decide", {"name": claim.approver.name}), since=claim.approver.assigned_at)
