"""The app's own rules as one process that answers cases, and the form in which both sides are compared."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from services.claims.domain.calculation import Calculation, Case
from services.claims.domain.rates import RatePack
from shared.refusal import Refusal

APP = Path(__file__).parents[2] / "services" / "web" / "app"
NODE = Path(sys.executable).parent / "node"
CASE: TypeAdapter[Case] = TypeAdapter(Case)
ANSWER: TypeAdapter[Calculation | Refusal] = TypeAdapter(Calculation | Refusal)


class Phone:
    """A line of JSON in, a line of JSON out; it is asked one thing at a time."""

    def __init__(self, rates: RatePack) -> None:
        self.process = subprocess.Popen(
            [NODE, "scripts/work-out.ts"], cwd=APP, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
        )
        self._write(TypeAdapter(RatePack).dump_python(rates, mode="json"))

    def answer(self, case: Case) -> str:
        self._write(CASE.dump_python(case, mode="json"))
        assert self.process.stdout is not None
        return self.process.stdout.readline().removesuffix("\n")

    def close(self) -> None:
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.process.wait(timeout=10)

    def _write(self, content: Any) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(content) + "\n")


def canonical(answer: Calculation | Refusal) -> str:
    """As the app's `rules/canonical.ts` writes it."""
    return json.dumps(
        ANSWER.dump_python(answer, mode="json"), ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
