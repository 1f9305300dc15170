"""What every paid line has in common: its amounts, the calculation behind them in rows, and the source of the rule."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from services.claims.domain.derivation import Figure, Step, step
from services.claims.domain.rates import Agreement
from shared.money import Ore
from shared.text import Text

SOURCES_MAX = 512
"""Sources kept as they are told: more than all rates of some years have."""


@dataclass(frozen=True)
class Reason:
    """A row of the calculation when it has an amount, else a fact that decided it. The rows of a line sum to its amount.

    `step` is a row's arithmetic; `text` prints every number of it.
    """

    text: Text
    amount_ore: Ore | None = None
    step: Step | None = None


@dataclass(frozen=True, kw_only=True)
class PaidLine:
    """One amount of a claim. What is paid is tax-free or taxable, nothing else.

    `rows_above`: so many of the rows, the last ones, tell of what an agreement pays above the tax-free amount.
    """

    date: date
    amount_ore: Ore
    tax_free_ore: Ore
    taxable_ore: Ore
    reasons: tuple[Reason, ...]
    source: Text
    rows_above: int = 0

    def __post_init__(self) -> None:
        assert self.amount_ore == self.tax_free_ore + self.taxable_ore
        assert self.amount_ore == sum([reason.amount_ore for reason in self.reasons if reason.amount_ore])


@dataclass(frozen=True)
class Pay:
    """Rows of a line, and how what they sum to is taxed."""

    rows: tuple[Reason, ...]
    amount_ore: Ore
    tax_free_ore: Ore
    rows_above: int = 0

    @property
    def taxable_ore(self) -> Ore:
        return self.amount_ore - self.tax_free_ore


def pay(state: Sequence[Reason], agreed: Sequence[Reason] = ()) -> Pay:
    """Worked out at the state's amount and, where something is agreed, at that: tax-free as far as the state's goes."""
    state_ore, agreed_ore = (sum(one.amount_ore or 0 for one in rows) for rows in (state, agreed))
    if not agreed:
        return Pay(tuple(state), state_ore, state_ore)
    if agreed_ore <= state_ore:
        return Pay(tuple(agreed), agreed_ore, agreed_ore)
    less = step("less", Figure(state_ore, "ore"))
    of_which = row(Text("rule.tax-free-part", {"tax_free": state_ore}), less)
    return Pay((*state, *agreed, of_which), agreed_ore, state_ore, len(agreed) + 1)


def row(text: Text, step: Step) -> Reason:
    """A row of the calculation: the arithmetic and its print."""
    return Reason(text, step.result_ore, step)


def with_sources(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    """The reasons, and after them where each of their rates is published, and which of them is not confirmed."""
    told = tuple(reasons)
    rates = {figure.series: figure for one in told if one.step for figure in one.step.operands if figure.source}
    return told + tuple(source_of(rate) for rate in rates.values())


def agreed_in(agreement: Agreement) -> Text:
    """Which agreement gives it."""
    return Text("rule.agreement", {"name_sv": agreement.name.sv, "name_en": agreement.name.en})


def source_of(rate: Figure) -> Reason:
    """Where a rate is published, whether it is confirmed there, and what else there is to know of it."""
    return _source(rate.series, rate.source, rate.verified, rate.note)


@lru_cache(maxsize=SOURCES_MAX)
def _source(series: str | None, source: str | None, verified: bool, note: str) -> Reason:
    text_id = "rule.figure.source" if verified else "rule.figure.preliminary"
    told = {"what": f"rule.series.{series}", "source": source}
    return Reason(Text(f"{text_id}-noted", {**told, "note": note}) if note else Text(text_id, told))
