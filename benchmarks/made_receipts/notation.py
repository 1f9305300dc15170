"""Amounts, days and times as a shop writes them."""

import datetime as dt
import random
from dataclasses import dataclass, replace

from benchmarks.made_receipts.places import MONTHS, PLACES, WEEKDAYS
from benchmarks.made_receipts.places_exam import HABITS, Habits
from benchmarks.made_receipts.vocabulary import HALVES


@dataclass(frozen=True)
class Notation:
    """One shop's habits; `mark` goes around the total, `mark_all` around every amount."""

    thousands: str
    decimals: str
    mark: str
    mark_all: str
    minus: str
    date: str
    time: str
    language: str
    decimal_in_rate: bool

    def amount(self, ore: int) -> str:
        """12345678 → 123 456,78; below zero with the shop's own minus."""
        major, minor = divmod(abs(ore), 100)
        text = f"{major:,}".replace(",", self.thousands) + f"{self.decimals}{minor:02d}"
        return self.mark_all.format(self.minus.format(text) if ore < 0 else text)

    def total(self, ore: int) -> str:
        """As `amount`, with the currency beside it if the shop writes it at all."""
        minus = self.minus if self.mark == "{}" else "-{}"
        plain = replace(self, mark_all="{}", minus=minus).amount(ore)
        return self.mark.format(plain)

    def rate(self, permille: int, percent: str = "%") -> str:
        """255 → 25,5%; 250 → 25% or 25,00%."""
        whole, tenth = divmod(permille, 10)
        sign = "." if self.decimals == "." else ","
        if self.decimal_in_rate:
            return f"{whole}{sign}{tenth}0{percent}"
        return f"{whole}{sign}{tenth}{percent}" if tenth else f"{whole}{percent}"

    def measure(self, thousandths: int, places: int) -> str:
        """34120 → 34,12."""
        sign = "." if self.decimals == "." else ","
        return f"{thousandths / 1000:.{places}f}".replace(".", sign)

    def day(self, day: dt.date, form: str = "") -> str:
        """That day in the shop's form, or in the one given."""
        form = form or self.date
        months = MONTHS.get(self.language, MONTHS["en"]).split()
        weekdays = WEEKDAYS.get(self.language, WEEKDAYS["en"]).split()
        month = months[day.month - 1]
        filled = form.replace("{d}", str(day.day)).replace("{m}", str(day.month)).replace("{month}", month)
        filled = filled.replace("{mon}", month[:3]).replace("{wd}", weekdays[day.weekday()])
        return day.strftime(filled)

    def clock(self, time: dt.time) -> str:
        """That time in the shop's form; no zero before an hour of the twelve-hour clock."""
        text = time.strftime(self.time)
        return text.lstrip("0") if "%I" in self.time else text


def notation(place: str, part: str, rng: random.Random) -> Notation:
    """Habits of one shop there."""
    where, habits = PLACES[place], _habits(place, part)
    separators = rng.choice(habits.separators)
    mark = rng.choice(habits.marks)
    if where.currency in ("EUR", "GBP", "USD"):
        mark_all = mark if rng.random() < 0.3 and len(mark) <= 4 else "{}"
    else:
        mark_all = "{} kr" if rng.random() < 0.07 else "{}"
    if mark == "{}:-":
        mark = "{} kr"
    minus = (
        rng.choice(("-{}", "-{}", "-{}", "{}-", "\u2212{}"))
        if part == "judge"
        else rng.choice(("-{}", "-{}", "- {}", "{}-"))
    )
    return Notation(
        separators[0] if len(separators) == 2 else "",
        separators[-1],
        mark,
        mark_all,
        minus,
        rng.choice(habits.dates),
        rng.choice(habits.times),
        where.language,
        rng.random() < 0.35,
    )


def _habits(place: str, part: str) -> Habits:
    if part not in HALVES:
        return HABITS[place]
    where, half = PLACES[place], HALVES.index(part)
    return Habits(where.dates[half], where.times[half], where.separators[half], where.marks[half])
