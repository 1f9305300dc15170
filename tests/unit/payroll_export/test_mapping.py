"""The default mapping: whole, and in the words of the standard."""

from services.payroll_export.formats.paxml import CODES
from services.payroll_export.mapping.read import default_mapping


def test_every_kind_has_a_code_of_the_standard_or_a_pay_type() -> None:
    for name, pay in default_mapping().types.items():
        assert pay.lonkod in CODES or (pay.lonkod is None and pay.lonart), name


def test_what_is_paid_or_deducted_has_an_account_and_a_benefit_has_none() -> None:
    for name, pay in default_mapping().types.items():
        assert (pay.account is None) == (pay.effect == 0), name


def test_a_municipality_gets_its_own_chart_of_accounts() -> None:
    assert default_mapping("bas").types["taxi"].account == "5890"
    assert default_mapping("kommun_bas").types["taxi"].account == "70"
