"""All that a claim is judged by and that is the same for everybody: rates, kinds of expense, the employer's limits."""

from collections.abc import Mapping
from dataclasses import dataclass

from services.claims.domain.kinds import Kind
from services.claims.domain.rates import RatePack


@dataclass(frozen=True)
class Rules:
    """`kinds` by id, in the order they are offered. `payroll_notice_days`: so long before the pay day a batch is sealed."""

    rates: RatePack
    kinds: Mapping[str, Kind]
    receipt_age_days_max: int
    pay_day_of_month: int
    payroll_notice_days: int
