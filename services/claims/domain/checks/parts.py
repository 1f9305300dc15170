"""Checks of receipts that are divided, or that hold something that may be private."""

from collections.abc import Iterator

from services.claims.domain.amounts import is_abroad
from services.claims.domain.checks.situation import Hit, Situation
from services.claims.domain.split import missing_ore
from shared.refusal import Parameter

TAKE_OFF = "take-off-private"


def lines_do_not_add_up(situation: Situation) -> Iterator[Hit]:
    """The parts are more or less than the receipt."""
    for line in situation.draft.expenses:
        if line.parts and line.amount_ore is not None and (missing := missing_ore(line.amount_ore, line.parts)):
            yield Hit({"sum": line.amount_ore - missing, "total": line.amount_ore}, line.id, "parts")


def private_part(situation: Situation) -> Iterator[Hit]:
    """Something was read that an employer seldom pays for, and nothing is taken off; one tap does where it is in kronor."""
    for line in situation.draft.expenses:
        receipt = situation.receipt(line)
        found = receipt.fields.private_parts if receipt else None
        if not found or any(part.is_private for part in line.parts):
            continue
        private_ore = sum(one.amount for one in found)
        is_within = line.amount_ore is not None and 0 < private_ore < line.amount_ore
        may_be_taken = is_within and not line.parts and not is_abroad(line, situation.receipts)
        words: dict[str, Parameter] = {"what": ", ".join(one.text for one in found), "private": private_ore}
        yield Hit(words, line.id, "parts", mend=TAKE_OFF if may_be_taken else None)
