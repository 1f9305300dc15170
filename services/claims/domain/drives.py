"""What a person usually drives: the same way again is as far as it was."""

from collections.abc import Iterable
from dataclasses import dataclass

from services.claims.domain.draft import DriveLine
from shared.money import Hectometres


@dataclass(frozen=True)
class KnownDrive:
    """A way that the person drives; `distance_hm` is the usual one, the purpose is the latest."""

    from_place: str
    to_place: str
    distance_hm: Hectometres
    purpose: str


def place_key(name: str) -> str:
    """Two spellings that differ in case or blanks are one place."""
    return " ".join(name.casefold().split())


def way(line: DriveLine) -> frozenset[str]:
    """The two places it joins, whichever way round; empty when it does not join two."""
    places = frozenset(map(place_key, (line.from_place, line.to_place)))
    return places if len(places) == 2 and "" not in places else frozenset()


def usual_distance(line: DriveLine, others: Iterable[DriveLine]) -> Hectometres | None:
    """What is usually driven between its places; None when they are not known."""
    return driven_between(way(line), others)


def driven_between(places: frozenset[str], drives: Iterable[DriveLine]) -> Hectometres | None:
    """The middle of the distances driven between two places (their keys), of an even number the shorter; None when there are none."""
    known = sorted(one.distance_hm for one in drives if places and way(one) == places and one.distance_hm)
    return known[(len(known) - 1) // 2] if known else None


def known_drives(drives: Iterable[DriveLine], limit: int) -> tuple[KnownDrive, ...]:
    """The ways driven most often, of equals the latest first. `drives` are the person's, latest first; private ones are left out."""
    paid = [one for one in drives if not one.is_private and way(one)]
    found: dict[tuple[str, str], list[DriveLine]] = {}
    for one in paid:
        found.setdefault((place_key(one.from_place), place_key(one.to_place)), []).append(one)
    most_first = sorted(found.values(), key=lambda same: -len(same))
    known = ((same[0], usual_distance(same[0], paid)) for same in most_first)
    return tuple(
        KnownDrive(latest.from_place.strip(), latest.to_place.strip(), distance_hm, latest.purpose)
        for latest, distance_hm in known
        if distance_hm is not None
    )[:limit]
