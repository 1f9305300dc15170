"""Everything that a claim is worked out from beside the rates: kept with each submission, it gives the same amounts for ever."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from services.claims.domain.amounts import Worth, worth
from services.claims.domain.draft import Draft
from services.claims.domain.receipt import Receipt
from services.claims.domain.rules import Rules


@dataclass(frozen=True)
class Inputs:
    """`draft` with what was read filled in; `agreement` of the employment as it then was."""

    person_id: UUID
    draft: Draft
    receipts: Mapping[UUID, Receipt]
    agreement: str | None


def worked_out(inputs: Inputs, rules: Rules) -> Worth:
    """What it is worth under these rules."""
    return worth(inputs.draft, inputs.receipts, inputs.agreement, rules)


def finished_under(inputs: Inputs, begun_with: Rules, today: Rules) -> tuple[Worth, Rules]:
    """A claim on its way finishes under the rates it began with; only where those know no figure for a day that it has got since, or
    for an agreement, under today's."""
    worked = worked_out(inputs, begun_with)
    if begun_with.rates.version != today.rates.version and any(
        part.refusal.code in ("rate-missing", "unknown-agreement") for part in worked.unworked
    ):
        return worked_out(inputs, today), today
    return worked, begun_with
