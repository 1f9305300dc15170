"""Install what lies outside Python: `python deploy/local/system_packages.py run|test`. Standard library only: it runs before all else.

It installs when it may (root, or sudo without a password, on a system with apt-get) and otherwise prints the one command to
type. Kvittera starts without these packages too: reading then goes on without Tesseract, tests that need a part say so.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

LANGUAGES = ("swe", "eng", "nor", "dan", "fin", "deu")
TESSERACT = ("tesseract-ocr", *(f"tesseract-ocr-{language}" for language in LANGUAGES))
WANTED = {"run": ("tesseract",), "test": ("tesseract", "chromium", "postgresql", "fonts")}
BROWSERS = ("chromium-headless-shell", "chromium")
"""Either will do; the first draws no windows, which takes a third of the work away. Not every system has it."""
PACKAGES = {
    "tesseract": TESSERACT,
    "chromium": (BROWSERS[0],),
    "postgresql": ("postgresql",),
    "fonts": ("fonts-dejavu", "fonts-liberation"),  # to print made-up receipts
}


def missing(part: str) -> bool:
    """Whether the part is not on this machine."""
    if part == "tesseract":
        if not shutil.which("tesseract"):
            return True
        listed = subprocess.run(
            ["tesseract", "--list-langs"], capture_output=True, text=True, check=False
        ).stdout.split()
        return not set(LANGUAGES) <= set(listed)
    if part == "postgresql":
        return not shutil.which("initdb") and not list(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if part == "fonts":
        return not {"DejaVuSansMono.ttf", "LiberationMono-Regular.ttf"} <= {
            file.name for file in Path("/usr/share/fonts").rglob("*.ttf")
        }
    return not any(shutil.which(browser) for browser in BROWSERS)


def main(purpose: str) -> int:
    """Install what is missing for that purpose; 0 also when it may not, since everything else works."""
    wanted = [package for part in WANTED[purpose] if missing(part) for package in PACKAGES[part]]
    if not wanted:
        return 0
    prefix = _right_to_install()
    if prefix is None:
        print(
            f"Missing on this machine: {' '.join(wanted)}. Everything that does not need them works. To install them, type:"
        )
        print(f"    sudo apt-get update && sudo {' '.join(_install(wanted))}")
        return 0
    print(f"Installing {' '.join(wanted)} …", flush=True)
    if _done([*prefix, "apt-get", "update", "-q"]) and _done([*prefix, *_install(wanted)]):
        return 0
    return 0 if purpose == "run" else 1


def _done(command: list[str]) -> bool:
    """Whether it succeeded; otherwise its complaint has been printed."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    ran = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if ran.returncode:
        print(f"{' '.join(command)} failed:\n{ran.stderr[-1500:]}")
    return not ran.returncode


def _install(wanted: list[str]) -> list[str]:
    """The command, with the other browser where the system does not offer the first one."""
    offered = (
        shutil.which("apt-cache")
        and not subprocess.run(["apt-cache", "show", BROWSERS[0]], capture_output=True, check=False).returncode
    )
    packages = [BROWSERS[1] if package == BROWSERS[0] and not offered else package for package in wanted]
    return ["apt-get", "install", "-y", "--no-install-recommends", *packages]


def _right_to_install() -> list[str] | None:
    if not shutil.which("apt-get"):
        return None
    if os.geteuid() == 0:
        return []
    if (
        shutil.which("sudo")
        and subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0
    ):
        return ["sudo", "-n"]
    return None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "run"))
