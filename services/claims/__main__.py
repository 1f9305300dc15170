"""Claims' command line."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from services.claims import calculate_command
from services.claims.service import SERVICE
from shared.command_line import run, unreadable


def add_calculate(parser: argparse.ArgumentParser) -> Callable[[argparse.Namespace], int]:
    """work out the cases of a file and write the results to standard output"""
    parser.add_argument("cases", type=Path, metavar="CASES.json")

    def calculate(arguments: argparse.Namespace) -> int:
        try:
            calculate_command.run(arguments.cases, sys.stdout)
            sys.stdout.flush()
        except BrokenPipeError:  # whoever reads has read enough
            sys.stdout = None
        except (OSError, ValueError) as error:
            print(unreadable(arguments.cases, error), file=sys.stderr)
            return 2
        return 0

    return calculate


if __name__ == "__main__":
    sys.exit(run(SERVICE, {"calculate": add_calculate}))
