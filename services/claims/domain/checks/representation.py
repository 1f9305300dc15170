"""Checks of representation: who took part and why, and whether the VAT is above the limit."""

from collections.abc import Iterator

from services.claims.domain.checks.situation import Hit, Situation
from services.claims.domain.draft import ExpenseLine
from services.claims.domain.rates import in_force
from services.claims.domain.representation import Representation, cap_per_person_ore, net_per_person_ore


def _kind(situation: Situation, line: ExpenseLine) -> str | None:
    kind = situation.rules.kinds.get(line.expense_kind or "")
    return kind.representation if kind else None


def people(situation: Situation) -> Iterator[Hit]:
    """Representation without those who took part, without the organisation of a guest, or without a purpose.

    A trip's purpose is that of what was paid on it.
    """
    plan = situation.draft.trip
    for line in situation.draft.expenses:
        kind = _kind(situation, line)
        if kind is None:
            continue
        participants = (line.representation or Representation()).participants
        has_guest = any(one.organisation.strip() for one in participants)
        if not participants:
            yield Hit(line_id=line.id, field="representation")
        elif kind == "external" and not has_guest:
            yield Hit(line_id=line.id, field="representation", variant="organisation")
        if not line.purpose.strip() and not (plan and plan.purpose.strip()):
            yield Hit(line_id=line.id, field="purpose", variant="purpose")


def cap(situation: Situation) -> Iterator[Hit]:
    """The net per person is above what VAT is deducted on; all of it is paid back."""
    for line in situation.draft.expenses:
        if _kind(situation, line) is None or line.date is None or line.amount_ore is None:
            continue
        said = line.representation or Representation()
        limit = in_force(situation.rules.rates.representation, line.date)
        per_person_ore = net_per_person_ore(line.vat, said.persons)
        if said.participants and limit and per_person_ore > cap_per_person_ore(limit, said.form):
            yield Hit({"amount": per_person_ore}, line.id, "representation")
