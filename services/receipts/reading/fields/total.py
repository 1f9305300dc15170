"""What was paid in the end: every labelled amount is a claim, and arithmetic between the claims decides."""

import itertools
from dataclasses import replace

from shared.money import Ore, round_half_up

from ..values import Found, Row, VatRow, clearness
from .amounts import exact_amounts, ore_in
from .labelled_amounts import ROUNDING_ORE_MAX, LabelledAmount, labelled_amounts
from .labels import (
    CASH,
    CHANGE,
    DISCOUNT,
    FINAL,
    PAID,
    PREPAID,
    REFUND,
    ROUNDING,
    SUBTOTAL,
    SUM,
    TAX,
    TIP,
    TOTAL,
    WITHDRAWAL,
    is_refund,
)
from .lettering import folded


def find_total(
    rows: tuple[Row, ...], currency: str | None, vat: Found[tuple[VatRow, ...]] | None = None
) -> Found[Ore] | None:
    """The amount paid. None when nothing on the receipt is money. `vat` is what the receipt says of it, if it was found."""
    said = labelled_amounts(rows)
    candidates = _support(said, currency, rows)
    told, mended = _mended(said, candidates, vat)
    vat_agrees = {ore: _vat_agrees(ore, vat.value if vat else ()) for ore in candidates}
    added_up = {ore: _rows_add_up(rows, told, ore) for ore in candidates}
    for ore in candidates:
        candidates[ore] += 0.3 * vat_agrees[ore] + 0.15 * added_up[ore]
    if not candidates:
        return _largest(rows)
    ranked = sorted(candidates.items(), key=lambda item: (-item[1], -abs(item[0])))
    ore, support = ranked[0]
    lead = support - (ranked[1][1] if len(ranked) > 1 else 0.0)
    same = [each for each in told if each.ore == ore]
    best = max(same, key=lambda each: each.weight, default=None)
    place = max(same, key=lambda each: (each.role in (FINAL, TOTAL, SUM), each.weight), default=None)
    box = place.box if place else None  # beside the word for the sum rather than the card that paid it
    said_count = _all_said(rows).count(ore)
    evidence = {
        "label-beside": best.weight if best else 0.0,
        "payment-agrees": float(_payment_agrees(told, ore)),
        "vat-adds-up": vat_agrees[ore],
        "rows-add-up": float(added_up[ore]),
        "said-again": min(said_count - 1, 3) / 3 if said_count else -1.0,
        "lead": min(max(lead, 0.0), 1.0),
        "clear-print": clearness(max((each.score for each in same), default=0.8)),
        **({"digits-mended": 1.0} if ore == mended else {}),
        "largest": float(ore == max((abs(each.ore) for each in told), default=ore)),
    }
    other = ranked[1][0] if len(ranked) > 1 and lead < RIVAL_LEAD_MAX else None
    if ore > 0 and _calls_itself_a_refund(rows):
        return Found(-ore, box=box, evidence={**evidence, "undecided": 1.0}, other=ore)
    if ore > 0 and (-ore in candidates or _is_below_nothing(vat)) and _is_refund(rows):
        return Found(-ore, box=box, evidence=evidence, other=ore)
    if ore < 0 and _is_lone_minus(rows):
        return Found(-ore, box=box, evidence={**evidence, "lone-minus": 1.0}, other=ore)
    return Found(ore, box=box, evidence=evidence, other=other)


def _mended(
    told: tuple[LabelledAmount, ...], candidates: dict[Ore, float], vat: Found[tuple[VatRow, ...]] | None
) -> tuple[tuple[LabelledAmount, ...], Ore | None]:
    """The amounts, and the one among them whose misread digit the VAT table told: net, VAT and rate fit each other and come to more.

    More than the VAT table can be paid, for deposits, tips and goods without VAT; less hardly ever.
    """
    gross = sum(row.vat_ore + row.net_ore for row in vat.value) if vat and vat.evidence.get("adds-up") else 0
    wrong = [ore for ore in candidates if 0 < ore < gross - ROUNDING_ORE_MAX and _one_digit_apart(ore, gross)]
    if gross in candidates or len(wrong) != 1:
        return told, None
    candidates[gross] = candidates[wrong[0]] + MENDED_LEAD
    return tuple(replace(each, ore=gross) if each.ore == wrong[0] else each for each in told), gross


