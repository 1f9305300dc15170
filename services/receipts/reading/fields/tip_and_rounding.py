"""Tip (*dricks*) and rounding to whole kronor (*öresavrundning*): both are part of what was paid."""

from shared.money import Ore

from ..values import Found, Row, clearness
from .labelled_amounts import ROUNDING_ORE_MAX, LabelledAmount, labelled_amounts
from .labels import FINAL, PAID, ROUNDING, SUBTOTAL, SUM, TIP, TOTAL

SUMS = (FINAL, TOTAL, SUM, SUBTOTAL, PAID)


def find_tip(rows: tuple[Row, ...], total_ore: Ore | None) -> Found[Ore] | None:
    """The tip that was given; a printed line for it that was left empty is none."""
    told = labelled_amounts(rows)
    tips = [each for each in told if each.role == TIP and each.ore > 0 and _may_be_tip(each.ore, total_ore)]
    if not tips:
        return None
    sums = {each.ore for each in told if each.role in SUMS}
    tip = next((each for each in tips if total_ore is not None and total_ore - each.ore in sums), tips[0])
    fits = total_ore is not None and total_ore - tip.ore in sums
    evidence = {"label-beside": 1.0, "sums-agree": float(fits), "clear-print": clearness(tip.score)}
    return Found(tip.ore, box=tip.box, evidence=evidence)


def _may_be_tip(ore: Ore, total_ore: Ore | None) -> bool:
    """More than half of what was paid is a sum before the tip whose label was misread."""
    return total_ore is None or 2 * ore < abs(total_ore)


def find_rounding(rows: tuple[Row, ...], total_ore: Ore | None) -> Found[Ore] | None:
    """What rounding added to the sum; negative where it lowered it, also when the print leaves the sign out."""
    told = labelled_amounts(rows)
    roundings = [each for each in told if each.role == ROUNDING and 0 < abs(each.ore) <= ROUNDING_ORE_MAX]
    if not roundings:
        return None
    rounding = roundings[0]
    sign = _sign(told, abs(rounding.ore), total_ore)
    value = rounding.ore if sign is None else sign * abs(rounding.ore)
    evidence = {"label-beside": 1.0, "sums-agree": float(sign is not None), "clear-print": clearness(rounding.score)}
    return Found(value, box=rounding.box, evidence=evidence)


def _sign(told: tuple[LabelledAmount, ...], ore: Ore, total_ore: Ore | None) -> int | None:
    """+1 or −1 where a sum before rounding is printed too."""
    sums = {each.ore for each in told if each.role in SUMS}
    if total_ore is None or (total_ore - ore in sums) == (total_ore + ore in sums):
        return None
    return 1 if total_ore - ore in sums else -1
