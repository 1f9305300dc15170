"""Countries: currency, VAT by class and day, numbers of companies, cash rounding, ways to write dates and amounts."""

import datetime as dt
import random
from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    """How money, days and numbers are written somewhere. Formats are listed for tuning first, then for judging."""

    language: str
    country: str
    currency: str
    cash_step_ore: int
    """Smallest coin: cash totals are rounded to it; 1 where they are not."""
    dates: tuple[tuple[str, ...], tuple[str, ...]]
    times: tuple[tuple[str, ...], tuple[str, ...]]
    separators: tuple[tuple[str, ...], tuple[str, ...]]
    """Thousands and decimal sign: " ," is 1 234,50; "," alone is 1234,50."""
    marks: tuple[tuple[str, ...], tuple[str, ...]]
    """How the currency is written at the total: "{} kr", "EUR {}"; "{}" is not at all."""


_SV = (
    ("%Y-%m-%d", "%Y-%m-%d", "%y-%m-%d", "{d}/{m} %Y", "{d} {month} %Y"),
    ("%Y-%m-%d", "%Y%m%d", "%d/%m-%y", "%Y/%m/%d", "{wd} {d} {mon} %Y", "%d.%m.%Y"),
)
_CLOCK = (("%H:%M", "%H:%M:%S"), ("%H.%M", "%H:%M", "%H:%M:%S"))
_EURO = (("{} EUR", "{} €", "EUR {}"), ("€ {}", "{}€", "{} EUR", "EUR {}"))
PLACES = {
    "SE": Place(
        "sv",
        "SE",
        "SEK",
        100,
        _SV,
        _CLOCK,
        ((" ,", ",", "\u00a0,"), (" ,", " :", ".,", "\u2009,", ",")),
        (("{} kr", "{}", "SEK {}"), ("{} SEK", "{}", "kr {}", "{}kr", "{}:-")),
    ),
    "NO": Place(
        "nb",
        "NO",
        "NOK",
        100,
        (("%d.%m.%Y", "%d.%m.%y"), ("{d}. {month} %Y", "%d/%m/%Y", "%Y-%m-%d", "%d.%m.%Y")),
        _CLOCK,
        ((" ,", ","), (".,", "\u2009,", ",")),
        (("{}", "NOK {}", "kr {}"), ("{} NOK", "{}", "Kr {}", "{} kr")),
    ),
    "DK": Place(
        "da",
        "DK",
        "DKK",
        50,
        (("%d-%m-%Y", "%d.%m.%Y", "%d/%m/%y"), ("%d/%m-%Y", "%d-%m-%y", "{d}. {month} %Y", "%d.%m.%y")),
        _CLOCK,
        ((".,", ","), (".,", ",")),
        (("kr. {}", "{}", "DKK {}"), ("{} kr.", "{} DKK", "{}")),
    ),
    "FI": Place(
        "fi",
        "FI",
        "EUR",
        5,
        (("%d.%m.%Y", "{d}.{m}.%Y"), ("%d.%m.%y", "{d}.{m}.%Y", "%Y-%m-%d")),
        _CLOCK,
        ((" ,", ","), ("\u00a0,", ",")),
        _EURO,
    ),
    "FI-sv": Place(
        "sv",
        "FI",
        "EUR",
        5,
        (("%d.%m.%Y", "{d}.{m}.%Y"), ("%d.%m.%y", "{d}.{m}.%Y")),
        _CLOCK,
        ((" ,", ","), ("\u00a0,", ",")),
        _EURO,
    ),
    "GB": Place(
        "en",
        "GB",
        "GBP",
        1,
        (
            ("%d/%m/%Y", "%d/%m/%y", "{d} {mon} %Y"),
            ("%d-%m-%Y", "{wd} {d} {month} %Y", "%d{mon}%y", "%Y-%m-%d", "%d/%m/%Y"),
        ),
        (("%H:%M", "%H:%M:%S"), ("%I:%M %p", "%H.%M", "%H:%M")),
        ((",.", "."), (",.", ".")),
        (("£{}",), ("GBP {}", "£{}", "£ {}")),
    ),
    "IE": Place(
        "en",
        "IE",
        "EUR",
        5,
        (("%d/%m/%Y", "{d} {mon} %Y"), ("%d-%m-%Y", "%d/%m/%y", "{d} {month} %Y")),
        (("%H:%M",), ("%H:%M:%S", "%H.%M")),
        ((",.", "."), (",.", ".")),
        (("€{}",), ("EUR {}", "€ {}")),
    ),
    "US": Place(
        "en",
        "US",
        "USD",
        1,
        (("%m/%d/%Y", "%m/%d/%y", "{mon} {d}, %Y"), ("%m-%d-%Y", "{month} {d}, %Y", "%m/%d/%Y", "%d-{mon}-%Y")),
        (("%I:%M %p", "%H:%M"), ("%I:%M:%S %p", "%I:%M%p")),
        ((",.",), (",.", ".")),
        (("${}", "USD {}"), ("$ {}", "${}", "{} USD")),
    ),
    "DE": Place(
        "de",
        "DE",
        "EUR",
        1,
        (("%d.%m.%Y", "%d.%m.%y"), ("{d}. {month} %Y", "%d.%m.%Y", "%d.%m.%y", "%Y-%m-%d")),
        _CLOCK,
        ((".,", ","), (".,", " ,", ",")),
        _EURO,
    ),
    "AT": Place(
        "de",
        "AT",
        "EUR",
        1,
        (("%d.%m.%Y",), ("{d}. {month} %Y", "%d.%m.%y")),
        _CLOCK,
        ((".,", ","), (".,", ",")),
        _EURO,
    ),
}
MONTHS = {
    "sv": "januari februari mars april maj juni juli augusti september oktober november december",
    "nb": "januar februar mars april mai juni juli august september oktober november desember",
    "da": "januar februar marts april maj juni juli august september oktober november december",
    "en": "January February March April May June July August September October November December",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
}
WEEKDAYS = {"sv": "mån tis ons tors fre lör sön", "en": "Mon Tue Wed Thu Fri Sat Sun"}


