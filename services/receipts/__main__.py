"""The receipts service from the command line: `python -m services.receipts COMMAND`."""

import argparse
import sys

from services.receipts.reading import command_line as reading


def main() -> int:
    parser = argparse.ArgumentParser(prog="services.receipts", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    read = commands.add_parser("read", help=reading.__doc__)
    reading.add_arguments(read)
    read.set_defaults(run=reading.run)
    told = parser.parse_args()
    return int(told.run(told))


if __name__ == "__main__":
    sys.exit(main())
