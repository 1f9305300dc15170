"""The receipts service from the command line: `python -m services.receipts COMMAND`."""

import argparse
import sys
from collections.abc import Callable, Mapping

from services.receipts.reading import command_line as reading

Run = Callable[[argparse.Namespace], int]


def add_read(parser: argparse.ArgumentParser) -> Run:
    """read pictures and PDFs: a JSON line a file"""
    reading.add_arguments(parser)
    return reading.run


def add_reader(_: argparse.ArgumentParser) -> Run:
    """read receipts as they are asked for, until told to stop"""

    def run(_: argparse.Namespace) -> int:
        from services.receipts.reader import serve_reader

        return serve_reader()

    return run


COMMANDS: Mapping[str, Callable[[argparse.ArgumentParser], Run]] = {"read": add_read, "reader": add_reader}


def main(arguments: list[str]) -> int:
    """The exit status. What needs neither database nor web server starts without importing them."""
    name = arguments[0] if arguments else ""
    if add := COMMANDS.get(name):
        parser = argparse.ArgumentParser(prog=f"python -m services.receipts {name}", description=add.__doc__)
        run = add(parser)
        return run(parser.parse_args(arguments[1:]))
    from services.receipts.service import SERVICE
    from shared.command_line import run as run_service

    return run_service(SERVICE, COMMANDS, arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
