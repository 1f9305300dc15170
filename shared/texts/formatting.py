"""Fill a text of the catalogue: the one contract that this file and the app's `texts.ts` keep.

An entry is a string, or `{"one": …, "other": …}` chosen by the parameter `count`. In braces stands a parameter's name
and, after a colon, how it is shown:

| form | parameter | Swedish | English |
|---|---|---|---|
| `{x}` | anything | as it is | as it is |
| `{x:money}` | öre | 1 872,00 kr | SEK 1,872.00 |
| `{x:kronor}` | öre, whole kronor | 195 kr | SEK 195 |
| `{x:number}` | integer | 1 872 | 1,872 |
| `{x:amount}` | hundredths of any currency | 42,50 | 42.50 |
| `{x:rate}` | millionths, at least two decimals | 11,2435 | 11.2435 |
| `{x:km}` | hectometres | 6,4 km | 6.4 km |
| `{x:percent}` | per mille | 20 % | 20% |
| `{x:date}` | ISO date or time | tis 6 okt | Tue 6 Oct |
| `{x:fulldate}` | ISO date or time | 6 oktober 2026 | 6 October 2026 |
| `{x:time}` | ISO time with zone, or HH:MM | 07.04 | 07:04 |
| `{x:text}` | id of another text | that text | that text |
| `{x:words}` | id of another text, or somebody's own words | that text, or the words | that text, or the words |

Blanks inside an amount and before a unit do not break; a minus is a true minus. Times are shown in Europe/Stockholm.
"""

import json
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

from shared.refusal import Parameter
from shared.text import Text

Language = Literal["sv", "en"]
LANGUAGES: tuple[Language, ...] = ("sv", "en")
Entry = str | Mapping[str, str]

PLACEHOLDER = re.compile(r"\{(\w+)(?::(\w+))?\}")
STOCKHOLM = ZoneInfo("Europe/Stockholm")
NO_BREAK_SPACE = "\u00a0"
MINUS = "\u2212"
WEEKDAYS = {
    "sv": ("mån", "tis", "ons", "tors", "fre", "lör", "sön"),
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}
MONTHS = {
    "sv": "januari februari mars april maj juni juli augusti september oktober november december".split(),
    "en": "January February March April May June July August September October November December".split(),
}
SHORT_MONTHS = {
    "sv": "jan feb mars apr maj juni juli aug sep okt nov dec".split(),
    "en": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(),
}


@cache
def catalogue(language: Language) -> Mapping[str, Entry]:
    """All texts of a language by id. Raises ValueError when an id stands in two files."""
    texts: dict[str, Entry] = {}
    for file in sorted((Path(__file__).parent / language).glob("*.json")):
        for text_id, entry in json.loads(file.read_text(encoding="utf-8")).items():
            if text_id in texts:
                raise ValueError(f"{text_id} stands twice in the catalogue of {language}")
            texts[text_id] = entry
    return texts


def format_text(text: Text, language: Language) -> str:
    """The text in that language. Raises KeyError when the id or a parameter is missing: a test finds it before a person does."""
    entry = catalogue(language)[text.id]
    if not isinstance(entry, str):
        entry = entry["one" if text.parameters["count"] == 1 else "other"]

    def fill(match: re.Match[str]) -> str:
        value = text.parameters[match[1]]
        if match[2] == "text" or (match[2] == "words" and value in catalogue(language)):
            return format_text(Text(str(value)), language)
        return FORMS[match[2] or ""](value, language)

    return PLACEHOLDER.sub(fill, entry)


def _grouped(number: int, language: Language) -> str:
    separator = NO_BREAK_SPACE if language == "sv" else ","
    return f"{abs(number):,}".replace(",", separator)


def _sign(number: int) -> str:
    return MINUS if number < 0 else ""


def _decimal(language: Language) -> str:
    return "," if language == "sv" else "."


def _with_currency(sign: str, digits: str, language: Language) -> str:
    return f"{sign}{digits}{NO_BREAK_SPACE}kr" if language == "sv" else f"{sign}SEK{NO_BREAK_SPACE}{digits}"


def _hundredths(number: int, language: Language) -> str:
    whole, hundredths = divmod(abs(number), 100)
    return f"{_grouped(whole, language)}{_decimal(language)}{hundredths:02}"


def _money(value: Parameter, language: Language) -> str:
    return _with_currency(_sign(int(value or 0)), _hundredths(int(value or 0), language), language)


def _amount(value: Parameter, language: Language) -> str:
    return _sign(int(value or 0)) + _hundredths(int(value or 0), language)


def _rate(value: Parameter, language: Language) -> str:
    whole, millionths = divmod(int(value or 0), 1_000_000)
    decimals = f"{millionths:06}".rstrip("0").ljust(2, "0")
    return f"{_grouped(whole, language)}{_decimal(language)}{decimals}"


def _kronor(value: Parameter, language: Language) -> str:
    return _with_currency(_sign(int(value or 0)), _grouped(int(value or 0) // 100, language), language)


def _number(value: Parameter, language: Language) -> str:
    return _sign(int(value or 0)) + _grouped(int(value or 0), language)


def _km(value: Parameter, language: Language) -> str:
    whole, tenth = divmod(abs(int(value or 0)), 10)
    return f"{_sign(int(value or 0))}{_grouped(whole, language)}{_decimal(language)}{tenth}{NO_BREAK_SPACE}km"


def _percent(value: Parameter, language: Language) -> str:
    whole, tenth = divmod(int(value or 0), 10)
    digits = f"{whole}{_decimal(language)}{tenth}" if tenth else str(whole)
    return f"{digits}{NO_BREAK_SPACE}%" if language == "sv" else f"{digits}%"


def _day(value: Parameter) -> date:
    text = str(value)
    return datetime.fromisoformat(text).astimezone(STOCKHOLM).date() if "T" in text else date.fromisoformat(text)


def _date(value: Parameter, language: Language) -> str:
    day = _day(value)
    return f"{WEEKDAYS[language][day.weekday()]} {day.day}{NO_BREAK_SPACE}{SHORT_MONTHS[language][day.month - 1]}"


def _fulldate(value: Parameter, language: Language) -> str:
    day = _day(value)
    return f"{day.day} {MONTHS[language][day.month - 1]} {day.year}"


def _time(value: Parameter, language: Language) -> str:
    text = str(value)
    clock = datetime.fromisoformat(text).astimezone(STOCKHOLM).strftime("%H:%M") if "T" in text else text
    return clock.replace(":", ".") if language == "sv" else clock


FORMS: Mapping[str, Callable[[Parameter, Language], str]] = {
    "": lambda value, language: str(value),
    "words": lambda value, language: str(value),
    "money": _money,
    "kronor": _kronor,
    "number": _number,
    "amount": _amount,
    "rate": _rate,
    "km": _km,
    "percent": _percent,
    "date": _date,
    "fulldate": _fulldate,
    "time": _time,
}
