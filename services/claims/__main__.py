"""The claims service's own command line: `python -m services.claims <command>`."""

import argparse
import sys
from pathlib import Path

from services.claims import calculate_command


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m services.claims", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    calculate = commands.add_parser(
        "calculate", help="work out the cases of a file and write the results to standard output"
    )
    calculate.add_argument("cases", type=Path, metavar="CASES.json")
    arguments = parser.parse_args()
    match arguments.command:
        case "calculate":
            try:
                calculate_command.run(arguments.cases, sys.stdout)
            except (OSError, ValueError) as error:
                print(f"{arguments.cases} cannot be read: {error}", file=sys.stderr)
                return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
