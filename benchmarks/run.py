"""Measures everything, prints one table and keeps it: `python -m benchmarks.run [WORD]`, only what has that word in its name."""

import asyncio
import os
import platform
import sys
from pathlib import Path

from benchmarks import (
    claims_written,
    footprint,
    keystroke,
    receipts_read,
    start,
    submit_to_inbox,
    trips_worked,
    what_if,
)
from benchmarks.figures import Figure, table
from shared.clock import now

QUESTIONS = (trips_worked, keystroke, claims_written, submit_to_inbox, receipts_read, start, footprint, what_if)
RESULTS = Path(__file__).parent / "results.md"


async def measure(word: str) -> list[Figure]:
    figures: list[Figure] = []
    for question in QUESTIONS:
        if word in question.__name__:
            print(f"… {(question.__doc__ or '').splitlines()[0]}", file=sys.stderr)
            figures += [figure async for figure in question.measure()]
    return figures


def main(arguments: list[str]) -> int:
    word = arguments[0] if arguments else ""
    busy = os.getloadavg()[0]
    figures = asyncio.run(measure(word))
    print(table(figures))
    if not word:
        machine = f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"
        about = (
            f"Measured {now():%Y-%m-%d} on {machine}; load before it began: {busy:.1f}. `make bench` measures again."
        )
        RESULTS.write_text(f"# Speed, memory and size\n\n{about}\n\n{table(figures)}\n")
    return 0 if all(figure.met for figure in figures) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
