"""What every paid line has in common: its amounts, the calculation behind them in rows, and the source of the rule."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from services.claims.domain.derivation import Figure, Step
from services.claims.domain.rates import Agreement
from shared.money import Ore
from shared.text import Text


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
    """One amount of a claim. What is paid is tax-free or taxable, nothing else."""

    date: date
    amount_ore: Ore
    tax_free_ore: Ore
    taxable_ore: Ore
    reasons: tuple[Reason, ...]
    source: Text

    def __post_init__(self) -> None:
        assert self.amount_ore == self.tax_free_ore + self.taxable_ore
        assert self.amount_ore == sum(reason.amount_ore or 0 for reason in self.reasons)


def row(text: Text, step: Step) -> Reason:
    """A row of the calculation: the arithmetic and its print."""
    return Reason(text, step.result_ore, step)


def with_sources(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    """The reasons, and after them where each of their rates is published, and which of them is not confirmed."""
    told = tuple(reasons)
    rates = dict.fromkeys(figure for reason in told if reason.step for figure in reason.step.operands if figure.source)
    return told + tuple(map(_source, rates))


def agreed_in(agreement: Agreement) -> Text:
    """Which agreement gives it."""
    return Text("rule.agreement", {"name_sv": agreement.name.sv, "name_en": agreement.name.en})


def _source(rate: Figure) -> Reason:
    text_id = "rule.figure.source" if rate.verified else "rule.figure.preliminary"
    return Reason(Text(text_id, {"what": f"rule.series.{rate.series}", "source": rate.source}))
