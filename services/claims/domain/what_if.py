"""What would be different under other rates: the same claim worked out twice, and a pack as if one day's figures always held."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from services.claims.domain.inputs import Inputs, worked_out
from services.claims.domain.rates import Agreement, Dated, RatePack
from services.claims.domain.rules import Rules
from services.claims.domain.series import AGREED, AGREED_FORMS, STATE_FORMS
from shared.money import Ore


@dataclass(frozen=True)
class Difference:
    """A claim under the rates before and after. `is_worked_out`: both knew a figure for every day of it."""

    claim_id: UUID
    person_id: UUID
    before_ore: Ore
    after_ore: Ore
    tax_free_ore: Ore
    """How much more of it is tax-free."""
    is_worked_out: bool

    @property
    def more_ore(self) -> Ore:
        return self.after_ore - self.before_ore


@dataclass(frozen=True)
class Instead:
    """Whoever follows one agreement is tried under another; None: under the state's amounts alone."""

    of: str | None
    agreement: str | None


def difference(inputs: Inputs, before: Rules, after: Rules, instead: Instead | None = None) -> Difference:
    """What the claim would give more, or less."""
    then = worked_out(inputs, before)
    follows = instead is not None and inputs.agreement == instead.of
    tried = replace(inputs, agreement=instead.agreement) if instead and follows else inputs
    now = worked_out(tried, after)
    both = not then.unworked and not now.unworked
    return Difference(
        claim_id=inputs.draft.claim_id,
        person_id=inputs.person_id,
        before_ore=then.total_ore,
        after_ore=now.total_ore if both else then.total_ore,
        tax_free_ore=now.tax_free_ore - then.tax_free_ore if both else 0,
        is_worked_out=both,
    )


def as_if(pack: RatePack, on: date) -> RatePack:
    """The figures of one day for every day: next year's rates on this year's trips. What that day has no figure for has none."""
    years = {one.year for one in pack.per_diem_foreign} | {on.year}
    state = {series: _always(getattr(pack, series), on) for series in STATE_FORMS}
    listed = [one for one in pack.per_diem_foreign if one.year == on.year]
    return replace(
        pack,
        version="",
        per_diem_foreign=tuple(replace(one, year=year) for year in sorted(years) for one in listed),
        agreements=tuple(_agreed_always(one, on) for one in pack.agreements),
        **state,  # type: ignore[arg-type]  # the rows of each series
    )


def _agreed_always(agreement: Agreement, on: date) -> Agreement:
    names = [series.removeprefix(AGREED) for series in AGREED_FORMS]
    return replace(agreement, **{name: _always(getattr(agreement, name), on) for name in names})  # type: ignore[arg-type]


def _always(rows: tuple[Dated, ...], on: date) -> tuple[Dated, ...]:
    return tuple(replace(row, valid_from=date.min, valid_to=None) for row in rows if row.holds(on))
