"""Works submissions out again years later, each with the rates of its day, and compares with what was told then."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from uuid import UUID

from sqlmodel import Session

from services.claims import store
from services.claims.domain.inputs import worked_out
from services.claims.domain.rules import Rules
from services.claims.store.history import Submitted
from shared.money import Ore


@dataclass(frozen=True)
class Reworked:
    """`differing`: ids of the amounts that are not what they were, to the öre and by tax."""

    number: str
    version: int
    rules_version: str
    told_ore: Ore
    again_ore: Ore
    differing: tuple[UUID, ...]

    @property
    def is_same(self) -> bool:
        return not self.differing and self.told_ore == self.again_ore


def rework_all(session: Session, rules: Rules) -> Iterator[Reworked]:
    """Every submission of every claim."""
    return _rework(session, store.history.all_submissions(session), rules)


def rework_claim(session: Session, claim_id: UUID, rules: Rules) -> list[Reworked]:
    """Every submission of one; empty when there is none."""
    return list(_rework(session, store.history.submissions(session, claim_id), rules))


def _rework(session: Session, submissions: Iterable[Submitted], rules: Rules) -> Iterator[Reworked]:
    for submitted in submissions:
        told = submitted.document
        rates = store.packs.pack(session, told.rules_version)
        again = worked_out(submitted.inputs, replace(rules, rates=rates))
        then = {line.id: (line.amount_ore, line.tax_free_ore, line.taxable_ore) for line in told.lines}
        now = {amount.id: (amount.amount_ore, amount.tax_free_ore, amount.taxable_ore) for amount in again.amounts}
        yield Reworked(
            number=told.number,
            version=told.version,
            rules_version=told.rules_version,
            told_ore=told.total_ore,
            again_ore=again.total_ore,
            differing=tuple(one for one in sorted({*then, *now}) if then.get(one) != now.get(one)),
        )
