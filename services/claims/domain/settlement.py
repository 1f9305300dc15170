"""What becomes of a claim's total: what the employer has paid already, what an advance settles, and what is left to pay or to owe."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from shared.money import Ore


@dataclass(frozen=True)
class OpenAdvance:
    """An advance (*förskott*) of the employment as far as no claim has settled it."""

    id: UUID
    open_ore: Ore
    paid_on: date


@dataclass(frozen=True)
class SettledAdvance:
    """What of an advance a claim settles."""

    advance_id: UUID
    amount_ore: Ore


@dataclass(frozen=True)
class Settlement:
    """`employers_ore` was paid with the employer's cards; `private_ore` too, and is private: no part of the total."""

    total_ore: Ore
    employers_ore: Ore = 0
    private_ore: Ore = 0
    advances: tuple[SettledAdvance, ...] = ()

    @property
    def advance_ore(self) -> Ore:
        return sum(one.amount_ore for one in self.advances)

    @property
    def pay_ore(self) -> Ore:
        """To be paid with the salary; negative: the person owes it."""
        return self.total_ore - self.employers_ore - self.private_ore - self.advance_ore


def settle(
    total_ore: Ore,
    employers_ore: Ore,
    advances: Sequence[OpenAdvance],
    is_trip: bool,
    last_day: date | None,
    private_ore: Ore = 0,
) -> Settlement:
    """The oldest advance first. One that was paid after the claim's last day is meant for something later.

    A trip settles an advance whole, and what was not used is owed; anything else only as far as there is something to pay.
    """
    settled: list[SettledAdvance] = []
    left_ore = total_ore - employers_ore - private_ore
    for advance in sorted(advances, key=lambda one: (one.paid_on, one.id)):
        if total_ore <= 0 or last_day is None or advance.paid_on > last_day:
            continue
        taken_ore = advance.open_ore if is_trip else min(advance.open_ore, max(left_ore, 0))
        if taken_ore > 0:
            settled.append(SettledAdvance(advance.id, taken_ore))
            left_ore -= taken_ore
    return Settlement(total_ore, employers_ore, private_ore, tuple(settled))
