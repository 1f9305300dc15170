"""Checks of what the employer has paid already: by card, which is accounted for and not paid back, or as an advance."""

from collections.abc import Iterator

from services.claims.domain.checks.situation import Hit, Situation
from services.claims.domain.split import private_ore


def card_paid(situation: Situation) -> Iterator[Hit]:
    """The receipt was paid with a card whose bill the employer pays, and the line asks for the money."""
    for line in situation.draft.expenses:
        receipt = situation.receipt(line)
        last4 = receipt.fields.card_last4 if receipt else None
        if last4 in situation.employers_cards and line.paid_with != "employer_card":
            yield Hit({"card": last4}, line.id, "paid_with")


def card_private(situation: Situation) -> Iterator[Hit]:
    """A part of what the employer's card paid is private: the person owes it."""
    for line in situation.draft.expenses:
        if line.paid_with == "employer_card" and (private := private_ore(line.parts)):
            yield Hit({"amount": private}, line.id, "parts")


def advance_open(situation: Situation) -> Iterator[Hit]:
    """An advance is settled against this claim."""
    if situation.advance_ore:
        yield Hit({"amount": situation.advance_ore})