def rate_permille(country: str, vat_class: str, kind: str, day: dt.date) -> int:
    """VAT in tenths of a percent for goods of that class, by the law of that day. Zero: none is charged."""
    if vat_class in ("zero", "deposit-only"):
        return 0
    rates = _RATES[country]
    group = {"litre": "std", "kwh": "std", "alcohol": "std", "tobacco": "std", "film": "std", "minibar": "std"}.get(
        vat_class, vat_class
    )
    group = "food" if group == "deposit" else group
    if country == "SE" and group == "food" and day >= dt.date(2026, 4, 1):
        return 60
    if country == "DE" and group == "meal" and day < dt.date(2026, 1, 1):
        return 190
    if country == "FI" and day < dt.date(2026, 1, 1) and group in ("food", "meal", "transport", "book", "room", "med"):
        return 100 if day < dt.date(2025, 1, 1) and group in ("transport", "book", "room", "med") else 140
    if country == "IE" and group == "meal" and day >= dt.date(2026, 7, 1):
        return 90
    return rates.get(group, rates["std"])


_RATES = {
    "SE": {"std": 250, "food": 120, "meal": 120, "transport": 60, "book": 60, "room": 120},
    "NO": {"std": 250, "food": 150, "transport": 120, "room": 120, "book": 0},
    "DK": {"std": 250, "transport": 0},
    "FI": {"std": 255, "food": 135, "meal": 135, "transport": 135, "book": 135, "room": 135, "med": 135},
    "GB": {"std": 200, "food": 0, "transport": 0, "book": 0},
    "IE": {"std": 230, "food": 0, "meal": 135, "transport": 0, "book": 0, "room": 135},
    "US": {"std": 0},
    "DE": {"std": 190, "food": 70, "meal": 70, "transport": 70, "book": 70, "room": 70, "drink": 190},
    "AT": {"std": 200, "food": 100, "meal": 100, "transport": 100, "book": 100, "room": 100},
}


@dataclass(frozen=True)
class CompanyNumber:
    """A company's number as labelled (None: not labelled there), as printed, and its VAT number as printed."""

    labelled: str | None
    printed: str
    vat_number: str


def company_number(country: str, rng: random.Random) -> CompanyNumber:
    """A number that keeps its country's check digit; it belongs to nobody on purpose, but may by chance."""
    match country:
        case "SE":
            first = f"{rng.choice(('556', '559', '969', '716'))}{rng.randrange(2, 9)}{rng.randrange(10**5):05d}"
            digits = first + _luhn(first)
            dashed = f"{digits[:6]}-{digits[6:]}"
            return CompanyNumber(dashed, dashed, f"SE{digits}01")
        case "NO":
            digits = _mod11(rng, (3, 2, 7, 6, 5, 4, 3, 2), first="89")
            spaced = f"{digits[:3]} {digits[3:6]} {digits[6:]}"
            return CompanyNumber(digits, rng.choice((digits, spaced, f"NO {spaced} MVA")), f"NO{digits}MVA")
        case "DK":
            digits = _mod11(rng, (2, 7, 6, 5, 4, 3, 2), first="1234")
            return CompanyNumber(
                digits, rng.choice((digits, f"{digits[:2]} {digits[2:4]} {digits[4:6]} {digits[6:]}")), f"DK{digits}"
            )
        case "FI":
            digits = _mod11(rng, (7, 9, 10, 5, 8, 4, 2), first="012")
            dashed = f"{digits[:7]}-{digits[7]}"
            return CompanyNumber(dashed, dashed, f"FI{digits}")
        case "GB":
            vat = f"GB {rng.randrange(100, 999)} {rng.randrange(1000, 9999)} {rng.randrange(10, 97)}"
            return CompanyNumber(None, f"{rng.randrange(10**7):08d}", vat)
        case "IE":
            return CompanyNumber(
                None, f"{rng.randrange(10**5, 10**6)}", f"IE{rng.randrange(10**6, 10**7)}{rng.choice('ABHKT')}"
            )
        case "US":
            return CompanyNumber(None, f"{rng.randrange(10, 99)}-{rng.randrange(10**6, 10**7)}", "")
        case "AT":
            return CompanyNumber(
                None, f"{rng.randrange(10**5, 10**6)}{rng.choice('abdx')}", f"ATU{rng.randrange(10**7, 10**8)}"
            )
        case _:
            number = f"{rng.randrange(10, 99)}/{rng.randrange(100, 999)}/{rng.randrange(10**4, 10**5)}"
            return CompanyNumber(None, number, f"DE{rng.randrange(10**8, 10**9)}")


def _luhn(digits: str) -> str:
    doubled = (int(digit) * (2 - index % 2) for index, digit in enumerate(digits))
    return str(-sum(value // 10 + value % 10 for value in doubled) % 10)


def _mod11(rng: random.Random, weights: tuple[int, ...], first: str) -> str:
    while True:
        digits = rng.choice(first) + "".join(rng.choice("0123456789") for _ in weights[1:])
        check = -sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True)) % 11
        if check < 10:
            return f"{digits}{check}"
