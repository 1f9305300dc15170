"""Representation: who took part, and how much of its VAT is deducted."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from services.claims.domain.derivation import Figure, step
from services.claims.domain.line import Reason, row, source_of
from services.claims.domain.rates import RepresentationLimit
from services.claims.domain.receipt import Vat
from services.claims.domain.split import shares
from shared.money import ORE_PER_KRONA, Ore, round_half_up
from shared.text import Text

Form = Literal["meal", "light_refreshment"]
PARTICIPANTS_MAX = 200


@dataclass(frozen=True)
class Participant:
    """Somebody beside the person whose claim it is; `organisation` is empty for a colleague."""

    name: str
    organisation: str = ""


@dataclass(frozen=True)
class Representation:
    """What the person says about it. `alcohol_ore`: its part of the total, VAT included."""

    form: Form = "meal"
    participants: tuple[Participant, ...] = ()
    alcohol_ore: Ore = 0

    @property
    def persons(self) -> int:
        """The person whose claim it is took part, too."""
        return len(self.participants) + 1


@dataclass(frozen=True)
class Deduction:
    """The cost up to the limit with the VAT that is deducted on it, and the rest of the total, whose VAT is cost."""

    charged: tuple[Vat, ...]
    """The rates with VAT, as the receipt has them."""
    vat: tuple[Vat, ...]
    """What is deducted of each."""
    rounding_ore: Ore
    """Öre of the total that are neither net nor VAT: they go with what is deducted."""
    rest_ore: Ore

    @property
    def amount_ore(self) -> Ore:
        return sum(row.net_ore + row.vat_ore for row in self.vat) + self.rounding_ore


def cap_per_person_ore(limit: RepresentationLimit, form: Form) -> Ore:
    return limit.meal_base_per_person_ore if form == "meal" else limit.light_refreshment_per_person_ore


def deduction(total_ore: Ore, vat: Sequence[Vat], cap_ore: Ore) -> Deduction:
    """VAT is deducted on a net of at most the cap; several rates share it by their net, and no öre of it is lost.

    Each rate's VAT follows its share of the net, half up to whole öre. What is paid back mirrors what was paid.
    Source: the rules' README, Representation.
    """
    if total_ore < 0:
        mirrored = deduction(-total_ore, _mirrored(vat), cap_ore)
        rows, deducted = _mirrored(mirrored.charged), _mirrored(mirrored.vat)
        return Deduction(rows, deducted, -mirrored.rounding_ore, -mirrored.rest_ore)
    charged = tuple(row for row in vat if row.net_ore > 0 and row.vat_ore > 0)
    nets = [row.net_ore for row in charged]
    bases = shares(cap_ore, nets) if sum(nets) > cap_ore else nets
    deducted = tuple(
        Vat(row.rate, base_ore, round_half_up(row.vat_ore * base_ore, row.net_ore))
        for row, base_ore in zip(charged, bases, strict=True)
    )
    rest_ore = total_ore - sum(row.net_ore + row.vat_ore for row in deducted)
    if deducted and rest_ore < ORE_PER_KRONA:
        return Deduction(charged, deducted, rest_ore, 0)
    return Deduction(charged, deducted, 0, rest_ore)


def _mirrored(vat: Sequence[Vat]) -> tuple[Vat, ...]:
    return tuple(Vat(row.rate, -row.net_ore, -row.vat_ore) for row in vat)


def net_per_person_ore(vat: Sequence[Vat], persons: int) -> Ore:
    """What the limit is compared with."""
    return round_half_up(sum(row.net_ore for row in vat if row.vat_ore), persons)


def reasons(said: Representation, of: Deduction, limit: RepresentationLimit) -> tuple[Reason, ...]:
    """The arithmetic of what is deducted, row by row, and the facts that decided it."""
    cap_ore = cap_per_person_ore(limit, said.form)
    whole_cap_ore = cap_ore * said.persons
    whole_ore = sum(charged.net_ore for charged in of.charged)
    rows: list[Reason] = []
    for charged, deducted in zip(of.charged, of.vat, strict=True):
        if deducted.net_ore == charged.net_ore:
            rows.append(_told("rule.representation.net", charged.rate, deducted.net_ore))
            rows.append(_told("rule.representation.vat", charged.rate, deducted.vat_ore))
        else:
            rows += _within_limit(charged, deducted, whole_cap_ore, whole_ore)
    if of.rounding_ore:
        rows.append(_told("rule.representation.rounding", None, of.rounding_ore))
    limits = {"limit": cap_ore, "persons": said.persons, "cap": whole_cap_ore}
    rows.append(Reason(Text(f"rule.representation.limit.{said.form}", limits)))
    rows.append(source_of(limit.figure("representation", cap_ore, "ore")))
    return tuple(rows)


def _told(text_id: str, rate: int | None, amount_ore: Ore) -> Reason:
    text = Text(text_id, {"amount": amount_ore} if rate is None else {"rate": rate, "amount": amount_ore})
    return row(text, step("amount", Figure(amount_ore, "ore")))


def _within_limit(charged: Vat, deducted: Vat, cap_ore: Ore, whole_ore: Ore) -> list[Reason]:
    """The rate's part of the limit, the öre by which it was evened out, and of its VAT as much as that is of its net."""
    # What is given back is negative: the sign stands on the first of the two that are multiplied, never below the line.
    base_ore, net_ore = abs(deducted.net_ore), abs(charged.net_ore)
    net = step("proportion", Figure(charged.net_ore, "ore"), Figure(cap_ore, "ore"), Figure(abs(whole_ore), "ore"))
    evened_ore = deducted.net_ore - net.result_ore  # each rounded by itself, three rates or more may miss the limit
    vat = step("proportion", Figure(charged.vat_ore, "ore"), Figure(base_ore, "ore"), Figure(net_ore, "ore"))
    share = {"cap": cap_ore, "net": charged.net_ore, "whole": abs(whole_ore), "rate": charged.rate}
    part = {"vat": charged.vat_ore, "base": base_ore, "net": net_ore, "rate": charged.rate}
    evened = Text("rule.representation.evened-out", {"cap": cap_ore, "amount": evened_ore})
    return [
        row(Text("rule.representation.net-share", share | {"amount": net.result_ore}), net),
        *([row(evened, step("amount", Figure(evened_ore, "ore")))] if evened_ore else []),
        row(Text("rule.representation.vat-share", part | {"amount": deducted.vat_ore}), vat),
    ]


def facts(said: Representation) -> tuple[Reason, ...]:
    """Who took part, as a number, and alcohol apart."""
    people = Reason(Text("rule.representation.persons", {"count": said.persons}))
    if not said.alcohol_ore:
        return (people,)
    return people, Reason(Text("rule.representation.alcohol", {"alcohol": said.alcohol_ore}))
