"""The invented municipality is one that directory takes."""

from collections import Counter

from demo.story import PERSONAL_NUMBERS, read_organisation
from services.approvals.domain import approver
from services.approvals.domain.approver import Organisation as Hierarchy
from services.claims.rates import load_rates
from services.directory.domain.coding_plan import Code, CodingPlan, Dimension, check_plan
from services.directory.domain.organisation import Employment, Person, Unit, check_person, check_unit
from services.directory.schemas import PersonView
from services.payroll_export.domain.identity import is_personal_number

ORGANISATION = read_organisation()
PEOPLE = ORGANISATION.people
UNITS = ORGANISATION.units
AGREEMENTS = {agreement.id for agreement in load_rates().agreements}
EMPLOYMENTS = [employment for person in PEOPLE for employment in person.employments]


def test_ids_and_employee_numbers_are_each_used_once() -> None:
    ids = [unit.id for unit in UNITS] + [person.id for person in PEOPLE] + [one.id for one in EMPLOYMENTS]
    assert max(Counter(ids).values()) == 1
    assert max(Counter(employment.employee_number for employment in EMPLOYMENTS).values()) == 1


def test_directory_refuses_no_unit_and_no_person() -> None:
    parents = {unit.id: unit.parent_id for unit in UNITS}
    owners = {one.employee_number: person.id for person in PEOPLE for one in person.employments}
    assert [check_unit(Unit(**unit.model_dump()), parents) for unit in UNITS] == [None] * len(UNITS)
    assert [check_person(_as_domain(person), parents, owners, AGREEMENTS) for person in PEOPLE] == [None] * len(PEOPLE)


def test_every_unit_is_managed_by_somebody_who_is_there() -> None:
    people = {person.id for person in PEOPLE}
    assert [unit.name for unit in UNITS if unit.manager_id not in people] == []


def test_every_employment_is_coded_on_the_cost_centre_of_its_unit() -> None:
    cost_centres = {unit.id: unit.cost_centre for unit in UNITS}
    assert [one.title for one in EMPLOYMENTS if one.coding.get("1") != cost_centres[one.unit_id]] == []


def test_every_employment_is_coded_on_open_codes_of_the_plan() -> None:
    assert ORGANISATION.coding_plan is not None
    dimensions = ORGANISATION.coding_plan.dimensions
    still_open = {(one.number, code.code) for one in dimensions for code in one.codes if code.closed_from is None}
    assert {coded for one in EMPLOYMENTS for coded in one.coding.items()} <= still_open
    plan = [Dimension(one.number, one.name, tuple(Code(**dict(code)) for code in one.codes)) for one in dimensions]
    assert check_plan(CodingPlan(tuple(plan), ORGANISATION.coding_plan.kinds)) is None


def test_every_claim_has_somebody_to_decide_the_directors_too() -> None:
    organisation = Hierarchy(
        {unit.id: approver.Unit(unit.id, unit.parent_id, unit.manager_id, unit.fallback_approver_id) for unit in UNITS},
        {person.id: tuple(one.unit_id for one in person.employments) for person in PEOPLE},
    )
    names = {person.id: person.name for person in PEOPLE}
    deciders = {
        (person.name, one.id): approver.approver_of(one.unit_id, person.id, organisation)
        for person in PEOPLE
        for one in person.employments
    }
    assert None not in deciders.values()
    assert [who for (who, _), by in deciders.items() if by and names[by] == "Birgitta Lund"] == ["Helena Wallin"]


def test_there_is_payroll_staff_an_administrator_an_auditor_and_somebody_who_reads_english() -> None:
    assert {role for person in PEOPLE for role in person.roles} == {"payroll", "administrator", "auditor"}
    assert "en" in {person.language for person in PEOPLE}


def test_somebody_has_two_employments_under_different_agreements() -> None:
    assert any(len({one.agreement for one in person.employments}) == 2 for person in PEOPLE)


def test_personal_numbers_are_right_invented_and_of_employees_who_are_there() -> None:
    assert all(is_personal_number(number) for number in PERSONAL_NUMBERS.values())
    assert all(980 <= int(number[8:11]) <= 988 for number in PERSONAL_NUMBERS.values())
    assert set(PERSONAL_NUMBERS) <= {employment.employee_number for employment in EMPLOYMENTS}


def _as_domain(person: PersonView) -> Person:
    employments = tuple(Employment(**employment.model_dump()) for employment in person.employments)
    return Person(person.id, person.name, person.given_name, person.language, tuple(person.roles), employments)
