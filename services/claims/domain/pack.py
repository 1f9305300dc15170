"""Changes to the rates by an administrator, laid on top of the figures that are shipped: pure, and refused where they do not fit."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from uuid import UUID

from services.claims.domain.rates import OTHER_COUNTRIES, Agreement, Dated, ForeignPerDiem, MealShares, Name, RatePack
from services.claims.domain.series import AGREED, FORMS, STATE_FORMS, FigureUnit, Form, key_of, rows_of
from shared.money import Ore
from shared.refusal import Refusal

FOREIGN = "per_diem_foreign"
AGREEMENT = "agreement"
"""Series of a change that adds an agreement or names it anew; its figures come by changes of their own."""
FIGURE_LIMITS: Mapping[FigureUnit, int] = {"ore": 10_000_000, "per_mille": 1000, "percent": 100}
"""An amount of 100,000 kronor or more, or a share of more than the whole, is a slip of the finger."""
NEVER_NOTHING = frozenset({"whole_day_ore", "ore_per_km"})
"""What a day or a kilometre gives: nothing would be paid without a word."""
A_DAY = timedelta(days=1)
FAR_OFF_PERCENT = (50, 200)
"""Of what held before: less or more is likelier a slip than a new rate."""


@dataclass(frozen=True)
class RateChange:
    """`series`: a field of the pack, or `agreed_…` of an agreement. `key`: which of its rows, such as a vehicle, else empty.

    `figures` by name: of a list of countries, öre by country. `name`: of an agreement that is added.
    """

    id: UUID
    series: str
    figures: Mapping[str, int]
    valid_from: date
    valid_to: date | None
    source: str
    verified: bool = True
    key: str = ""
    agreement: str = ""
    name: Name | None = None


def apply(pack: RatePack, changes: Sequence[RateChange]) -> RatePack | Refusal:
    """The pack with all of them, in their order; the version is to be given anew. The first that does not fit refuses."""
    for change in changes:
        changed = _applied(pack, change)
        if isinstance(changed, Refusal):
            return changed
        pack = changed
    return pack


def refuse_again(made: RateChange, again: RateChange, is_undone: bool) -> Refusal | None:
    """The same change sent again is the same; its id serves no other, and what was undone stays so."""
    if made != again:
        return Refusal("rate-change-other")
    return Refusal("rate-change-undone") if is_undone else None


def refuse_in_use(change: RateChange, claims: int, confirmed: Collection[str]) -> Refusal | None:
    """Claims that were handed in keep their amounts; whoever changes days that they are about shall know that there are some."""
    if claims and "rates-in-use" not in confirmed and change.series != AGREEMENT:
        return Refusal("rates-in-use", {"count": claims, "date": change.valid_from.isoformat()}, field="valid_from")
    return None


def refuse_far_off(change: RateChange, before: Mapping[str, int], confirmed: Collection[str]) -> Refusal | None:
    """Whoever types a figure far from the one that held `before` is asked once whether it is meant."""
    least, most = FAR_OFF_PERCENT
    shares = {name: 100 * figure // before[name] for name, figure in change.figures.items() if before.get(name)}
    far = next((name for name, share in shares.items() if not least <= share <= most), None)
    if far is None or "rate-far-off" in confirmed:
        return None
    return Refusal("rate-far-off", {"percent": shares[far]}, field=f"figures.{far}")


def _applied(pack: RatePack, change: RateChange) -> RatePack | Refusal:
    if not change.source.strip():
        return Refusal("source-missing", field="source")
    if change.valid_to is not None and change.valid_to < change.valid_from:
        return Refusal("rates-end-before-start", field="valid_to")
    if change.series == AGREEMENT:
        return _with_agreement(pack, change)
    return _with_countries(pack, change) if change.series == FOREIGN else _with_row(pack, change)


def _with_row(pack: RatePack, change: RateChange) -> RatePack | Refusal:
    form, rows = FORMS.get(change.series), rows_of(pack, change.series, change.agreement)
    if form is None or (rows is None and not change.agreement):
        return Refusal("unknown-series", {"series": change.series}, field="series")
    if rows is None:
        return Refusal("agreement-not-known", {"agreement": change.agreement}, field="agreement")
    if change.key not in _keys(pack, form):
        return Refusal("rate-key-wrong", {"key": change.key}, field="key")
    if refusal := _refuse_figures(change.figures, form):
        return refusal
    placed = _placed(rows, _row(change, form), form)
    if isinstance(placed, Refusal):
        return placed
    if not change.agreement:
        return replace(pack, **{change.series: placed})  # type: ignore[arg-type]  # the row is of the series
    name = change.series.removeprefix(AGREED)
    agreements = (_with_rows(one, name, placed) if one.id == change.agreement else one for one in pack.agreements)
    return replace(pack, agreements=tuple(agreements))


def _with_rows(agreement: Agreement, name: str, rows: tuple[Dated, ...]) -> Agreement:
    return replace(agreement, **{name: rows})  # type: ignore[arg-type]  # the rows are of the series


def _keys(pack: RatePack, form: Form) -> set[str]:
    """The vehicles or goods that the state has a figure for: the rules know no others."""
    state = {
        key_of(row, of_state)
        for series, of_state in STATE_FORMS.items()
        if of_state.key == form.key
        for row in rows_of(pack, series, "") or ()
    }
    return state if form.key else {""}


def _refuse_figures(figures: Mapping[str, int], form: Form) -> Refusal | None:
    for name, unit in form.figures.items():
        if name not in figures and name not in form.optional:
            return Refusal("figure-missing", field=f"figures.{name}")
        least = 1 if name in NEVER_NOTHING else 0
        if not least <= figures.get(name, 0) <= FIGURE_LIMITS[unit]:
            return Refusal("figure-impossible", field=f"figures.{name}")
    unknown = next((name for name in figures if name not in form.figures), None)
    return Refusal("figure-unknown", {"name": unknown}, field=f"figures.{unknown}") if unknown else None


def _row(change: RateChange, form: Form) -> Dated:
    values: dict[str, int | str | MealShares] = {form.key: change.key} if form.key else {}
    for name, figure in change.figures.items():
        whole, _, part = name.partition(".")
        if not part:
            values[name] = figure
        elif whole not in values:
            values[whole] = MealShares(
                **{one.name: change.figures[f"{whole}.{one.name}"] for one in fields(MealShares)}
            )
    return form.row(
        valid_from=change.valid_from,
        valid_to=change.valid_to,
        source=change.source.strip(),
        verified=change.verified,
        note="",
        **values,
    )


def _placed(rows: Sequence[Dated], row: Dated, form: Form) -> tuple[Dated, ...] | Refusal:
    """The row among its like. What held before ends the day before it, what lies wholly within it is replaced."""
    key, end = key_of(row, form), row.valid_to or date.max
    kept: list[Dated] = []
    for other in (one for one in rows if key_of(one, form) == key):
        other_end = other.valid_to or date.max
        if other_end < row.valid_from or other.valid_from > end:
            kept.append(other)
        elif other_end > end and not (other.valid_to is None and other.valid_from <= row.valid_from):
            until = other.valid_to.isoformat() if other.valid_to else None
            dates = {"from": other.valid_from.isoformat(), "to": until}
            return Refusal("rates-overlap", dates, field="valid_to")
        elif other.valid_from < row.valid_from:
            kept.append(replace(other, valid_to=row.valid_from - A_DAY))
    earlier = [one.valid_to for one in kept if one.valid_from < row.valid_from and one.valid_to]
    if earlier and max(earlier) + A_DAY < row.valid_from:
        return Refusal("rates-gap", {"date": (max(earlier) + A_DAY).isoformat()}, field="valid_from")
    later = [one.valid_from for one in kept if one.valid_from > row.valid_from]
    if later and row.valid_to and row.valid_to + A_DAY < min(later):
        return Refusal("rates-gap", {"date": (row.valid_to + A_DAY).isoformat()}, field="valid_to")
    mine = sorted((*kept, row), key=lambda one: one.valid_from)
    return (*(one for one in rows if key_of(one, form) != key), *mine)


def _with_countries(pack: RatePack, change: RateChange) -> RatePack | Refusal:
    """A year's list, or some of its countries: those that are named replace what the year had for them."""
    year = change.valid_from.year
    if (change.valid_from, change.valid_to) != (date(year, 1, 1), date(year, 12, 31)):
        return Refusal("rates-not-a-year", field="valid_from")
    if not change.figures:
        return Refusal("figure-missing", field="figures")
    for country, amount in change.figures.items():
        if country != OTHER_COUNTRIES and country not in pack.countries:
            return Refusal("country-code-wrong", {"country": country}, field=f"figures.{country}")
        if not 0 < amount <= FIGURE_LIMITS["ore"]:
            return Refusal("figure-impossible", field=f"figures.{country}")
    kept = (one for one in pack.per_diem_foreign if one.year != year or one.country not in change.figures)
    listed = (_listed(year, country, amount, change) for country, amount in sorted(change.figures.items()))
    return replace(pack, per_diem_foreign=(*kept, *listed))


def _listed(year: int, country: str, amount: Ore, change: RateChange) -> ForeignPerDiem:
    return ForeignPerDiem(
        year=year, country=country, whole_day_ore=amount, source=change.source.strip(), verified=change.verified
    )


def _with_agreement(pack: RatePack, change: RateChange) -> RatePack | Refusal:
    if not change.agreement.strip() or change.name is None or not (change.name.sv.strip() and change.name.en.strip()):
        return Refusal("agreement-name-missing", field="name" if change.agreement.strip() else "agreement")
    if change.figures:
        return Refusal("figure-unknown", {"name": next(iter(change.figures))}, field="figures")
    known = {one.id: one for one in pack.agreements}
    known[change.agreement] = (
        replace(known[change.agreement], name=change.name)
        if change.agreement in known
        else Agreement(id=change.agreement, name=change.name)
    )
    return replace(pack, agreements=tuple(known.values()))
