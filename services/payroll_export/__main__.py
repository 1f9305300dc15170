"""`python -m services.payroll_export <command>`: what the service does when it is called by name."""

import argparse
import sys

from services.payroll_export import write_command


def main() -> int:
    """The exit status of the command."""
    parser = argparse.ArgumentParser(prog="python -m services.payroll_export")
    commands = parser.add_subparsers(dest="command", required=True)
    write_command.add_parser(commands)
    arguments = parser.parse_args()
    status: int = arguments.run(arguments)
    return status


if __name__ == "__main__":
    sys.exit(main())
