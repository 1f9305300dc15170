"""The catalogue of kinds of expense is whole: each is found by words in both languages, and names only what there is."""

from collections import Counter

from services.claims.domain.checks import CHECKS
from services.claims.domain.kinds import Kind
from shared.text import Text
from shared.texts.formatting import LANGUAGES, format_text
from tests.unit.claims.drafts import RULES

KINDS = tuple(RULES.kinds.values())


def test_every_kind_is_found_by_words_that_its_name_does_not_have_in_each_language() -> None:
    for kind in KINDS:
        for language in LANGUAGES:
            words = [word.casefold() for word in _words(kind, language)]
            assert len(words) >= 2 and max(Counter(words).values()) == 1, kind.id
            assert format_text(Text(kind.text_id), language).casefold() not in words


def test_a_kind_names_only_checks_that_there_are_and_what_is_bought_by_a_name_of_the_rates() -> None:
    assert {check for kind in KINDS for check in kind.checks} <= {check.id for check in CHECKS}
    assert {kind.vat for kind in KINDS if kind.vat} <= {rate.what for rate in RULES.rates.vat}


def test_representation_asks_who_took_part_and_why_and_what_is_asked_is_missed_where_it_is_not_said() -> None:
    for kind in KINDS:
        assert ("participants" in kind.fields) == (kind.representation is not None), kind.id
        assert ("purpose" in kind.fields) == (kind.representation is not None or "purpose-missing" in kind.checks), (
            kind.id
        )


def _words(kind: Kind, language: str) -> tuple[str, ...]:
    return kind.words.sv if language == "sv" else kind.words.en
