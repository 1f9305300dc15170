"""The catalogue of texts, and the table of cases that the app's formatter runs too (`services/web/app/src/lib/texts.test.ts`)."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from shared.text import Text
from shared.texts import formatting
from shared.texts.formatting import FORMS, LANGUAGES, PLACEHOLDER, Entry, Language, catalogue, format_text

CASES = json.loads((Path(__file__).parent / "texts_cases.json").read_text(encoding="utf-8"))


def templates(entry: Entry) -> Iterator[str]:
    yield from [entry] if isinstance(entry, str) else entry.values()


def placeholders(entry: Entry) -> set[tuple[str, str]]:
    """A name that is data in both languages is `name_sv` in the one and `name_en` in the other."""
    found = {(name, form) for template in templates(entry) for name, form in PLACEHOLDER.findall(template)}
    return {(re.sub("_(sv|en)$", "", name), form) for name, form in found}


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["entry"]["sv"]))
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_is_filled_as_in_the_app(
    case: dict[str, Any], language: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(formatting, "catalogue", lambda chosen: {"case": case["entry"][chosen]})
    assert format_text(Text("case", case["parameters"]), language) == case[language]


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_are_those_of_the_text_they_name(language: Language) -> None:
    told = format_text(Text("rule.figure.source", {"what": "rule.series.mileage", "source": "country.SE"}), language)
    assert told.endswith(str(catalogue(language)["country.SE"]))


def test_every_text_exists_in_both_languages() -> None:
    assert catalogue("sv").keys() == catalogue("en").keys()


def test_a_text_has_the_same_parameters_in_both_languages() -> None:
    swedish, english = catalogue("sv"), catalogue("en")
    both = swedish.keys() & english.keys()
    assert {i: placeholders(swedish[i]) for i in both} == {i: placeholders(english[i]) for i in both}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_form_of_a_text_is_known(language: Language) -> None:
    forms = {form for entry in catalogue(language).values() for _, form in placeholders(entry)}
    assert forms <= {*FORMS, "text"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_that_counts_has_one_and_other(language: Language) -> None:
    counting = [entry for entry in catalogue(language).values() if not isinstance(entry, str)]
    assert [entry for entry in counting if set(entry) != {"one", "other"}] == []
