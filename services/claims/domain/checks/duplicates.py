"""Checks that a receipt is paid once."""

from collections.abc import Iterator
from dataclasses import dataclass

from services.claims.domain.checks.situation import Elsewhere, Hit, Situation
from services.claims.domain.draft import ExpenseLine

REMOVE_OR_ANOTHER = "remove-or-another"
"""Take it off here, or say that it is another purchase; of the very same receipt nobody can say that."""


@dataclass(frozen=True)
class _Twice:
    """A line that is there already: in another claim, or (None) further up in this one."""

    line: ExpenseLine
    elsewhere: Elsewhere | None
    is_certain: bool

    def hit(self, mend: str | None = None) -> Hit:
        if self.elsewhere is None:
            return Hit(line_id=self.line.id, field="receipt_id", variant="here", mend=mend)
        number = self.elsewhere.number
        return Hit({"claim": number}, self.line.id, "receipt_id", variant=None if number else "draft", mend=mend)


def duplicate_own(situation: Situation) -> Iterator[Hit]:
    """The receipt, one that is the same, or the same merchant, date and total is in another claim of the person, or here twice."""
    for twice in _twice(situation):
        if twice.is_certain:
            yield twice.hit()
        elif not twice.line.is_another:
            yield twice.hit(REMOVE_OR_ANOTHER)


def receipt_another(situation: Situation) -> Iterator[Hit]:
    """The person says that it is another receipt than the one it looks the same as: shown to whoever decides."""
    return (twice.hit() for twice in _twice(situation) if twice.line.is_another and not twice.is_certain)


def duplicate_colleague(situation: Situation) -> Iterator[Hit]:
    """Somebody else has handed in a receipt that is the same; never whose."""
    for line in situation.draft.expenses:
        receipt = situation.receipt(line)
        if receipt is not None and receipt.likeness.look_alikes:
            yield Hit(line_id=line.id, field="receipt_id")


def _twice(situation: Situation) -> Iterator[_Twice]:
    """Each line that is there already, beside the likeness that weighs most: the very receipt, then one nobody has answered for."""
    expenses = situation.draft.expenses
    for place, line in enumerate(expenses):
        here = (Elsewhere(None, before, situation.receipt(before)) for before in expenses[:place])
        found = [_Twice(line, None, _is_one_receipt(line, one.line)) for one in here if _is_alike(situation, line, one)]
        found += [
            _Twice(line, one, _is_one_receipt(line, one.line))
            for one in situation.elsewhere
            if (_is_alike(situation, line, one) or _is_same_purchase(line, one.line))
            and not _is_answered_there(situation, line, one)
        ]
        yield from sorted(found, key=lambda twice: not twice.is_certain)[:1]


def _is_answered_there(situation: Situation, line: ExpenseLine, other: Elsewhere) -> bool:
    """The person has said of the other line that it is another one; a receipt that came after it asks anew."""
    if line.is_another or not other.line.is_another or _is_one_receipt(line, other.line):
        return False
    receipt = situation.receipt(line)
    earlier = receipt.likeness.duplicate_of if receipt else None
    return earlier is None or earlier != other.line.receipt_id


def _is_alike(situation: Situation, line: ExpenseLine, other: Elsewhere) -> bool:
    receipt = situation.receipt(line)
    is_told = receipt is not None and other.receipt is not None and receipt.is_same(other.receipt)
    return is_told or _is_one_receipt(line, other.line)


def _is_one_receipt(line: ExpenseLine, other: ExpenseLine) -> bool:
    return line.receipt_id is not None and line.receipt_id == other.receipt_id


def _is_same_purchase(line: ExpenseLine, other: ExpenseLine) -> bool:
    if not line.merchant or line.date is None or line.amount_ore is None:
        return False
    return (_name(line), line.date, line.amount_ore) == (_name(other), other.date, other.amount_ore)


def _name(line: ExpenseLine) -> str:
    return " ".join(line.merchant.casefold().split())
