"""Payroll_export's command line."""

import sys

from services.payroll_export import write_command
from services.payroll_export.service import SERVICE
from shared.command_line import run


def main() -> int:
    """The exit status of the command."""
    return run(SERVICE, {"write": write_command.add_arguments})


if __name__ == "__main__":
    sys.exit(main())
