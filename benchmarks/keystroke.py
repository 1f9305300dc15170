"""How long after a keystroke does the app know what a trip of thirty days gives?"""

import json
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path

from benchmarks.figures import Figure, share

APP = Path(__file__).parent.parent / "services" / "web" / "app"
NODE = Path(sys.executable).parent / "node"
AT_MOST_MS = 16
"""A frame of a screen: the amount changes with the letter."""


async def measure() -> AsyncIterator[Figure]:
    command: list[str | Path] = [NODE, "scripts/keystroke.ts"]
    written = subprocess.run(command, cwd=APP, capture_output=True, text=True, check=True, timeout=120).stdout
    for where, taken_ms in json.loads(written).items():
        first_ms, *later_ms = taken_ms  # only what the app did while nobody typed has warmed up
        place = {"sweden": "in Sweden", "abroad": "in four countries"}[where]
        yield Figure(f"30 days {place} worked out and checked, first keystroke", first_ms, "ms", AT_MOST_MS)
        yield Figure("the same, 99 of 100 keystrokes", share(later_ms, 99), "ms", AT_MOST_MS)
