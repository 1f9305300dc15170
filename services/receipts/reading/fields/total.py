"""What was paid in the end: every labelled amount is a claim, and arithmetic between the claims decides."""

from shared.money import Ore, round_half_up

from ..values import Found, Row, VatRow
from .amounts import exact_amounts
from .claims import ROUNDING_ORE_MAX, Claim, claims
from .labels import CASH, CHANGE, FINAL, PAID, REFUND, ROUNDING, SUBTOTAL, SUM, TIP, TOTAL, WITHDRAWAL
from .lettering import folded

LONE_MINUS_SHARE = 0.7


def find_total(rows: tuple[Row, ...], currency: str | None, vat: tuple[VatRow, ...] | None = None) -> Found[Ore] | None:
    """The amount paid. None when nothing on the receipt is money. `vat` is what the receipt says of it, if it was found."""
    told = claims(rows)
    candidates = _support(told, currency, rows)
    _add_vat(candidates, vat or ())
    if not candidates:
        return _largest(rows)
    ranked = sorted(candidates.items(), key=lambda item: (-item[1], -abs(item[0])))
    ore, support = ranked[0]
    margin = support - (ranked[1][1] if len(ranked) > 1 else 0.0)
    best = max((claim for claim in told if claim.ore == ore), key=lambda claim: claim.weight, default=None)
    found = Found(ore, _confidence(support, margin, best.score if best else 0.8), best.box if best else None)
    if ore < 0 and _is_lone_minus(rows):
        return Found(-ore, round(found.confidence * LONE_MINUS_SHARE, 3), found.box)
    return found


def _is_lone_minus(rows: tuple[Row, ...]) -> bool:
    """True when nothing else is negative and no word speaks of money back: the dash is a speck, or part of a colon."""
    negative = sum(amount.ore < 0 for row in rows for text in row.texts for amount in exact_amounts(text))
    return negative <= 1 and not any(REFUND.search(folded(row.text)) for row in rows)


def _add_vat(support: dict[Ore, float], vat: tuple[VatRow, ...]) -> None:
    """VAT of a single rate tells the sum that it is part of; of several rates their gross amounts together do."""
    gross = sum(row.vat_ore + row.net_ore for row in vat)
    for ore in support:
        if len(vat) == 1 and vat[0].vat_ore:
            rate = vat[0].rate_per_mille
            apart = abs(round_half_up(ore * rate, 1000 + rate) - vat[0].vat_ore)
            support[ore] += 0.3 if apart == 0 else 0.2 if apart <= 1 else 0.0
        elif vat and abs(gross - ore) <= 2:
            support[ore] += 0.3


def _confidence(support: float, margin: float, score: float) -> float:
    """Out of the strength of the evidence, its lead, and how clearly the digits were read."""
    sure = 0.35 + 0.45 * min(support, 1.4) / 1.4 + 0.19 * min(max(margin, 0.0), 0.6) / 0.6
    return round(min(0.99, sure * (0.5 + 0.5 * min(1.0, score / 0.95))), 3)


def _support(told: tuple[Claim, ...], currency: str | None, rows: tuple[Row, ...]) -> dict[Ore, float]:
    """Evidence for each amount: its best label, how often it is said, and the sums that come out at it."""
    support: dict[Ore, float] = {}
    tips = [claim for claim in told if claim.role == TIP and claim.ore > 0]
    roundings = [claim for claim in told if claim.role == ROUNDING and 0 < abs(claim.ore) <= ROUNDING_ORE_MAX]
    withdrawals = [claim for claim in told if claim.role == WITHDRAWAL and claim.ore > 0]
    for claim in told:
        if claim.weight <= 0:
            continue
        weight = claim.weight
        if claim.role in (SUM, TOTAL, SUBTOTAL) and any(
            tip.row > claim.row and tip.row <= claim.row + 3 for tip in tips
        ):
            weight -= 0.4  # the sum before the tip
        if claim.ore == 0 and any(other.ore != 0 and other.weight >= 0.6 for other in told):
            weight -= 0.5
        old = support.get(claim.ore, 0.0)
        support[claim.ore] = max(old, weight) + 0.3 * min(old, weight)
    amounts_said = [amount.ore for row in rows for text in row.texts for amount in exact_amounts(text)]
    for ore in list(support):
        support[ore] += 0.06 * min(amounts_said.count(ore) - 1, 3) if ore in amounts_said else -0.1
    _add_cash(told, support)
    _add_tips_and_withdrawals(told, tips, withdrawals, support)
    _add_rounding(told, roundings, currency, support, amounts_said)
    return {ore: weight for ore, weight in support.items() if weight > 0}


def _add_cash(told: tuple[Claim, ...], support: dict[Ore, float]) -> None:
    """Cash given less change is what was paid; without change the cash itself is a weak claim."""
    cash = [claim for claim in told if claim.role == CASH and claim.ore > 0]
    paid = [claim for claim in told if claim.role == PAID and claim.ore > 0]
    change = [claim for claim in told if claim.role == CHANGE]
    differences = {given.ore - abs(back.ore) for given in cash for back in change if abs(back.ore) < given.ore}
    differences |= {given.ore - abs(back.ore) for given in paid for back in change if 0 < abs(back.ore) < given.ore}
    for ore in differences:
        if ore in support:
            support[ore] += 0.5
        elif len(differences) == 1:
            support[ore] = 0.5
    for given in cash:
        if given.ore in support:
            support[given.ore] += 0.1
        elif not change:
            support[given.ore] = 0.4


def _add_tips_and_withdrawals(
    told: tuple[Claim, ...], tips: list[Claim], withdrawals: list[Claim], support: dict[Ore, float]
) -> None:
    sums = {claim.ore for claim in told if claim.role in (SUM, TOTAL, SUBTOTAL, FINAL)}
    for tip in tips:
        for ore in list(support):
            if ore - tip.ore in sums:
                support[ore] += 0.3
    for drawn in withdrawals:
        for claim in told:
            if claim.role == PAID and claim.ore > drawn.ore and claim.ore in support:
                rest = claim.ore - drawn.ore
                support[claim.ore] -= 0.5
                support[rest] = support.get(rest, 0.5) + 0.3


def _add_rounding(
    told: tuple[Claim, ...], roundings: list[Claim], currency: str | None, support: dict[Ore, float], said: list[Ore]
) -> None:
    """The rounded sum is what was paid: where it is printed it wins over the sum before; where not, it is worked out."""
    step = 100 if currency in ("SEK", "NOK") else 50 if currency == "DKK" else 5
    for rounding in roundings:
        for ore in sorted(support, key=lambda each: -support[each]):
            for rounded in (ore + rounding.ore, ore - rounding.ore):
                if rounded % step or rounded == ore or not ore % step:
                    continue
                if rounded in support:
                    support[rounded] += 0.4
                elif support[ore] >= 0.6 and rounded not in said:
                    support[rounded] = support[ore] + 0.05
                else:
                    continue
                support[ore] -= 0.3
                return


def _largest(rows: tuple[Row, ...]) -> Found[Ore] | None:
    """Without any label: the largest amount, in the lower half if there is one there; hardly more than a guess."""
    found = [
        (amount.ore, row.boxes[index])
        for row in rows
        for index, text in enumerate(row.texts)
        for amount in exact_amounts(text)
    ]
    if not found:
        return None
    ore, box = max(found, key=lambda each: each[0])
    return Found(ore, 0.3, box)
