"""What becomes of characters that a receiver cannot hold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.payroll_export.formats.characters import fit, lost, one_line, shortened

ANY_TEXT = st.text(st.characters(exclude_categories=[]))


@pytest.mark.parametrize(
    ("text", "latin_1"),
    [
        ("åäöÅÄÖ é ü ø §", "åäöÅÄÖ é ü ø §"),
        ("a\u030akes cafe\u0301", "åkes café"),
        ("100 €", "100 EUR"),
        ("Taxi – “Åre” ‘x’ …", "Taxi - \"Åre\" 'x' ..."),
        ("Łódź šž", "Lódz sz"),
        ('a\tb\r\nc\u2028d\u00a0 "\\ & < { } ;', 'a b c d "\\ & < { } ;'),
        ("  x \x00\x1f\x85 y  ", "x y"),
        ("soft\u00adhyphen\u200b", "softhyphen"),
        ("🚕 taxi", "? taxi"),
        ("❤\ufe0f", "?"),
        ("\ud83d", "?"),
        ("ﬁn ½ ™ ①", "fin ½ TM 1"),
        ("x\u030c\u0323", "x"),
        ("京都", "??"),
    ],
)
def test_a_text_fits_latin_1(text: str, latin_1: str) -> None:
    assert fit(text, "ISO-8859-1") == latin_1


@pytest.mark.parametrize(
    ("text", "encoding", "fitted"),
    [
        ("€ – “ ž", "cp1252", "€ – “ ž"),
        ("€ – ø § å", "cp437", "EUR - o par. å"),
        ("€ 🚕 å", "utf-8", "€ 🚕 å"),
        ("\uffff \ud83d", "utf-8", "? ?"),
    ],
)
def test_what_a_character_set_holds_is_kept(text: str, encoding: str, fitted: str) -> None:
    assert fit(text, encoding) == fitted


def test_only_what_became_a_question_mark_is_reported() -> None:
    assert lost("Vad? € 🚕 京 é", "ISO-8859-1") == "🚕京"


def test_a_shortened_text_has_no_blank_at_its_end() -> None:
    assert shortened("ab cd", 3) == "ab"


@given(ANY_TEXT, st.sampled_from(["ISO-8859-1", "cp1252", "cp850", "cp437", "utf-8"]))
def test_any_text_fits_any_character_set_in_one_clean_line(text: str, encoding: str) -> None:
    fitted = fit(text, encoding)
    fitted.encode(encoding)
    assert fitted == one_line(fitted)
    assert fit(fitted, encoding) == fitted
