"""What was paid in the end: every labelled amount is a claim, and arithmetic between the claims decides."""

import re
from dataclasses import dataclass

from shared.money import Ore, round_half_up

from .amounts import amounts, exact_amounts, spaced_amount
from .lettering import folded, words
from .values import Box, Found, Row

FINAL, TOTAL, PAID, SUM, SUBTOTAL = "final", "total", "paid", "sum", "subtotal"
CASH, CHANGE, ROUNDING, TIP, WITHDRAWAL, DISCOUNT, TAX = (
    "cash",
    "change",
    "rounding",
    "tip",
    "withdrawal",
    "discount",
    "tax",
)

_INCLUSIVE = re.compile(r"\b(?:in[ck]l|inkl|inclusive|including|with|after|brutto|gross)")
_EXCLUSIVE = re.compile(r"\b(?:ex[ck]l|excluding|exclusive|before|without|exkl|fore)\b|\bex[ck]l")
_PARTIAL = words("supplies", "taxable", "zero rated", "standard rated", "non taxable")
_PERCENT = re.compile(r"\d\s?%")
_REFUND = words("att aterfa", "aterbetalas", "aterbetalning", "aterbetalt", "refund", "total refund")
_QUANTITY = words(
    "qty",
    "quantity",
    "item",
    "items",
    "antal",
    "pcs",
    "no of items",
    "item count",
    "varor",
    "artiklar",
    "disc items",
    "unit",
    "units",
    "points",
    "poang",
)

