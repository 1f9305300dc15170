"""What each kind of line is called by those who receive the file."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

Effect = Literal[1, 0, -1]
"""+1 is paid to the employee, −1 is deducted from the pay, 0 is a benefit in kind: taxed, not paid."""

PostingOwner = Literal["kvittera", "payroll"]
"""Which of the two books the cost: our voucher file, or the payroll system from its pay types. Never both."""

REFUND = "refund"
REFUND_OF = f"{REFUND}_"
"""Before the type of what was bought: what came back of it (*återbetalning*). No receiver takes a negative row that corrects none,
so it is a deduction under the pay type `refund`."""


@dataclass(frozen=True)
class PayCode:
    """One kind of line in the receiver's words.

    `lonkod` is a code of the PAXml standard, `lonart` the receiver's own pay type; one of them is enough. `label` stands on
    the pay slip. `unit` is what the quantity counts (dag, natt, mil, st). `account` takes the cost; `vat_account` is None
    where no VAT may be deducted, as for a receipt from abroad.
    """

    lonkod: str | None
    lonart: str | None
    label: str
    unit: str
    effect: Effect
    account: str | None
    vat_account: str | None

    @property
    def code(self) -> str:
        """The name under which control sums are kept."""
        return self.lonkod or f"lonart:{self.lonart}"


@dataclass(frozen=True)
class PayMapping:
    """The mapping of one organisation from its first day on; a new version never changes a sealed row."""

    version: int
    valid_from: date
    posting_owner: PostingOwner
    types: Mapping[str, PayCode]
    dimension_names: Mapping[int, str]

    def code_of(self, line_type: str) -> PayCode | None:
        """What a kind of line is called. A refund is deducted under its own pay type, from the accounts of what was bought."""
        bought = self.types.get(line_type.removeprefix(REFUND_OF))
        if bought is None or not line_type.startswith(REFUND_OF):
            return bought
        refund = self.types.get(REFUND)
        label = f"{refund.label}, {bought.label}" if refund else ""
        return refund and replace(refund, label=label, account=bought.account, vat_account=bought.vat_account)
