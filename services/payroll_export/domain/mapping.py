"""What each kind of line is called by those who receive the file."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

Effect = Literal[1, 0, -1]
"""+1 is paid to the employee, −1 is deducted from the pay, 0 is a benefit in kind: taxed, not paid."""

PostingOwner = Literal["kvittera", "payroll"]
"""Which of the two books the cost: our voucher file, or the payroll system from its pay types. Never both."""


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