def _one_digit_apart(one: Ore, other: Ore) -> bool:
    digits = str(one), str(other)
    return len(digits[0]) == len(digits[1]) and sum(a != b for a, b in zip(*digits, strict=True)) == 1


MENDED_LEAD = 0.05
RIVAL_LEAD_MAX = 0.3
"""An amount that is this near behind is offered as the other one."""


def _all_said(rows: tuple[Row, ...]) -> list[Ore]:
    return ore_in(text for row in rows for text in row.texts)


def _payment_agrees(told: tuple[LabelledAmount, ...], ore: Ore) -> bool:
    """A means of payment says the same as a label of the sum does, or cash less change comes out at it."""
    paid = any(each.role == PAID and each.ore == ore for each in told)
    summed = any(each.role in (FINAL, TOTAL, SUM) and each.ore == ore for each in told)
    cash = [each.ore for each in told if each.role in (CASH, PAID)]
    change = [abs(each.ore) for each in told if each.role == CHANGE]
    return (paid and summed) or any(given - back == ore for given in cash for back in change)


def _rows_add_up(rows: tuple[Row, ...], told: tuple[LabelledAmount, ...], ore: Ore) -> bool:
    """The goods' amounts above the sum add up to it, or to it without tip and rounding."""
    first = min((each.row for each in told if each.role in (FINAL, TOTAL, SUM, SUBTOTAL, PAID)), default=len(rows))
    goods = []
    labelled = {each.row: each for each in told}
    for number in range(first):
        if number in labelled and labelled[number].role not in (DISCOUNT, TAX):
            continue
        said = ore_in(rows[number].texts)
        if said and (number not in labelled or labelled[number].role == DISCOUNT):
            goods.append(said[-1])
    if len(goods) < 2:
        return False
    extra = sum(each.ore for each in told if each.role == TIP)
    return abs(sum(goods) - ore) <= ROUNDING_ORE_MAX or abs(sum(goods) + extra - ore) <= ROUNDING_ORE_MAX


def _is_lone_minus(rows: tuple[Row, ...]) -> bool:
    """True when nothing else is negative and no word speaks of money back: the dash is a speck, or part of a colon."""
    negative = sum(ore < 0 for ore in _all_said(rows))
    return negative <= 1 and not _is_refund(rows)


def _calls_itself_a_refund(rows: tuple[Row, ...]) -> bool:
    """ "RETUR" in a row by itself, and not one amount with a minus: the till left it to the word."""
    alone = any(REFUND.fullmatch(folded(row.text).strip(" *-#=.:")) for row in rows)
    negative = any(ore < 0 for ore in _all_said(rows))
    return alone and not negative


def _is_below_nothing(vat: Found[tuple[VatRow, ...]] | None) -> bool:
    return vat is not None and sum(row.vat_ore for row in vat.value) < 0


def _is_refund(rows: tuple[Row, ...]) -> bool:
    return any(is_refund(folded(row.text)) for row in rows)


def _vat_agrees(ore: Ore, vat: tuple[VatRow, ...]) -> float:
    """VAT of a single rate tells the sum that it is part of; of several rates their gross amounts together do."""
    gross = sum(row.vat_ore + row.net_ore for row in vat)
    if len(vat) == 1 and vat[0].vat_ore:
        rate = vat[0].rate_per_mille
        apart = abs(round_half_up(ore * rate, 1000 + rate) - vat[0].vat_ore)
        return 1.0 if apart == 0 else 0.7 if apart <= 1 else 0.0
    return float(bool(vat) and abs(gross - ore) <= 2)


