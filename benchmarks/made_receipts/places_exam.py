"""How money and days are written in the part "exam": forms that tills and systems in each place really use."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Habits:
    """Ways of one place to write days, times, thousands with decimals, and the currency at the total."""

    dates: tuple[str, ...]
    times: tuple[str, ...]
    separators: tuple[str, ...]
    marks: tuple[str, ...]


_CLOCK = ("%H:%M", "%H:%M:%S", "%H.%M")
_EURO = ("EUR {}", "{} €", "{}", "€{}", "{} EUR")
_SWEDISH_IN_FINLAND = ("{d}.{m}.%Y", "%d.%m.%Y", "{d} {month} %Y")
HABITS = {
    "SE": Habits(
        ("%Y-%m-%d", "%Y-%m-%d", "%y%m%d", "%Y.%m.%d", "{d} {mon} %Y", "%d/%m/%Y", "{wd} {d} {month} %Y", "%d-%m-%Y"),
        _CLOCK, (" ,", ",", ".", "\u00a0,", ".,"), ("{} kr", "SEK {}", "{}", "{} SEK", "{}", "Kr {}"),
    ),
    "NO": Habits(
        ("%d.%m.%Y", "%d.%m.%y", "{d}.{m}.%Y", "{d}. {mon} %Y", "%d-%m-%Y", "%Y.%m.%d"),
        _CLOCK, (" ,", ",", "."), ("NOK {}", "kr {}", "{}", "{} NOK", "{} kr"),
    ),
    "DK": Habits(
        ("%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y", "{d}. {mon} %Y", "%d/%m-%y", "%Y-%m-%d"),
        _CLOCK, (".,", ",", "."), ("DKK {}", "kr. {}", "{}", "{} DKK", "{} kr"),
    ),
    "FI": Habits(("{d}.{m}.%Y", "%d.%m.%Y", "%d.%m.%y", "%d/%m/%Y"), _CLOCK, (" ,", ",", "."), _EURO),
    "FI-sv": Habits(_SWEDISH_IN_FINLAND, _CLOCK, (" ,", ","), _EURO),
    "GB": Habits(
        ("%d/%m/%Y", "%d/%m/%y", "%d-{mon}-%Y", "{wd} {d} {mon} %Y", "%d.%m.%Y", "{d} {month} %Y"),
        ("%H:%M", "%H:%M:%S", "%I:%M%p"), (",.", "."), ("£{}", "GBP {}", "{}", "£ {}"),
    ),
    "IE": Habits(
        ("%d/%m/%Y", "%d-{mon}-%y", "{d} {month} %Y", "%d.%m.%Y"),
        ("%H:%M", "%H:%M:%S"), (",.", "."), ("€{}", "EUR {}", "{}", "€ {}"),
    ),
    "US": Habits(
        ("%m/%d/%Y", "%m/%d/%y", "{mon} {d}, %Y", "{wd} {mon} {d}, %Y", "%d-{mon}-%y"),
        ("%I:%M %p", "%I:%M:%S %p", "%H:%M"), (",.", "."), ("${}", "{}", "USD ${}", "$ {}"),
    ),
    "DE": Habits(
        ("%d.%m.%Y", "%d.%m.%y", "{d}. {month} %Y", "{d}.{m}.%Y", "%d/%m/%Y"),
        ("%H:%M", "%H:%M:%S", "%H:%M Uhr"), (".,", ",", "."), _EURO,
    ),
    "AT": Habits(
        ("%d.%m.%Y", "{d}.{m}.%Y", "{d}. {month} %Y"), ("%H:%M", "%H:%M:%S"), (".,", ","), _EURO,
    ),
}  # fmt: skip
