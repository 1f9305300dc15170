"""Any text, any amount, any day, any VAT: what is printed in a country's form is read back, and no text is too much."""

import dataclasses
import time
from datetime import date
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.receipts.reading.fields.all import read_fields
from services.receipts.reading.fields.amounts import exact_amounts
from services.receipts.reading.fields.dates import dates_in
from services.receipts.reading.fields.vat import find_vat
from services.receipts.reading.rows import LETTERS_MAX
from services.receipts.reading.values import Context, Fields, Found, Row
from shared.money import Ore, round_half_up
from tests.hostile.texts import LABELS, PIECES, any_lines
from tests.unit.receipts.builders import rows_of

SECONDS_MAX = 1.0
"""Of processor time, for the rows of a receipt: many times what they take on a slow machine, and far less than a pattern takes
that tries all ways."""
patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def printed(*lines: str) -> tuple[Row, ...]:
    """The lines as rows of one piece each, as long as a row can be."""
    return rows_of(*(line[:LETTERS_MAX].replace("|", "I") for line in lines))


def read_in_time(rows: tuple[Row, ...], context: Context = Context()) -> Fields:
    """The fields, once it has been seen that reading them takes no longer than it may; a busy machine gets a second try."""
    for _ in range(2):
        started = time.process_time()
        fields = read_fields(rows, context)
        seconds = time.process_time() - started
        if seconds <= SECONDS_MAX:
            return fields
    pytest.fail(f"{seconds:.2f} s for {[row.text for row in rows]}")


def assert_plausible(fields: Fields) -> None:
    """Whatever was found has a probability."""
    for each in dataclasses.fields(fields):
        found = getattr(fields, each.name)
        assert found is None or (isinstance(found, Found) and 0.0 <= found.confidence <= 1.0), each.name


few_pieces = st.lists(st.sampled_from(PIECES), min_size=1, max_size=3)
pieces = st.builds(
    lambda label, few, times: label + "".join(few) * times,
    st.sampled_from(LABELS),
    few_pieces,
    st.integers(1, LETTERS_MAX),
)
digits = st.text("0123456789.,:-/ %*kr", max_size=LETTERS_MAX)
lines = st.lists(st.one_of(st.text(max_size=LETTERS_MAX), digits, pieces), max_size=20)
contexts = st.builds(
    Context, st.none() | st.dates(), st.none() | st.sampled_from(("SE", "NO", "DK", "FI", "DE", "US", "XX", ""))
)


@patient
@given(lines, contexts)
def test_no_text_breaks_the_reading_of_fields_or_holds_it_up(texts: list[str], context: Context) -> None:
    assert_plausible(read_in_time(printed(*texts), context))


@pytest.mark.parametrize("seed", range(40))
def test_rows_made_to_keep_patterns_busy_do_not(seed: int) -> None:
    assert_plausible(read_in_time(printed(*any_lines(Random(seed), 20))))


def test_one_sign_over_and_over_is_no_work() -> None:
    for piece in PIECES:
        read_in_time(printed(*(label + piece * LETTERS_MAX for label in LABELS[::4])))


def test_the_work_grows_with_the_rows_and_not_with_their_square() -> None:
    def seconds(count: int) -> float:
        rows = printed(*any_lines(Random(7), count))
        started = time.process_time()
        read_fields(rows)
        return time.process_time() - started

    seconds(20)  # patterns are compiled once
    assert min(seconds(400) for _ in range(2)) < 12 * max(seconds(50), 0.02)


def grouped(whole: int, mark: str) -> str:
    return f"{whole:,}".replace(",", mark)


FORMS = {
    "Swedish": lambda whole, cents: f"{grouped(whole, ' ')},{cents:02}",
    "Swedish without groups": lambda whole, cents: f"{whole},{cents:02}",
    "Swedish, hard blanks": lambda whole, cents: f"{grouped(whole, chr(0xA0))},{cents:02}",
    "French, narrow hard blanks": lambda whole, cents: f"{grouped(whole, chr(0x202F))},{cents:02}",
    "Danish, German": lambda whole, cents: f"{grouped(whole, '.')},{cents:02}",
    "English": lambda whole, cents: f"{grouped(whole, ',')}.{cents:02}",
    "English without groups": lambda whole, cents: f"{whole}.{cents:02}",
    "Swiss": lambda whole, cents: f"{grouped(whole, chr(39))}.{cents:02}",
    "Swiss, printer's mark": lambda whole, cents: f"{grouped(whole, '’')}.{cents:02}",
    "old Swedish": lambda whole, cents: f"{grouped(whole, ' ')}:{cents:02} kr",
}
SIGNS = {"{}": 1, "-{}": -1, "−{}": -1, "- {}": -1, "{}-": -1}
AROUND = ("{}", "SEK {}", "{} kr", "kr {}", "€ {}", "{} EUR", "Summa {}", "{} NOK")
öre = st.integers(0, 9_999_999_99)


