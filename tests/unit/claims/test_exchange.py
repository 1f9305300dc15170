"""What was paid in another currency becomes kronor by a dated rate that stays with the line, or by what the person types."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from services.claims.domain.amounts import worth
from services.claims.domain.checks import check
from services.claims.domain.draft import Draft, ExpenseLine
from services.claims.domain.exchange import QuotedRate, refuse_exchange
from services.claims.domain.filled import filled, typed
from services.claims.domain.receipt import Fields, Vat
from services.claims.sources import riksbank
from shared.refusal import Refusal
from shared.texts.formatting import format_text
from tests.unit.claims.drafts import CLAIM, DAY, LINE, RECEIPT, RULES, a_receipt, a_situation, found

ONE_DAY = dt.timedelta(days=1)
RATE = QuotedRate("EUR", 11_432_500, DAY - ONE_DAY, "Påhittad kurs")
EURO = Fields(merchant="Hotel Berlin", date=DAY, total=9900, currency="EUR", kind="hotel", vat=(Vat(7, 9252, 648),))
BARE = ExpenseLine(LINE, 1, RECEIPT)


def paid(line: ExpenseLine, fields: Fields = EURO) -> list[tuple[int, list[str]]]:
    """What the line is worth, and why, in Swedish."""
    receipt = a_receipt(fields)
    draft = Draft(CLAIM, "expense", None, (filled(line, receipt, RULES.kinds),))
    return [
        (one.amount_ore, [format_text(reason.text, "sv") for reason in one.reasons])
        for one in worth(draft, {RECEIPT: receipt}, None, RULES).amounts
    ]


def test_the_lines_rate_makes_kronor_and_is_told_with_its_day_and_source() -> None:
    assert paid(replace(BARE, exchange=RATE)) == [
        (
            113182,
            [
                "Enligt kvittot: 99,00 EUR × 11,4325 = 1\u00a0131,82\u00a0kr",
                "Kursen är från sön 11\N{NO-BREAK SPACE}okt, Påhittad kurs.",
            ],
        )
    ]


def test_kronor_that_are_typed_win_over_the_rate() -> None:
    receipt = a_receipt(EURO)
    line = typed(replace(BARE, exchange=RATE, amount_ore=114000), receipt, RULES.kinds)
    assert (line.amount_ore, line.exchange) == (114000, None)
    assert paid(line) == [(114000, ["Enligt kontoutdraget, för 99,00 EUR: 1\u00a0140,00\u00a0kr"])]


def test_a_whole_line_sent_back_as_it_was_shown_still_follows_its_rate() -> None:
    receipt = a_receipt(EURO)
    line = replace(BARE, exchange=RATE)
    shown = filled(line, receipt, RULES.kinds)
    assert shown.amount_ore == 113182
    assert typed(shown, receipt, RULES.kinds) == line


@pytest.mark.parametrize(
    "fields",
    [
        replace(EURO, currency="USD"),
        replace(EURO, date=DAY - 2 * ONE_DAY),
        replace(EURO, date=DAY + 7 * ONE_DAY),
        replace(EURO, total=None),
    ],
    ids=["another currency", "before the rate", "more than a week after it", "no total"],
)
def test_a_rate_that_does_not_fit_what_the_receipt_now_says_gives_nothing(fields: Fields) -> None:
    assert paid(replace(BARE, exchange=RATE), fields) == []
    shown = filled(replace(BARE, exchange=RATE), a_receipt(fields), RULES.kinds)
    assert "currency-rate-missing" in found(a_situation(shown, receipts=(a_receipt(fields),)))


def test_a_rate_holds_for_a_week() -> None:
    assert paid(replace(BARE, exchange=RATE), replace(EURO, date=RATE.quoted_on + 7 * ONE_DAY))


def test_foreign_vat_is_cost_whether_read_or_typed() -> None:
    receipt = a_receipt(EURO)
    for line in (BARE, replace(BARE, vat=(Vat(25, 8000, 2000),))):
        assert filled(replace(line, exchange=RATE), receipt, RULES.kinds).vat == ()


def test_the_rate_that_would_do_is_offered_and_using_it_mends() -> None:
    situation = a_situation(BARE, receipts=(a_receipt(EURO),), exchange_offers={LINE: RATE})
    [finding] = [one for one in check(situation) if one.check == "currency-rate-missing"]
    assert (finding.mend, finding.text.id) == ("use-rate", "check.currency-rate-missing.rate-not-card")
    assert dict(finding.text.parameters) == {
        "total": 9900,
        "currency": "EUR",
        "rate": 11_432_500,
        "date": "2026-10-11",
        "source": "Påhittad kurs",
    }
    assert found(a_situation(replace(BARE, exchange=RATE), receipts=(a_receipt(EURO),))) == []


def test_without_a_rate_only_kronor_are_asked_for() -> None:
    [finding] = check(a_situation(replace(BARE, vat=()), receipts=(a_receipt(EURO),)))
    assert (finding.text.id, finding.mend) == ("check.currency-rate-missing.not-card", None)


def test_only_a_published_rate_or_the_lines_own_is_taken() -> None:
    own = replace(RATE, rate_micro=1)
    assert refuse_exchange(None, None, None) is None
    assert refuse_exchange(RATE, None, RATE) is None
    assert refuse_exchange(own, own, RATE) is None
    assert refuse_exchange(own, None, RATE) == Refusal("exchange-rate-unknown", field="exchange")


def test_a_file_of_the_riksbank_is_read_to_the_last_digit(tmp_path: Path) -> None:
    file = tmp_path / "rates.csv"
    rows = (
        "sep=;",
        "Period;Grupp;Serie;Värde",
        "2026-10-09;Valutor mot svenska kronor;1 EUR;11,1223",
        "2026-10-09;Valutor mot svenska kronor;100 JPY;6,5",
        "2026-10-10;Valutor mot svenska kronor;1 EUR;n/a",
        "2026-10-09;Index;KIX;121,7",
    )
    file.write_text("\n".join(rows), encoding="utf-8-sig")
    day = dt.date(2026, 10, 9)
    assert riksbank.read_file(file) == [
        QuotedRate("EUR", 11_122_300, day, "Riksbanken"),
        QuotedRate("JPY", 65_000, day, "Riksbanken"),
    ]


@pytest.mark.parametrize("text", ["", "Period;Grupp\n", "2026-10-09;x;1 EUR;elva\n", "2026-13-09;x;1 EUR;11\n"])
def test_a_file_without_rates_or_with_a_broken_row_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "rates.csv"
    file.write_text(text)
    with pytest.raises(ValueError, match=r"row|line 1"):
        riksbank.read_file(file)
