"""A receipt that is divided: parts for other people, on other codes or private, and its VAT divided with them; no öre is lost."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from services.claims.domain.coding import Coding
from services.claims.domain.receipt import Vat
from shared.money import Ore

PARTS_MAX = 20


@dataclass(frozen=True)
class Part:
    """A part of an expense line, with its sign. What is empty follows the line; `person`: for whom, in words. A private one is not paid."""

    id: UUID
    amount_ore: Ore
    expense_kind: str | None = None
    coding: Coding = field(default_factory=dict)
    person: str = ""
    is_private: bool = False


def shares(total: int, weights: Sequence[int]) -> tuple[int, ...]:
    """The total in proportion to the weights, which are not negative and not all zero; the shares sum to it.

    Rounded down, and what is left goes, one each, to the largest remainders; of equal ones to the first.
    """
    whole = sum(weights)
    parts = [divmod(abs(total) * weight, whole) for weight in weights]
    left = abs(total) - sum(quotient for quotient, _ in parts)
    by_remainder = sorted(range(len(parts)), key=lambda place: -parts[place][1])
    gets_one = set(by_remainder[:left])
    sign = -1 if total < 0 else 1
    return tuple(sign * (quotient + (place in gets_one)) for place, (quotient, _) in enumerate(parts))


def divided_vat(vat: Sequence[Vat], total_ore: Ore, amounts: Sequence[Ore]) -> tuple[tuple[Vat, ...], ...]:
    """Of each amount its share of each rate: net and VAT together sum to what the receipt has.

    What the amounts leave of the total keeps its share, and so does nobody's. An amount with another sign than the total has none.
    """
    sign = -1 if total_ore < 0 else 1
    weights = [max(0, sign * ore) for ore in (*amounts, total_ore - sum(amounts))]
    if not any(weights):
        return tuple(() for _ in amounts)
    by_rate = [
        [
            Vat(row.rate, gross - vat_ore, vat_ore)
            for gross, vat_ore in zip(
                shares(row.net_ore + row.vat_ore, weights), shares(row.vat_ore, weights), strict=True
            )
        ]
        for row in vat
    ]
    return tuple(
        tuple(row for row in (rows[place] for rows in by_rate) if row.net_ore or row.vat_ore)
        for place in range(len(amounts))
    )


def private_ore(parts: Sequence[Part]) -> Ore:
    return sum(part.amount_ore for part in parts if part.is_private)


def missing_ore(total_ore: Ore, parts: Sequence[Part]) -> Ore:
    """What the parts lack of the total; negative where they are more."""
    return total_ore - sum(part.amount_ore for part in parts)