def _support(told: tuple[LabelledAmount, ...], currency: str | None, rows: tuple[Row, ...]) -> dict[Ore, float]:
    """Evidence for each amount: its best label, how often it is said, and the sums that come out at it."""
    support: dict[Ore, float] = {}
    tips = [claim for claim in told if claim.role == TIP and claim.ore > 0]
    roundings = [claim for claim in told if claim.role == ROUNDING and 0 < abs(claim.ore) <= ROUNDING_ORE_MAX]
    withdrawals = [claim for claim in told if claim.role == WITHDRAWAL and claim.ore > 0]
    for claim in told:
        if claim.weight <= 0:
            continue
        weight = claim.weight
        if any(_is_before_tip(claim, tip, told) for tip in tips):
            weight -= 0.4
        if claim.ore == 0 and any(other.ore != 0 and other.weight >= 0.6 for other in told):
            weight -= 0.5
        old = support.get(claim.ore, 0.0)
        support[claim.ore] = max(old, weight) + 0.3 * min(old, weight)
    amounts_said = _all_said(rows)
    for ore in list(support):
        support[ore] += 0.06 * min(amounts_said.count(ore) - 1, 3) if ore in amounts_said else -0.1
    _add_cash(told, support, amounts_said)
    _add_tips_and_withdrawals(told, tips, withdrawals, support)
    _add_parts(told, support)
    _add_prepaid(told, support)
    _add_rounding(told, roundings, currency, support, amounts_said)
    return {ore: weight for ore, weight in support.items() if weight > 0}


def _is_before_tip(claim: LabelledAmount, tip: LabelledAmount, told: tuple[LabelledAmount, ...]) -> bool:
    """The tip follows soon; what is called the final sum is before it only where both together are said too."""
    if not claim.row < tip.row <= claim.row + 3:
        return False
    together = any(each.ore == claim.ore + tip.ore for each in told)
    return claim.role in (SUM, TOTAL, SUBTOTAL) or (claim.role == FINAL and together)


def _add_cash(told: tuple[LabelledAmount, ...], support: dict[Ore, float], said: list[Ore]) -> None:
    """Cash given less change is what was paid, the more so where it is printed; without change the cash itself is a weak claim."""
    cash = [claim for claim in told if claim.role == CASH and claim.ore > 0]
    paid = [claim for claim in told if claim.role == PAID and claim.ore > 0]
    change = [claim for claim in told if claim.role == CHANGE]
    differences = {given.ore - abs(back.ore) for given in cash for back in change if abs(back.ore) < given.ore}
    differences |= {given.ore - abs(back.ore) for given in paid for back in change if 0 < abs(back.ore) < given.ore}
    for ore in differences:
        if ore in support:
            support[ore] += 0.5
        elif len(differences) == 1:
            support[ore] = 1.05 if ore in said else 0.5
    for given in cash:
        if given.ore in support:
            support[given.ore] += 0.1
        elif not change:
            support[given.ore] = 0.4


def _add_tips_and_withdrawals(
    told: tuple[LabelledAmount, ...],
    tips: list[LabelledAmount],
    withdrawals: list[LabelledAmount],
    support: dict[Ore, float],
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


def _add_parts(told: tuple[LabelledAmount, ...], support: dict[Ore, float]) -> None:
    """Paid by two means, such as a gift card and a card: together they are the sum."""
    paid = [each for each in told if each.role in (PAID, CASH) and each.ore > 0]
    for first, second in itertools.combinations(paid, 2):
        whole = first.ore + second.ore
        if first.row != second.row and whole in support and first.ore != second.ore:
            support[whole] += 0.5
            for part in (first, second):
                if part.ore in support:
                    support[part.ore] -= 0.3


def _add_prepaid(told: tuple[LabelledAmount, ...], support: dict[Ore, float]) -> None:
    """What was paid in advance is not paid now: the rest, where it is said, is what this receipt is for."""
    for each in told:
        if each.role != PREPAID:
            continue
        for ore in list(support):
            rest = ore - abs(each.ore)
            if rest > 0 and rest in support:
                support[rest] += 0.5
                support[ore] -= 0.4


def _add_rounding(
    told: tuple[LabelledAmount, ...],
    roundings: list[LabelledAmount],
    currency: str | None,
    support: dict[Ore, float],
    said: list[Ore],
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
    return Found(ore, box=box, evidence={"no-label": 1.0})
