"""The invented receipts hold together, as data and as files."""

import io
from collections import Counter
from datetime import date, timedelta

import pytest
from PIL import Image

from demo.claims import story
from demo.draw import draw, kronor
from demo.receipts import RECEIPTS, TO_TRY, Receipt, story_friday
from services.claims.kinds_catalogue import load_kinds
from services.payroll_export.domain.identity import is_organisation_number

FRIDAY = date(2026, 11, 20)
PICTURE_BYTES_MAX = 90_000
INVENTED_ORGANISATIONS = "999999-0"

every_receipt = pytest.mark.parametrize("receipt", (*RECEIPTS, TO_TRY), ids=lambda receipt: receipt.name)


@every_receipt
def test_net_and_vat_sum_to_the_total_at_the_rate(receipt: Receipt) -> None:
    assert receipt.net_ore + receipt.vat_ore == receipt.total_ore
    assert abs(100 * receipt.vat_ore - receipt.vat_percent * receipt.net_ore) <= 100
    assert receipt.total_ore > 0


def test_vat_is_what_is_printed_on_receipts_worked_out_by_hand() -> None:
    vat_ore = {receipt.name: receipt.vat_ore for receipt in RECEIPTS}
    assert vat_ore["hotel-gothenburg"] == 14411
    assert vat_ore["taxi-gothenburg"] == 1200
    assert vat_ore["parking-hamnplan"] == 750
    assert vat_ore["ironmonger"] == 4980


@every_receipt
def test_its_organisation_number_is_invented_and_checks(receipt: Receipt) -> None:
    assert receipt.organisation_number.startswith(INVENTED_ORGANISATIONS)
    assert is_organisation_number(receipt.organisation_number.replace("-", ""))


@every_receipt
def test_its_kind_is_in_the_catalogue(receipt: Receipt) -> None:
    assert receipt.kind in load_kinds()


@every_receipt
def test_it_is_from_a_working_day(receipt: Receipt) -> None:
    assert receipt.date(FRIDAY).weekday() <= FRIDAY.weekday()


def test_two_people_call_a_merchant_otherwise_than_its_till() -> None:
    """So that the register of merchants has something to show, of which it is sure."""
    owners = {receipt.name: claim.by for claim in story(FRIDAY) if claim.steps for receipt in claim.receipts}
    called = {(receipt.organisation_number, owners[receipt.name]) for receipt in RECEIPTS if receipt.printed}
    assert len(called) == 2 and len({number for number, _ in called}) == 1


def test_names_are_each_used_once() -> None:
    assert max(Counter(receipt.name for receipt in RECEIPTS).values()) == 1


@pytest.mark.parametrize("days_after", range(8))
def test_the_story_counts_from_a_friday_of_the_last_seven_days(days_after: int) -> None:
    today = FRIDAY + timedelta(days=days_after)
    assert story_friday(today) == (FRIDAY if days_after < 7 else FRIDAY + timedelta(days=7))


@every_receipt
def test_its_file_is_small_and_drawn_alike_each_time(receipt: Receipt) -> None:
    content, file_name = draw(receipt, FRIDAY)
    assert len(content) <= PICTURE_BYTES_MAX
    assert draw(receipt, FRIDAY) == (content, file_name)
    if file_name.endswith(".pdf"):
        assert content.startswith(b"%PDF-1.4")
        assert f"{kronor(receipt.total_ore)} {receipt.currency}".encode() in content
    else:
        assert Image.open(io.BytesIO(content)).format == "JPEG"


def test_a_till_prints_thousands_apart_and_two_decimals() -> None:
    assert [kronor(5), kronor(3750), kronor(134500)] == ["0,05", "37,50", "1 345,00"]
