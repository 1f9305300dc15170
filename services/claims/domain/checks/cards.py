"""Checks of company cards: what the employer has paid is accounted for, not paid back."""

from collections.abc import Iterator

from services.claims.domain.checks.situation import Hit, Situation


def card_paid(situation: Situation) -> Iterator[Hit]:
    """The receipt was paid with a card whose bill the employer pays, and the line asks for the money."""
    for line in situation.draft.expenses:
        receipt = situation.receipt(line)
        last4 = receipt.fields.card_last4 if receipt else None
        if last4 in situation.employers_cards and line.paid_with != "employer_card":
            yield Hit({"card": last4}, line.id, "paid_with")
