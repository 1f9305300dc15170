"""What must not be readable in a copy of the database is not."""

import stat
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidTag

from services.payroll_export.encryption import Cipher, key_in, key_of
from services.payroll_export.settings import PayrollExportSettings

CIPHER = Cipher(bytes(range(32)))


def test_what_is_hidden_is_shown_only_in_its_place_and_unaltered() -> None:
    hidden = CIPHER.hide(b"198001019846", "personal_number 2001")
    assert b"1980" not in hidden and hidden != CIPHER.hide(b"198001019846", "personal_number 2001")
    assert CIPHER.show(hidden, "personal_number 2001") == b"198001019846"
    for altered, place in ((hidden, "personal_number 2002"), (hidden[:-1] + b"x", "personal_number 2001")):
        with pytest.raises(InvalidTag):
            CIPHER.show(altered, place)


def test_a_key_is_never_shown_by_accident() -> None:
    assert "key" not in repr(CIPHER)
    settings = PayrollExportSettings(encryption_key="QUFB" * 10 + "QUE=")
    assert "QUFB" not in repr(settings)


def test_a_key_file_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    file = tmp_path / "keys" / "payroll_export.key"
    assert key_in(file) == key_in(file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [found.name for found in file.parent.iterdir()] == [file.name]


@pytest.mark.parametrize("text", ["", "QUFB", "no base64!"])
def test_a_key_of_another_length_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        key_of(text)


def test_a_wrong_organisation_number_is_refused_at_the_start() -> None:
    assert PayrollExportSettings(organisation_number="999999-0006").organisation_number == "9999990006"
    with pytest.raises(ValueError, match="does not check"):
        PayrollExportSettings(organisation_number="999999-0007")
