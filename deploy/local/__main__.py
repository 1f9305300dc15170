"""`make run`: start Kvittera on this machine. `python -m deploy.local --help` tells the switches."""

import argparse
import sys

from deploy.local.supervisor import CannotStartError, Supervisor
from shared.settings import CommonSettings


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python -m deploy.local", description="Run the broker and every service on this machine."
    )
    parser.add_argument(
        "--no-demo", action="store_true", help="start without the invented municipality and its demo sign-in"
    )
    parser.add_argument(
        "--no-claims",
        action="store_true",
        help="start with the people of the invented municipality and none of their claims",
    )
    parser.add_argument("--verbose", action="store_true", help="show every log line, not only warnings")
    arguments = parser.parse_args()
    try:
        supervisor = Supervisor(
            CommonSettings(), demo=not arguments.no_demo, claims=not arguments.no_claims, verbose=arguments.verbose
        )
    except CannotStartError as refusal:
        print(refusal, file=sys.stderr)
        return 1
    return supervisor.run()


if __name__ == "__main__":
    sys.exit(main())
