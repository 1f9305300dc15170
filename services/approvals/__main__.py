"""Approvals's command line."""

import sys

from services.approvals.service import SERVICE
from shared.command_line import run

if __name__ == "__main__":
    sys.exit(run(SERVICE, {}))
