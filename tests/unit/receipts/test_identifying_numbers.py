"""Organisation numbers and card digits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.receipts.reading.fields.card import brand_in, find_last4
from services.receipts.reading.fields.organisation_number import find_orgnr, luhn
from tests.unit.receipts.builders import rows_of


@pytest.mark.parametrize(
    "text",
    [
        "Org.nr: 556016-0680",
        "0RG.NR 556016-0680",
        "Momsreg.nr SE556016068001",
        "org nr: SE556016-0680",
        "VAT no SE 5560160680 01",
    ],
)
def test_an_organisation_number_is_read_in_each_form(text: str) -> None:
    found = find_orgnr(rows_of(text))
    assert found is not None
    assert found.value == "556016-0680"


@pytest.mark.parametrize(
    ("lines", "number"),
    [
        (("Foretaksregisteret NO 986 260", "854 MVA"), "986260854"),
        (("Organisasjonsnr : NO", "910 010 441 MVA"), "910010441"),
        (("Organisasjonsnr 931 883 895",), "931883895"),
        (("Organisationsnummer:", "556016~0680"), "556016-0680"),
    ],
)
def test_an_organisation_number_that_was_broken_is_read(lines: tuple[str, ...], number: str) -> None:
    found = find_orgnr(rows_of("Butiken", *lines, "Totalt | 100,00"))
    assert found is not None
    assert (found.value, found.evidence["check-digit-right"]) == (number, 1.0)


def test_digits_of_two_rows_that_prove_nothing_are_not_joined() -> None:
    assert find_orgnr(rows_of("Summa | 556 016", "0681 | 12,00")) is None


def test_a_wrong_check_digit_makes_it_unsure() -> None:
    right, wrong = find_orgnr(rows_of("Org.nr 556016-0680")), find_orgnr(rows_of("Org.nr 556016-0681"))
    assert right is not None
    assert wrong is not None
    assert (right.evidence["check-digit-right"], wrong.evidence["check-digit-right"]) == (1.0, 0.0)


def test_a_telephone_number_is_no_organisation_number() -> None:
    assert find_orgnr(rows_of("Tel 556016-0680")) is None
    assert find_orgnr(rows_of("0221-5555 10")) is None


@given(st.text("0123456789", min_size=1, max_size=15), st.integers(0, 14), st.integers(1, 9))
def test_the_check_digit_notices_every_single_misread_digit(number: str, place: int, change: int) -> None:
    check = next(digit for digit in "0123456789" if luhn(number + digit))
    whole = list(number + check)
    place %= len(whole)
    whole[place] = str((int(whole[place]) + change) % 10)
    assert luhn(number + check)
    assert not luhn("".join(whole))


@pytest.mark.parametrize(
    "text",
    [
        "VISA | **** **** **** 5715",
        "Mastercard | **** 5715",
        "XXXXXXXXXXXX5715",
        "Debit Mastercard*** 5715",
        "Visa | 5715",
        "Visa5715 | 100,00",
        "Betalt VISA .5715 | 100,00",
        "Visa … 5715",
        "Mastercard | slutar på 5715",
        "Paid by Visa ending 5715",
    ],
)
def test_the_last_digits_of_the_card_are_read(text: str) -> None:
    found = find_last4(rows_of("Kort | 100,00", text))
    assert found is not None
    assert found.value == "5715"


@pytest.mark.parametrize(
    "text", ["Algade 2· 8000 Aarhus C", "Hamngatan 2 · 1050 Oslo", "Visa Debit | £66.06", "Visa | $48.77"]
)
def test_a_postcode_or_an_amount_is_no_card(text: str) -> None:
    assert find_last4(rows_of("Bæltlinjen", text, "Total | 461,00")) is None


def test_cash_and_terminal_numbers_give_no_card() -> None:
    assert find_last4(rows_of("Kontant | 100,00", "Term: 45996188 | Ref 5360", "Kvittonr: 7443")) is None


@pytest.mark.parametrize("text", ["Visa Debit **** 1234", "Debit Mastercand", "EURECARD", "Amex"])
def test_a_card_is_known_by_its_name_also_misread(text: str) -> None:
    assert brand_in(text) is not None


@pytest.mark.parametrize("text", ["Mascara", "Kvitto", "Kort", "Dansk ost"])
def test_other_words_name_no_card(text: str) -> None:
    assert brand_in(text) is None
