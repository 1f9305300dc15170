"""Directory's command line."""

import sys

from services.directory.service import SERVICE
from shared.command_line import run

if __name__ == "__main__":
    sys.exit(run(SERVICE, {}))
