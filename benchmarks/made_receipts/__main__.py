"""`python -m benchmarks.made_receipts OUTPUT --count N --seed S --part tune|judge|exam [--kinds …]`: pictures and labels.jsonl."""

import argparse
import json
import sys
from pathlib import Path

from benchmarks.made_receipts.fonts import NoFontFound
from benchmarks.made_receipts.imagine import KIND_WEIGHTS
from benchmarks.made_receipts.make import made, photographed
from benchmarks.made_receipts.vocabulary import PARTS


def main(arguments: list[str] | None = None) -> int:
    """Write the pictures and what is printed on them; 0 when all were written."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.made_receipts", description=__doc__)
    parser.add_argument("output", type=Path)
    parser.add_argument("--count", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--part", choices=PARTS, default="tune")
    parser.add_argument("--kinds", nargs="+", choices=tuple(KIND_WEIGHTS), default=list(KIND_WEIGHTS))
    chosen = parser.parse_args(arguments)
    (chosen.output / "images").mkdir(parents=True, exist_ok=True)
    with (chosen.output / "labels.jsonl").open("w", encoding="utf-8") as labels:
        for index in range(chosen.count):
            file = f"images/{chosen.part}-{chosen.seed}-{index:04d}.jpg"
            try:
                one = made(chosen.part, f"{chosen.seed} {index}", tuple(chosen.kinds))
                picture = photographed(one)
            except NoFontFound as problem:
                print(problem, file=sys.stderr)
                return 2
            (chosen.output / file).write_bytes(picture)
            labels.write(json.dumps(one.label(file), ensure_ascii=False) + "\n")
            if sys.stderr.isatty():
                print(f"\r{index + 1}/{chosen.count}", end="", file=sys.stderr, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
