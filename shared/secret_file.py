"""A secret in a file of its own: made once, whole, readable to its owner alone."""

import contextlib
import os
from collections.abc import Callable
from pathlib import Path


def secret_in(file: Path, make: Callable[[], bytes]) -> bytes:
    """What the file keeps; what `make` gives, unless the file is there. A full disk or a power cut leaves no half of it."""
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        draft = file.with_name(f".{file.name}.{os.getpid()}")
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
            out.write(make())
            out.flush()
            os.fsync(out.fileno())
        with contextlib.suppress(FileExistsError):  # another process was first: its secret holds
            os.link(draft, file)
        draft.unlink()
    return file.read_bytes()
