"""A service as small as can be: reads the files of a folder with as many readers as told, and prints a line of JSON for each.

`python -m tests.hostile.run FOLDER READERS`. It is a process of its own, so that its memory is that of a service that reads.
"""

import json
import os
import sys
import time
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread

from services.receipts.reading.sandbox import Reader
from services.receipts.reading.values import ReadingFailure


def main(folder: Path, readers_count: int) -> None:
    files: SimpleQueue[Path] = SimpleQueue()
    for file in sorted(folder.iterdir()):
        files.put(file)
    readers = [Thread(target=_read_all, args=(files,)) for _ in range(readers_count)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    _say({"parent_mb": _peak_mb(os.getpid())})  # not getrusage: that begins with the peak of whoever started us


def _read_all(files: "SimpleQueue[Path]") -> None:
    with Reader(threads=1) as reader:
        while True:
            try:
                file = files.get_nowait()
            except Empty:
                return
            before, started = reader.child_pid, time.monotonic()
            answer = reader.read([file.read_bytes()])
            line = {
                "name": file.name,
                "answer": answer.code if isinstance(answer, ReadingFailure) else "read",
                "detail": answer.detail if isinstance(answer, ReadingFailure) else "",
                "seconds": round(time.monotonic() - started, 2),
                "child_mb": _peak_mb(reader.child_pid),
                "new_child": before != reader.child_pid,
            }
            _say(line)


def _say(line: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


def _peak_mb(process: int | None) -> int:
    """The most memory that a process had in use since it was last asked; 0 when it is gone."""
    try:
        status = Path(f"/proc/{process}/status").read_text()
        Path(f"/proc/{process}/clear_refs").write_text("5")
    except OSError:
        return 0
    return int(status.split("VmHWM:")[1].split()[0]) // 1024


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
