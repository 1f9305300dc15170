"""What every paid line has in common: its amounts, the calculation behind them in rows, and the source of the rule."""

from dataclasses import dataclass
from datetime import date

from shared.money import Ore
from shared.text import Text


@dataclass(frozen=True)
class Reason:
    """A row of the calculation when it has an amount, else a fact that decided it. The rows of a line sum to its amount."""

    text: Text
    amount_ore: Ore | None = None


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