_ROLES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        ROUNDING,
        words(
            "oresavrundning",
            "avrundning",
            "oresutjamning",
            "rounding",
            "rounding adj",
            "rounding adjustment",
            "rnd adj",
            "round adj",
            "rounded adj",
            "afrunding",
            "avrunding",
            "pyoristys",
            "round off",
            "rundung",
            "bundingadj",
        ),
    ),
    (
        WITHDRAWAL,
        words("kontantuttag", "uttag", "cash back", "cashback", "cash withdrawal", "withdrawal", "kontanter ut"),
    ),
    (
        CHANGE,
        words(
            "vaxel",
            "tillbaka",
            "ater",
            "kontant tillbaka",
            "change",
            "change due",
            "changed",
            "balance",
            "wisselgeld",
            "byttepenge",
            "vaxel tillbaka",
            "baki",
            "retur kontant",
        ),
    ),
    (TIP, words("dricks", "dricks tip", "tip", "tips", "gratuity", "extra", "drikkepenger", "drikkepenge")),
    (
        SUBTOTAL,
        words(
            "delsumma",
            "sub total",
            "subtotal",
            "sub ttl",
            "sub amount",
            "sub",
            "mellansumma",
            "subtotaal",
            "zwischensumme",
            "delsum",
            "mellomsum",
            "s total",
            "summa varor",
            "varuvarde",
        ),
    ),
    (
        DISCOUNT,
        words(
            "rabatt",
            "discount",
            "disc",
            "total discount",
            "savings",
            "saved",
            "you saved",
            "avdrag",
            "rabat",
            "kupong",
            "voucher",
            "du sparade",
            "sparat",
            "pant",
            "deposit",
        ),
    ),
    (
        FINAL,
        words(
            "att betala",
            "summa att betala",
            "attbetala",
            "belopp att betala",
            "totalt att betala",
            "a betale",
            "at betale",
            "grand total",
            "amount due",
            "total due",
            "amount payable",
            "total payable",
            "net total",
            "nett total",
            "nett",
            "rounded total",
            "total rounded",
            "total after rounding",
            "total round",
            "balance due",
            "zu zahlen",
            "a payer",
            "maksettava",
            "net amt",
            "nett amt",
            "net amount",
            "total amount due",
            "bill total",
            "att aterfa",
            "aterbetalas",
            "aterbetalning",
            "aterbetalt",
            "refund",
            "total refund",
            "please pay",
            "to pay",
            "total to pay",
            "totalt belopp",
            "slutsumma",
            "kopesumma",
            "total net",
            "belopp totalt",
            "invoice total",
            "total inclusive gst",
        ),
    ),
    (
        TAX,
        words(
            "moms",
            "mva",
            "vat",
            "gst",
            "tax",
            "netto",
            "varav moms",
            "sst",
            "mwst",
            "tva",
            "alv",
            "momsbelopp",
            "service charge",
            "svc chg",
            "serv charge",
            "skatt",
            "total gst",
            "total tax",
            "gst total",
            "momsunderlag",
            "exkl moms",
        ),
    ),
    (
        TOTAL,
        words(
            "total",
            "totalt",
            "totalt sek",
            "total sek",
            "total amount",
            "total amt",
            "total sales",
            "totalsumma",
            "totalbelopp",
            "sum total",
            "tot",
            "tota",
            "ttl",
            "total rm",
            "i alt",
            "ialt",
            "totaal",
            "gesamt",
            "gesamtbetrag",
            "yhteensa",
            "total ttc",
            "totalt inkl moms",
            "total incl",
            "totalpris",
            "bill amount",
            "bill amt",
        ),
    ),
    (
        PAID,
        words(
            "kontokort",
            "bankkort",
            "kort",
            "betalkort",
            "kreditkort",
            "mottaget kontokort",
            "mottaget",
            "betalt",
            "betalt med kort",
            "kortkop",
            "kortbetalning",
            "swish",
            "visa",
            "mastercard",
            "master card",
            "master",
            "amex",
            "debit",
            "credit card",
            "card",
            "credit",
            "paid",
            "payment",
            "kop",
            "purchase",
            "belopp",
            "sale",
            "faktura",
            "kopbelopp",
            "amount paid",
            "kreditering",
            "total amount collected",
            "visa card",
            "paid amount",
            "bankaxept",
            "dankort",
            "kartenzahlung",
            "debitcard",
            "trans amount",
            "transaktionsbelopp",
            "e wallet",
            "touch n go",
            "invoice",
        ),
    ),
    (
        CASH,
        words(
            "kontant",
            "kontanter",
            "cash",
            "mottaget kontant",
            "cash tendered",
            "tender",
            "tendered",
            "erhallet",
            "received",
            "cash received",
            "accepted",
            "accepted total",
            "cash payment",
            "bar",
            "amount tendered",
            "kontant betalt",
            "cash paid",
            "paid cash",
        ),
    ),
    (
        SUM,
        words(
            "summa",
            "summa sek",
            "sum",
            "summa inkl moms",
            "summe",
            "sum amount",
            "summa kr",
            "amount",
            "amt",
            "amount rm",
            "belopp inkl moms",
            "price",
            "pris",
            "sales",
        ),
    ),
)
_WEIGHTS = {FINAL: 1.0, TOTAL: 0.85, PAID: 0.7, SUM: 0.65, SUBTOTAL: 0.2}
_NEAR_ROWS_MAX = 2
ROUNDING_ORE_MAX = 60
"""Rounding is to whole kronor at most: half a krona and a little for misprints."""


@dataclass(frozen=True)
class Claim:
    """A row that says what an amount is."""

    role: str
    ore: Ore
    row: int
    weight: float
    box: Box | None
    score: float
    plain: str


def role_of(plain: str) -> str | None:
    """What a row's label (folded) says its amount is; None without a label."""
    for role, pattern in _ROLES:
        if not pattern.search(plain):
            continue
        if _PARTIAL.search(plain):
            return SUBTOTAL
        if role == TAX and _is_inclusive_total(plain):
            return FINAL
        if role == TOTAL and _PERCENT.search(plain) and not _is_inclusive_total(plain):
            return SUBTOTAL  # a total of one rate
        if role in (FINAL, TOTAL, SUM) and _EXCLUSIVE.search(plain):
            return SUBTOTAL
        if role == CHANGE and words("balance due").search(plain):
            return FINAL
        if role == TOTAL and words("accepted", "tendered", "received", "erhallet").search(plain):
            return CASH
        if role == CASH and _is_total(plain):
            return TOTAL
        return role
    return None


def _is_total(plain: str) -> bool:
    return words("total", "totalt", "summa").search(plain) is not None


