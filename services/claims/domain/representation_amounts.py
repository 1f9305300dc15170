"""What is paid back of representation: up to the limit with the VAT that is deducted, and the rest, each under its payroll type."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID, uuid5

from services.claims.domain.amount import Amount
from services.claims.domain.derivation import Figure, step
from services.claims.domain.line import row
from services.claims.domain.rates import RatePack, in_force, rate_missing
from services.claims.domain.representation import (
    Representation,
    cap_per_person_ore,
    deduction,
    facts,
    reasons,
)
from shared.refusal import Refusal
from shared.text import Text

EMPLOYERS_CARD = "rule.receipt.employers-card"
"""Fact of an expense that the employer has paid."""


def of_representation(
    claim_id: UUID, paid: Amount, kind: str, said: Representation, rates: RatePack
) -> Sequence[Amount] | Refusal:
    """`paid` is the expense as it would be without limits; `kind` is external or internal. The parts sum to it."""
    limit = in_force(rates.representation, paid.date)
    if limit is None:
        return rate_missing("date", paid.date, f"representation_{kind}")
    deducted = deduction(paid.amount_ore, paid.vat, cap_per_person_ore(limit, said.form) * said.persons)
    source = Text("rule.source.representation")
    card = tuple(reason for reason in paid.reasons if reason.text.id == EMPLOYERS_CARD)
    rest = replace(
        paid,
        type=f"representation_{kind}_not_deductible",
        vat=(),
        reasons=(*paid.reasons, *facts(said)),
        representation=said,
    )
    if not deducted.vat:
        return [rest]
    first = replace(
        paid,
        type=f"representation_{kind}_deductible",
        amount_ore=deducted.amount_ore,
        tax_free_ore=deducted.amount_ore,
        vat=deducted.vat,
        reasons=(*reasons(said, deducted, limit), *facts(said), *card),
        source=source,
        representation=said,
    )
    if not deducted.rest_ore:
        return [first]
    above = {"total": paid.amount_ore, "deducted": deducted.amount_ore, "rest": deducted.rest_ore}
    rest_of = step("difference", Figure(paid.amount_ore, "ore"), Figure(deducted.amount_ore, "ore"))
    return [
        first,
        replace(
            rest,
            id=uuid5(claim_id, f"representation_rest:{paid.id}"),
            title=Text(
                f"amount.representation-rest{paid.title.id.removeprefix('amount.expense')}", paid.title.parameters
            ),
            amount_ore=deducted.rest_ore,
            tax_free_ore=deducted.rest_ore,
            reasons=(row(Text("rule.representation.rest", above), rest_of), *card),
            source=source,
            receipt_id=None,
            representation=None,
        ),
    ]
