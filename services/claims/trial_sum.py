"""The differences of a trial added up: in all, by person, and the claims that differ most."""

import heapq
from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from services.claims.domain.what_if import Difference
from shared.money import Ore

LISTED_MAX = 100


@dataclass
class OfPerson:
    claims: int = 0
    before_ore: Ore = 0
    after_ore: Ore = 0

    @property
    def more_ore(self) -> Ore:
        return self.after_ore - self.before_ore


@dataclass
class Sum:
    """Grows page by page; keeps only what is shown, however many claims there are."""

    claims: int = 0
    changed: int = 0
    not_worked_out: int = 0
    before_ore: Ore = 0
    after_ore: Ore = 0
    tax_free_more_ore: Ore = 0
    people: dict[UUID, OfPerson] = field(default_factory=dict)
    biggest: list[Difference] = field(default_factory=list)

    def add(self, differences: Sequence[Difference]) -> None:
        for one in differences:
            person = self.people.setdefault(one.person_id, OfPerson())
            person.claims += 1
            person.before_ore += one.before_ore
            person.after_ore += one.after_ore
            self.claims += 1
            self.changed += one.more_ore != 0
            self.not_worked_out += not one.is_worked_out
            self.before_ore += one.before_ore
            self.after_ore += one.after_ore
            self.tax_free_more_ore += one.tax_free_ore
        changed = [*self.biggest, *(one for one in differences if one.more_ore)]
        self.biggest = heapq.nlargest(LISTED_MAX, changed, key=lambda one: (abs(one.more_ore), one.claim_id))

    def most(self) -> list[tuple[UUID, OfPerson]]:
        """The people whose sum differs most, first."""
        changed = [(person_id, one) for person_id, one in self.people.items() if one.more_ore]
        return heapq.nlargest(LISTED_MAX, changed, key=lambda each: (abs(each[1].more_ore), each[0]))
