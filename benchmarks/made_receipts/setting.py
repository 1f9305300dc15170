"""What every layout needs at hand: the facts, the words, the shop's notation, and chance."""

import datetime as dt
import random
from collections.abc import Mapping
from dataclasses import dataclass

from benchmarks.made_receipts.lines import Cell, Columns, Gap, Line, Pair, Text
from benchmarks.made_receipts.notation import Notation
from benchmarks.made_receipts.receipt import Payment, Receipt


@dataclass(frozen=True)
class Setting:
    """One receipt about to be laid out."""

    receipt: Receipt
    words: Mapping[str, str]
    notation: Notation
    rng: random.Random
    colon: str
    capitals: bool

    def say(self, concept: str) -> str:
        """The shop's word for it."""
        word = self.words[concept]
        return word.upper() if self.capitals else word

    def label(self, concept: str) -> str:
        """The word as a label before a value."""
        return self.say(concept) + (
            "" if self.words[concept].endswith((".", ":")) and self.colon == ":" else self.colon
        )

    def amount(self, ore: int) -> str:
        """An amount among others."""
        return self.notation.amount(ore)

    def chance(self, share: float) -> bool:
        """True that often."""
        return self.rng.random() < share

    def maybe(self, share: float, *lines: Line) -> tuple[Line, ...]:
        """The lines, that often."""
        return lines if self.chance(share) else ()

    def day(self, day: dt.date) -> str:
        """A day as the shop writes it."""
        return self.notation.day(day)

    @property
    def date(self) -> str:
        """The day of purchase."""
        return self.day(self.receipt.date)

    @property
    def clock(self) -> str:
        """The time of purchase."""
        return self.notation.clock(self.receipt.time)

    @property
    def town(self) -> str:
        """Postcode and city in the country's order."""
        r = self.receipt
        return (
            f"{r.city} {r.postcode}"
            if r.country in ("GB", "IE")
            else f"{r.city}, {r.postcode}"
            if r.country == "US"
            else f"{r.postcode} {r.city}"
        )

    @property
    def company(self) -> Text:
        """The line with the company's number."""
        r = self.receipt
        if r.country == "SE" and self.chance(0.2):
            return Text(f"{self.label('vat_no')} {r.vat_number}", tells="orgnr")
        if r.country in ("GB", "IE", "DE", "AT") and self.chance(0.7):
            return Text(f"{self.label('vat_no')} {r.vat_number}")
        return Text(f"{self.label('org_no')} {r.orgnr_printed}", tells="orgnr")

    @property
    def vat_is_clear(self) -> bool:
        """Whether the rate follows from VAT and total alone."""
        r = self.receipt
        return len(r.vat) == 1 and r.vat[0].net_ore + r.vat[0].vat_ore == r.total_ore

    @property
    def distance(self) -> str:
        """Unit of a taxi's distance."""
        return "miles" if self.receipt.country in ("GB", "US") else "km"

    @property
    def pays_in_kronor(self) -> bool:
        """Whether the terminal offered to charge a Swedish card in kronor, seldom; the receipt's currency stays the shop's."""
        return self.receipt.currency != "SEK" and self.receipt.total_ore > 0 and self.chance(0.08)

    def in_kronor(self, ore: int) -> tuple[str, str]:
        """A rate and what the amount comes to in kronor by it."""
        rate = {"EUR": 11_4210, "USD": 10_5530, "GBP": 13_3070, "NOK": 1_0140, "DKK": 1_5320}[self.receipt.currency]
        return self.notation.measure(rate // 10, 3), self.notation.amount(ore * rate // 10_000)

    def quantity(self, thousandths: int, unit: str) -> str:
        """34,12 l · 0,824 kg."""
        return f"{self.notation.measure(thousandths, 3 if unit == 'kg' else 2)} {unit}"


def masked(payment: Payment, form: str) -> str:
    """The card number as the terminal prints it: `form` with {} for the last four digits."""
    return form.format(payment.last4)


def extras(s: Setting, pair: type[Pair] = Pair) -> tuple[Line, ...]:
    """Tax added at the end, tip and rounding as plain rows, in that order."""
    r = s.receipt
    lines: tuple[Line, ...] = ()
    if r.tax_ore:
        lines += (pair(s.say("vat"), s.amount(r.tax_ore)),)
    if r.tip_ore:
        if s.chance(0.8):
            lines += (pair(s.say("total_before"), s.amount(r.before_tip_ore)),)
        lines += (pair(s.say("tip"), s.amount(r.tip_ore), "tip"),)
    if r.rounding_ore:
        lines += (pair(s.say("rounding"), s.amount(r.rounding_ore), "rounding"),)
    return lines


def row(*cells: tuple[str, float, str], tells: str = "", bold: bool = False, size: float = 1.0) -> Columns:
    """A table row from (text, place, edge) triples."""
    return Columns(tuple(Cell(*cell) for cell in cells), tells, size, bold)


def gap(lines: float = 0.6) -> Gap:
    """A little air."""
    return Gap(lines)
