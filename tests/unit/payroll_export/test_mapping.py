"""The default mapping: whole, and in the words of the standard."""

from dataclasses import replace

from services.payroll_export.domain.mapping import REFUND, REFUND_OF
from services.payroll_export.formats.paxml import CODES
from services.payroll_export.mapping.read import default_mapping


def test_every_kind_has_a_code_of_the_standard_or_a_pay_type() -> None:
    for name, pay in default_mapping().types.items():
        assert pay.lonkod in CODES or (pay.lonkod is None and pay.lonart), name


def test_what_is_paid_or_deducted_has_an_account_and_a_benefit_has_none() -> None:
    for name, pay in default_mapping().types.items():
        if name != REFUND:  # it has those of what was bought
            assert (pay.account is None) == (pay.effect == 0), name


def test_what_came_back_is_deducted_from_the_accounts_it_was_paid_from() -> None:
    mapping = default_mapping()
    for name in ("taxi", "hotel_abroad", "representation_external_deductible"):
        bought, back = mapping.types[name], mapping.code_of(f"{REFUND_OF}{name}")
        assert back and (back.lonkod, back.lonart, back.effect) == (None, mapping.types[REFUND].lonart, -1)
        assert (back.account, back.vat_account) == (bought.account, bought.vat_account)
    without = replace(mapping, types={"taxi": mapping.types["taxi"]})
    assert (without.code_of("refund_taxi"), mapping.code_of("refund_bribe")) == (None, None)


def test_a_municipality_gets_its_own_chart_of_accounts() -> None:
    assert default_mapping("bas").types["taxi"].account == "5890"
    assert default_mapping("kommun_bas").types["taxi"].account == "70"
