"""What the processes of one machine write."""

from pathlib import Path

import pytest

from deploy.local import logs as module
from deploy.local.logs import Logs


def test_a_full_disk_loses_lines_and_ends_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "kvittera.log").symlink_to("/dev/full")  # takes nothing, as a disk without space
    logs = Logs(tmp_path, verbose=True)
    logs.say("Still here.")
    logs.write("claims", b"one\ntwo\n")
    assert capsys.readouterr().out.count("\n") == 3


def test_a_large_file_is_kept_aside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "FILE_BYTES_MAX", 20)
    logs = Logs(tmp_path, verbose=False)
    logs.write("claims", b"one\ntwo\n")
    logs.write("claims", b"three\n")
    assert sorted(found.name for found in tmp_path.iterdir()) == ["kvittera.log", "kvittera.old"]
    assert "three" in (tmp_path / "kvittera.old").read_text()
