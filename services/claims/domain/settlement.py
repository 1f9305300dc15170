"""What becomes of a claim's total: what the employer has paid already, and what is left to pay."""

from dataclasses import dataclass

from shared.money import Ore


@dataclass(frozen=True)
class Settlement:
    """`employers_ore` was paid with the employer's cards."""

    total_ore: Ore
    employers_ore: Ore = 0

    @property
    def pay_ore(self) -> Ore:
        """To be paid with the salary; negative: the person owes it."""
        return self.total_ore - self.employers_ore
