"""Secrets in files."""

import stat
from pathlib import Path

import pytest

from shared.secret_file import secret_in


def test_a_secret_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    file = tmp_path / "keys" / "one"
    assert secret_in(file, lambda: b"first") == secret_in(file, lambda: b"second") == b"first"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [found.name for found in file.parent.iterdir()] == ["one"]


def test_what_could_not_be_made_whole_is_made_at_the_next_start(tmp_path: Path) -> None:
    def fail() -> bytes:
        raise OSError("no space left on device")

    with pytest.raises(OSError, match="no space"):
        secret_in(tmp_path / "one", fail)
    assert secret_in(tmp_path / "one", lambda: b"whole") == b"whole"
