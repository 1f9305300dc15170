"""Claims' command line."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from pydantic import ValidationError

from services.claims import calculate_command
from services.claims.service import SERVICE
from shared.command_line import run


def add_calculate(parser: argparse.ArgumentParser) -> Callable[[argparse.Namespace], int]:
    """work out the cases of a file and write the results to standard output"""
    parser.add_argument("cases", type=Path, metavar="CASES.json")

    def calculate(arguments: argparse.Namespace) -> int:
        try:
            calculate_command.run(arguments.cases, sys.stdout)
        except (OSError, ValueError, ValidationError) as error:
            print(f"{arguments.cases} cannot be read: {error}", file=sys.stderr)
            return 2
        return 0

    return calculate


if __name__ == "__main__":
    sys.exit(run(SERVICE, {"calculate": add_calculate}))
