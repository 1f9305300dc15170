"""What the processes of one machine write: all of it in a file, to the screen only what a person needs to see."""

import contextlib
import sys
import time
from pathlib import Path

FILE_BYTES_MAX = 20_000_000  # then the file becomes `.old`, so that a forgotten machine does not fill its disk
LOUD = ("[warning", "[error", "[critical", "Traceback", "Error:")


class Logs:
    """Lines of the children, each with its name in front, in `kvittera.log`.

    What cannot be written, to a full disk or a closed terminal, is lost: the processes go on.
    """

    def __init__(self, folder: Path, verbose: bool) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._path = folder / "kvittera.log"
        self._file = self._path.open("ab", buffering=0)
        self._verbose = verbose
        self._rest: dict[str, bytes] = {}

    def say(self, line: str) -> None:
        """Tell the person at the terminal, and keep it."""
        with contextlib.suppress(OSError):
            self._file.write(f"{time.strftime('%Y-%m-%d %H:%M:%S')} kvittera        | {line}\n".encode())
        with contextlib.suppress(OSError):
            sys.stdout.write(f"{line}\n")
            sys.stdout.flush()

    def write(self, name: str, data: bytes) -> None:
        """Keep whole lines of one process; a started line waits for its end."""
        *lines, self._rest[name] = (self._rest.get(name, b"") + data).split(b"\n")
        texts = [f"{name:15} | {line.decode(errors='replace')}\n" for line in lines]
        with contextlib.suppress(OSError):
            self._file.write("".join(texts).encode())
            if self._file.tell() > FILE_BYTES_MAX:
                self._path.replace(self._path.with_suffix(".old"))
                kept, self._file = self._file, self._path.open("ab", buffering=0)
                kept.close()
        with contextlib.suppress(OSError):
            for text in texts:
                if self._verbose or name == "demo" or any(word in text for word in LOUD):
                    sys.stdout.write(text)
            sys.stdout.flush()
