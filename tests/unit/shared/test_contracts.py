"""What every contract keeps to, whatever it says."""

from typing import Annotated

import pytest
from pydantic import Field, TypeAdapter, ValidationError

from shared.contracts.approvals import Remark
from shared.contracts.values import UNSEEN_IS_EMPTY, WITHOUT_NUL

WORDS: TypeAdapter[str] = TypeAdapter(Annotated[str, Field(max_length=5, pattern=WITHOUT_NUL), UNSEEN_IS_EMPTY])


def test_an_error_names_the_field_and_not_what_stood_in_it() -> None:
    with pytest.raises(ValidationError) as wrong:
        Remark.model_validate_json('{"reason": ["Amina Yusuf 198001019846"]}')
    assert "reason" in str(wrong.value)
    assert "Amina" not in str(wrong.value) and "1980" not in str(wrong.value)


@pytest.mark.parametrize("given", ["", "  ", "\u200b", "\u00ad \u2060", "\t\n", "\ufeff\u3000"])
def test_a_text_in_which_nothing_can_be_seen_is_empty(given: str) -> None:
    assert WORDS.validate_python(given) == ""


@pytest.mark.parametrize("given", ["Bo", " Bo ", "B\u200bo", "👩\u200d🔧"])
def test_a_text_in_which_something_can_be_seen_stays_as_it_is(given: str) -> None:
    assert WORDS.validate_python(given) == given


@pytest.mark.parametrize("given", ["\0", "123456"])
def test_what_a_text_may_hold_is_still_held_to(given: str) -> None:
    with pytest.raises(ValidationError):
        WORDS.validate_python(given)
