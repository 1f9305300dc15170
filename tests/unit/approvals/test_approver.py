"""Who decides."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from services.approvals.domain.approver import Organisation, Unit, approver_of, managers_above
from tests.unit.approvals.builders import an_id, an_organisation

UNITS = (("Kommunen", None, "Lars"), ("Omsorgen", "Kommunen", "Karin"), ("Norra", "Omsorgen", "Eva"))
PEOPLE = {"Lars": ["Kommunen"], "Karin": ["Omsorgen"], "Eva": ["Norra"]}


def approver(unit: str, claimant: str, organisation: Organisation) -> str | None:
    found = approver_of(an_id(unit), an_id(claimant), organisation)
    return next((name for name in PEOPLE if an_id(name) == found), None) if found else None


def test_the_manager_of_the_unit_decides() -> None:
    assert approver("Norra", "Omar", an_organisation(UNITS, PEOPLE)) == "Eva"


def test_the_managers_own_claim_goes_to_the_manager_above() -> None:
    assert approver("Norra", "Eva", an_organisation(UNITS, PEOPLE)) == "Karin"


def test_a_unit_without_manager_is_decided_by_the_one_above() -> None:
    without = (*UNITS[:2], ("Norra", "Omsorgen", None))
    assert approver("Norra", "Omar", an_organisation(without, PEOPLE)) == "Karin"


def test_a_manager_of_two_levels_does_not_decide_on_their_own_claim_at_the_upper_one() -> None:
    both = (UNITS[0], ("Omsorgen", "Kommunen", "Eva"), UNITS[2])
    assert approver("Norra", "Eva", an_organisation(both, PEOPLE)) == "Lars"


def test_a_subordinate_does_not_decide_on_their_managers_second_employment() -> None:
    assert approver("Norra", "Karin", an_organisation(UNITS, PEOPLE)) == "Lars"


def test_a_subordinate_elsewhere_does_not_decide_on_their_managers_claim() -> None:
    # Eva manages Norra, but works under Karin in another branch; Karin drives for Norra.
    units = (("Kommunen", None, "Lars"), ("Skolan", "Kommunen", "Karin"), ("Norra", "Kommunen", "Eva"))
    people = {**PEOPLE, "Eva": ["Skolan"]}
    assert approver("Norra", "Karin", an_organisation(units, people)) == "Lars"


def test_nobody_decides_on_the_claim_of_whoever_has_nobody_above() -> None:
    assert approver("Kommunen", "Lars", an_organisation(UNITS, PEOPLE)) is None


def named_for(unit: str, person: str, organisation: Organisation) -> Organisation:
    """The same, with somebody who decides in that unit where no manager may."""
    named = replace(organisation.units[an_id(unit)], fallback_approver_id=an_id(person))
    return Organisation({**organisation.units, named.id: named}, {an_id(person): (), **organisation.employed_in})


def test_whoever_is_named_decides_where_no_manager_may_and_only_there() -> None:
    chaired = named_for("Kommunen", "Birgitta", an_organisation(UNITS, PEOPLE))
    assert approver_of(an_id("Kommunen"), an_id("Lars"), chaired) == an_id("Birgitta")
    assert approver("Norra", "Karin", chaired) == "Lars"


def test_a_subordinate_who_is_named_does_not_decide_on_their_managers_claim_nor_anybody_on_their_own() -> None:
    for named in ("Eva", "Lars"):
        assert approver("Kommunen", "Lars", named_for("Kommunen", named, an_organisation(UNITS, PEOPLE))) is None


def test_a_manager_nobody_has_told_of_yet_is_passed_by() -> None:
    assert approver("Norra", "Omar", an_organisation(UNITS, {"Lars": [], "Karin": []})) == "Karin"


def test_a_circle_of_units_ends() -> None:
    circle = (("Omsorgen", "Norra", None), ("Norra", "Omsorgen", None))
    assert approver("Norra", "Omar", an_organisation(circle, PEOPLE)) is None


NAMES = [f"u{number}" for number in range(6)]
PERSONS = [f"p{number}" for number in range(5)]


@st.composite
def organisations(draw: st.DrawFn) -> Organisation:
    units = {}
    for number, name in enumerate(NAMES):
        above = draw(st.sampled_from([None, *NAMES[:number]])) if number else None
        manager = draw(st.sampled_from([None, *PERSONS]))
        named = draw(st.sampled_from([None, *PERSONS]))
        above_id, manager_id, named_id = (an_id(one) if one else None for one in (above, manager, named))
        units[an_id(name)] = Unit(an_id(name), above_id, manager_id, named_id)
    employed_in = {an_id(one): tuple(map(an_id, draw(st.lists(st.sampled_from(NAMES), max_size=2)))) for one in PERSONS}
    return Organisation(units, employed_in)


@given(organisations(), st.sampled_from(NAMES), st.sampled_from(PERSONS))
def test_nobody_ever_decides_on_their_own_claim_or_their_managers(
    organisation: Organisation, unit: str, claimant: str
) -> None:
    decider = approver_of(an_id(unit), an_id(claimant), organisation)
    assert decider != an_id(claimant)
    if decider:
        assert an_id(claimant) not in managers_above(decider, organisation)
        units = organisation.units.values()
        assert decider in {named for one in units for named in (one.manager_id, one.fallback_approver_id)}
