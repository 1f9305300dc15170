"""What every contract keeps to, whatever it says."""

import pytest
from pydantic import ValidationError

from shared.contracts.approvals import Remark


def test_an_error_names_the_field_and_not_what_stood_in_it() -> None:
    with pytest.raises(ValidationError) as wrong:
        Remark.model_validate_json('{"reason": ["Amina Yusuf 198001019846"]}')
    assert "reason" in str(wrong.value)
    assert "Amina" not in str(wrong.value) and "1980" not in str(wrong.value)
