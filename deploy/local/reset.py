"""Empty the data folder, after asking: `make reset`. Standard library only."""

import fcntl
import os
import shutil
import sys
from pathlib import Path


def main() -> int:
    """Ask, then remove everything that Kvittera has kept on this machine."""
    folder = Path(os.environ.get("KVITTERA_DATA_DIR", "data")).absolute()
    if not folder.exists():
        print(f"There is no data folder {folder}; nothing to remove.")
        return 0
    if not (folder / "lock").exists():
        print(f"{folder} does not look like a data folder of Kvittera; nothing was removed.")
        return 1
    with (folder / "lock").open() as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("Kvittera is running. Stop it first (Ctrl-C where it was started).")
            return 1
        question = f"Remove everything in {folder} (claims, receipts, keys)? Type yes: "
        try:
            answer = input(question) if sys.stdin.isatty() else os.environ.get("YES", "")
        except (KeyboardInterrupt, EOFError):
            answer = ""
            print()
        if answer.strip().lower() != "yes":
            print(
                "Nothing was removed."
                if sys.stdin.isatty()
                else "Nothing was removed. Without a terminal, say YES=yes."
            )
            return 1
        shutil.rmtree(folder)
    print(f"{folder} is gone.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
