"""The Chromium of the system that tests and benchmarks open."""

import shutil

from deploy.local.system_packages import BROWSERS

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
MISSING = f"Chromium is not installed: apt-get install {BROWSERS[0]}"


def executable() -> str | None:
    """Its path, or None where it is not installed."""
    return next(filter(None, map(shutil.which, BROWSERS)), None)
