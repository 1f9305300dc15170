"""The words, merchants and goods of a country, read from `words/`; a part has its own half of every entry, or files of its own."""

import random
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

PARTS = ("tune", "judge", "exam")
HALVES = ("tune", "judge")
"""Parts that share the files of `words/`, each with its own half of an entry; any other part has a folder of its own there."""

FILES = {
    "SE": ("sv",),
    "NO": ("nb",),
    "DK": ("da",),
    "FI": ("fi",),
    "FI-sv": ("sv", "fi-sv"),
    "GB": ("en", "gb"),
    "IE": ("en", "gb", "ie"),
    "US": ("en", "us"),
    "DE": ("de",),
    "AT": ("de", "at"),
}
"""Place → the files that speak for it; a later one replaces the entries of an earlier."""

OWN_PLACES = {
    "FI-sv": "fi-sv",
    "IE": "ie",
    "US": "us",
    "AT": "at",
    "GB": "gb",
}
"""Places whose merchants stand only in their own file: no shop of Stockholm in Vasa."""


@dataclass(frozen=True)
class Ware:
    """Something that can be bought: price range in minor units, and the class that decides its VAT."""

    text: str
    lowest_ore: int
    highest_ore: int
    vat_class: str


@cache
def entries(place: str, part: str) -> Mapping[str, tuple[str, ...]]:
    """Every entry of that place: concept → the words of that part."""
    found: dict[str, tuple[str, ...]] = {}
    for name in FILES[place]:
        own = OWN_PLACES.get(place, name) == name
        words = _file(name)[HALVES.index(part)] if part in HALVES else _file(f"{part}/{name}")[0]
        found |= {concept: of for concept, of in words.items() if own or not concept.startswith("m.")}
    return MappingProxyType(found)


@cache
def _file(name: str) -> tuple[Mapping[str, tuple[str, ...]], Mapping[str, tuple[str, ...]]]:
    text = (Path(__file__).parent / "words" / f"{name}.txt").read_text(encoding="utf-8")
    parts: tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]] = ({}, {})
    for line in text.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        concept, _, words = line.partition(" = ")
        halves = words.split(" || ")
        for part, half in zip(parts, (halves[0], halves[-1]), strict=True):
            part[concept.strip()] = tuple(word.strip() for word in half.split(" | "))
    return parts


def chosen_words(place: str, part: str, rng: random.Random) -> Mapping[str, str]:
    """One word for each concept, the same all over one receipt."""
    words = {concept: rng.choice(of) for concept, of in sorted(entries(place, part).items()) if "." not in concept}
    if words["total_before"].casefold() == words["total"].casefold():
        others = [word for word in entries(place, part)["total"] if word.casefold() != words["total_before"].casefold()]
        words["total"] = others[0]
    return MappingProxyType(words)


def wares(place: str, part: str, kind: str) -> tuple[Ware, ...]:
    """What a merchant of that kind sells there."""
    return tuple(_ware(entry) for entry in entries(place, part).get(f"i.{kind}", ()))


def _ware(entry: str) -> Ware:
    text, prices, vat_class = entry.split(";")
    low, high = prices.split("-")
    return Ware(text, round(float(low) * 100), round(float(high) * 100), vat_class)