def _is_inclusive_total(plain: str) -> bool:
    total = words("total", "totalt", "summa", "total sales", "total amount", "amount", "sales", "sum").search(plain)
    return total is not None and _INCLUSIVE.search(plain) is not None and _EXCLUSIVE.search(plain) is None


def claims(rows: tuple[Row, ...]) -> tuple[Claim, ...]:
    """Every labelled amount, in the order of the print."""
    found = []
    for number, row in enumerate(rows):
        plain = folded(" ".join(row.texts))
        role = role_of(plain)
        if role is None:
            continue
        weight = _WEIGHTS.get(role, 0.0)
        if role == TOTAL and _QUANTITY.search(plain):
            weight = 0.3
        near = _amount_of(rows, number)
        if near is None:
            continue
        ore, box, score, penalty = near
        if role == ROUNDING and abs(ore) > ROUNDING_ORE_MAX:
            role, weight = FINAL, _WEIGHTS[FINAL] - penalty  # "Rounding 45,35" names the rounded sum
        if role in (TOTAL, SUM) and _is_tax_table(row):
            continue
        weight *= 0.6 + 0.4 * min(1.0, score / 0.97)
        if role == FINAL and _REFUND.search(plain):
            ore = -abs(ore)
        found.append(Claim(role, ore, number, max(weight - penalty, 0.05) if weight else 0.0, box, score, plain))
    return tuple(found)


def _is_tax_table(row: Row) -> bool:
    """A row that sums up a table of tax: its two amounts are a net and the tax on it."""
    said = [amount.ore for text in row.texts for amount in exact_amounts(text)]
    return (
        len(said) == 2
        and said[1] != 0
        and any(abs(round_half_up(said[0] * rate, 1000) - said[1]) <= 3 for rate in (60, 100, 120, 250))
    )


def _amount_of(rows: tuple[Row, ...], number: int) -> tuple[Ore, Box | None, float, float] | None:
    """The amount that belongs to a label: last on its row, else alone on a row below. The last figure is what is taken off its weight."""
    row = rows[number]
    here = _last_amount(row)
    if here is not None:
        return here
    for below in range(number + 1, min(number + 1 + _NEAR_ROWS_MAX, len(rows))):
        plain = folded(" ".join(rows[below].texts))
        there = _last_amount(rows[below])
        if there is not None and role_of(plain) is None and sum(c.isalpha() for c in plain) <= 3:
            return there[0], there[1], there[2], 0.15 * (below - number) + there[3]
        if role_of(plain) is not None:
            break
    return None


def _last_amount(row: Row) -> tuple[Ore, Box | None, float, float] | None:
    for index in reversed(range(len(row.texts))):
        text = row.texts[index]
        exact = exact_amounts(text)
        if exact:
            return exact[-1].ore, row.boxes[index], row.scores[index], 0.0
        spaced = spaced_amount(text)
        if spaced is not None and index > 0:
            return spaced, row.boxes[index], row.scores[index], 0.2
        bare = [amount for amount in amounts(text) if amount.end == len(text.rstrip())]
        if bare and abs(bare[-1].ore) < 1_000_000_00 and index > 0:
            return bare[-1].ore, row.boxes[index], row.scores[index], 0.35
    return None


def find_total(rows: tuple[Row, ...], currency: str | None) -> Found[Ore] | None:
    """The amount paid. None when nothing on the receipt is money."""
    told = claims(rows)
    candidates = _support(told, currency, rows)
    if not candidates:
        return _largest(rows)
    ranked = sorted(candidates.items(), key=lambda item: (-item[1], -abs(item[0])))
    ore, support = ranked[0]
    margin = support - (ranked[1][1] if len(ranked) > 1 else 0.0)
    best = max((claim for claim in told if claim.ore == ore), key=lambda claim: claim.weight, default=None)
    return Found(ore, _confidence(support, margin, best.score if best else 0.8), best.box if best else None)


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
    change = [claim for claim in told if claim.role == CHANGE]
    differences = {given.ore - abs(back.ore) for given in cash for back in change if 0 <= abs(back.ore) < given.ore}
    for ore in differences:
        if ore in support:
            support[ore] += 0.4
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