@given(öre, st.sampled_from(sorted(FORMS)), st.sampled_from(AROUND))
def test_an_amount_is_read_back_from_the_notation_of_each_country(ore: Ore, form: str, around: str) -> None:
    text = around.format(FORMS[form](ore // 100, ore % 100))
    assert [amount.ore for amount in exact_amounts(text)] == [ore], text


@given(öre, st.sampled_from(sorted(set(FORMS) - {"old Swedish"})), st.sampled_from(sorted(SIGNS)))
def test_a_minus_before_or_behind_an_amount_is_read_back(ore: Ore, form: str, sign: str) -> None:
    text = sign.format(FORMS[form](ore // 100, ore % 100))
    assert [amount.ore for amount in exact_amounts(text)] == [SIGNS[sign] * ore], text


@given(st.integers(1, 9_999_999), st.sampled_from((":-", ",-", ".-", " kr", ":- kr", ",-- kr", " SEK")))
def test_whole_kronor_are_read_back_from_a_dash_or_their_name(kronor: int, end: str) -> None:
    assert [amount.ore for amount in exact_amounts(f"{kronor}{end}")] == [kronor * 100]


MONTHS = {
    "sv": "januari februari mars april maj juni juli augusti september oktober november december".split(),
    "en": "January February March April May June July August September October November December".split(),
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split(),
    "nb": "januar februar mars april mai juni juli august september oktober november desember".split(),
    "da": "januar februar marts april maj juni juli august september oktober november december".split(),
    "fi": "tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta lokakuuta marraskuuta "
    "joulukuuta".split(),
}
days = st.dates(date(2006, 1, 1), date(2059, 12, 31))


@given(
    days,
    st.sampled_from(("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d", "%y-%m-%d", "%d.%m.%Y", "%d/%m/%Y", "%d-%m-%Y")),
)
def test_a_day_is_read_back_from_each_form_on_a_swedish_receipt(day: date, form: str) -> None:
    assert dates_in(day.strftime(form), "SEK")[0][0] == day


@given(days, st.sampled_from(sorted(MONTHS)), st.sampled_from(("{d} {m} {y}", "{d}. {m} {y}", "{d:02} {m} {y}")))
def test_a_day_is_read_back_when_its_month_is_named(day: date, language: str, form: str) -> None:
    text = form.format(d=day.day, m=MONTHS[language][day.month - 1], y=day.year)
    assert [found for found, _ in dates_in(text)] == [day], text


@given(days, st.sampled_from(("%m/%d/%Y", "%B %d, %Y", "%b %d, %Y", "%d %b %Y")))
def test_a_day_is_read_back_from_each_form_on_an_american_receipt(day: date, form: str) -> None:
    assert dates_in(day.strftime(form), "USD")[0][0] == day


nets = st.integers(100, 5_000_000)


def swedish(ore: Ore) -> str:
    return f"{grouped(ore // 100, ' ')},{ore % 100:02}"


@given(nets, st.sampled_from((250, 120, 60)), st.sampled_from(("table", "sentence", "vat first")))
def test_vat_is_read_back_and_its_arithmetic_holds(net: Ore, rate: int, form: str) -> None:
    vat = round_half_up(net * rate, 1000)
    percent = rate // 10
    rows = {
        "table": (
            "Moms% | Moms | Netto | Brutto",
            f"{percent},00 | {swedish(vat)} | {swedish(net)} | {swedish(net + vat)}",
        ),
        "sentence": (f"Varav moms {percent} % | {swedish(vat)}", f"Netto {percent} % | {swedish(net)}"),
        "vat first": (
            "Moms% | Netto | Moms | Brutto",
            f"{percent}% | {swedish(net)} | {swedish(vat)} | {swedish(net + vat)}",
        ),
    }[form]
    found = find_vat(rows_of("Kaffe", *rows), "SEK", net + vat)
    assert found is not None
    assert [(row.rate_per_mille, row.vat_ore, row.net_ore) for row in found.value] == [(rate, vat, net)]


@given(nets, nets)
def test_two_rates_of_vat_are_told_apart_and_add_up_to_the_total(first: Ore, second: Ore) -> None:
    vats = round_half_up(first * 250, 1000), round_half_up(second * 120, 1000)
    total = first + second + sum(vats)
    rows = rows_of(
        "Moms% | Moms | Netto | Brutto",
        f"25,00 | {swedish(vats[0])} | {swedish(first)} | {swedish(first + vats[0])}",
        f"12,00 | {swedish(vats[1])} | {swedish(second)} | {swedish(second + vats[1])}",
    )
    found = find_vat(rows, "SEK", total)
    assert found is not None
    assert sum(row.vat_ore + row.net_ore for row in found.value) == total
    assert [row.vat_ore for row in found.value] == list(vats)
